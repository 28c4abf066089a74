"""Talk of encodings: where a text mentions them, and whether it is about them."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from linter.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linter.encoding.change import Change

# Characters that few texts have: the words that have one are looked for only where it is, which takes far less time.
_RARE = "+_85xjkw"
_ASCII = range(0x80)


def _by_rare_bytes(words: Iterable[bytes]) -> dict[bytes, list[bytes]]:
    """Return words by a byte of each that few texts have, nothing if it has none."""
    found: dict[bytes, list[bytes]] = {}
    for word in words:
        rare = [word[:1]] if word[0] not in _ASCII else [byte for byte in map(str.encode, _RARE) if byte in word]
        found.setdefault(rare[0] if rare else b"", []).append(word)
    return found


# What talk of encodings looks like, in lower case: each pattern with a word that every match of it has. Patterns that
# begin with that word are found several times as fast.
_TALK = tuple(
    (word, lazy(pattern))
    for word, pattern in (
        ("mojibake", "mojibake"), ("ftfy", r"ftfy(?<=\bftfy)"), ("encod", "encod"), ("char", r"char(?:acter )?set"),
        ("utf", r"utf(?<=\butf)-?8"), ("unicode", r"unicode(?<=\bunicode)\b"), ("latin", r"latin-?1\b"),
        ("8859", r"iso[- ]?8859"), ("windows", r"windows-?125\d"), ("roman", r"mac[- ]?roman"), ("koi8", "koi8"),
        ("cp", r"cp(?<=\bcp)-?(?:125\d|437|85\d|866|93\d|949)\b"), ("jis", "shift[-_ ]?jis"),
        ("gbk", r"gbk(?<=\bgbk)\b"), ("big5", "big5"), ("codepage", "codepage"),
        ("garbled", "garbled"), ("byte order", "byte order mark"), ("u+", r"u\+[0-9a-f]{4}\b"), ("кодиров", "кодировк"),
        ("кодуван", "кодуван"), ("文字", "文字化け"), ("乱码", "乱码"), ("亂碼", "亂碼"), ("fix_text", "fix_text"),
        ("bad", "bad_?patterns"),
    )
)  # fmt: skip
# Those words in UTF-8; of those in Cyrillic a part that `bytes.lower` need not put in small letters.
_ANY_TALK = _by_rare_bytes(
    word.encode() for word in ("одиров", "ОДИРОВ", "одуван", "ОДУВАН", *(word for word, _ in _TALK if word[0] != "к"))
)
_SUBJECTS = ("mojibake", "文字化け", "кракозябр")  # what only texts about it mention
_SUBJECT = lazy(r"ftfy(?<=\bftfy)\b")
_DECLARATIONS = tuple(
    (word, lazy(pattern))
    for word, pattern in (
        ("content-t", "content-(?:type|transfer-encoding)"), ("<?xml", r"<\?xml"), ("<meta", "<meta"),
        ("coding:", r"coding: ?[\w-]+"), ("coding=", r"coding= ?[\w-]+"),
    )
)  # fmt: skip
_ABOUT = 6  # mentions from which a text is about encodings
_NEAR = 4  # lines on each side of a change in which talk of encodings counts
_WIDE_AROUND = 200  # characters on each side that count at most


class Talk(NamedTuple):
    """Where in a text encodings are mentioned, in order, declarations of one apart, and whether it is about them."""

    mentions: list[tuple[int, int]]
    about: bool

    def is_near(self, text: str, change: Change) -> bool:
        """Tell whether encodings are mentioned near a change."""
        first = bisect_left(self.mentions, (change.start - _WIDE_AROUND, 0))
        if first == len(self.mentions) or self.mentions[first][1] > change.end + _WIDE_AROUND:
            return False
        start, end = _around(text, change)
        return any(
            start <= begin and stop <= end
            for begin, stop in islice(self.mentions, first, bisect_left(self.mentions, (end, 0), first))
        )


def talk_in(text: str) -> Talk:
    """Return what a text says about encodings."""
    data = text.encode("utf-8", "replace").lower()
    if not any(byte in data and any(map(data.__contains__, words)) for byte, words in _ANY_TALK.items()):
        return Talk([], about=False)
    lowered = text.replace("\u0130", "i").lower()  # the one letter that gets longer
    found = [match.span() for word, pattern in _TALK if word in lowered for match in pattern.finditer(lowered)]
    if not found:
        return Talk([], about=False)
    declared = {
        lowered.rfind("\n", 0, match.start())
        for word, pattern in _DECLARATIONS
        if word in lowered
        for match in pattern.finditer(lowered)
    }
    found = sorted(span for span in found if not declared or lowered.rfind("\n", 0, span[0]) not in declared)
    about = len(found) >= _ABOUT or any(subject in lowered for subject in _SUBJECTS) or bool(_SUBJECT.search(lowered))
    return Talk(found, about=bool(found) and about)


def _around(text: str, change: Change) -> tuple[int, int]:
    """Return where the line of a change and `_NEAR` lines on both sides begin and end, as far as they count."""
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
    return start, min(end if end >= 0 else len(text), change.end + _WIDE_AROUND)
