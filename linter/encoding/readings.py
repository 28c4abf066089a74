"""What damaged runs of characters may have been: layers of misreading peeled off, the codec chosen by all of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from linter.encoding.codecs import Codec, single_byte
from linter.encoding.detect import IMPLAUSIBLE
from linter.encoding.plausibility import pairs

if TYPE_CHECKING:
    from collections.abc import Sequence

LAYERS = 5  # misreadings on top of each other that are peeled off
_TRIED = 6  # codecs scored in each layer, those that cover most of the text
_LEAST_GAIN = 3.0  # nats that one layer must gain
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
    exact: bool = field(default=True)

    def __post_init__(self) -> None:
        """Start from the run as it is."""
        self.value = self.run

    def score(self, value: str) -> float:
        """Return how plausible `value` would be in this place."""
        return pairs().score(f"{self.left}{value}{self.right}")

    def odd(self) -> bool:
        """Tell whether a pair of characters here is implausible."""
        known, text = pairs(), f"{self.left}{self.value}{self.right}"
        return any(known[a + b] < IMPLAUSIBLE for a, b in pairwise(text))


def read(readings: Sequence[Reading]) -> None:
    """Peel misreadings off all `readings`, which come from one text and so bear witness for each other."""
    for _ in range(LAYERS):
        active = [reading for reading in readings if reading.odd()]
        if not active or not _peel(active):
            break
    for reading in readings:
        if reading.codecs:
            gain = reading.score(reading.value) - reading.score(reading.run)
            reading.gain = gain - _STRANGE * pairs().strange(reading.value)


def _peel(active: list[Reading]) -> bool:
    """Peel one layer off each reading that gains by it; tell whether any did."""
    any_peeled = False
    while active:
        best = _best(active)
        if best is None:
            break
        codec, values = best
        rest = [reading for reading, value in zip(active, values, strict=True) if not _accept(reading, value, codec)]
        if len(rest) == len(active):
            break
        active, any_peeled = rest, True
    return any_peeled


def _best(active: list[Reading]) -> tuple[Codec, list[str]] | None:
    """Return the codec under which the readings together gain most, and their values under it."""
    joined = "\n".join(reading.value for reading in active)
    covered = [(sum(map(len, codec.units.findall(joined))), -rank, codec) for rank, codec in enumerate(single_byte())]
    covered.sort(key=lambda entry: entry[:2], reverse=True)
    seen = {joined}
    best: tuple[Codec, list[str]] | None = None
    best_score = 0.0
    for cover, _, codec in covered[:_TRIED]:
        decoded = codec.decode_parts(joined) if cover else joined
        if decoded in seen:
            continue
        seen.add(decoded)
        values = decoded.split("\n")
        score = sum(
            max(0.0, reading.score(value) - reading.score(reading.value))
            for reading, value in zip(active, values, strict=True)
            if value != reading.value
        )
        if score > best_score:
            best, best_score = (codec, values), score
    return best


def _accept(reading: Reading, value: str, codec: Codec) -> bool:
    before = reading.score(reading.value)
    if value == reading.value:
        return False
    gain = reading.score(value) - before
    if gain < _LEAST_GAIN:
        value = _parts(reading, codec)
        gain = reading.score(value) - before
    if gain < _LEAST_GAIN:
        return False
    reading.value = value
    reading.codecs = (*reading.codecs, codec.label)
    return True


def _parts(reading: Reading, codec: Codec) -> str:
    """Return the value of a reading with only those stretches decoded that gain by it."""
    value, done = reading.value, 0
    while match := codec.units.search(value, done):
        decoded = codec.decode(match[0])
        changed = value[: match.start()] + decoded + value[match.end() :]
        if reading.score(changed) > reading.score(value):
            value, done = changed, match.start() + len(decoded)
        else:
            done = match.end()
    return value
