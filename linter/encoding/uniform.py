"""The usual case, made fast: all that looks damaged was misread in the same single-byte codec, once.

Only what is beyond doubt is decided here, over the whole text at a time; `exact` weighs everything else run by run.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from linter.encoding.codecs import single_byte
from linter.encoding.contested import is_contested, is_odd
from linter.encoding.detect import telltale, triggers_in
from linter.encoding.plausibility import pairs
from linter.encoding.reading import inner
from linter.encoding.readings import (
    BEYOND_DOUBT,
    LEAST_ALONE,
    LEAST_AMONG_MANY,
    LEAST_BEYOND_DOUBT,
    LEAST_GAIN,
    LONG_RUN,
    OVERWHELMING,
    WITNESSES,
)
from linter.encoding.variants import Form, able, alike, can_be_misread, forms_of, numbers_in

if TYPE_CHECKING:
    from collections.abc import Mapping

_LAST_ASCII = "\x7f"
LEAD = 12.0  # nats by which another codec may not do better
_STRETCHES = 1 << 16  # stretches of which the answer is remembered
_LONG = 200  # characters of a stretch too long for that


class Stretch(NamedTuple):
    """One different stretch with its neighbours: what it was, how much that is more plausible, in nats."""

    left: str
    run: str
    right: str
    value: str
    gain: float


class Uniform(NamedTuple):
    """What was misread in `codec`: each place with what it was, and what all different stretches gain.

    `framed` has each different stretch by itself with its neighbours, blanks at the ends of the text.
    """

    codec: int
    places: list[tuple[int, int, Stretch]]
    different: list[Stretch]
    gain: float
    length: int
    framed: dict[str, Stretch]

    @property
    def label(self) -> str:
        """The name of the codec that people know."""
        return single_byte()[self.codec].label


def read_uniform(text: str, odd: Mapping[int, int]) -> Uniform | None:
    """Return the misreading that explains most of what is odd in `text`, with the places where it is beyond doubt.

    `odd` tells where the odd runs begin, and end.

    None if no codec does, or if what it makes of the text is misread once more.
    """
    best = _foremost(text, "\n".join(dict.fromkeys(text[start:end] for start, end in odd.items())))
    if best is None:
        return None
    odd_values = is_odd("".join([stretch.value for stretch in best.different]))
    framed = {
        key: stretch
        for key, stretch in best.framed.items()
        if (stretch.gain >= LEAST_ALONE or _stands(key, stretch, best.gain))
        and not (odd_values and is_contested(stretch.run, stretch.value))
    }
    places, different = best.places, best.different
    if len(framed) < len(best.framed):
        between = f" {text} "
        places = [place for place in places if between[place[0] : place[1] + 2] in framed]
        different = list(dict.fromkeys(framed.values()))
    values = [stretch.value for stretch in different]
    if telltale(f" {' '.join(values)} ") and any(can_be_misread(value) and telltale(f" {value} ") for value in values):
        return None
    return best._replace(places=places, different=different)


def _stands(framed: str, stretch: Stretch, gain: float) -> bool:
    """Tell whether a stretch is beyond doubt that does not gain enough for that alone."""
    others = gain - stretch.gain
    if framed[0] <= _LAST_ASCII and framed[-1] <= _LAST_ASCII:
        if others > OVERWHELMING and len(stretch.run) >= LONG_RUN:
            return stretch.gain >= LEAST_AMONG_MANY
        if others > BEYOND_DOUBT:
            return stretch.gain >= LEAST_BEYOND_DOUBT
    return stretch.gain >= (LEAST_GAIN if others > WITNESSES else LEAST_ALONE)


def elected(odd: str) -> list[int]:
    """Return the codecs that explain most of the pairs in `odd` that misread UTF-8 begins with."""
    votes: dict[int, int] = {}
    for mask, number in Counter(map(able, triggers_in(odd))).items():
        for codec in numbers_in(mask):
            votes[codec] = votes.get(codec, 0) + number
    most = max(votes.values(), default=0)
    return sorted(codec for codec in votes if votes[codec] == most)


def _foremost(text: str, odd: str) -> Uniform | None:
    """Return what the codec makes of the text that explains most odd pairs, None if another does better anywhere."""
    found: list[Uniform] = []
    for codec in elected(odd):
        runs = "".join([stretch.run for one in found for stretch in one.different])
        if not any(alike((one.codec, codec), runs) for one in found):
            found.append(_read(text, codec))
    best = max(found, key=lambda one: one.gain * one.length, default=None)
    return None if best is None or any(_better(one, best) for one in found if one is not best) else best


def _better(one: Uniform, best: Uniform) -> bool:
    """Tell whether `one` explains any stretch much better than `best`."""
    gains = {stretch.run: stretch.gain for stretch in best.different}
    return any(stretch.gain > max(gains.get(stretch.run, 0.0), 0.0) + LEAD for stretch in one.different)


def _read(text: str, codec: int) -> Uniform:
    between = f" {text} "
    places: list[tuple[int, int, Stretch]] = []
    framed: dict[str, Stretch] = {}
    once: dict[tuple[str, str, str], Stretch] = {}
    for start, end in single_byte()[codec].stretches(text):
        key = between[start : end + 2]
        stretch = framed.get(key)
        if stretch is None:
            stretch = stretch_of(key[0], key[1:-1], key[-1], codec)
            stretch = framed[key] = once.setdefault(stretch[:3], stretch)
        places.append((start, end, stretch))
    different = list(once.values())
    gaining = [stretch for stretch in different if stretch.gain >= LEAST_GAIN]
    gain = sum([stretch.gain for stretch in gaining]) - single_byte()[codec].rarity
    return Uniform(codec, places, different, gain, sum([len(stretch.run) for stretch in gaining]), framed)


def stretch_of(left: str, run: str, right: str, codec: int) -> Stretch:
    """Return what a run between its neighbours was, if misread in a codec; raise UnicodeError if it cannot be."""
    return _remembered(left, run, right, codec) if len(run) < _LONG else _judged(left, run, right, codec)


def _judged(left: str, run: str, right: str, codec: int) -> Stretch:
    follows = pairs().after
    left, right = " " if not left or left.isspace() else left, " " if not right or right.isspace() else right
    before = follows[left]
    value, forms, now = _back(run, codec)
    first, last, inner = forms[0]
    after = before[first] + inner + follows[last][right]
    if len(forms) > 1:
        first, last, inner = forms[1]
        after = max(after, before[first] + inner + follows[last][right])
    gain = after - (before[run[0]] + now + follows[run[-1]][right])
    # As `Stretch(...)`, in half the time: each different stretch of a text is judged.
    return tuple.__new__(Stretch, (left, run, right, value, gain))


_remembered = lru_cache(_STRETCHES)(_judged)


@lru_cache(_STRETCHES)
def _back(run: str, codec: int) -> tuple[str, tuple[Form, ...], float]:
    """Return what a run was, how plausible that is in itself, and the run."""
    value = single_byte()[codec].decode(run)
    return value, forms_of(value), inner(run)
