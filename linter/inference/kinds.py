"""The types of the values at a place: those that are meant, and those that look like a slip."""

from __future__ import annotations

from collections import Counter
from operator import attrgetter

from linter.inference.anomaly import Anomaly
from linter.inference.siblings import others, where
from linter.schema.words import wanted
from linter.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linter.document.outline import Kind
    from linter.inference.limits import Limits
    from linter.inference.siblings import Siblings

_kind = attrgetter("entry.kind")
_ORDER: tuple[Kind, ...] = ("string", "integer", "number", "boolean", "array", "object", "null")


@dataclass(frozen=True, slots=True)
class Kinds:
    """The types to be allowed, most usual first ("null" last), and the values of other types."""

    names: tuple[Kind, ...]
    anomalies: tuple[Anomaly, ...]


def kinds_of(place: Siblings, limits: Limits) -> Kinds:
    """Judge the types at a place: one is odd where at least 95 % of at least 20 values have another.

    A whole number among numbers is one of them. Nothing at all, which is what a key without a value holds, is judged
    apart: it is meant where at least 5 % of the values are so.
    """
    counts = Counter(map(_kind, place.uses))
    if "number" in counts and "integer" in counts:
        counts["number"] += counts.pop("integer")
    empty = counts.pop("null", 0)
    total = sum(counts.values())
    if not total:
        return Kinds((), ())
    main, most = max(counts.items(), key=lambda one: (one[1], -_ORDER.index(one[0])))
    settled = limits.agree(most, total)
    names = (main,) if settled else tuple(sorted(counts, key=lambda kind: (-counts[kind], _ORDER.index(kind))))
    expected = {main, "null", *_within(main)}
    odd = [use for use in place.uses if use.entry.kind not in expected] if settled and most < total else []
    words = f"{others(most, 'value')} here {'is' if most == 1 else 'are'} {wanted(main)}"
    anomalies = [Anomaly(*where(use), "odd-type", f"{_a(use.entry.kind)}; {words}") for use in odd]
    if empty and _is_slip(empty, total, limits):
        filled = f"there is nothing here; {others(total, 'value')} {'is' if total == 1 else 'are'} filled in"
        anomalies += [Anomaly(*where(use), "empty-value", filled) for use in place.of("null")]
    elif empty:
        names = (*names, "null")
    return Kinds(names, tuple(anomalies))


def _is_slip(few: int, most: int, limits: Limits) -> bool:
    return few < limits.deliberate * (few + most) and most >= limits.siblings


def _within(kind: Kind) -> tuple[Kind, ...]:
    return ("integer",) if kind == "number" else ()


def _a(kind: Kind) -> str:
    return f"this is {wanted(kind)}"
