"""One finding for one cause: which complaints are about the same slip."""

from __future__ import annotations

from linter.schema.walk import in_place
from linter.spelling import closest
from linter.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from linter.schema.cause import Cause
    from linter.schema.places import Path

_MOST_GUESSES = 100  # for unknown keys in one document: a guess costs milliseconds in a large schema
# Complaints about one value, the most telling first: only the first that it meets is reported.
_TELLING = (
    "x-lint/transform",
    "x-lint/placeholders",
    "type",
    "None",
    "const",
    "enum",
    "oneOf",
    "anyOf",
    "format",
    "x-lint/date",
    "x-lint/format",
    "pattern",
)
_COLLECTION = (list, dict)
_MISSING = ("required", "dependentRequired")
_DECLARED = ("x-lint/aliases", "x-lint/replacedBy")  # the schema itself says what an unknown key is


@dataclass(frozen=True, slots=True)
class Complaint:
    """A cause that is reported, for an unknown key with the known one that was `meant`."""

    cause: Cause
    meant: str | None = None


def reconciled(causes: Iterable[Cause]) -> Iterator[Complaint]:
    """Yield the causes that are reported: each once, the most telling for a value, a slip in a key as one."""
    distinct = list({(cause.rule, cause.path, cause.sentence): cause for cause in causes}.values())
    telling = list(_most_telling(distinct))
    missing = {cause.path: cause for cause in telling if cause.place == "mapping" and cause.keyword in _MISSING}
    absent: dict[Path, list[str]] = {}
    for path in missing:
        absent.setdefault(path[:-1], []).append(str(path[-1]))
    known = {cause.path for cause in telling if cause.keyword in _DECLARED}
    telling = [cause for cause in telling if cause.path not in known or cause.keyword in _DECLARED]
    meant = _renamed(telling)
    meant |= _slips([cause for cause in telling if cause.rule == "unknown-key"], absent, meant)
    supplied = {(*path[:-1], key) for path, key in meant.items()}
    for cause in telling:
        if cause.place == "mapping" and cause.path in supplied:
            continue
        yield Complaint(cause, meant.get(cause.path) if cause.rule == "unknown-key" else None)


def _renamed(causes: Iterable[Cause]) -> dict[Path, str]:
    """Return the key that each declared old name stands for, unless that is there too."""
    meant: dict[Path, str] = {}
    taken: set[Path] = set()
    for cause in causes:
        key = str(cause.wanted)
        if cause.keyword not in _DECLARED or not isinstance(cause.value, dict) or key in cause.value:
            continue
        if (*cause.path[:-1], key) not in taken:
            taken.add((*cause.path[:-1], key))
            meant[cause.path] = key
    return meant


def _slips(unknown: Sequence[Cause], absent: Mapping[Path, list[str]], renamed: Mapping[Path, str]) -> dict[Path, str]:
    """Return the key that each unknown key was meant to be; none twice in one mapping."""
    meant = dict(renamed)
    for cause in unknown[:_MOST_GUESSES]:
        if cause.keyword not in ("additionalProperties", "unevaluatedProperties") or not isinstance(cause.value, dict):
            continue
        parent = cause.path[:-1]
        candidates = dict.fromkeys((*absent.get(parent, ()), *_known(cause.schema)))
        key = closest(str(cause.path[-1]), [name for name in candidates if name not in cause.value])
        if key is not None and (*parent, key) not in {(*path[:-1], name) for path, name in meant.items()}:
            meant[cause.path] = key
    return meant


def _known(schema: object) -> Iterator[str]:
    """Yield the keys that a schema, and those within it about the same value, know."""
    waiting = [schema]
    while waiting:
        current = waiting.pop()
        if isinstance(current, dict):
            properties = current.get("properties")
            if isinstance(properties, dict):
                yield from (key for key, part in properties.items() if part not in (False, {"not": {}}))
            waiting += in_place(current)


def _most_telling(causes: Iterable[Cause]) -> Iterator[Cause]:
    """Leave out what follows from another complaint about the same value."""
    best: dict[Path, Cause] = {}
    kept: list[Cause] = []
    for cause in causes:
        if cause.place != "value" or isinstance(cause.value, _COLLECTION) or cause.keyword == "uniqueItems":
            kept.append(cause)
        elif cause.path not in best or _rank(cause) < _rank(best[cause.path]):
            best[cause.path] = cause
    yield from kept
    yield from best.values()


def _rank(cause: Cause) -> int:
    return _TELLING.index(cause.keyword) if cause.keyword in _TELLING else len(_TELLING)
