"""Damage that lost nothing: runs whose characters can all be turned back into the bytes they were."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from linter.encoding.alphabet import Kind, kind_of
from linter.encoding.change import Change
from linter.encoding.detect import RUN
from linter.encoding.plausibility import pairs
from linter.encoding.quoted import judge_intent
from linter.encoding.readings import Reading, parts, read

if TYPE_CHECKING:
    from linter.encoding.evidence import Tier

_ALONE = 14.0  # nats a run must gain where nothing else bears witness
_SUPPORTED = 4.0  # nats it must gain where other runs were damaged in the same way
_SUPPORTED_LETTERS = 8.0  # the same for a run of letters, which might be a word
_WITNESS = 20.0  # what each run counts that needs no witness itself
_MANY_WITNESSES = 60.0  # what doubtful readings need of that
_CERTAIN = 25.0  # nats from which even that is certain
_ALONE_SIGN = 12.0  # nats a run must gain alone if what it was is no letter
_EAST_ASIAN = {Kind.HAN, Kind.HANGUL, Kind.KANA}


class Exact(NamedTuple):
    """What can be read exactly: the changes, the codec behind most of them, and what speaks for them.

    `gain` is in nats, over all different runs that change; `runs` is how many those are, of `places`.
    """

    changes: list[Change]
    leader: str | None = None
    gain: float = 0.0
    runs: int = 0
    places: int = 0


def exact_changes(text: str) -> Exact:
    """Return what can be read exactly in `text`."""
    places: dict[tuple[str, str, str], list[int]] = {}
    for match in RUN.finditer(text):
        start, end = match.span()
        left, right = text[start - 1 : start] or " ", text[end : end + 1] or " "
        places.setdefault((left, match[0], right), []).append(start)
    readings = [
        Reading(" " if left.isspace() else left, run, " " if right.isspace() else right) for left, run, right in places
    ]
    read(readings)
    support = _support(readings)
    changes = []
    for reading, starts in zip(readings, places.values(), strict=True):
        if reading.codecs:
            tier, codecs = _tier(reading, support), tuple(reversed(reading.codecs))
            reason = f"{reading.gain:.0f} nats more plausible"
            changes += [
                Change(start + first, start + last, value, codecs, tier, reason)
                for first, last, value in parts(reading)
                for start in starts
            ]
    changes.sort(key=lambda change: change.start)
    leader = max(support, key=support.__getitem__, default=None)
    changes = judge_intent(text, changes, sum(map(len, places.values())))
    gains = [max(reading.gain, 0.0) for reading in readings if reading.codecs]
    return Exact(changes, leader, sum(gains), len(gains), len(readings))


def _support(readings: list[Reading]) -> dict[str, float]:
    """Return how much the runs that need no witness speak for each codec."""
    support: dict[str, float] = {}
    for reading in readings:
        if reading.gain >= _ALONE and not _doubtful(reading):
            for codec in set(reading.codecs):
                support[codec] = support.get(codec, 0.0) + _WITNESS
    return support


def _doubtful(reading: Reading) -> bool:
    """Tell whether a reading needs witnesses whatever it gains.

    So it is if it makes letters of no script that is known, or leaves letters of the run as they were, or is a lone
    East Asian character.
    """
    value = reading.value
    if not pairs().knows("".join(filter(str.isalpha, value))):
        return True
    if any(char.isalpha() for char in set(reading.run) & set(value)):
        return True
    return len(value) == 1 and reading.gain < _CERTAIN and kind_of(value) in _EAST_ASIAN


def _tier(reading: Reading, support: dict[str, float]) -> Tier:
    if reading.gain <= 0:
        return "report"
    doubtful = _doubtful(reading)
    alone = _ALONE if any(map(str.isalpha, reading.value)) else _ALONE_SIGN
    if reading.gain >= alone and not doubtful:
        return "safe"
    others = min(support.get(codec, 0.0) for codec in reading.codecs)
    if doubtful:
        return "safe" if reading.gain >= _SUPPORTED and others >= _MANY_WITNESSES else "unsafe"
    least = _SUPPORTED_LETTERS if reading.run.isalpha() else _SUPPORTED
    return "safe" if reading.gain >= least and others >= _WITNESS else "unsafe"
