"""What damaged runs of characters may have been: layers of misreading peeled off, the codec chosen by all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from linter.encoding.codecs import single_byte
from linter.encoding.plausibility import pairs
from linter.encoding.reading import NOTHING, Reading
from linter.encoding.variants import (
    ALL,
    STRANGE,
    WIDE_TOO,
    AnyCodec,
    can_be_misread,
    forms_of,
    is_wide,
    known_codecs,
    variants_of,
)
from linter.encoding.wide import WideCodec
from linter.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.encoding.variants import Variant

Others = Callable[[AnyCodec], Iterable[Reading]]  # given what explains their runs
LAYERS = 6  # misreadings on top of each other that are peeled off
_TRIED = 8  # codecs scored in each layer, those that cover most of the text
_LEAD = 12.0  # nats by which another codec must do better than the one that explains most
_NEARLY = 1.0  # nats by which one must do better not to be in doubt
WITNESSES = 15.0  # nats that other readings must gain to count as witnesses
LEAST_ALONE = 9.0  # nats that one layer must gain without witnesses
LEAST_GAIN = 5.5  # the same with witnesses
LEAST_AMONG_MANY = -4.0  # the same where the codec explains most of the text
_LEAST_OF_WIDE = -12.0  # the same for an East Asian codec: one character of it is two or three bytes
_SHARE = 0.5  # of what an East Asian codec may have made: below, the characters are Chinese, Japanese or Korean
LONG_RUN = 4  # characters that a run must have for that
_USUAL = 3  # codecs, from the first, through which a text may have been misread more than once
_MANY = 40.0  # nats gained by a codec that explains several readings
BEYOND_DOUBT, LEAST_BEYOND_DOUBT = 400.0, 2.5  # the same by far, and what a reading must gain then
OVERWHELMING = 100.0  # nats gained by a codec that explains most of the text


def read(odd: Sequence[Reading], others: Others, scope: int = ALL) -> None:
    """Peel misreadings off all `odd` readings, which come from one text and so bear witness for each other.

    `others` returns those that look like text and are explained: those of them are peeled too that a codec with much
    support explains in full. `scope` limits the codecs that are tried first.
    """
    active, everything = list(odd), {id(reading): reading for reading in odd}
    for layer in range(LAYERS):
        joined = _peel(active, None if layer else others, ALL if layer else scope)
        if joined is None:
            break
        everything.update((id(reading), reading) for reading in joined)
        active = [reading for reading in everything.values() if can_be_misread(reading.value)]
    for reading in everything.values():
        if reading.codecs:
            gain = reading.score(reading.value) - reading.score(reading.run)
            reading.gain = gain - STRANGE * pairs().strange(reading.value)


@dataclass(slots=True)
class Peel:
    """What one codec makes of all readings: how many characters it explains, and what they gain by it."""

    codec: int
    total: float = 0.0  # nats gained by the readings that gain
    length: int = 0  # characters of those
    cover: int = 0  # characters that may have been misread
    can: int = 0  # of how many that this codec may have made, if it is East Asian
    answers: tuple[int, ...] = ()  # which answers it gives: codecs with the same ones are one


def _peel(active: list[Reading], others: Others | None, scope: int) -> list[Reading] | None:
    """Peel one layer off each reading that gains by it; return the `others` that took part, None if none gained.

    Those of the `others` take part that a codec with much support explains in full.
    """
    if is_wide("".join([reading.value for reading in active])):
        scope = WIDE_TOO
    joined: list[Reading] = []
    any_peeled = False
    supported: set[int] = set()
    while active:
        peels = _peels(active, scope)
        if not peels:
            break
        leader = peels[0].codec
        enough = WITNESSES if _is_wide_codec(leader) else _MANY
        if others and peels[0].total > enough and leader not in supported:
            supported.add(leader)
            more = _explained(others, leader, set(map(id, (*active, *joined))))
            if more:
                joined += more
                active = active + more
                continue
        rivals = {peel.codec for peel in peels[1:]}
        rest = [reading for reading in active if not _accept(reading, peels[0], rivals, scope)]
        if len(rest) == len(active):
            break
        active, any_peeled = rest, True
    return joined if any_peeled else None


def _is_wide_codec(codec: int) -> bool:
    return codec >= len(single_byte())


def _explained(others: Others, codec: int, present: set[int]) -> list[Reading]:
    """Return those of `others`, not `present` and not peeled yet, of which a codec explains every character."""
    explained = others(known_codecs()[codec])
    return [reading for reading in explained if id(reading) not in present and not reading.codecs]


def _peels(active: list[Reading], scope: int) -> list[Peel]:
    """Return what the codecs that could explain most would make of the readings, that which gains most first."""
    entries: dict[tuple[int, ...], list[tuple[Reading, Variant]]] = {}
    for reading in active:
        for variant in reading.variants(scope):
            entries.setdefault(variant.codecs, []).append((reading, variant))
    peels: dict[int, Peel] = {}
    found = list(entries.values())
    for number, (numbers, entry) in enumerate(entries.items()):
        cover = can = 0
        for _, variant in entry:
            cover += variant.cover
            can += variant.can
        for codec in numbers:
            peel = peels.get(codec)
            if peel is None:
                peel = peels[codec] = Peel(codec, -known_codecs()[codec].rarity)
            peel.cover += cover
            peel.can += can
            peel.answers += (number,)
    first = sorted(filter(_explains_enough, peels.values()), key=lambda peel: (-_characters(peel), peel.codec))[:_TRIED]
    different: dict[tuple[int, ...], Peel] = {}
    for peel in first:
        different.setdefault(peel.answers, peel)
    gained = {number: _gained(found[number]) for peel in different.values() for number in peel.answers}
    for peel in different.values():
        for number in peel.answers:
            total, length = gained[number]
            peel.total += total
            peel.length += length
    return sorted(different.values(), key=lambda peel: -peel.total * peel.length)


def _gained(entry: list[tuple[Reading, Variant]]) -> tuple[float, int]:
    """Return what those readings gain that gain by their variants, and how many characters they have."""
    total, length = 0.0, 0
    for reading, variant in entry:
        gain = reading.gained_by(variant)
        if gain >= LEAST_GAIN:
            total += gain
            length += len(reading.value)
    return total, length


def _explains_enough(peel: Peel) -> bool:
    return not _is_wide_codec(peel.codec) or peel.cover > _SHARE * peel.can


def _characters(peel: Peel) -> int:
    return peel.cover // 2 if _is_wide_codec(peel.codec) else peel.cover


def _variant(reading: Reading, codec: int, scope: int) -> Variant | None:
    """Return what a codec makes of a reading, None if nothing."""
    for variant in reading.variants(scope):
        if codec in variant.codecs:
            return variant if variant.forms else None
    return None


def _accept(reading: Reading, leader: Peel, rivals: set[int], scope: int) -> bool:
    """Take over what the leading codec makes of a reading, or as much of it as gains; tell whether anything was."""
    variant = _variant(reading, leader.codec, scope)
    if variant is None or _explained_better(reading, variant, leader.codec, rivals, scope):
        return False
    if reading.kept and _takes_part(reading, leader.codec):
        return False
    value, gain = variant.value, reading.gained_by(variant)
    others = leader.total - max(gain, 0.0)
    if gain < _least(variant, leader.codec, len(reading.value), others) and not _looks_through(
        reading, value, leader.codec
    ):
        value, gain = _parts(reading, leader.codec)
        if gain < (LEAST_GAIN if others > WITNESSES else LEAST_ALONE):
            return False
    reading.ambiguous = reading.ambiguous or _is_ambiguous(reading, variant, gain, scope)
    kept = frozenset[int]() if variant.full or value != variant.value else _kept(reading.value, leader.codec)
    reading.take(value, known_codecs()[leader.codec].label, kept)
    return True


def _kept(value: str, codec: int) -> frozenset[int]:
    """Return where the characters of a value come to stand that stay as they are when the others are decoded."""
    known = known_codecs()[codec]
    if isinstance(known, WideCodec):
        return frozenset()
    kept: list[int] = []
    reached = shift = 0
    for start, end, decoded in known.units(value):
        kept += range(reached - shift, start - shift)
        reached, shift = end, shift + end - start - len(decoded)
    return frozenset((*kept, *range(reached - shift, len(value) - shift)))


def _takes_part(reading: Reading, codec: int) -> bool:
    """Tell whether a character that was kept so far would be decoded with others that were not.

    What was misread twice was so as a whole: a part of it from the first time and one from the second are not a letter.
    """
    known = known_codecs()[codec]
    if isinstance(known, WideCodec):
        return False
    return any(
        not reading.kept.isdisjoint(range(start, end)) and not reading.kept.issuperset(range(start, end))
        for start, end, _ in known.units(reading.value)
    )


def _is_ambiguous(reading: Reading, variant: Variant, gain: float, scope: int) -> bool:
    """Tell whether another codec explains all of a reading, too, and what it makes of it gains nearly as much."""
    others = [other for other in reading.variants(scope) if other.full and other.value != variant.value]
    least = gain - _rarity(variant) - _NEARLY if others else 0.0
    return any(reading.gained_by(other) - _rarity(other) > least for other in others)


def _rarity(variant: Variant) -> float:
    return min([known_codecs()[codec].rarity for codec in variant.codecs])


def _looks_through(reading: Reading, value: str, codec: int) -> bool:
    """Tell whether `value`, by which a reading gains, is itself misread in a usual way: no end but a step."""
    variants = variants_of(value, WIDE_TOO if _is_wide_codec(codec) else (1 << _USUAL) - 1 | 1 << codec)
    if not variants:  # as mostly
        return False
    usual = {codec, *range(_USUAL)}
    further = [variant for variant in variants if variant.full and not usual.isdisjoint(variant.codecs)]
    if not further:
        return False
    step = Reading(reading.left, value, reading.right, value)
    before = step.score(value) - reading.score(reading.value)
    return any(before + step.gained_by(variant) > LEAST_ALONE for variant in further)


def _explained_better(reading: Reading, variant: Variant, leader: int, rivals: set[int], scope: int) -> bool:
    """Tell whether a codec other than the leading one explains a reading so much better that it comes first."""
    gain, rival = reading.gained_by(variant), NOTHING
    for other in reading.variants(scope):
        if not rivals.isdisjoint(other.codecs):
            rival = max(rival, reading.gained_by(other))
    if rival <= gain or _looks_through(reading, variant.value, leader):
        return False
    return rival > gain + _LEAD or not variant.full


def _least(variant: Variant, codec: int, length: int, others: float) -> float:
    """Return what a reading of `length` characters must gain under a codec by which all others gain `others`."""
    wide_codec = _is_wide_codec(codec)
    if others > (WITNESSES if wide_codec else _MANY) and variant.full:
        if wide_codec:
            return _LEAST_OF_WIDE
        if others > OVERWHELMING and length >= LONG_RUN:
            return LEAST_AMONG_MANY
        if others > BEYOND_DOUBT:
            return LEAST_BEYOND_DOUBT
    return LEAST_GAIN if others > WITNESSES else LEAST_ALONE


def _parts(reading: Reading, codec: int) -> tuple[str, float]:
    """Return the value of a reading with only those stretches decoded that gain by it, and what it gains."""
    value, known = reading.value, known_codecs()[codec]
    if isinstance(known, WideCodec):
        return value, NOTHING
    score = pairs().score
    pieces: list[str] = []
    reached, before = 0, reading.left
    for start, end, decoded in known.units(value):
        between, after = value[reached:start], value[end : end + 1] or reading.right
        left = between[-1:] or before
        better = score(left + decoded + after) > score(left + value[start:end] + after)
        pieces += (between, decoded if better else value[start:end])
        reached, before = end, pieces[-1][-1]
    result = "".join((*pieces, value[reached:]))
    if result == value:
        return value, NOTHING
    return result, reading.score_of(forms_of(result)) - reading.score(value)
