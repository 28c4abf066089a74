"""The repair of a text, and what was found in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.encoding.diagnosis import ALL, BOTH, SAFE, changes_in, is_plain, look_at, nothing_left
from linter.encoding.passes import applied, composed
from linter.text import Edit, Span
from linter.values import cached_property

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linter.encoding.change import Change
    from linter.encoding.evidence import Evidence, Tier
    from linter.encoding.nearly import Nearly

_PASSES = 4  # repairs on top of each other: a text that is not settled by then is given up


class Repair:
    """A repaired text: `text` is the object that was given if nothing was repaired."""

    def __init__(
        self, original: str, changes: Iterable[Change] = (), text: str | None = None, *, complete: bool = False
    ) -> None:
        """Take the damaged text, the changes to it, in order, and what they make of it, if that is known.

        `complete` says that nothing is left to repair, as far as that is known.
        """
        self._original = original
        self._lazy = changes
        self.complete = complete
        self.text = applied(original, self.changes) if text is None else text

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The changes, in order and apart from each other."""
        return tuple(self._lazy)

    @cached_property
    def edits(self) -> tuple[Edit, ...]:
        """The edits, in code points of the damaged text."""
        return tuple(Edit(Span(change.start, change.end), change.value) for change in self.changes)

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """What is known about each of `edits`, in the same order."""
        from linter.encoding.words import evidence_of

        return evidence_of(self._original, self.changes)


def repair(text: str, *, unsafe: bool = False) -> Repair:
    """Return `text` with what was misread as it had been; never raises.

    Only what is certain is changed, unless `unsafe` asks for what is likely too. A text without damage comes back as
    the same object, and at nearly no cost. To repair the outcome once more changes nothing.
    """
    if unsafe:
        likely = _settled(text, BOTH)
        if likely is not None:
            return likely
    certain = _settled(text, SAFE)
    if certain is None or (unsafe and _once(certain.text, BOTH).text is not certain.text):
        return Repair(text, text=text)
    return certain


def find(text: str) -> tuple[Evidence, ...]:
    """Return what is damaged in `text`, in all three tiers; never raises."""
    return Repair(text, changes_in(text, ALL, look_at(text))).evidence


def _settled(text: str, tiers: frozenset[Tier]) -> Repair | None:
    """Return the repair of `text` that nothing can be added to, None if there is none within reach."""
    result = _once(text, tiers)
    for _ in range(_PASSES):
        if result.text is text or result.complete:
            return result
        more = _once(result.text, tiers)
        if more.text is result.text:
            return result
        result = Repair(text, composed(text, result.changes, more.changes), more.text, complete=more.complete)
    return None


def _once(text: str, tiers: frozenset[Tier]) -> Repair:
    look = look_at(text)
    if look.whole is not None and is_plain(text, look, tiers):
        return Repair(text, look.whole.changes(text), look.whole.text)
    if look.odd and look.whole is None and tiers == SAFE:
        from linter.encoding.nearly import read_nearly

        nearly = read_nearly(text)
        if nearly is not None:
            return _with_blanks(text, nearly)
    changes = changes_in(text, tiers, look)
    if not changes:
        return Repair(text, text=text)
    return Repair(text, changes, complete=tiers == SAFE and nothing_left(text, changes, look))


def _with_blanks(text: str, nearly: Nearly) -> Repair:
    from linter.encoding.blanks import blank_changes, has_traces

    if not has_traces(text):
        return Repair(text, nearly.changes(text), nearly.text)
    changes = tuple(nearly.changes(text))
    blanks = blank_changes(text, changes)
    if not blanks:
        return Repair(text, changes, nearly.text)
    return Repair(text, sorted([*changes, *blanks], key=lambda change: change.start))
