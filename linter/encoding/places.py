"""Where in a text a misread character lacks a byte, what it may have been, and which such places belong together."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from linter.encoding.losses import FIRST_REST, LAST_REST, NO_BREAK
from linter.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.encoding.codecs import Codec
    from linter.encoding.losses import Losses
    from linter.encoding.taken import Taken

_MOST = 256  # characters compared for one place; where more come into question, none is
_TOGETHER = 12  # places of one word judged together at most
_APART = 40  # code points, damaged or not, between places of one word at most
_TYPOGRAPHY = "\u2019\u201c\u201d\u2013\u2014\u2026\u2018\u201e\u2022"  # what E2 begins when all the rest is lost
_REMEMBERED = 1 << 12

_Slots = tuple[tuple[int, ...], ...]  # what each byte after the first may be


@dataclass(frozen=True, slots=True)
class Place:
    """A damaged character from `start` to `end`, and what it may have been."""

    start: int
    end: int
    choices: tuple[tuple[str, int], ...]  # the text it was, and where it ends
    whole: bool = False  # nothing of it is lost, so that it is only of interest beside others


class _Way(NamedTuple):
    """What each byte after the first may be, as far as `at`; whether something was `lost`, and how."""

    slots: _Slots
    at: int
    lost: bool = False
    dropped: bool = False
    plainer: bool = False


def groups(text: str, losses: Losses, taken: Taken) -> Iterator[list[Place]]:
    """Yield the places that lack something, with those that touch them or stand in the same word; many in parts."""
    group: list[Place] = []
    for place in _places(text, losses, taken):
        if group and (len(group) >= _TOGETHER or not _same_word(taken, group[-1].end, place.start)):
            if not all(one.whole for one in group):
                yield group
            group = []
        group.append(place)
    if group and not all(one.whole for one in group):
        yield group


def _same_word(taken: Taken, end: int, start: int) -> bool:
    return start <= end or (start - end <= _APART and taken.between(end, start).isalpha())


def _places(text: str, losses: Losses, taken: Taken) -> Iterator[Place]:
    """Yield the places where a lead byte lacks what must follow it, and the misread characters that lack nothing."""
    end = 0
    sequences = _sequences(losses.codec)
    for match in _leads(losses.codec).finditer(text):
        start = match.start()
        if start < end or taken.holds(start):
            continue
        whole = sequences.match(text, start)
        if whole and not taken.holds(whole.end() - 1):
            value = _decoded(losses.codec, whole[0])
            if value:
                end = whole.end()
                yield Place(start, end, ((value, end),), whole=True)
                continue
        choices = _choices(text, start, losses, taken)
        if choices:
            ends = [end for _, end in choices]
            yield Place(start, max(ends), choices)
            end = min(ends)


@cache
def _leads(codec: Codec) -> re.Pattern[str]:
    """Match the first character of what is whole, or lacks something, as far as can be told at once.

    A pattern that begins with a class is looked for by it.
    """
    chars, rest = codec.chars, codec.chars(FIRST_REST, LAST_REST)
    return re.compile(
        f"{chars(0xC2, 0xF4)}(?:(?<={chars(0xC2, 0xDF)})|(?<={chars(0xE2, 0xE2)})|(?={rest}|\ufffd)"
        f"|(?<={chars(0xE0, 0xEF)})(?=[ ?'\",-]{rest}))"
    )


@cache
def _sequences(codec: Codec) -> re.Pattern[str]:
    """Match a character of two or three bytes that lost none."""
    chars, rest = codec.chars, codec.chars(FIRST_REST, LAST_REST)
    return re.compile(f"{chars(0xC2, 0xDF)}{rest}|{chars(0xE0, 0xEF)}{rest}{rest}")


def _decoded(codec: Codec, misread: str) -> str:
    try:
        return codec.decode(misread)
    except UnicodeDecodeError:
        return ""


def _choices(text: str, start: int, losses: Losses, taken: Taken) -> tuple[tuple[str, int], ...]:
    """Return what the character whose lead byte stands at `start` may be, and where it would end."""
    lead = losses.codec.table.index(text[start])
    needed = 1 if lead < 0xE0 else 2 if lead < 0xF0 else 3  # noqa: PLR2004 -- lengths in UTF-8
    found: dict[tuple[str, int], None] = {}
    for slots, end in _slots(text, start + 1, needed, losses, taken):
        gone = needed > 1 and end == start + 1  # nothing stands for any of the bytes that follow
        found.update([((char, end), None) for char in _fitting(lead, slots) if not gone or char in _TYPOGRAPHY])
    return tuple(found)


@lru_cache(_REMEMBERED)
def _fitting(lead: int, slots: _Slots) -> tuple[str, ...]:
    """Return the characters that a first byte may begin; none if there are too many."""
    lost, size = 0, 1
    for slot in slots:
        lost += len(slot) > 1
        size *= len(slot)
    if lost > 1 and lead == 0xE2 and lost == len(slots):  # noqa: PLR2004 -- E2 begins typography
        return tuple(
            char
            for char in _TYPOGRAPHY
            if all(byte in slot for byte, slot in zip(char.encode()[1:], slots, strict=True))
        )
    if size > _MOST:
        return ()
    return tuple([char for rest in product(*slots) if (char := bytes((lead, *rest)).decode("utf-8", "ignore"))])


def _is_trimmed(text: str, place: int, losses: Losses) -> bool:
    """Tell whether a no-break space may be gone because a line ends there, although the text has others."""
    if NO_BREAK in losses.dropped or not losses.codec.table[NO_BREAK].isspace():
        return False
    return place == len(text) or text[place] in "\r\n"


def _slots(text: str, place: int, needed: int, losses: Losses, taken: Taken) -> list[tuple[_Slots, int]]:
    """Return the ways to fill the bytes after a lead byte: what each may be, and where the character ends.

    Nobody drops one byte of a character and makes another plainer.
    """
    ways: list[_Way] = [_Way((), place)]
    for _ in range(needed):
        longer: list[_Way] = []
        for way in ways:
            slots, at, _, dropped, plainer = way
            char = "" if taken.holds(at) else text[at : at + 1]
            byte = losses.codec.table.find(char) if char else -1
            if FIRST_REST <= byte <= LAST_REST:
                if NO_BREAK in losses.dropped and needed > 1 and not plainer:
                    longer.append(_Way((*slots, (NO_BREAK,)), at, lost=True, dropped=True))
                longer.append(way._replace(slots=(*slots, (byte,)), at=at + 1))
                continue
            if char == " " and losses.space:
                longer.append(way._replace(slots=(*slots, (NO_BREAK,)), at=at + 1, lost=True))
            longer += [
                _Way((*slots, numbers), at + len(plain), lost=True, plainer=True)
                for plain, numbers in losses.plainer.items()
                if not dropped and text.startswith(plain, at)
            ]
            if char in {"\ufffd", "?"} and losses.replaced:
                longer.append(way._replace(slots=(*slots, losses.replaced), at=at + 1, lost=True))
            elif not plainer and (numbers := _gone(text, at, losses)):
                longer.append(_Way((*slots, numbers), at, lost=True, dropped=True))
        ways = longer
    return [(way.slots, way.at) for way in ways if way.lost]


def _gone(text: str, place: int, losses: Losses) -> tuple[int, ...]:
    """Return what bytes may have been dropped at a place."""
    return (NO_BREAK, *losses.dropped) if _is_trimmed(text, place, losses) else losses.dropped
