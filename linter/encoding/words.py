"""Evidence from changes: the whole damaged words, as people read them, instead of a few characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.encoding.evidence import Evidence
from linter.patterns import lazy
from linter.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from linter.encoding.change import Change

_LONGEST = 40  # characters shown on each side of a change
_BEFORE = lazy(r"[^\W_]*$")
_AFTER = lazy(r"[^\W_]*")


def evidence_of(text: str, changes: Sequence[Change]) -> tuple[Evidence, ...]:
    """Return one piece of evidence for each of `changes`, which must be in order and not overlap.

    Changes to one word each show the whole word.
    """
    found: list[Evidence] = []
    group: list[Change] = []
    start = end = 0
    for change in changes:
        first, last = _extent(text, change)
        if group and first >= end:
            found += _evidence(text, group, start, end)
            group = []
        start, end = (min(start, first), max(end, last)) if group else (first, last)
        group.append(change)
    return (*found, *_evidence(text, group, start, end))


def _evidence(text: str, group: Sequence[Change], start: int, end: int) -> list[Evidence]:
    """Return the evidence for the changes to one word, which stands from `start` to `end`."""
    span, after = Span(start, end), _applied(text, start, end, group)
    return [Evidence(span, text[start:end], after, change.codecs, change.tier, change.reason) for change in group]


def _extent(text: str, change: Change) -> tuple[int, int]:
    """Return where the word around a change begins and ends."""
    before = _BEFORE.search(text[max(0, change.start - _LONGEST) : change.start])
    after = _AFTER.match(text[change.end : change.end + _LONGEST])
    return change.start - (len(before[0]) if before else 0), change.end + (after.end() if after else 0)


def _applied(text: str, start: int, end: int, changes: Iterable[Change]) -> str:
    pieces: list[str] = []
    reached = start
    for change in changes:
        pieces += (text[reached : change.start], change.value)
        reached = change.end
    return "".join((*pieces, text[reached:end]))
