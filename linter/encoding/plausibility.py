"""How plausible a stretch of text is: log-probabilities of character pairs, from real text in twenty languages.

The table `plausibility.bin` is made by `tools/train_plausibility.py`. A pair it does not list is judged by the kinds
of its two characters. Everything is in nats; a higher sum is more plausible.
"""

from __future__ import annotations

import zlib
from functools import cache
from operator import add
from pathlib import Path
from typing import TYPE_CHECKING

from linter.encoding.alphabet import Kind, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable

STEP = 8  # quantisation: a stored byte is -8 x the natural logarithm
_UNSEEN_CHAR = -9.0
_UNSEEN_EMOJI = -7.0
_FOREIGN = {True: -4.0, False: -14.0}  # a letter of an untrained script, after one of the same block or not
_BLOCK = 8
_REMEMBERED = 200_000
_OTHER_LETTER = int(Kind.OTHER_LETTER)
_STORED = tuple(-value / STEP for value in range(256))
_LETTERS = frozenset(Kind) - {
    Kind.TYPOGRAPHIC, Kind.WIDE_SPACE, Kind.LATIN_SIGN, Kind.ORDINAL, Kind.TECHNICAL, Kind.BOX, Kind.PICTURE,
    Kind.EMOJI, Kind.OTHER_LETTER, Kind.INVISIBLE, Kind.CJK_SIGN,
}  # fmt: skip


class _Strangers(dict[str, int]):
    """1 for each letter that never occurred in training, within scripts that did; 0 for other characters."""

    def __missing__(self, char: str) -> int:
        """Judge a character once."""
        value = self[char] = int(kind_of(char) in _LETTERS)
        return value


class _Chars(dict[str, tuple[list[float], int, float, int]]):
    """What tells how plausible a character is beside others.

    That is how plausible each kind is after it, its own kind, what is added for itself, and its block.
    """

    def __init__(self, chars: dict[str, float], kinds: list[list[float]]) -> None:
        """Take the log-probability of characters within their kind, and of kinds after kinds."""
        super().__init__()
        self._listed, self._kinds = chars, kinds

    def __missing__(self, char: str) -> tuple[list[float], int, float, int]:
        """Judge a character once."""
        kind = int(kind_of(char))
        unlisted = _UNSEEN_CHAR if char < "\U0001f300" else _UNSEEN_EMOJI
        bonus = _FOREIGN[True] if kind == _OTHER_LETTER else self._listed.get(char, unlisted)
        value = self._kinds[kind], kind, bonus, ord(char) >> _BLOCK
        if len(self) < _REMEMBERED:
            self[char] = value
        return value


class _Row(dict[str, float]):
    """Log-probability of each character after one, `first`; those not listed are judged by their kinds when asked."""

    def __init__(self, first: str, listed: Iterable[tuple[str, float]], judged: _Chars, room: list[int]) -> None:
        """Take what is listed, what tells of the other characters, and how many more may be remembered in all rows."""
        super().__init__(listed)
        self._judged, self._room = judged, room
        self._following, self._kind, _, self._block = judged[first]

    def __missing__(self, char: str) -> float:
        """Judge a character by its kind."""
        _, kind, bonus, block = self._judged[char]
        value = self._following[kind] + bonus
        if kind == _OTHER_LETTER and self._kind == kind:
            value = _FOREIGN[self._block == block]
        if self._room[0] > 0:
            self._room[0] -= 1
            self[char] = value
        return value


class _Rows(dict[str, _Row]):
    """The rows of all characters, each made once asked for."""

    def __init__(self, rows: dict[str, tuple[str, str]], judged: _Chars) -> None:
        """Take the listed pairs, as `Pairs` does."""
        super().__init__()
        self._stored, self._judged, self._room = rows, judged, [_REMEMBERED]

    def __missing__(self, first: str) -> _Row:
        """Make the row of a character."""
        seconds, values = self._stored.pop(first, ("", ""))
        listed = zip(seconds, map(_STORED.__getitem__, bytes.fromhex(values)), strict=True)
        row = _Row(first, listed, self._judged, self._room)
        if len(self) < _REMEMBERED or seconds:
            self[first] = row
        return row


class Pairs(dict[str, float]):
    """Log-probability of the second character of each pair after the first; looked up in the rows when asked.

    `after` has a row for each first character: in a row of its own, a character is looked up faster than in a pair.
    """

    def __init__(self, rows: dict[str, tuple[str, str]], chars: dict[str, float], kinds: list[list[float]]) -> None:
        """Take the listed pairs, the log-probability of characters within their kind, and of kinds after kinds.

        `rows` has for each first character the second ones, and what is stored of each, in hexadecimal digits.
        """
        super().__init__()
        self.after = _Rows(rows, _Chars(chars, kinds))
        self.known = frozenset(chars) | frozenset(map(chr, range(128)))
        self._strangers = _Strangers(dict.fromkeys(self.known, 0))

    def __missing__(self, pair: str) -> float:
        """Look up a pair once."""
        value = self.after[pair[0]][pair[1]]
        if len(self) < _REMEMBERED:
            self[pair] = value
        return value

    def worst(self, text: str) -> float:
        """Return the log-probability of the least plausible pair of `text`, which has at least two characters."""
        return min(map(self.__getitem__, map(add, text, text[1:])))

    def knows(self, text: Iterable[str]) -> bool:
        """Tell whether every character of `text` occurred in training."""
        return self.known.issuperset(text)

    def strange(self, text: str) -> int:
        """Return how many letters of `text` never occurred in training, within scripts that did."""
        if self.known.issuperset(text):
            return 0
        return sum(map(self._strangers.__getitem__, text))

    def score(self, text: str) -> float:
        """Return the sum over all neighbouring pairs of `text`; 0 for fewer than two characters."""
        if not text:
            return 0.0
        total, chars, after = 0.0, iter(text), self.after
        row = after[next(chars)]
        for char in chars:  # most texts are of a few characters, and faster so than by `sum`
            total += row[char]
            row = after[char]
        return total


@cache
def pairs() -> Pairs:
    """Return the trained table, read once."""
    import json

    data = json.loads(zlib.decompress(Path(__file__).with_name("plausibility.bin").read_bytes()))
    rows = {first: (seconds, values) for first, seconds, values in data["pairs"]}
    chars = {char: -value / STEP for char, value in data["chars"].items()}
    kinds = [[-value / STEP for value in row] for row in data["kinds"]]
    return Pairs(rows, chars, kinds)
