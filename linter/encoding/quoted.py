"""Damage shown on purpose: texts about encodings quote mojibake, and there it must stay."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from linter.encoding.detect import RUN
from linter.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from linter.encoding.change import Change
    from linter.encoding.evidence import Tier

# What talk of encodings looks like, in lower case: each pattern with a word that every match of it has.
_TALK = tuple(
    (word, re.compile(pattern))
    for word, pattern in (
        ("mojibake", "mojibake"), ("ftfy", r"\bftfy"), ("encod", "encod"), ("char", r"char(?:acter )?set"),
        ("utf", r"\butf-?8"), ("unicode", r"\bunicode\b"), ("latin", r"latin-?1\b"), ("8859", r"iso[- ]?8859"),
        ("windows", r"windows-?125\d"), ("cp", r"\bcp-?(?:125\d|437|85\d|866|93\d|949)\b"), ("roman", r"mac[- ]?roman"),
        ("koi8", "koi8"), ("jis", "shift[-_ ]?jis"), ("gbk", r"\bgbk\b"), ("big5", "big5"), ("codepage", "codepage"),
        ("garbled", "garbled"), ("byte order", "byte order mark"), ("u+", r"u\+[0-9a-f]{4}\b"), ("кодиров", "кодировк"),
        ("кодуван", "кодуван"), ("文字", "文字化け"), ("乱码", "乱码"), ("亂碼", "亂碼"), ("fix_text", "fix_text"),
        ("bad", "bad_?patterns"),
    )
)  # fmt: skip
_LOOKED_AT = 40  # changes looked at in a text that is plainly damaged
_SUBJECT = lazy(r"mojibake|\bftfy\b|文字化け|кракозябр", re.IGNORECASE)  # what only texts about it mention
_DECLARATION = lazy(
    r"^.*(?:content-(?:type|transfer-encoding)|<\?xml|<meta|coding[:=] ?[\w-]+).*$", re.IGNORECASE | re.MULTILINE
)
_REASON = "quoted on purpose, perhaps"
_QUOTES = "\"'`«»“”|<>"
_SHORT = 2  # characters that an example of damage has at most once repaired
_ABOUT = 6  # mentions from which a text is about encodings
_BESIDE = 80  # characters on each side in which a quotation may be given once more
_ALIKE = 5  # ASCII letters by which it is recognised at least
_NOT_LETTERS = lazy(r"[^A-Za-z]+")
_PLACEHOLDER = lazy(r"%\(\w+\)\w|\{+[^{}]*\}+")
_APOSTROPHE = lazy(r"(?<!\w)'|'(?!\w)")
_NEAR = 4  # lines on each side of a change in which talk of encodings counts
_ASCII = "\x7f"  # the last of them
_WIDE_AROUND = 200  # characters on each side that count at most
_MUCH = 10  # places from which a text is plainly damaged, whatever it talks about,
_NEARLY_ALL = 0.9  # if so large a share of its runs is damaged
_EXAMPLES = 2  # signs quoted alone that make a list of examples,
_FEW_EXAMPLES = 0.1  # if at least so large a share of what is damaged is quoted alone


def judge_intent(text: str, changes: Sequence[Change]) -> list[Change]:
    """Return `changes` with those that may be quoted on purpose taken out of the safe tier."""
    if not changes:
        return []
    if is_plain(text, changes, len(changes)) and len(changes) >= _NEARLY_ALL * len(RUN.findall(text)):
        return list(changes)
    examples = _examples(text, changes)
    talk = talk_in(text)
    pairs_shown = any(mark in text for mark in '"`') and any(_shown_repaired(text, change) for change in changes)
    if not talk and examples < _EXAMPLES and not pairs_shown:
        return list(changes)
    listed = examples >= max(_EXAMPLES, _FEW_EXAMPLES * len(changes))
    judged = [_judged(text, change, listed=listed, about=talk >= _ABOUT) for change in changes]
    return _same_on_a_line(text, judged)


def is_plain(text: str, changes: Iterable[Change], number: int) -> bool:
    """Tell whether `number` changes are so many, and so few of the first ones examples, that none is quoted."""
    return number >= _MUCH and _examples(text, islice(changes, _LOOKED_AT)) < _LOOKED_AT // 2


def talk_in(text: str) -> int:
    """Return how much a text talks about encodings: the mentions, or a number that is enough."""
    mentions = _mentions(text)
    return mentions + _ABOUT if mentions and _SUBJECT.search(text) else mentions


def _mentions(text: str) -> int:
    """Return how often encodings are mentioned, declarations of one apart."""
    lowered = text.lower()
    patterns = [pattern for word, pattern in _TALK if word in lowered and pattern.search(lowered)]
    if not patterns:
        return 0
    apart = _DECLARATION.sub("", lowered)
    return sum(len(pattern.findall(apart)) for pattern in patterns)


def _examples(text: str, changes: Iterable[Change]) -> int:
    return sum([_alone(text, change) for change in changes])


def _same_on_a_line(text: str, changes: Sequence[Change]) -> list[Change]:
    """Return `changes` with every one that shares a line with a quoted one judged quoted too."""
    lines = [text.rfind("\n", 0, change.start) for change in changes]
    unsure = {line for line, change in zip(lines, changes, strict=True) if change.reason == _REASON}
    return [
        change._replace(tier="unsafe", reason=_REASON) if line in unsure and change.tier == "safe" else change
        for line, change in zip(lines, changes, strict=True)
    ]


def _judged(text: str, change: Change, *, listed: bool, about: bool) -> Change:
    """Return a change with its tier lowered as its place demands: alone in quotes, beside its repair, near talk."""
    if change.tier == "report":
        return change
    alone, quoted = _alone(text, change), _in_quotes(text, change)
    near = _mentions(_around(text, change)) > 0
    tier: Tier = change.tier
    if (alone and (near or listed)) or (near and quoted and change.value.isspace()):
        tier = "report"
    elif near or about or (quoted and _shown_repaired(text, change)):
        tier = "unsafe"
    return change._replace(tier=tier, reason=_REASON) if tier != change.tier else change


def _shown_repaired(text: str, change: Change) -> bool:
    """Tell whether the quotation that a change stands in is given once more near by, as it should be."""
    start = max(text.rfind(mark, max(0, change.start - _BESIDE), change.start) for mark in '"`')
    end = text.find(text[start], change.end, change.end + _BESIDE) if start >= 0 else -1
    if end < 0:
        return False
    before, after = text[max(0, start - _BESIDE) : start], text[end + 1 : end + 1 + _BESIDE]
    ours = _skeleton(text[start + 1 : end])
    others = (*before.split(text[start]), *after.split(text[start]))
    return len(ours) >= _ALIKE and any(
        change.value in other and _skeleton(other).startswith(ours[: max(_ALIKE, len(ours) - 2)]) for other in others
    )


def _skeleton(quotation: str) -> str:
    """Return the ASCII letters of a quotation, without placeholders."""
    return _NOT_LETTERS.sub("", _PLACEHOLDER.sub("", quotation))


def _alone(text: str, change: Change) -> bool:
    """Tell whether a change is all that stands between two quotation marks or in a cell."""
    start, end = change.start, change.end
    if len(change.value) > _SHORT or _is_ascii_letter(text[start - 1 : start]) or _is_ascii_letter(text[end : end + 1]):
        return False
    while start and text[start - 1] > _ASCII and start > change.start - _WIDE_AROUND:
        start -= 1
    while text[end : end + 1] > _ASCII and end < change.end + _WIDE_AROUND:
        end += 1
    before, after = text[max(0, start - 2) : start].strip(), text[end : end + 2].strip()
    return bool(before and after) and before[-1] in _QUOTES and after[0] in _QUOTES


def _is_ascii_letter(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _around(text: str, change: Change) -> str:
    """Return the line of a change and `_NEAR` lines on both sides."""
    start, end = change.start, change.end
    for _ in range(_NEAR + 1):
        start = text.rfind("\n", 0, max(0, start))
        if start < 0:
            break
    for _ in range(_NEAR + 1):
        end = text.find("\n", end + 1)
        if end < 0:
            break
    start = max(start, change.start - _WIDE_AROUND, 0)
    return text[start : min(end if end >= 0 else len(text), change.end + _WIDE_AROUND)]


def _in_quotes(text: str, change: Change) -> bool:
    """Tell whether a change stands within quotation marks or a code span of its line."""
    line_start = text.rfind("\n", 0, change.start) + 1
    before = text[max(line_start, change.start - _WIDE_AROUND) : change.start]
    if any(before.count(mark) % 2 for mark in '"`') or before.count("«") > before.count("»"):
        return True
    return bool(len(_APOSTROPHE.findall(before)) % 2) or "<code>" in before
