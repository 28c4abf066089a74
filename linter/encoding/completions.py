"""What words may have been whose letters beyond ASCII were all lost: the known words that have the others."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import repeat

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
        last, others = _by_pattern(language, pattern[0])
        if pattern in last:
            found += (*others.get(pattern, ()), last[pattern])
    return tuple(found)


@cache
def _by_pattern(language: str, initial: str) -> tuple[dict[str, _Word], dict[str, list[_Word]]]:
    """Return the words of a language whose patterns begin with `initial`, the last of each pattern, and the others."""
    words: dict[str, float] = {}
    for letter in vocabulary(language).initials:
        if letter == initial or (initial == LOST and not letter.isascii()):
            words |= vocabulary(language).beginning_with(letter)
    joined = "\n".join(words)
    legacy = joined.translate(CEDILLAS) if language == "ro" else joined
    lost = joined.encode("ascii", "replace").decode().replace("?", LOST)  # no word has a question mark
    patterns = lost.split("\n")
    known = list(zip(legacy.split("\n"), repeat(language), words.values(), strict=False))
    last = dict(zip(patterns, known, strict=False))
    others: dict[str, list[_Word]] = {}
    for pattern, word in zip(patterns, known, strict=False):
        if last[pattern] is not word:
            others.setdefault(pattern, []).append(word)
    return last, others
