"""What words may have been whose letters beyond ASCII were all lost: the known words that have the others."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from linter.encoding.vocabulary import vocabulary

LOST = "\ufffd"
CEDILLAS = str.maketrans("șțȘȚ", "şţŞŢ")  # no legacy codec has the comma below
_LATIN = ("fr", "es", "de", "pt", "it", "pl", "cs", "hu", "tr", "ro", "vi")
_REMEMBERED = 1 << 14  # patterns of which the answer is remembered

_Word = tuple[str, str, float]  # with its language and its frequency there


@lru_cache(_REMEMBERED)
def completions(pattern: str) -> tuple[_Word, ...]:
    """Return the words that `pattern` may be, each with a language and its frequency there.

    `pattern` is in lower case, with U+FFFD for each lost letter.
    """
    found: list[_Word] = []
    for language in _LATIN:
        known = _known(language, pattern[0])
        last = known.last.get(pattern)
        if last is not None:
            places = (*known.others.get(pattern, ()), last)
            found += [(known.words[place], language, known.bits[place]) for place in places]
    return tuple(found)


class _Known(NamedTuple):
    """Words of a language whose patterns have the same first character, and which of them have a pattern."""

    words: list[str]
    bits: list[float]
    last: dict[str, int]  # the last one with a pattern: most have but one
    others: dict[str, list[int]]


@cache
def _known(language: str, initial: str) -> _Known:
    bits: dict[str, float] = {}
    for letter in vocabulary(language).initials:
        if letter == initial or (initial == LOST and not letter.isascii()):
            bits |= vocabulary(language).beginning_with(letter)
    joined = "\n".join(bits)
    patterns = joined.encode("ascii", "replace").decode().replace("?", LOST).split("\n")  # no word has a question mark
    last = {pattern: place for place, pattern in enumerate(patterns)}
    others: dict[str, list[int]] = {}
    for place, pattern in enumerate(patterns):
        if last[pattern] != place:
            others.setdefault(pattern, []).append(place)
    words = joined.translate(CEDILLAS) if language == "ro" else joined
    return _Known(words.split("\n"), list(bits.values()), last, others)
