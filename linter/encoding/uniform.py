"""The usual case, made fast: all that looks damaged was misread in the same single-byte codec, once.

Only what is beyond doubt is decided here, over the whole text at a time; `exact` weighs everything else run by run.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from linter.encoding.codecs import single_byte
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
from linter.encoding.witnesses import is_doubtful, is_odd_letter

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
    doubtful: bool


class Uniform(NamedTuple):
    """What was misread in `codec`: each place with what it was, and what all different stretches gain."""

    codec: int
    places: list[tuple[int, int, Stretch]]
    different: list[Stretch]
    gain: float
    length: int

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
    places = [place for place in best.places if _stands(text, place, best.gain)]
    different = list(dict.fromkeys(stretch for _, _, stretch in places))
    if any(can_be_misread(stretch.value) and telltale(f" {stretch.value} ") for stretch in different):
        return None
    return best._replace(places=places, different=different)


def _stands(text: str, place: tuple[int, int, Stretch], gain: float) -> bool:
    start, end, stretch = place
    others = gain - stretch.gain
    if (text[start - 1 : start] + text[end : end + 1]).isascii():
        if others > OVERWHELMING and end - start >= LONG_RUN:
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
    places = []
    for start, end in single_byte()[codec].stretches(text):
        left, right = text[start - 1 : start], text[end : end + 1]
        places.append((start, end, stretch_of(left, text[start:end], right, codec)))
    different = list(dict.fromkeys(stretch for _, _, stretch in places))
    gaining = [stretch for stretch in different if stretch.gain >= LEAST_GAIN]
    gain = sum(stretch.gain for stretch in gaining) - single_byte()[codec].rarity
    return Uniform(codec, places, different, gain, sum(len(stretch.run) for stretch in gaining))


def stretch_of(left: str, run: str, right: str, codec: int) -> Stretch:
    """Return what a run between its neighbours was, if misread in a codec; raise UnicodeError if it cannot be."""
    return _remembered(left, run, right, codec) if len(run) < _LONG else _judged(left, run, right, codec)


def _judged(left: str, run: str, right: str, codec: int) -> Stretch:
    known = pairs()
    left, right = " " if not left or left.isspace() else left, " " if not right or right.isspace() else right
    back = _back(run, codec)
    after = max([known[left + form.first] + form.inner + known[form.last + right] for form in back.forms])
    gain = after - (known[left + run[0]] + inner(run) + known[run[-1] + right])
    # A letter that stays beside what changes is odd, as it is within.
    beside = (left > _LAST_ASCII and left.isalpha()) or (right > _LAST_ASCII and right.isalpha())
    doubtful = beside or is_odd_letter(left, run, right, back.value)
    doubtful = doubtful or (back.doubtful and is_doubtful(run, back.value, gain, full=True))
    return Stretch(left, run, right, back.value, gain, doubtful)


_remembered = lru_cache(_STRETCHES)(_judged)


class _Back(NamedTuple):
    """What a run was in itself, and whether anything about it can be doubtful."""

    value: str
    forms: tuple[Form, ...]
    doubtful: bool


@lru_cache(_STRETCHES)
def _back(run: str, codec: int) -> _Back:
    value = single_byte()[codec].decode(run)
    return _Back(value, forms_of(value), is_doubtful(run, value, 0.0, full=True))
