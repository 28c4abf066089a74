"""What is wrong with a text, found in one pass: what can be read exactly, and what is inferred if asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.encoding.detect import odd_runs, run_around, suspicious, telltale
from linter.encoding.passes import applied
from linter.encoding.runs import Runs
from linter.values import cached_property, dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.encoding.change import Change
    from linter.encoding.evidence import Tier
    from linter.encoding.exact import Exact
    from linter.encoding.whole import Whole

SAFE: frozenset[Tier] = frozenset({"safe"})
BOTH: frozenset[Tier] = frozenset({"safe", "unsafe"})
ALL: frozenset[Tier] = frozenset({"safe", "unsafe", "report"})
_ENOUGH = 24  # different runs that a text must have for that
_FEW = 0.12  # share of damaged runs under which the same holds
_CASE = 20.0  # nats that a text must gain, read as if its case had been lost
_CASE_SHARE = 1.1  # and how many times as much as it gains as it is
_APART = 100  # characters for each change from which it is faster to look at the changes than at all of the outcome
_EXPLAINED = 20.0  # nats gained by each change on average, from which a text needs no other explanation


@dataclass
class Look:
    """What a first look at a text tells: whether it has odd places, and how all of it was misread, if it was."""

    text: str
    odd: bool
    whole: Whole | None = None

    @cached_property
    def runs(self) -> Runs:
        """What of it is beyond ASCII."""
        return Runs(self.text)

    @cached_property
    def odd_runs(self) -> dict[int, int]:
        """Where the odd runs begin, and end."""
        return odd_runs(self.text)


def look_at(text: str) -> Look:
    """Look at a text once."""
    if not suspicious(text):
        return Look(text, odd=False)
    from linter.encoding.whole import read_whole

    look = Look(text, odd=True)
    look.whole = read_whole(look.runs)
    return look


def is_plain(text: str, look: Look, tiers: frozenset[Tier]) -> bool:
    """Tell whether all of `text` was misread, and nothing of it is to be weighed."""
    if look.whole is None or (tiers != SAFE and _escaped(text)):
        return False
    from linter.encoding.quoted import is_plain

    return is_plain(text, look.whole.changes(text), look.whole.runs)


def changes_in(text: str, tiers: frozenset[Tier], look: Look) -> tuple[Change, ...]:
    """Return the changes of some tiers that would repair `text`, in order and apart from each other; never raises."""
    if not look.odd and tiers == SAFE:
        return ()
    changes = _in_plain(text, look, tiers)
    if tiers != SAFE and _escaped(text):
        from linter.encoding.escapes import behind_escapes

        behind = behind_escapes(text, _unescaped)
        changes = sorted([*behind, *_apart(changes, behind)], key=lambda change: change.start)
    return tuple(change for change in changes if change.tier in tiers)


def nothing_left(text: str, changes: Sequence[Change], look: Look) -> bool:
    """Tell whether `changes` to a text surely leave no odd place, without a look at all of the outcome."""
    if look.whole is not None or len(changes) * _APART > len(text):
        return False
    runs = dict(look.odd_runs)
    inside: dict[int, list[Change]] = {start: [] for start in runs}
    for change in changes:
        start, end = run_around(text, change.start)
        if change.end > end:
            return False
        runs[start] = end
        inside.setdefault(start, []).append(change)
    return not any(
        telltale(applied(text, within, max(start - 1, 0), runs[start] + 1)) for start, within in inside.items()
    )


def _unescaped(plain: str) -> list[Change]:
    return _in_plain(plain, look_at(plain), None)


def _escaped(text: str) -> bool:
    if not ("&" in text or "\\" in text or "%" in text):
        return False
    from linter.encoding.escapes import escaped

    return escaped(text)


def _apart(changes: list[Change], others: list[Change]) -> list[Change]:
    """Return those of `changes` that overlap none of `others`."""
    taken = {place for other in others for place in range(other.start, other.end)}
    return [change for change in changes if taken.isdisjoint(range(change.start, change.end))]


def _in_plain(text: str, look: Look, tiers: frozenset[Tier] | None) -> list[Change]:
    """Return the changes to a text taken as it stands; with what was lost inferred if `tiers` ask for it."""
    if text.isascii():
        return []
    from linter.encoding.exact import Exact, exact_changes
    from linter.encoding.quoted import judge_intent

    if look.whole is not None:
        return judge_intent(text, list(look.whole.changes(text)))
    exact = exact_changes(text, look.odd_runs) if look.odd else Exact([])
    if tiers == SAFE and all(change.tier != "safe" for change in exact.changes):
        return []
    exact = exact._replace(changes=judge_intent(text, exact.changes))
    return exact.changes if tiers is None or tiers == SAFE else _with_inferred(text, exact)


def _in_its_case(text: str, exact: Exact) -> tuple[str, Exact]:
    """Return a text as it was before its case was lost, and what can be read in it, if that explains much more."""
    from linter.encoding.exact import exact_changes
    from linter.encoding.folded import unfolded

    best = text, exact
    for before in unfolded(text):
        found = exact_changes(before, odd_runs(before))
        if found.gain > max(best[1].gain + _CASE, best[1].gain * _CASE_SHARE):
            changes = [change._replace(tier="unsafe") if change.tier == "safe" else change for change in found.changes]
            best = before, found._replace(changes=changes)
    return best


def _likely(exact: Exact) -> list[Change]:
    """Return the changes but those to characters that no text has, through a codec that explains little of the text.

    What looks like it is rather a part of what was misread in the codec that explains most, and lost bytes.
    """
    from linter.encoding.plausibility import pairs

    return [
        change
        for change in exact.changes
        if change.tier == "safe" or exact.leader in {None, *change.codecs} or pairs().knows(change.value)
    ]


def _with_inferred(text: str, exact: Exact) -> list[Change]:
    """Return the changes that can be read exactly and those that infer what was lost."""
    from linter.encoding.fragments import fragment_changes, in_capitals
    from linter.encoding.legacy import Places, legacy_changes
    from linter.encoding.lossy import lossy_changes
    from linter.encoding.replaced import replaced_changes

    text, exact = _in_its_case(text, exact)
    places = Places(text)
    poorly = exact.gain <= _EXPLAINED * exact.runs or _ENOUGH < len(places.all) > exact.runs / _FEW
    poorly = poorly or all(change.tier != "safe" for change in exact.changes)
    legacy = legacy_changes(places, exact.gain) if poorly else []
    if legacy:
        return legacy
    exact = exact._replace(changes=_likely(exact))
    fragments = fragment_changes(text, exact.changes, exact.leader)
    changes = [*in_capitals(text, _apart(exact.changes, fragments)), *fragments]
    changes.sort(key=lambda change: change.start)
    more = lossy_changes(text, changes, exact.leader, exact.gain)
    if not any(change.tier != "report" for change in changes):
        more = more or replaced_changes(text)
        changes = [change for change in changes if not more]
    return sorted([*changes, *more], key=lambda change: change.start)
