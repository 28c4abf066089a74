"""Damage that lost bytes: a misread character one of whose bytes was dropped or became a space or U+FFFD.

What was lost is inferred: all characters that fit are compared by how plausible they are in their place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

from linter.encoding.change import Change
from linter.encoding.codecs import Codec, single_byte
from linter.encoding.plausibility import pairs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NO_BREAK, _SOFT_HYPHEN = 0xA0, 0xAD
_FIRST_REST, _LAST_REST = 0x80, 0xBF
_MOST = 64  # characters compared for one place
_BEAM = 8  # readings of neighbouring places kept side by side
_LEAST_GAIN = 6.0  # nats that an inference must gain
_ALONE = 16.0  # the same where the text has no other damage
_TYPOGRAPHY = "\u2019\u201c\u201d\u2013\u2014\u2026\u2018\u201e\u2022"  # what E2 begins when all the rest is lost
_MARKERS = " \ufffd?"


@dataclass(frozen=True)
class Losses:
    """What can have happened to bytes of a text: which bytes may have been dropped, and which became U+FFFD or `?`."""

    codec: Codec
    dropped: tuple[int, ...]
    replaced: tuple[int, ...]
    space: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A damaged character from `start` to `end`, and what it may have been, with the penalty of each."""

    start: int
    end: int
    choices: tuple[tuple[str, int], ...]  # the text it was, and where it ends


def lossy_changes(text: str, changes: Sequence[Change], label: str | None) -> list[Change]:
    """Return what can be inferred about characters of `text` that lost bytes, outside of `changes`.

    `label` names the codec through which most of the text was misread, None if nothing in it was.
    """
    codec = next((codec for codec in single_byte() if codec.label == label), single_byte()[0])
    losses = _losses(text, codec)
    taken = _Taken(text, changes)
    found: list[Change] = []
    least = _ALONE if label is None else _LEAST_GAIN
    for group in _groups(_places(text, losses, taken)):
        found += _inferred(text, group, taken, codec, least)
    return found


class _Taken:
    """Which code points of a text are changed already, and what stands beside the others after that."""

    def __init__(self, text: str, changes: Sequence[Change]) -> None:
        self._text = text
        self._ends = {change.end: change.value for change in changes if change.value}
        self._starts = {change.start: change.value for change in changes if change.value}
        self._changes = sorted((change.start, change.end) for change in changes)

    def holds(self, place: int) -> bool:
        """Tell whether a code point is changed already."""
        at = bisect_right(self._changes, (place, len(self._text) + 1)) - 1
        return at >= 0 and place < self._changes[at][1]

    def before(self, place: int) -> str:
        """Return the character that comes to stand before a place."""
        value = self._ends.get(place)
        return value[-1] if value else _plain(self._text[place - 1 : place])

    def after(self, place: int) -> str:
        """Return the character that comes to stand after a place."""
        value = self._starts.get(place)
        return value[0] if value else _plain(self._text[place : place + 1])


def _plain(char: str) -> str:
    return " " if not char or char.isspace() else char


def _losses(text: str, codec: Codec) -> Losses:
    undefined = tuple(
        byte for byte in range(_FIRST_REST, _LAST_REST + 1) if ord(codec.table[byte]) == byte and byte < _NO_BREAK
    )
    no_break, hyphen = codec.table[_NO_BREAK], codec.table[_SOFT_HYPHEN]
    lost = no_break.isspace() and no_break not in text
    dropped = ((_NO_BREAK,) if lost else ()) + ((_SOFT_HYPHEN,) if hyphen not in text else ())
    kept = any(codec.table[byte] in text for byte in undefined)
    replaced = undefined if "\ufffd" in text or not kept else ()
    return Losses(codec, dropped + (undefined if not kept else ()), replaced, lost)


@cache
def _leads(codec: Codec) -> re.Pattern[str]:
    return re.compile(codec.chars(0xC2, 0xF4))


def _places(text: str, losses: Losses, taken: _Taken) -> Iterator[Place]:
    """Yield the places where a lead byte lacks what must follow it."""
    end = 0
    for match in _leads(losses.codec).finditer(text):
        start = match.start()
        if start < end or taken.holds(start):
            continue
        choices = _choices(text, start, losses, taken)
        if choices:
            place = Place(start, max(end for _, end in choices), choices)
            yield place
            end = min(end for _, end in choices)


