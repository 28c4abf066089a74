"""What the documents of each collection may be called, and which of these names the values of a place are."""

from __future__ import annotations

import posixpath
from collections import Counter, defaultdict

from linter.inference.grouping import stem
from linter.values import cached_property, dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from linter.inference.limits import Limits
    from linter.inference.siblings import Siblings
    from linter.inference.sketching import Sketch

STEM = "$stem"
_FEWEST = 5  # documents in a folder, from which on others may refer to them
_OWN = 0.5  # of the values of a place are the document's own name: it repeats it, and refers to nothing
_COPIED = 0.5
_DIFFERENT = 0.8  # of the different values must name a document, however often the others are used


@dataclass(frozen=True)
class Directory:
    """The names in each collection: by what ("$stem" or a key), those names."""

    names: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)

    @cached_property
    def _holders(self) -> Mapping[str, list[str]]:
        """Each stem, with the collections that have a document of it: each place asks about all of them."""
        holders: dict[str, list[str]] = defaultdict(list)
        for collection, kinds in self.names.items():
            for name in kinds.get(STEM, ()):
                holders[name].append(collection)
        return holders

    def named(self, names: Iterable[str]) -> Mapping[str, list[str]]:
        """Return the collections in which some of the names are stems, with those."""
        holders = self._holders
        found: dict[str, list[str]] = defaultdict(list)
        for name in holders.keys() & names:
            for collection in holders[name]:
                found[collection].append(name)
        return found


@dataclass(frozen=True, slots=True)
class Reference:
    """That the values of a place name documents of `collection`, `by` their stem or a key, after a `prefix`.

    `found` of `total` values do, each counted as often as it is used; `known` are the names there are.
    """

    collection: str
    by: str
    prefix: str
    found: int
    total: int
    known: frozenset[str] = field(repr=False)

    @property
    def target(self) -> str:
        """The reference as the configuration writes it: "producers.$stem"."""
        return f"{self.collection}.{self.by}"

    def names(self, text: str) -> bool:
        """Tell whether a value names a document."""
        return text.startswith(self.prefix) and _bare(text, self.prefix) in self.known


def stems_of(paths: Iterable[str]) -> Directory:
    """Return what the documents of each folder may be called by their file names."""
    folders: dict[str, set[str]] = defaultdict(set)
    for path in paths:
        folders[posixpath.dirname(path)].add(stem(path))
    known = {folder: frozenset(stems) for folder, stems in folders.items() if len(stems) >= _FEWEST}
    return Directory({folder: {STEM: stems} for folder, stems in known.items()})


def directory_of(collections: Mapping[str, Iterable[Sketch]]) -> Directory:
    """Return the names in some collections: stems of file names, and keys whose values tell all documents apart."""
    return Directory({name: _names(list(sketches)) for name, sketches in collections.items()})


def _names(sketches: list[Sketch]) -> dict[str, frozenset[str]]:
    found = {STEM: frozenset(stem(one.path) for one in sketches)}
    values: dict[str, Counter[str]] = {}
    for one in sketches:
        for entry in one.entries:
            if len(entry.place) == 1 and entry.kind == "string" and entry.text:
                values.setdefault(str(entry.place[0]), Counter())[entry.text] += 1
    for key, counts in values.items():
        if counts.total() >= 0.9 * len(sketches) and len(counts) >= 0.9 * counts.total():
            found[key] = frozenset(counts)
    return found


def reference_of(
    place: Siblings, texts: Counter[str], own: str, directory: Directory, limits: Limits
) -> Reference | None:
    """Return what the texts of a place in the collection `own` refer to, None for nothing; blank ones are left out.

    At least 95 % of the values must name a document of one collection, and at least five different ones; the best
    coverage wins, then names by file, then other collections than its own, then the smaller one. What is called alike
    is the same thing twice, such as the titles of a page and of its translation; no page refers to another by that.
    """
    if len(texts) < limits.names:
        return None
    prefix = _prefix(texts, limits)
    bare = _named_by_prefix(texts, prefix)
    by_stem = directory.named(bare.keys())
    fitting = []
    for collection, kinds in directory.names.items():
        if len(kinds) == 1 and collection not in by_stem and STEM in kinds:
            continue  # as nearly always
        for by, known in kinds.items():
            if by != STEM and (collection == own or by == place.name):
                continue
            names = bare if by == STEM else texts
            named = by_stem.get(collection, ()) if by == STEM else names.keys() & known
            if len(named) < limits.names:
                continue
            found = sum(names[name] for name in named)
            one = Reference(collection, by, prefix if by == STEM else "", found, texts.total(), known)
            if _covers(one, len(named), len(texts), limits) and (
                by == STEM or not _is_copy(own, collection, directory)
            ):
                fitting.append(one)
    if not fitting or _repeats_own_name(place):
        return None
    return max(fitting, key=lambda one: _preference(one, own))


def _is_copy(own: str, other: str, directory: Directory) -> bool:
    """Tell whether half the documents of `own` are in the `other` collection too: a translation, a version."""
    stems = directory.names.get(own, {}).get(STEM, frozenset())
    return bool(stems) and len(stems & directory.names[other].get(STEM, frozenset())) >= _COPIED * len(stems)


def _named_by_prefix(texts: Counter[str], prefix: str) -> Counter[str]:
    """Return what the texts that begin with `prefix` name, with how often they do."""
    if not prefix:
        return texts
    names: Counter[str] = Counter()
    for text, times in texts.items():
        if text.startswith(prefix):
            names[_bare(text, prefix)] += times
    return names


def _preference(one: Reference, own: str) -> tuple[int, bool, bool, int]:
    return one.found, one.by == STEM, one.collection != own, -len(one.known)


def _covers(one: Reference, named: int, different: int, limits: Limits) -> bool:
    """Tell whether enough of `different` texts are `named` by documents."""
    return (
        one.found >= limits.agreement * one.total
        and (one.found == one.total or one.total >= limits.siblings)
        and named >= _DIFFERENT * different
    )


def _prefix(texts: Counter[str], limits: Limits) -> str:
    """Return the folder that nearly all values begin with ("/organisations/"), "" for none."""
    folders: Counter[str] = Counter()
    for text, times in texts.items():
        folders[text.rpartition("/")[0]] += times
    folder, times = folders.most_common(1)[0]
    return f"{folder}/" if folder and "://" not in folder and times >= limits.agreement * texts.total() else ""


def _bare(text: str, prefix: str) -> str:
    return text[len(prefix) :].removesuffix(".md") if prefix else text


def _repeats_own_name(place: Siblings) -> bool:
    own = sum(use.text == stem(use.path) for use in place.uses)
    return own >= _OWN * len(place.uses)
