"""What one codec does not explain in a text that was misread in it: the runs to be weighed one by one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from linter.encoding.codecs import single_byte
from linter.encoding.detect import odd_runs, run_around
from linter.encoding.readings import OVERWHELMING
from linter.encoding.uniform import LEAD, Uniform, elected, stretch_of
from linter.encoding.variants import ALL, is_explained

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.encoding.uniform import Stretch


class Leftovers(NamedTuple):
    """What stands of a uniform reading, and where the runs begin, and end, that may still be misread.

    `scope` tells in which codecs.
    """

    uniform: Uniform
    odd: dict[int, int]
    scope: int = ALL


def leftovers(text: str, uniform: Uniform, before: dict[int, int]) -> Leftovers:
    """Return what is left in `text` once `uniform` is applied; `before` is where odd runs begin, and end, before that.

    What another codec explains much better, one that explains what is left, does not stand.
    """
    result, moved = _applied(text, uniform)
    left = odd_runs(result) if uniform.places else before
    if not left:
        return Leftovers(uniform, {})
    rivals = elected("\n".join({result[start:end] for start, end in left.items()}))
    others = [codec for codec in rivals if codec != uniform.codec]
    rivalled = _rivalled(uniform.different, others)
    starts = [moved.back(place) for place in left]
    starts += [start for start, end, stretch in uniform.places if id(stretch) in rivalled or _is_part(text, start, end)]
    odd = dict(sorted(run_around(text, start) for start in starts))
    begins = list(odd)

    def within(place: int) -> bool:
        number = bisect_right(begins, place) - 1
        return number >= 0 and place < odd[begins[number]]

    places = [place for place in uniform.places if not within(place[0])]
    scope = ALL if uniform.gain < OVERWHELMING else sum(1 << codec for codec in {uniform.codec, *rivals})
    return Leftovers(uniform._replace(places=places), odd, scope)


class _Moved(NamedTuple):
    """Where in the repaired text each change begins, and by how much more all before have shortened it."""

    starts: list[int]
    shifts: list[int]

    def back(self, place: int) -> int:
        """Return where a place of the repaired text, not within a change, is in the damaged one."""
        return place + self.shifts[bisect_left(self.starts, place)]


def _applied(text: str, uniform: Uniform) -> tuple[str, _Moved]:
    pieces: list[str] = []
    starts, shifts = [], [0]
    reached = 0
    for start, end, stretch in uniform.places:
        pieces += (text[reached:start], stretch.value)
        starts.append(start - shifts[-1])
        shifts.append(shifts[-1] + end - start - len(stretch.value))
        reached = end
    return "".join((*pieces, text[reached:])), _Moved(starts, shifts)


def _is_part(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch is but a part of a run that another codec explains in full."""
    if (text[start - 1 : start] + text[end : end + 1]).isascii():
        return False
    return is_explained(text.__getitem__(slice(*run_around(text, start))))


def _rivalled(different: Sequence[Stretch], rivals: Sequence[int]) -> set[int]:
    """Return which of some stretches, by their ids, one of `rivals` explains much better."""
    found: set[int] = set()
    for number in rivals:
        codec = single_byte()[number]
        explained = set(codec.explained([stretch.run for stretch in different]))
        found.update(
            id(stretch)
            for stretch in different
            if stretch.run in explained
            and codec.decode(stretch.run) != stretch.value
            and stretch_of(stretch.left, stretch.run, stretch.right, number).gain > stretch.gain + LEAD
        )
    return found