def _choices(text: str, start: int, losses: Losses, taken: _Taken) -> tuple[tuple[str, int], ...]:
    """Return what the character whose lead byte stands at `start` may be, and where it would end."""
    codec = losses.codec
    lead = codec.table.index(text[start])
    needed = 1 if lead < 0xE0 else 2 if lead < 0xF0 else 3  # noqa: PLR2004 -- lengths in UTF-8
    found: dict[tuple[str, int], None] = {}
    for slots, end in _slots(text, start + 1, needed, losses, taken):
        lost = sum(len(slot) > 1 for slot in slots)
        if lost > 1 and (lead == 0xE2 and needed == lost):  # noqa: PLR2004 -- E2 begins typography
            for char in _TYPOGRAPHY:
                if all(byte in slot for byte, slot in zip(char.encode()[1:], slots, strict=True)):
                    found[char, end] = None
            continue
        size = 1
        for slot in slots:
            size *= len(slot)
        if size > _MOST or (lost > 1 and size > _MOST):
            continue
        for rest in product(*slots):
            try:
                found[bytes((lead, *rest)).decode("utf-8"), end] = None
            except UnicodeDecodeError:
                continue
    return tuple(found)


def _slots(
    text: str, place: int, needed: int, losses: Losses, taken: _Taken
) -> list[tuple[list[tuple[int, ...]], int]]:
    """Return the ways to fill the bytes after a lead byte: what each may be, and where the character ends."""
    ways: list[tuple[list[tuple[int, ...]], int, bool]] = [([], place, False)]
    for _ in range(needed):
        longer = []
        for slots, at, lost in ways:
            char = "" if taken.holds(at) else text[at : at + 1]
            byte = losses.codec.table.find(char) if char else -1
            if _FIRST_REST <= byte <= _LAST_REST:
                longer.append(([*slots, (byte,)], at + 1, lost))
                continue
            if char == " " and losses.space:
                longer.append(([*slots, (_NO_BREAK,)], at + 1, True))
            if char in {"\ufffd", "?"} and losses.replaced:
                longer.append(([*slots, losses.replaced], at + 1, True))
            elif losses.dropped:
                longer.append(([*slots, losses.dropped], at, True))
        ways = longer
    return [(slots, at) for slots, at, lost in ways if lost]


def _groups(places: Iterator[Place]) -> Iterator[list[Place]]:
    """Yield places in groups that touch each other."""
    group: list[Place] = []
    for place in places:
        if group and place.start > group[-1].end:
            yield group
            group = []
        group.append(place)
    if group:
        yield group


def _inferred(text: str, group: list[Place], taken: _Taken, codec: Codec, least: float) -> list[Change]:
    """Return the changes for a group of places that touch, where they are plausible enough."""
    score = pairs().score
    start, stop = group[0].start, group[-1].end
    before, after = taken.before(start), taken.after(stop)
    beam: list[tuple[float, str, int, tuple[tuple[int, int, str], ...]]] = [(0.0, before, start, ())]
    for place in group:
        longer = []
        for total, last, reached, done in beam:
            if reached > place.start:
                longer.append((total, last, reached, done))
                continue
            kept = text[reached : place.start + 1]
            longer.append((total + score(last + kept), kept[-1], place.start + 1, done))
            between = text[reached : place.start]
            longer += [
                (
                    total + score(last + between + value) - _strange(value),
                    value[-1],
                    end,
                    (*done, (place.start, end, value)),
                )
                for value, end in place.choices
            ]
        beam = sorted(longer, key=lambda entry: -entry[0] / 1.0)[: _BEAM * 4]
    finished = [(total + score(last + text[reached:stop] + after), done) for total, last, reached, done in beam]
    best, done = max(finished, key=lambda entry: entry[0])
    nothing = score(before + text[start:stop] + after)
    if not done or best - nothing < least:
        return []
    reason = f"{best - nothing:.0f} nats more plausible, but bytes were lost"
    return [Change(at, end, value, (codec.label,), "unsafe", reason) for at, end, value in done]


def _strange(value: str) -> float:
    return 12.0 * pairs().strange(value)
