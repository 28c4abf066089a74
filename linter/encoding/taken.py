"""A text of which some places are changed already: which those are, and what comes to stand where."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from linter.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.encoding.change import Change

_LONGEST = 24  # letters of a word looked at
_LETTERS_BEFORE = lazy(r"[^\W\d_]*$")
_LETTERS_AFTER = lazy(r"[^\W\d_]*")


class Taken:
    """Which code points of a text are changed already, and the text as it stands after that."""

    def __init__(self, text: str, changes: Sequence[Change]) -> None:
        """Take the text, and the changes made to it."""
        self.text = text
        self._starts: list[int] = []
        self._ends: dict[int, int] = {}
        self._shifts = [0]
        pieces: list[str] = []
        reached = 0
        for change in sorted(changes, key=lambda change: change.start):
            pieces += (text[reached : change.start], change.value)
            reached = change.end
            self._starts.append(change.start)
            self._ends[change.start] = change.end
            self._shifts.append(self._shifts[-1] + len(change.value) - (change.end - change.start))
        self.repaired = "".join((*pieces, text[reached:])) if pieces else text

    def holds(self, place: int) -> bool:
        """Tell whether a code point is changed already."""
        if place in self._ends:
            return place < self._ends[place]
        at = bisect_right(self._starts, place) - 1
        return at >= 0 and place < self._ends[self._starts[at]]

    def moved(self, place: int) -> int:
        """Return where a code point that is not changed stands in `repaired`."""
        at = bisect_right(self._starts, place) - 1
        if place < self._ends.get(place, 0):
            at -= 1  # the place before a change, not in it
        return place + self._shifts[at + 1]

    def before(self, place: int) -> str:
        """Return the character that comes to stand before a place."""
        at = self.moved(place)
        return _plain(self.repaired[at - 1 : at] if at else "")

    def after(self, place: int) -> str:
        """Return the character that comes to stand after a place."""
        at = self.moved(place)
        return _plain(self.repaired[at : at + 1])

    def between(self, start: int, end: int) -> str:
        """Return what comes to stand between two places that are not inside of a change."""
        return self.repaired[self.moved(start) : self.moved(end)] if start < end else ""

    def word_around(self, start: int, end: int) -> tuple[str, str]:
        """Return the letters that come to stand directly before and after a stretch."""
        at, to = self.moved(start), self.moved(end)
        before = _LETTERS_BEFORE.search(self.repaired[max(0, at - _LONGEST) : at])
        after = _LETTERS_AFTER.match(self.repaired, to, to + _LONGEST)
        return (before[0] if before else ""), (after[0] if after else "")


def _plain(char: str) -> str:
    return " " if not char or char.isspace() else char
