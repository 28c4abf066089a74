"""One damaged run in its place, what it may be read as, and how plausible that is there."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from linter.encoding.codecs import put_back, single_byte, valid
from linter.encoding.plausibility import pairs
from linter.encoding.variants import known_codecs, number_of, variants_of
from linter.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.encoding.variants import Form, Variant

NOTHING = -1e9  # the gain of a codec that has nothing to say
_SHORT = 200  # characters of a value whose plausibility is remembered
_VALUES = 1 << 16  # values of which it is


@dataclass(slots=True, eq=False)
class Reading:
    """One distinct run with a character of context on both sides, and what it is read as so far.

    `codecs` names the misreadings peeled off, the last one that happened first; `gain` is how much more plausible
    `value` is than `run` in this place, in nats. It is `ambiguous` if another codec does nearly as well.
    `kept` are the places of those characters of `value` that no misreading was peeled off of.
    """

    left: str
    run: str
    right: str
    value: str
    codecs: tuple[str, ...] = ()
    gain: float = 0.0
    ambiguous: bool = False
    kept: frozenset[int] = frozenset()
    _now: float | None = None
    _gains: dict[Variant, float] = field(default_factory=dict)
    _scope: int = 0
    _variants: tuple[Variant, ...] | None = None

    def variants(self, scope: int) -> tuple[Variant, ...]:
        """Return what the codecs of a scope make of the present value; looked up once."""
        if self._variants is None or self._scope != scope:
            self._scope, self._variants = scope, variants_of(self.value, scope)
        return self._variants

    def score(self, value: str) -> float:
        """Return how plausible `value` is in this place."""
        after = pairs().after
        return after[self.left][value[0]] + inner(value) + after[value[-1]][self.right]

    def take(self, value: str, label: str, kept: frozenset[int] = frozenset()) -> None:
        """Take `value` over, as what was misread in the codec called `label`; the `kept` characters of it were not."""
        self.value, self.kept = value, kept
        self.codecs = (*self.codecs, label)
        self._now, self._gains, self._variants = None, {}, None

    def gained_by(self, variant: Variant) -> float:
        """Return how much more plausible a variant of the present value is here, in nats; counted once."""
        gain = self._gains.get(variant)
        if gain is None:
            if self._now is None:
                self._now = self.score(self.value)
            gain = self._gains[variant] = self.score_of(variant.forms) - self._now
        return gain

    def score_of(self, forms: Sequence[Form]) -> float:
        """Return how plausible the best of `forms` is in this place, `NOTHING` if there is none."""
        after, right, best = pairs().after, self.right, NOTHING
        before = after[self.left]
        for first, last, between in forms:
            score = before[first] + between + after[last][right]
            best = max(best, score)
        return best


@lru_cache(_VALUES)
def _remembered(value: str) -> float:
    return pairs().score(value)


def inner(value: str) -> float:
    """Return how plausible a value is in itself, without its neighbours."""
    return _remembered(value) if len(value) < _SHORT else pairs().score(value)


def is_full(reading: Reading) -> bool:
    """Tell whether all of the run was decoded, in one codec."""
    if len(reading.codecs) != 1:
        return False
    return known_codecs()[number_of(reading.codecs[0])].explains(reading.run)


def parts(reading: Reading, *, full: bool) -> list[tuple[int, int, str]]:
    """Return the stretches of the run that changed, and what each is now, as exactly as can be told.

    `full` tells whether all of the run was decoded, in one codec.
    """
    run = reading.run
    number = number_of(reading.codecs[0]) if not full and len(reading.codecs) == 1 else len(single_byte())
    if number < len(single_byte()):
        data = single_byte()[number].data(run)
        places = valid(data)
        if put_back(run, data, places) == reading.value:
            return [(start, end, data[start:end].decode()) for start, end in places]
    return [(0, len(run), reading.value)]
