"""Damage shown on purpose: texts about encodings quote mojibake, and there it must stay."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from linter.encoding.fences import Fences
from linter.encoding.runs import Runs
from linter.encoding.talk import talk_in
from linter.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from linter.encoding.change import Change
    from linter.encoding.evidence import Tier
    from linter.encoding.talk import Talk

_LOOKED_AT = 40  # changes looked at in a text that is plainly damaged
_REASON = "quoted on purpose, perhaps"
_QUOTES = "\"'`«»“”|<>"
_BETWEEN = lazy(r"[\"'`|<>]\s?[^\x00-\x7f]+(?=\s?[\"'`|<>])")  # where a change may be an example
_SHORT = 2  # characters that an example of damage has at most once repaired
_BESIDE = 80  # characters on each side in which a quotation may be given once more
_ALIKE = 5  # ASCII letters by which it is recognised at least
_NOT_LETTERS = lazy(r"[^A-Za-z]+")
_PLACEHOLDER = lazy(r"%\(\w+\)\w|\{+[^{}]*\}+")
_APOSTROPHE = lazy(r"(?<!\w)'|'(?!\w)")
_ASCII = "\x7f"  # the last of them
_WIDE_AROUND = 200  # characters on each side that count at most
_MUCH = 10  # places from which a text is plainly damaged, whatever it talks about,
_NEARLY_ALL = 0.9  # if so large a share of its runs is damaged
_EXAMPLES = 2  # signs quoted alone that make a list of examples,
_PLACES, _DIFFERENT = 3, 2  # places, and different ones, that make plain how a text was misread
_FEW_EXAMPLES = 0.1  # if at least so large a share of what is damaged is quoted alone


def judge_intent(text: str, changes: Sequence[Change]) -> list[Change]:
    """Return `changes` with those that may be quoted on purpose taken out of the safe tier."""
    if not changes:
        return []
    if is_plain(text, changes, len(changes)) and len(changes) >= _NEARLY_ALL * len(Runs(text).all):
        return list(changes)
    examples = _examples(text, changes)
    talk = talk_in(text)
    shown = any(mark in text for mark in '"`') and any(_shown_repaired(text, change) for change in changes)
    code = Fences(text)
    if not talk.mentions and examples < _EXAMPLES and not shown and not code:
        return list(changes)
    listed = examples >= max(_EXAMPLES, _FEW_EXAMPLES * len(changes))
    witnesses = _witnesses(text, changes, talk, code)
    damaged = frozenset[tuple[str, ...]]()
    if not (listed or shown or talk.about):
        damaged = frozenset(codecs for codecs, values in witnesses.items() if _is_plainly_damaged(values))
    judged = [
        change
        if change.codecs in damaged and not _alone(text, change) and not _in_quotes(text, change)
        else _judged(text, change, talk, listed=listed, shown=shown)
        for change in changes
    ]
    judged = [change if change.codecs in witnesses else code.judged(change) for change in judged]
    return _same_on_a_line(text, judged)


def _witnesses(text: str, changes: Sequence[Change], talk: Talk, code: Fences) -> dict[tuple[str, ...], list[str]]:
    """Return what was surely misread far from talk of encodings and from code, by the ways in which it was."""
    values: dict[tuple[str, ...], list[str]] = {}
    for change in changes:
        if change.tier == "safe" and change.start not in code and not talk.is_near(text, change):
            values.setdefault(change.codecs, []).append(change.value)
    return values


def _is_plainly_damaged(values: Sequence[str]) -> bool:
    """Tell whether so much was misread in one way that what looks like it near talk of encodings was as well."""
    return len(values) >= _PLACES and len(set(values)) >= _DIFFERENT


def is_plain(text: str, changes: Iterable[Change], number: int) -> bool:
    """Tell whether `number` changes are so many, and so few of the first ones examples, that none is quoted."""
    few = _LOOKED_AT // 2
    return number >= _MUCH and (_BETWEEN.search(text) is None or _examples(text, islice(changes, _LOOKED_AT)) < few)


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


def _judged(text: str, change: Change, talk: Talk, *, listed: bool, shown: bool) -> Change:
    """Return a change with its tier lowered as its place demands: alone in quotes, beside its repair, near talk."""
    if change.tier == "report":
        return change
    near = talk.is_near(text, change)
    tier: Tier = change.tier
    if ((near or listed) and _alone(text, change)) or (near and change.value.isspace() and _in_quotes(text, change)):
        tier = "report"
    elif near or talk.about or (shown and _shown_repaired(text, change) and _in_quotes(text, change)):
        tier = "unsafe"
    return change._replace(tier=tier, reason=_REASON) if tier != change.tier else change


def _shown_repaired(text: str, change: Change) -> bool:
    """Tell whether the quotation that a change stands in is given once more near by, as it should be."""
    first = max(0, change.start - _BESIDE)
    start = max(text.rfind('"', first, change.start), text.rfind("`", first, change.start))
    end = text.find(text[start], change.end, change.end + _BESIDE) if start >= 0 else -1
    if end < 0:
        return False
    before, after = text[max(0, start - _BESIDE) : start], text[end + 1 : end + 1 + _BESIDE]
    if change.value not in before and change.value not in after:
        return False
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
    if after[:1] == "'" and (after[1:].isalnum() or after[1:] > _ASCII):  # it stands within a word
        return False
    return bool(before and after) and before[-1] in _QUOTES and after[0] in _QUOTES


def _is_ascii_letter(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _in_quotes(text: str, change: Change) -> bool:
    """Tell whether a change stands within quotation marks or a code span of its line."""
    line_start = text.rfind("\n", 0, change.start) + 1
    before = text[max(line_start, change.start - _WIDE_AROUND) : change.start]
    if any(before.count(mark) % 2 for mark in '"`') or before.count("«") > before.count("»"):
        return True
    return bool(len(_APOSTROPHE.findall(before)) % 2) or "<code>" in before
