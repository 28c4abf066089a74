"""What damaged runs of characters may have been: layers of misreading peeled off, the codec chosen by all of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from linter.encoding.codecs import Codec, single_byte
from linter.encoding.detect import telltale
from linter.encoding.plausibility import pairs
from linter.encoding.wide import WideCodec, wide

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

AnyCodec = Codec | WideCodec

LAYERS = 6  # misreadings on top of each other that are peeled off
_TRIED = 8  # codecs scored in each layer, those that cover most of the text
_NOTHING = -1e9  # the gain of a codec that has nothing to say
_LEAD = 12.0  # nats by which another codec must do better than the one that explains most
_WITNESS = 15.0  # nats that other readings must gain to count as witnesses
_LEAST_ALONE = 9.0  # nats that one layer must gain without witnesses
_LEAST_GAIN = 5.5  # the same with witnesses
_LEAST_AMONG_MANY = -4.0  # the same where the codec explains most of the text
_LEAST_OF_WIDE = -12.0  # the same for an East Asian codec: one character of it is two or three bytes
_LONG = 4  # characters that a run must have for that
_USUAL = 3  # codecs, from the first, through which a text may have been misread more than once
_MANY = 40.0  # nats gained by a codec that explains several readings
_OVERWHELMING = 100.0  # nats gained by a codec that explains most of the text
_ANOTHER_LAYER = 2.0  # nats that looking through one more layer costs
_HALF_WAY = re.compile("[\x80-\x9f]")  # C1 controls: what UTF-8 read as ISO-8859-1 is full of
_STRANGE = 12.0  # nats that a letter never seen in training costs


@dataclass(slots=True)
class Reading:
    """One distinct run with a character of context on both sides, and what it is read as so far.

    `codecs` names the misreadings peeled off, the last one that happened first; `gain` is how much more plausible
    `value` is than `run` in this place, in nats.
    """

    left: str
    run: str
    right: str
    value: str = ""
    codecs: tuple[str, ...] = ()
    gain: float = 0.0
    now: float | None = None

    def __post_init__(self) -> None:
        """Start from the run as it is."""
        self.value = self.run

    def score(self, value: str) -> float:
        """Return how plausible `value` is in this place."""
        return pairs().score(f"{self.left}{value}{self.right}")

    def take(self, value: str, label: str) -> None:
        """Take `value` over, as what was misread in the codec called `label`."""
        self.value = value
        self.codecs = (*self.codecs, label)
        self.now = None

    def score_now(self) -> float:
        """Return how plausible the present value is, counted once."""
        if self.now is None:
            self.now = self.score(self.value)
        return self.now

    def gain_of(self, value: str) -> float:
        """Return how much more plausible `value` is than what is there now; strange letters cost extra."""
        after = self.score(value)
        if _HALF_WAY.search(value):
            after = max(after, self.score(_latin_1().decode_parts(value)) - _ANOTHER_LAYER)
        return after - self.score_now() - _STRANGE * pairs().strange(value)

    def odd(self) -> bool:
        """Tell whether the present value may be misread UTF-8."""
        return telltale(f"{self.left}{self.value}{self.right}")


def read(readings: Sequence[Reading]) -> None:
    """Peel misreadings off all `readings`, which come from one text and so bear witness for each other."""
    for layer in range(LAYERS):
        active = [reading for reading in readings if reading.codecs or reading.odd()]
        if not active or not _peel(active, [] if layer else readings):
            break
    for reading in readings:
        if reading.codecs:
            gain = reading.score(reading.value) - reading.score(reading.run)
            reading.gain = gain - _STRANGE * pairs().strange(reading.value)


@dataclass(frozen=True, slots=True)
class Peel:
    """What all readings would be under one codec, and what each and all of them gain by it."""

    codec: AnyCodec
    values: list[str]
    gains: list[float]
    total: float
    length: int  # characters explained


def _peel(active: list[Reading], others: Sequence[Reading]) -> bool:
    """Peel one layer off each reading that gains by it; tell whether any did.

    Of the `others`, which look like text, those are peeled too that a codec with much support explains in full.
    """
    any_peeled = False
    supported: set[AnyCodec] = set()
    while active:
        peels = _peels(active)
        if not peels:
            break
        enough = _WITNESS if isinstance(peels[0].codec, WideCodec) else _MANY
        if others and peels[0].total > enough and peels[0].codec not in supported:
            supported.add(peels[0].codec)
            present = set(map(id, active))
            more = [
                reading
                for reading in others
                if not reading.codecs and id(reading) not in present and peels[0].codec.explains(reading.value)
            ]
            if more:
                active = active + more
                continue
        rest = [reading for number, reading in enumerate(active) if not _accept(reading, number, peels)]
        if len(rest) == len(active):
            break
        active, any_peeled = rest, True
    return any_peeled


def _peels(active: list[Reading]) -> list[Peel]:
    """Return what each codec that could explain much would make of the readings, that which gains most first."""
    joined = "\n".join(reading.value for reading in active)
    codecs: tuple[AnyCodec, ...] = (*single_byte(), *wide())
    chars = set(joined)
    covered = [(codec.cover(joined), -rank, codec) for rank, codec in enumerate(codecs) if codec.possible(chars)]
    covered.sort(key=lambda entry: entry[:2], reverse=True)
    seen = {joined}
    peels = []
    for cover, _, codec in covered[:_TRIED]:
        decoded = codec.decode_parts(joined) if cover else joined
        if decoded in seen:
            continue
        seen.add(decoded)
        values = decoded.split("\n")
        gains = [
            reading.gain_of(value) if value != reading.value else _NOTHING
            for reading, value in zip(active, values, strict=True)
        ]
        total = sum(gain for gain in gains if gain >= _LEAST_GAIN) - codec.rarity
        length = sum(len(reading.value) for reading, gain in zip(active, gains, strict=True) if gain >= _LEAST_GAIN)
        peels.append(Peel(codec, values, gains, total, length))
    return sorted(peels, key=lambda peel: -peel.total * peel.length)


def _accept(reading: Reading, number: int, peels: list[Peel]) -> bool:
    """Take over what the leading codec makes of a reading, or as much of it as gains; tell whether anything was."""
    leader = peels[0]
    gain = leader.gains[number]
    if gain == _NOTHING or _explained_better(reading, number, peels):
        return False
    value, others = leader.values[number], leader.total - max(gain, 0.0)
    if gain < _least(reading, leader.codec, others) and not _looks_through(reading, value, leader.codec):
        value = _parts(reading, leader.codec)
        if value == reading.value or reading.gain_of(value) < (_LEAST_GAIN if others > _WITNESS else _LEAST_ALONE):
            return False
    reading.take(value, leader.codec.label)
    return True


def _looks_through(reading: Reading, value: str, codec: AnyCodec) -> bool:
    """Tell whether `value` is itself misread in one of the usual ways, and so no end but a step."""
    return any(
        other.explains(value) and reading.gain_of(other.decode(value)) > _LEAST_ALONE
        for other in {codec, *single_byte()[:_USUAL]}
    )


def _explained_better(reading: Reading, number: int, peels: list[Peel]) -> bool:
    """Tell whether a codec other than the leading one explains a reading so much better that it comes first."""
    gain = peels[0].gains[number]
    rival = max((peel.gains[number] for peel in peels[1:]), default=_NOTHING)
    if rival <= gain or _looks_through(reading, peels[0].values[number], peels[0].codec):
        return False
    return rival > gain + _LEAD or not peels[0].codec.explains(reading.value)


def _least(reading: Reading, codec: AnyCodec, others: float) -> float:
    """Return what a reading must gain under a codec by which the other readings gain `others`."""
    wide_codec = isinstance(codec, WideCodec)
    if others > (_WITNESS if wide_codec else _MANY) and codec.explains(reading.value):
        if wide_codec:
            return _LEAST_OF_WIDE
        if others > _OVERWHELMING and len(reading.value) >= _LONG:
            return _LEAST_AMONG_MANY
    return _LEAST_GAIN if others > _WITNESS else _LEAST_ALONE


def _parts(reading: Reading, codec: AnyCodec) -> str:
    """Return the value of a reading with only those stretches decoded that gain by it."""
    value, done = reading.value, 0
    if isinstance(codec, WideCodec):
        return value
    while match := codec.units.search(value, done):
        decoded = codec.decode(match[0])
        changed = value[: match.start()] + decoded + value[match.end() :]
        if reading.score(changed) > reading.score(value):
            value, done = changed, match.start() + len(decoded)
        else:
            done = match.end()
    return value


@cache
def _latin_1() -> Codec:
    return next(codec for codec in single_byte() if codec.label == "ISO-8859-1")


def parts(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """Yield the stretches of the run that changed, and what each is now, as exactly as can be told."""
    codec = next((codec for codec in single_byte() if reading.codecs == (codec.label,)), None)
    if codec is None or codec.explains(reading.run) or codec.decode_parts(reading.run) != reading.value:
        yield 0, len(reading.run), reading.value
        return
    for match in codec.units.finditer(reading.run):
        yield match.start(), match.end(), codec.decode(match[0])
