"""A JSON Schema for the documents of a collection, with its evidence, and what it does not bless."""

from __future__ import annotations

from collections import Counter

from linter.inference import keys, texts
from linter.inference.kinds import kinds_of
from linter.inference.limits import DEFAULT
from linter.inference.names import Directory
from linter.inference.siblings import gathered
from linter.values import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from linter.inference.anomaly import Anomaly
    from linter.inference.collecting import GuessedCollection
    from linter.inference.limits import Limits
    from linter.inference.siblings import Siblings
    from linter.inference.sketching import Sketch

DIALECT = "https://json-schema.org/draft/2020-12/schema"
KNOWN = frozenset({"aliases", "date", "fix", "format", "order", "ref", "unique", "vocabulary"})
"""The members of `x-lint` that can be inferred."""
_TITLES = frozenset({"title", "titre", "name", "nom", "fullname", "label", "slug", "id"})
_FEW = 5  # different whole numbers that can be a list of choices
_SMALL = 10  # the largest of them


@dataclass(frozen=True, slots=True)
class InferredSchema:
    """What was concluded of a collection: its `schema`, the `anomalies` by path and place, and its `references`.

    References map keys as the configuration writes them ("producer", "api[]") to "collection.$stem" or ".key".
    """

    schema: dict[str, object]
    anomalies: tuple[Anomaly, ...]
    references: dict[str, str]


def infer(
    collection: GuessedCollection,
    sketches: Iterable[Sketch],
    directory: Directory | None = None,
    *,
    vocabulary: frozenset[str] = KNOWN,
    limits: Limits = DEFAULT,
) -> InferredSchema:
    """Infer the schema of a collection from the sketches of documents; those of other collections are passed over.

    `directory` holds the names that values may refer to. Of `x-lint` only the members in `vocabulary` are written.
    """
    root = _root(collection, sketches)
    judge = _Judge(collection.name, directory or Directory(), vocabulary, limits)
    schema: dict[str, object] = {"$schema": DIALECT, "title": collection.name}
    schema |= {"$comment": f"inferred from {len(root.uses)} documents"} | judge.schema(root)
    return InferredSchema(schema, tuple(sorted(set(judge.anomalies))), judge.references)


def anomalies(
    collection: GuessedCollection, sketches: Iterable[Sketch], directory: Directory, limits: Limits
) -> tuple[Anomaly, ...]:
    """Return what a schema of the same documents would not bless, by path and place."""
    judge = _Judge(collection.name, directory, frozenset(), limits, in_order=False)
    judge.schema(_root(collection, sketches))
    return tuple(sorted(set(judge.anomalies)))


def _root(collection: GuessedCollection, sketches: Iterable[Sketch]) -> Siblings:
    members = frozenset(collection.paths)
    return gathered(one for one in sketches if one.path in members)


@dataclass
class _Judge:
    """One pass over the places of a collection; collects what is found besides the schema."""

    collection: str
    directory: Directory
    vocabulary: frozenset[str]
    limits: Limits
    in_order: bool = True  # the keys; what is wrong with them is the same otherwise
    anomalies: list[Anomaly] = field(default_factory=list)
    references: dict[str, str] = field(default_factory=dict)

    def schema(self, place: Siblings) -> dict[str, object]:
        """Return the schema of the values at a place; the anomalies among them are kept, and not blessed."""
        kinds = kinds_of(place, self.limits)
        self.anomalies += kinds.anomalies
        made: dict[str, object] = {}
        if kinds.names:
            made["type"] = kinds.names[0] if len(kinds.names) == 1 else list(kinds.names)
        if "string" in kinds.names:
            made |= self._texts(place, nullable="null" in kinds.names, alone=set(kinds.names) <= {"string", "null"})
        if "integer" in kinds.names and len(kinds.names) == 1:
            made |= self._numbers(place)
        if "array" in kinds.names and place.items is not None:
            made["items"] = self.schema(place.items)
        if "object" in kinds.names:
            made |= self._mapping(place)
        return made

    def _texts(self, place: Siblings, *, nullable: bool, alone: bool) -> dict[str, object]:
        reading = texts.read(place, self.collection, self.directory, self.limits)
        self.anomalies += reading.anomalies
        if reading.reference is not None:
            self.references[place.name] = reading.reference.target
        made: dict[str, Any] = dict(reading.keywords)
        if "enum" in made and not alone:
            del made["enum"]
        elif "enum" in made and nullable:
            made["enum"] = [*made["enum"], None]
        made |= self._annotated(dict(reading.annotations) | self._uniqueness(place))
        return made | ({"$comment": reading.evidence} if reading.evidence else {})

    def _uniqueness(self, place: Siblings) -> dict[str, object]:
        if len(place.place) != 1 or place.place[0] not in _TITLES or len(place.uses) < self.limits.siblings:
            return {}
        counts = Counter(use.text.casefold().strip() for use in place.uses)
        return {"unique": True} if len(counts) == len(place.uses) else {}

    def _numbers(self, place: Siblings) -> dict[str, object]:
        counts = Counter(use.entry.text for use in place.of("integer"))
        values = sorted(int(text) for text in counts if text is not None)
        few = len(values) <= _FEW and all(abs(value) <= _SMALL for value in values)
        if not few or None in counts or counts.total() < max(self.limits.siblings, 4 * self.limits.uses * len(values)):
            return {}
        counted = ", ".join(f"{value} {counts[str(value)]}" for value in values)
        return {"enum": values, "$comment": f"{len(values)} values in {counts.total()} uses: {counted}"}

    def _mapping(self, place: Siblings) -> dict[str, object]:
        if keys.is_dictionary(place):
            return {"$comment": f"{len(place.members)} different keys: they are data"}
        found = keys.misspellings(place, self.limits)
        self.anomalies += keys.misspelt_anomalies(found)
        rare = {str(one.rare.place[-1]): str(one.meant.place[-1]) for one in found}
        needed = [key for key in keys.required(place, self.limits) if key not in rare]
        self.anomalies += keys.missing(place, needed, found, self.limits)
        order = [key for key in (keys.ordered(place) if self.in_order else place.members) if key not in rare]
        total = len(place.of("object"))
        properties = {key: self._property(place.members[key], total) for key in order}
        for meant in set(rare.values()) & properties.keys():
            # Nobody has confirmed it yet: until the fix is called safe by a person, it is not.
            twins = [key for key, other in rare.items() if other == meant]
            aliases = self._annotated({"aliases": twins, "fix": "unsafe"})
            properties[meant] = _merged(properties[meant], aliases)
        made: dict[str, object] = {"required": [key for key in order if key in needed]} if needed else {}
        made |= {"properties": properties, "additionalProperties": False}
        return made | self._annotated({"order": order} if len(order) > 1 else {})

    def _property(self, member: Siblings, total: int) -> dict[str, object]:
        made = self.schema(member)
        evidence = made.pop("$comment", None)
        share = f"{len(member.holders)}/{total}"
        return {"$comment": f"{share}; {evidence}" if evidence else share} | made

    def _annotated(self, members: Mapping[str, object]) -> dict[str, object]:
        known = {name: value for name, value in members.items() if name in self.vocabulary}
        return {"x-lint": known} if known else {}


def _merged(schema: dict[str, Any], annotated: Mapping[str, Any]) -> dict[str, object]:
    """Return a schema with more members of x-lint."""
    members = [one["x-lint"] for one in (schema, annotated) if "x-lint" in one]
    return schema | ({"x-lint": {name: value for one in members for name, value in one.items()}} if members else {})
