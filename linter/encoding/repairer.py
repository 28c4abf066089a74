"""The repair of a text, and what was found in it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from linter.encoding.detect import suspicious
from linter.text import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linter.encoding.change import Change
    from linter.encoding.evidence import Evidence, Tier
    from linter.encoding.exact import Exact
    from linter.encoding.whole import Whole

_SAFE: frozenset[Tier] = frozenset({"safe"})
_BOTH: frozenset[Tier] = frozenset({"safe", "unsafe"})
_ALL: frozenset[Tier] = frozenset({"safe", "unsafe", "report"})
_ENOUGH = 24  # different runs that a text must have for that
_FEW = 0.12  # share of damaged runs under which the same holds
_EXPLAINED = 20.0  # nats gained by each change on average, from which a text needs no other explanation


class Repair:
    """A repaired text: `text` is the object that was given if nothing was repaired."""

    def __init__(self, original: str, changes: Iterable[Change] = (), text: str | None = None) -> None:
        """Take the damaged text, the changes to it, in order, and what they make of it, if that is known."""
        self._original = original
        self._lazy = changes
        self.text = _applied(original, self._changes) if text is None else text

    @cached_property
    def _changes(self) -> tuple[Change, ...]:
        return tuple(self._lazy)

    @cached_property
    def edits(self) -> tuple[Edit, ...]:
        """The edits, in code points of the damaged text."""
        return tuple(Edit(Span(change.start, change.end), change.value) for change in self._changes)

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """What is known about each of `edits`, in the same order."""
        from linter.encoding.words import evidence_of

        return evidence_of(self._original, self._changes)


def repair(text: str, *, unsafe: bool = False) -> Repair:
    """Return `text` with what was misread as it had been; never raises.

    Only what is certain is changed, unless `unsafe` asks for what is likely too. A text without damage comes back as
    the same object, and at nearly no cost.
    """
    look = suspicious(text)
    if not look and not unsafe:
        return Repair(text, text=text)
    whole = _whole(text) if look else None
    if whole is not None and not (unsafe and _escaped(text)) and _is_plain(text, whole):
        return Repair(text, whole.changes(text), whole.applied(text))
    changes = _changes(text, _BOTH if unsafe else _SAFE, whole, odd=look)
    return Repair(text, changes) if changes else Repair(text, text=text)


def find(text: str) -> tuple[Evidence, ...]:
    """Return what is damaged in `text`, in all three tiers; never raises."""
    odd = suspicious(text)
    return Repair(text, _changes(text, _ALL, _whole(text) if odd else None, odd=odd)).evidence


def _applied(text: str, changes: Iterable[Change]) -> str:
    pieces: list[str] = []
    reached = 0
    for change in changes:
        pieces += (text[reached : change.start], change.value)
        reached = change.end
    return "".join((*pieces, text[reached:])) if pieces else text


def _whole(text: str) -> Whole | None:
    from linter.encoding.whole import read_whole

    return read_whole(text)


def _is_plain(text: str, whole: Whole) -> bool:
    from linter.encoding.quoted import is_plain

    return is_plain(text, whole.changes(text), whole.runs)


def _changes(text: str, tiers: frozenset[Tier], whole: Whole | None, *, odd: bool) -> tuple[Change, ...]:
    changes = _in_plain(text, whole, odd=odd, infer="unsafe" in tiers)
    if "unsafe" in tiers and _escaped(text):
        from linter.encoding.escapes import behind_escapes

        behind = behind_escapes(text, _unescaped)
        changes = sorted([*behind, *_apart(changes, behind)], key=lambda change: change.start)
    return tuple(change for change in changes if change.tier in tiers)


def _unescaped(plain: str) -> list[Change]:
    odd = suspicious(plain)
    return _in_plain(plain, _whole(plain) if odd else None, odd=odd, infer=False)


def _escaped(text: str) -> bool:
    if not ("&" in text or "\\" in text or "%" in text):
        return False
    from linter.encoding.escapes import escaped

    return escaped(text)


def _apart(changes: list[Change], others: list[Change]) -> list[Change]:
    """Return those of `changes` that overlap none of `others`."""
    taken = {place for other in others for place in range(other.start, other.end)}
    return [change for change in changes if taken.isdisjoint(range(change.start, change.end))]


def _in_plain(text: str, whole: Whole | None, *, odd: bool, infer: bool) -> list[Change]:
    """Return the changes to a text taken as it stands; with what was lost inferred if asked."""
    if text.isascii():
        return []
    from linter.encoding.exact import Exact, exact_changes
    from linter.encoding.quoted import judge_intent

    if whole is not None:
        return judge_intent(text, list(whole.changes(text)))
    exact = exact_changes(text) if odd else Exact([])
    if not infer and all(change.tier != "safe" for change in exact.changes):
        return []
    exact = exact._replace(changes=judge_intent(text, exact.changes))
    return _with_inferred(text, exact) if infer else exact.changes


def _with_inferred(text: str, exact: Exact) -> list[Change]:
    """Return the changes that can be read exactly and those that infer what was lost."""
    from linter.encoding.legacy import different_places, legacy_changes
    from linter.encoding.lossy import lossy_changes
    from linter.encoding.replaced import replaced_changes

    poorly = exact.gain <= _EXPLAINED * exact.runs or _ENOUGH < different_places(text) > exact.runs / _FEW
    poorly = poorly or all(change.tier != "safe" for change in exact.changes)
    legacy = legacy_changes(text, exact.gain) if poorly else []
    if legacy:
        return legacy
    changes = exact.changes
    more = lossy_changes(text, changes, exact.leader, exact.gain)
    if not any(change.tier != "report" for change in changes):
        more = more or replaced_changes(text)
        changes = [change for change in changes if not more]
    return sorted([*changes, *more], key=lambda change: change.start)
