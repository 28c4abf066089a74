"""Repairs on top of each other: the changes of a second pass told in places of the text before the first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from linter.encoding.change import Change

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from linter.encoding.evidence import Tier

_REASON = "repaired in two steps"


class _Part(NamedTuple):
    """One change, and where it stands in the text between the passes."""

    start: int
    end: int
    change: Change
    is_second: bool


def applied(text: str, changes: Iterable[Change], begin: int = 0, end: int | None = None) -> str:
    """Return `text`, from `begin` to `end`, with `changes` made that are there, in order and apart from each other."""
    pieces: list[str] = []
    reached = begin
    for change in changes:
        pieces += (text[reached : change.start], change.value)
        reached = change.end
    return "".join((*pieces, text[reached:end])) if pieces else text[begin:end]


def composed(text: str, first: Sequence[Change], second: Sequence[Change]) -> tuple[Change, ...]:
    """Return the changes to `text` that do what `first` does, and then `second` to the outcome; in order, apart."""
    between = applied(text, first)
    found: list[Change] = []
    shift = 0  # how many code points the first pass removed so far
    for group in _groups(first, second):
        begin, stop = group[0].start, max(part.end for part in group)
        left = begin + shift
        shift += sum(_removed(part.change) for part in group if not part.is_second)
        if not any(part.is_second for part in group):
            found += [part.change for part in group]
            continue
        steps = [
            part.change._replace(start=part.start - begin, end=part.end - begin) for part in group if part.is_second
        ]
        value = applied(between[begin:stop], steps)
        codecs = tuple(dict.fromkeys(codec for part in group for codec in part.change.codecs))
        tier: Tier = "unsafe" if any(part.change.tier != "safe" for part in group) else "safe"
        found.append(Change(left, stop + shift, value, codecs, tier, _REASON))
    return tuple(change for change in found if text[change.start : change.end] != change.value)


def _removed(change: Change) -> int:
    return change.end - change.start - len(change.value)


def _groups(first: Sequence[Change], second: Sequence[Change]) -> Iterator[list[_Part]]:
    """Yield the changes of both passes, those that overlap together."""
    parts = [_Part(change.start, change.end, change, is_second=True) for change in second]
    shift = 0
    for change in first:
        start = change.start - shift
        parts.append(_Part(start, start + len(change.value), change, is_second=False))
        shift += _removed(change)
    group: list[_Part] = []
    reached = 0
    for part in sorted(parts, key=lambda part: part[:2]):
        if group and part.start >= reached:
            yield group
            group = []
        group.append(part)
        reached = max(reached, part.end) if len(group) > 1 else part.end
    if group:
        yield group
