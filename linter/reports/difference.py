"""The small diff of a fix: which lines go, which come, and what of a line is changed."""

from __future__ import annotations

from bisect import bisect_left
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING

from linter.reports.escape import escaped
from linter.reports.excerpt import Excerpt, excerpt
from linter.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.finding import PlacedFix

# SequenceMatcher takes quadratic time; beyond this many pairs of lines all of them count as changed.
_MOST_PAIRS = 2_500
_SHOWN_BLANKS = str.maketrans({" ": "·", "\t": "→"})


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """One line that goes (`-`) or comes (`+`); `start..end` is its changed part, `number` is 1-based in its text."""

    sign: str
    number: int
    text: str
    start: int
    end: int


def difference(fix: PlacedFix) -> tuple[ChangedLine, ...]:
    """Return the lines that `fix` changes, removed ones of each block first."""
    return tuple(line for block in _blocks(fix.before, fix.after) for line in _block_lines(fix, *block))


def _blocks(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield each changed block as half-open ranges of lines: in `before`, then in `after`."""
    head = common_prefix(before, after)
    tail = common_prefix(before[head:][::-1], after[head:][::-1])
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    if len(old) * len(new) > _MOST_PAIRS:
        yield head, head + len(old), head, head + len(new)
        return
    for tag, *ranges in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            first, last, new_first, new_last = ranges
            yield head + first, head + last, head + new_first, head + new_last


def _block_lines(fix: PlacedFix, first: int, last: int, new_first: int, new_last: int) -> Iterator[ChangedLine]:
    old, new = fix.before[first:last], fix.after[new_first:new_last]
    pairs = [_changed_part(was, now) for was, now in zip_longest(old, new)]
    for index, line in enumerate(old):
        start, tail = pairs[index]
        yield ChangedLine("-", fix.line + first + index, line, start, len(line) - tail)
    for index, line in enumerate(new):
        start, tail = pairs[index]
        yield ChangedLine("+", fix.line + new_first + index, line, start, len(line) - tail)


def _changed_part(was: str | None, now: str | None) -> tuple[int, int]:
    """Return how many code points two lines share at the beginning and, beyond those, at the end."""
    if was is None or now is None:
        return 0, 0
    start = common_prefix(was, now)
    return start, common_prefix(was[start:][::-1], now[start:][::-1])


def shown(change: ChangedLine) -> Excerpt:
    """Return a changed line cut around its change; where that is blanks alone, they are made visible."""
    text, end, part = change.text, change.end, change.text[change.start : change.end]
    if part and not part.strip():
        blanks = _blanks(part)
        text, end = f"{text[: change.start]}{blanks}{text[end:]}", change.start + len(blanks)
    return excerpt(text, change.start, end)


def _blanks(part: str) -> str:
    r"""Show blanks: a space as `·`, a tab as `→`, a no-break space and its kin as `\xa0`."""
    return "".join(char if char in "·→" else escaped(char) for char in part.translate(_SHOWN_BLANKS))


def common_prefix(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many items two sequences share at the beginning."""
    return bisect_left(
        range(min(len(one), len(other))), x=True, key=lambda index: one[: index + 1] != other[: index + 1]
    )
