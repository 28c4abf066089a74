"""The words of twenty-one languages, and signs, as `words.bin` has them: of each only what is asked for is read.

The table is made by `tools/train_words.py` from real text. A word is written there without what it shares with the one
before, so that those of one first letter are read together.
"""

from __future__ import annotations

import zlib
from functools import cache
from itertools import pairwise
from pathlib import Path

from linter.patterns import lazy
from linter.values import cached_property

_CAPITAL = 0x80  # added to the frequency of a word that usually has a capital
_BITS = tuple((number % _CAPITAL) / 2 for number in range(2 * _CAPITAL))
_INITIAL = lazy(b"\x00")  # the first word with its first letter shares nothing with the one before


class Vocabulary:
    """The words of one language in lower case, in order, with how common they are: bits, about 1 to 16."""

    def __init__(self, shared: bytes, numbers: bytes, pieces: str) -> None:
        """Take how much each word shares with the one before, how common it is, and the rest of each.

        A line holds the rests of the words with the same first letter, with blanks between them.
        """
        self._shared, self._numbers = shared, numbers
        self._lines = {line[0]: line for line in pieces.split("\n")}
        self._sections: dict[str, dict[str, float]] = {}
        self._pieces: dict[str, list[str]] = {}

    @cached_property
    def _places(self) -> dict[str, tuple[int, int]]:
        """Where the words with each first letter begin, and end."""
        starts = [match.start() for match in _INITIAL.finditer(self._shared)]
        return dict(zip(self._lines, pairwise([*starts, len(self._shared)]), strict=True))

    @property
    def initials(self) -> tuple[str, ...]:
        """The letters that words begin with."""
        return tuple(self._lines)

    def beginning_with(self, letter: str) -> dict[str, float]:
        """Return the words that begin with a letter."""
        section = self._sections.get(letter)
        if section is None:
            start, end = self._places.get(letter, (0, 0))
            pieces = self._pieces.pop(letter, None) or (self._lines[letter].split(" ") if end else [])
            numbers = map(_BITS.__getitem__, self._numbers[start:end])
            section = self._sections[letter] = dict(zip(_joined(self._shared[start:end], pieces), numbers, strict=True))
        return section

    def frequency(self, word: str) -> float:
        """Return how common a word is, 0 if it is not known: for so few words that it is not worth to read the others.

        It is looked for from one that has a letter more in common to the next.
        """
        start, end = self._places.get(word[0], (0, 0))
        if not end or word[0] in self._sections:
            return self.beginning_with(word[0]).get(word, 0.0)
        pieces, shared, at = self._pieces.get(word[0]), self._shared, start
        if pieces is None:
            pieces = self._pieces[word[0]] = self._lines[word[0]].split(" ")
        for place in range(1, len(word)):
            same = bytes((place,))  # what those share with the one before that differ from it in this place
            while not pieces[at - start].startswith(word[place], place - shared[at]):
                at = shared.find(same, at + 1, end)
                if at < 0:
                    return 0.0
            following = shared.find(same, at + 1, end)
            end = end if following < 0 else following
        return _BITS[self._numbers[at]] if len(pieces[at - start]) == len(word) - shared[at] else 0.0

    def all(self) -> dict[str, float]:
        """Return all words."""
        words: dict[str, float] = {}
        for letter in self._lines:
            words |= self.beginning_with(letter)
        return words

    @cached_property
    def capitals(self) -> frozenset[str]:
        """The words that usually have a capital in the middle of a sentence."""
        return frozenset(word for word, number in zip(self.all(), self._numbers, strict=True) if number >= _CAPITAL)


def _joined(shared: bytes, pieces: list[str]) -> list[str]:
    """Return the words of which each shares so many letters with the one before, and goes on so."""
    words, word = [], ""
    for letters, piece in zip(shared, pieces, strict=True):
        word = word[:letters] + piece
        words.append(word)
    return words


@cache
def vocabulary(language: str) -> Vocabulary:
    """Return the words of a language."""
    shared, numbers, pieces = map(zlib.decompress, _blocks()[language])
    return Vocabulary(shared, numbers, pieces.decode())


@cache
def _blocks() -> dict[str, tuple[bytes, bytes, bytes]]:
    data = Path(__file__).with_name("words.bin").read_bytes()
    head, _, rest = data.partition(b"\n")
    blocks, start = {}, 0
    for entry in head.decode().split(" "):
        language, *lengths = entry.split(":")
        first, second, third = (int(length) for length in lengths)
        ends = start + first, start + first + second, start + first + second + third
        blocks[language] = rest[start : ends[0]], rest[ends[0] : ends[1]], rest[ends[1] : ends[2]]
        start = ends[2]
    return blocks
