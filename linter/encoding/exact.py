"""Damage that lost nothing: runs whose characters can all be turned back into the bytes they were."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from linter.encoding.blanks import blank_changes
from linter.encoding.change import Change
from linter.encoding.detect import BESIDE, RUN, places_of
from linter.encoding.judged import Judged, leader, support
from linter.encoding.leftovers import leftovers
from linter.encoding.reading import Reading, is_full, parts
from linter.encoding.readings import read
from linter.encoding.uniform import Stretch, Uniform, read_uniform
from linter.encoding.variants import ALL
from linter.encoding.witnesses import WITNESS, tier_of
from linter.values import cached_property

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from linter.encoding.variants import AnyCodec

_Key = tuple[str, str, str]  # a run between its neighbours
_FEW = 6  # odd runs up to which it is faster to weigh them
_START = attrgetter("start")


class Exact(NamedTuple):
    """What can be read exactly: the changes, and the different readings that they come from."""

    changes: list[Change]
    judged: Sequence[Judged] = ()

    @property
    def leader(self) -> str | None:
        """The codec behind most of it."""
        return leader(self.judged)

    @property
    def gain(self) -> float:
        """What speaks for it in nats, over all different runs that change."""
        return sum([max(one.gain, 0.0) for one in self.judged])

    @property
    def runs(self) -> int:
        """How many different runs change."""
        return len(self.judged)


def exact_changes(text: str, odd: dict[int, int]) -> Exact:
    """Return what can be read exactly in `text`, whose odd runs begin, and end, at `odd`."""
    scope = ALL
    uniform = read_uniform(text, odd) if len(odd) > _FEW else None
    if uniform is not None:
        uniform, odd, scope = leftovers(text, uniform, odd)
    judged = [] if uniform is None else _settled(text, uniform)
    if odd:
        judged += _weighed(text, odd, {start for start, _, _ in uniform.places} if uniform else set(), scope)
    witnesses = support(judged)
    changes: list[Change] = []
    new = tuple.__new__
    least = {codecs: min([witnesses.get(codec, 0.0) for codec in codecs]) for codecs in {one.codecs for one in judged}}
    for one in judged:
        others = least[one.codecs]
        tier = tier_of(one.run, one.value, one.gain, others, one.doubtful)
        if one.ambiguous and others < WITNESS and tier == "safe":
            tier = "unsafe"
        reason = f"{one.gain:.0f} nats more plausible"
        # As `Change(...)`, in half the time: most texts that are damaged have hundreds.
        changes += [new(Change, (start, end, value, one.codecs, tier, reason)) for start, end, value in one.places]
    changes += blank_changes(text, changes)
    changes.sort(key=_START)
    return Exact(changes, judged)


def _settled(text: str, uniform: Uniform) -> list[Judged]:
    """Return what was beyond doubt."""
    places: dict[int, tuple[Stretch, list[tuple[int, int, str]]]] = {}
    for start, end, stretch in uniform.places:
        found = places.get(id(stretch))  # of equal ones there is but one
        if found is None:
            found = places[id(stretch)] = stretch, []
        found[1].append((start, end, stretch.value))
    codecs = (uniform.label,)
    return [
        Judged(text, stretch.left, stretch.run, stretch.right, stretch.value, stretch.gain, codecs, found)
        for stretch, found in places.values()
    ]


def _weighed(text: str, odd_ones: Mapping[int, int], taken: Collection[int], scope: int) -> list[Judged]:
    """Return what the runs of `text`, but those `taken`, are read as when all are weighed together.

    `odd_ones` are where the runs begin, and end, that may be misread, in the codecs of `scope`.
    """
    starts: dict[_Key, list[int]] = {}
    for start, end in odd_ones.items():
        key = BESIDE[text[start - 1 : start]], text[start:end], BESIDE[text[end : end + 1]]
        starts.setdefault(key, []).append(start)
    odd = {key: Reading(*key, key[1]) for key in starts}
    rest = _Rest(text, odd)
    read(list(odd.values()), rest.explained, scope)
    changed = {key: reading for key, reading in (*odd.items(), *rest.readings.items()) if reading.codecs}
    if taken or not odd.keys() >= changed.keys():
        starts = _starts(text, changed, taken)
    return [_judged(text, reading, starts[key]) for key, reading in changed.items()]


class _Rest:
    """The runs of a text that look like text, as readings: each different one with its neighbours, once asked for."""

    def __init__(self, text: str, odd: Collection[_Key]) -> None:
        """Take the text, and what of it is odd."""
        self._text, self._odd = text, odd
        self.readings: dict[_Key, Reading] = {}

    def explained(self, codec: AnyCodec) -> list[Reading]:
        """Return those of whose runs a codec explains every character."""
        runs = set(codec.explained(dict.fromkeys([run for _, run, _ in self._different])))
        for key in self._different if runs else ():
            if key[1] in runs and key not in self.readings:
                self.readings[key] = Reading(*key, key[1])
        return [reading for key, reading in self.readings.items() if key[1] in runs]

    @cached_property
    def _different(self) -> list[_Key]:
        return [key for key in dict.fromkeys(places_of(self._text)) if key not in self._odd]


def _starts(text: str, keys: Collection[_Key], taken: Collection[int]) -> dict[_Key, list[int]]:
    """Return where in `text` the runs stand that are one of `keys`, but those `taken`."""
    found: dict[_Key, list[int]] = {key: [] for key in keys}
    for match in RUN.finditer(text) if found else ():
        start, end = match.span()
        key = BESIDE[text[start - 1 : start]], match[0], BESIDE[text[end : end + 1]]
        if key in found and start not in taken:
            found[key].append(start)
    return found


def _judged(text: str, reading: Reading, starts: list[int]) -> Judged:
    full = is_full(reading)
    found = parts(reading, full=full)
    spans = [(start + first, start + last, value) for first, last, value in found for start in starts]
    codecs = tuple(reversed(reading.codecs))
    beside = reading.left, reading.run, reading.right
    return Judged(text, *beside, reading.value, reading.gain, codecs, spans, full=full, ambiguous=reading.ambiguous)
