"""Evidence from changes: the whole damaged words, as people read them, instead of a few characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linter.encoding.evidence import Evidence
from linter.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from linter.encoding.change import Change

_LONGEST = 40  # characters shown on each side of a change
_BEFORE = re.compile(r"[^\W_]*$")
_AFTER = re.compile(r"[^\W_]*")


def evidence_of(text: str, changes: Sequence[Change]) -> tuple[Evidence, ...]:
    """Return one piece of evidence for each of `changes`, which must be in order and not overlap."""
    extents = [_extent(text, change) for change in changes]
    return tuple(_evidence(text, number, changes, extents[number]) for number in range(len(changes)))


def _extent(text: str, change: Change) -> tuple[int, int]:
    """Return where the word around a change begins and ends."""
    before = _BEFORE.search(text[max(0, change.start - _LONGEST) : change.start])
    after = _AFTER.match(text[change.end : change.end + _LONGEST])
    return change.start - (len(before[0]) if before else 0), change.end + (after.end() if after else 0)


def _evidence(text: str, number: int, changes: Sequence[Change], extent: tuple[int, int]) -> Evidence:
    start, end = extent
    first, last = number, number + 1
    while first and changes[first - 1].end >= start:
        first -= 1
        start = min(start, changes[first].start)
    while last < len(changes) and changes[last].start < end:
        end = max(end, changes[last].end)
        last += 1
    change = changes[number]
    after = _applied(text, start, end, changes[first:last])
    return Evidence(Span(start, end), text[start:end], after, change.codecs, change.tier, change.reason)


def _applied(text: str, start: int, end: int, changes: Iterable[Change]) -> str:
    pieces: list[str] = []
    reached = start
    for change in changes:
        pieces += (text[reached : change.start], change.value)
        reached = change.end
    return "".join((*pieces, text[reached:end]))
