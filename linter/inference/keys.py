"""The keys of a mapping: which are required, which are misspelt, and in which order they stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations

from linter.inference.anomaly import Anomaly
from linter.inference.siblings import others, where
from linter.schema.words import quoted
from linter.spelling import closest
from linter.text import Span
from linter.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linter.inference.limits import Limits
    from linter.inference.siblings import Siblings, Use

_MOST = 300  # keys of one mapping that are compared with one another
_ORDERED = 100  # keys of one mapping that are brought into an order
_ORDERS = 500  # different orders that are looked at
_RARE = 0.1  # a key that fewer mappings have than this is one of a kind
_DICTIONARY = 20  # keys, most of them one of a kind, from which on they are data


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A rare key, and the frequent one that it was meant to be."""

    rare: Siblings
    meant: Siblings


def is_dictionary(place: Siblings) -> bool:
    """Tell whether the keys of the mappings at a place are data themselves: many, of which hardly any is usual."""
    total = len(place.of("object"))
    if not place.place or len(place.members) < _DICTIONARY:
        return False
    rare = sum(len(member.uses) <= max(1, _RARE * total) for member in place.members.values())
    return rare >= 0.9 * len(place.members)


def misspellings(place: Siblings, limits: Limits) -> tuple[Misspelling, ...]:
    """Return the keys that were meant to be another: rare, spelt nearly alike, and only where the other is missing."""
    usual = {key: one for key, one in place.members.items() if len(one.uses) >= limits.siblings * limits.agreement}
    found = []
    for key, rare in list(place.members.items())[:_MOST]:
        possible = [name for name, one in usual.items() if _outnumbers(one, rare, limits)][:_MOST]
        meant = closest(key, possible)
        if meant is not None and not rare.holders & usual[meant].holders:
            found.append(Misspelling(rare, usual[meant]))
    return tuple(found)


def _outnumbers(one: Siblings, rare: Siblings, limits: Limits) -> bool:
    return one is not rare and limits.agree(one.files, one.files + rare.files)


def misspelt_anomalies(found: tuple[Misspelling, ...]) -> list[Anomaly]:
    """Return an anomaly for each place at which a key is misspelt."""
    anomalies = []
    for one in found:
        key, meant = str(one.rare.place[-1]), str(one.meant.place[-1])
        have = "has" if one.meant.files == 1 else "have"
        words = f"unknown key {quoted(key)}; {others(one.meant.files)} {have} {quoted(meant)}"
        anomalies += [Anomaly(*where(use, key=True), "misspelt-key", words, meant) for use in one.rare.uses]
    return anomalies


def required(place: Siblings, limits: Limits) -> list[str]:
    """Return the keys that at least 98 % of the mappings at a place have, if these are of five documents at least."""
    mappings = place.of("object")
    total = len(mappings)
    if len({use.document for use in mappings}) < limits.documents:
        return []
    return [key for key, one in place.members.items() if len(one.holders) >= limits.required * total]


def missing(place: Siblings, needed: list[str], found: tuple[Misspelling, ...], limits: Limits) -> list[Anomaly]:
    """Return an anomaly for each mapping that lacks a needed key, but for those that have it misspelt."""
    mappings = place.of("object")
    if len(mappings) < limits.siblings:
        return []
    anomalies = []
    for key in needed:
        one = place.members[key]
        having = one.holders.union(*(each.rare.holders for each in found if each.meant is one))
        if len(having) == len(mappings):
            continue
        words = f"missing key {quoted(key)}; {others(one.files)} have it"
        lacking = [use for use in mappings if use.itself not in having]
        anomalies += [Anomaly(*_lack(use, key), "missing-key", words, key) for use in lacking]
    return anomalies


def _lack(use: Use, key: str) -> tuple[str, Span, str]:
    """Return where a key is missing: the path, where the mapping begins, and the pointer that the key would have."""
    start = use.entry.key_start
    return use.path, Span(start, start), f"{use.entry.pointer}/{key.replace('~', '~0').replace('/', '~1')}"


def ordered(place: Siblings) -> list[str]:
    """Return the keys of the mappings at a place in the order that most of them have.

    Each pair of keys is judged by the mappings that have both; a key that stands before more others comes first.
    """
    keys = list(place.members)
    if len(keys) > _ORDERED:
        return keys
    rows: dict[tuple[int, int], list[tuple[int, str]]] = defaultdict(list)
    for key, one in place.members.items():
        for use in one.uses:
            rows[use.holder].append((use.entry.key_start, key))
    orders = Counter(tuple(key for _, key in sorted(row)) for row in rows.values())
    before: Counter[tuple[str, str]] = Counter()
    for order, times in orders.most_common(_ORDERS):
        for pair in combinations(order, 2):
            before[pair] += times
    return sorted(keys, key=lambda key: (-_rank(key, keys, before), keys.index(key)))


def _rank(key: str, keys: list[str], before: Counter[tuple[str, str]]) -> float:
    """Return from -1 to 1 how much more often a key wins its place before others than it loses it."""
    judged = [
        before[key, other] - before[other, key] for other in keys if (key, other) in before or (other, key) in before
    ]
    return sum((one > 0) - (one < 0) for one in judged) / len(judged) if judged else 0.0
