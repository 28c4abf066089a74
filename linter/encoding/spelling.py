"""How plausible the spelling of an unknown word is: which letters follow which three in words that are known."""

from __future__ import annotations

from array import array
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
_END = "\0"  # letters are numbered from it on: a table that begins with it is looked up fastest
_FRAME = _END * (_FOUR - 1)  # what words begin with; they end with one such
_BYTE = 8  # bits
_ALL_BUT_LAST = tuple((1 << _BYTE * length) - 1 for length in range(_FOUR))  # of up to four letters
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


class _Spelling(dict[int, float]):
    """Of four letters, the logarithm of how often the last follows the others; judged once asked for.

    Letters are bytes here, and several of them one number, the last letter the highest byte.
    """

    def __init__(self, words: Iterable[str]) -> None:
        """Count what follows what in `words`."""
        super().__init__()
        framed = f"{_FRAME}{_FRAME.join(words)}{_FRAME}"
        self._letters = Codec("", "", f"{_END}?{''.join(sorted(set(framed) - {_END}))}")  # a byte for each letter
        self._counts = _counts(self._letters.data(framed))

    def of(self, word: str) -> float:
        """Return how plausible a word in lower case is."""
        framed = self._letters.data(f"{_FRAME}{word}{_END}")
        fours = [framed[at : at + _FOUR] for at in range(len(framed) - _FOUR + 1)]
        return sum([self[int.from_bytes(four, "little")] for four in fours])

    def __missing__(self, letters: int) -> float:
        """Judge by as many of the letters before as are known."""
        share = 1 / _ALPHABET
        for length, (following, before) in enumerate(self._counts):
            last = letters >> _BYTE * (_FOUR - 1 - length)
            number = before.get(last & _ALL_BUT_LAST[length])
            if not number:
                break
            share = (following.get(last, 0) + _TRUST * share) / (number + _TRUST)
        value = self[letters] = log(share)
        return value


class _Counts(NamedTuple):
    """How often so many letters follow each other in words, and how often any letter follows all but the last."""

    following: dict[int, int]
    before: dict[int, int]


def _counts(framed: bytes) -> list[_Counts]:
    """Return the counts of single letters, and of two, three and four."""
    # What has two ends behind it is not all of one word.
    following: dict[int, int] = {letters: number for letters, number in _fours(framed).items() if letters >> 2 * _BYTE}
    found = []
    for all_but_last in reversed(_ALL_BUT_LAST):
        before: dict[int, int] = defaultdict(int)
        shorter: dict[int, int] = defaultdict(int)
        for letters, number in following.items():
            before[letters & all_but_last] += number
            shorter[letters >> _BYTE] += number
        found.append(_Counts(following, before))
        following = shorter
    return found[::-1]


def _fours(data: bytes) -> Counter[int]:
    """Return how often any four bytes follow each other."""
    counts: Counter[int] = Counter()
    for start in range(_FOUR):
        numbers = array("I", data[start : len(data) - (len(data) - start) % _FOUR])
        if byteorder == "big":
            numbers.byteswap()
        counts.update(numbers)
    return counts
