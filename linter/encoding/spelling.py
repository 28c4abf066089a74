"""How plausible the spelling of an unknown word is: which letters follow which three in words that are known."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from math import log
from sys import byteorder
from typing import TYPE_CHECKING, NamedTuple

from linter.encoding.codecs import Codec
from linter.encoding.lexicon import languages_that_write
from linter.encoding.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

_ALPHABET = 30  # letters there are, about
_TRUST = 2.0  # weight of what fewer letters tell, in words
_FOUR = 4  # the letters by which the next is told, and that one
_FRAME = " " * (_FOUR - 1)  # what words begin with; they end with one blank
_BETWEEN = b"\0\0"  # what only letters end with that are not all of one word: the blank is the first of the letters
_NO_WORDS = frozenset({"zh", "ja", "ko", "signs"})  # of which pairs are known, or single signs


def spelling(word: str, spoken: frozenset[str]) -> float:
    """Return how plausible a word is in itself in that one of the languages `spoken` that may write it, in nats."""
    for language in languages_that_write(word):
        if language in spoken and language not in _NO_WORDS:
            return _spelling_in(language).of(word.lower())
    return 0.0


@cache
def _spelling_in(language: str) -> _Spelling:
    return _Spelling(vocabulary(language).all())


class _Spelling(dict[bytes, float]):
    """Of four letters, the logarithm of how often the last follows the others; judged once asked for."""

    def __init__(self, words: Iterable[str]) -> None:
        """Count what follows what in `words`."""
        super().__init__()
        framed = "".join([f"{_FRAME}{word} " for word in words])
        self._letters = Codec("", "", " ?" + "".join(sorted(set(framed) - {" "})))  # a byte for each letter
        self._counts = _counts(self._letters.data(framed))

    def of(self, word: str) -> float:
        """Return how plausible a word in lower case is."""
        framed = self._letters.data(f"{_FRAME}{word} ")
        return sum([self[framed[at : at + _FOUR]] for at in range(len(framed) - _FOUR + 1)])

    def __missing__(self, letters: bytes) -> float:
        """Judge by as many of the letters before as are known."""
        share = 1 / _ALPHABET
        for start in range(_FOUR - 1, -1, -1):
            number = self._counts.before.get(letters[start:-1])
            if not number:
                break
            share = (self._counts.last.get(letters[start:], 0) + _TRUST * share) / (number + _TRUST)
        value = self[letters] = log(share)
        return value


class _Counts(NamedTuple):
    """How often up to four letters follow each other in words, and how often anything follows up to three."""

    last: dict[bytes, int]
    before: dict[bytes, int]


def _counts(framed: bytes) -> _Counts:
    last: dict[bytes, int] = {}
    before: dict[bytes, int] = defaultdict(int)
    longest = {letters: number for letters, number in _fours(framed) if not letters.endswith(_BETWEEN)}
    while longest:
        last |= longest
        shorter: dict[bytes, int] = defaultdict(int)
        for letters, number in longest.items():
            before[letters[:-1]] += number
            shorter[letters[1:]] += number
        shorter.pop(b"", None)
        longest = shorter
    return _Counts(last, before)


def _fours(data: bytes) -> Iterable[tuple[bytes, int]]:
    """Yield the different stretches of four bytes, and how often each occurs; counted as numbers, which is quick."""
    counts: Counter[int] = Counter()
    for start in range(_FOUR):
        end = len(data) - (len(data) - start) % _FOUR
        counts.update(memoryview(data)[start:end].cast("I"))
    return ((number.to_bytes(_FOUR, byteorder), count) for number, count in counts.items())
