"""Stretches of a text that do not overlap, to ask quickly whether an offset lies in one of them."""

from __future__ import annotations

from bisect import bisect_right

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Intervals:
    """Half-open stretches, given in any order; those that overlap are merged, those that only touch are not."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        """Take `(start, end)` pairs."""
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in sorted(stretches):
            if self.ends and start < self.ends[-1]:
                self.ends[-1] = max(self.ends[-1], end)
            elif start < end:
                self.starts.append(start)
                self.ends.append(end)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Yield the stretches in order."""
        return zip(self.starts, self.ends, strict=True)

    def cover(self, offset: int) -> bool:
        """Tell whether the code point at `offset` lies in one of the stretches."""
        index = bisect_right(self.starts, offset) - 1
        return index >= 0 and offset < self.ends[index]

    def without(self, other: Intervals) -> Iterator[tuple[int, int]]:
        """Yield what is left of these stretches when those of `other` are cut out."""
        index = 0
        for stretch_start, end in self:
            start = stretch_start
            while index < len(other.ends) and other.ends[index] <= start:
                index += 1
            cut = index
            while cut < len(other.starts) and other.starts[cut] < end:
                if start < other.starts[cut]:
                    yield start, other.starts[cut]
                start = max(start, other.ends[cut])
                cut += 1
            index = max(index, cut - 1)
            if start < end:
                yield start, end
