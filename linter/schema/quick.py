"""A quick look at whether data is valid: by `leaves` where the schema is simple, else by the Rust engine.

That engine, `jsonschema-rs`, is used where it is installed (extra `fast`), and imported only where it is needed. A look
only ever says that nothing is wrong; what is wrong is found and worded by our own path. Whatever the two engines could
take differently (formats, patterns, `x-lint`) is handed to the same functions of ours in both.
"""

# ruff: noqa: ANN401 -- schemas and data are untyped
from __future__ import annotations

from functools import lru_cache, partial
from math import isfinite

from linter.patterns import lazy
from linter.schema.annotation_keyword import JUDGING, annotation
from linter.schema.annotations import annotation_of, old_names
from linter.schema.drafts import dialect_of, documents_of, registry_of
from linter.schema.formats import FORMATS
from linter.schema.leaves import leaf_of
from linter.schema.pattern import compiled
from linter.schema.references import most_looks
from linter.schema.walk import subschemas

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from linter.schema.definition import Schema

_MOST_LOOKS = 100_000_000  # at one value; a few seconds for the Rust engine
_BASE = "contentlint:///"
_PATTERN = "contentlint-pattern:"
_FORMAT = "contentlint-format:"
# A pattern for keys that no engine can read in two ways.
_PLAIN = lazy(r"\^?(?:[A-Za-z0-9_/ -]|\[[A-Za-z0-9_][A-Za-z0-9_-]*\][+*]?)*\$?")


class _NotPortableError(Exception):
    """A schema that the two engines could read differently."""


@lru_cache(maxsize=64)
def quick_look(schema: Schema) -> Callable[[object], bool] | None:
    """Return a function that tells whether data is surely valid by a checked schema; None where there is none.

    It is False for what is invalid, and for what cannot be told at a look.
    """
    leaf = leaf_of(documents_of(schema)[schema.uri])
    if leaf is None:
        return engine_look(schema)

    def look(data: object) -> bool:
        if leaf(data):
            return True
        further = engine_look(schema)
        return further is not None and further(data)

    return look


@lru_cache(maxsize=64)
def engine_look(schema: Schema) -> Callable[[object], bool] | None:
    """Return such a function that asks the Rust engine.

    None where that is not installed, and for a schema that it could read differently.
    """
    try:
        import jsonschema_rs
    except ImportError:
        return None
    from urllib.parse import urljoin

    try:
        documents = documents_of(schema)
        referring = any(
            "$ref" in part or "$dynamicRef" in part for one in documents.values() for _, part in subschemas(one)
        )
        looks = most_looks(documents, registry_of(documents)) if referring else 1
        formats: dict[str, Callable[..., bool]] = {}
        for document in documents.values():
            for _, part in list(subschemas(document)):
                _make_ours(part, formats)
            document["$schema"] = dialect_of(document)
        resources = [(urljoin(_BASE, uri), document) for uri, document in documents.items()]
        root = documents[schema.uri]
        start = str(root.get("$id", schema.uri))
        judge = jsonschema_rs.validator_for(
            {"$schema": root["$schema"], "$ref": urljoin(_BASE, start)},
            registry=jsonschema_rs.Registry(resources),
            formats=formats,
            validate_formats=True,
            keywords={"x-lint": _Annotation},
            offline=True,
        )
    except (_NotPortableError, ValueError, jsonschema_rs.ReferencingError, jsonschema_rs.ValidationError):
        return None
    return partial(_is_valid, judge, looks)


def keywords_valid(document: Mapping[str, object]) -> bool:
    """Tell whether the keywords of a schema surely have values that they may have; False where that is not known."""
    try:
        import jsonschema_rs
    except ImportError:
        return False
    try:
        return bool(jsonschema_rs.meta.is_valid({**document, "$schema": dialect_of(document)}))
    except (ValueError, RecursionError, jsonschema_rs.ReferencingError, jsonschema_rs.ValidationError):
        return False


def _is_valid(judge: Any, looks: int, data: object) -> bool:
    """Ask the engine, unless the schema is of those that can take for ever: our own path counts its steps."""
    if looks > 1 and looks ** _depth(data) > _MOST_LOOKS:
        return False
    try:
        return bool(judge.is_valid(data)) and not _is_infinite(data)
    except Exception:  # noqa: BLE001  # lone surrogates, huge numbers, too deep: whatever it is, the other path knows
        return False


def _depth(data: object) -> int:
    """Return how many levels data has; a value has none, which is all the same."""
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return 1 + max(map(_depth, inner), default=0)


def _is_infinite(data: object) -> bool:
    """Tell whether there is a number that JSON has not: the Rust engine takes it for null, which has no bounds."""
    kind = data.__class__
    if kind is float:
        return not isfinite(data)  # type: ignore[arg-type]  # its class is float
    if kind is dict:
        return any(map(_is_infinite, data.values()))  # type: ignore[attr-defined]
    return kind is list and any(map(_is_infinite, data))  # type: ignore[call-overload]


def _make_ours(part: dict[str, Any], formats: dict[str, Callable[..., bool]]) -> None:
    """Change a schema in place so that our functions judge what the engines could take differently."""
    multiple = part.get("multipleOf")
    if multiple is not None and not isinstance(multiple, int):
        raise _NotPortableError
    if not all(_PLAIN.fullmatch(pattern) for pattern in part.get("patternProperties", {})):
        raise _NotPortableError
    declared = annotation_of(part)
    wanted = []
    if isinstance(part.get("pattern"), str):
        name = _PATTERN + part.pop("pattern")
        formats[name] = compiled(name.removeprefix(_PATTERN))
        wanted.append({"format": name})
    named = part.pop("format", None)
    if named in FORMATS and not (named == "date" and "date" in declared):
        formats[_FORMAT + named] = partial(_fits, FORMATS[named].problem)
        wanted.append({"format": _FORMAT + named})
    if named == "date" and declared:
        part["format"] = named  # `x-lint` asks whether it is there; the engine itself must not judge it
        formats["date"] = _anything
    wanted += [{"properties": {name: False}} for name, _, _ in old_names(part.get("properties"))]
    if not JUDGING & declared.keys():
        part.pop("x-lint", None)
    if wanted:
        part["allOf"] = [*part.get("allOf", ()), *wanted]


def _fits(problem: Callable[[str], str | None], text: str) -> bool:
    return problem(text) is None


def _anything(_text: str) -> bool:
    return True


class _Annotation:
    """`x-lint` as a keyword of the Rust engine."""

    def __init__(self, parent: dict[str, Any], value: Any, path: list[str | int]) -> None:
        """Take the schema in which the annotation stands, and the annotation."""
        del path
        self.parent = parent
        self.value = value

    def validate(self, instance: Any) -> None:
        """Raise the first thing that the annotation has against a value."""
        for error in annotation(None, self.value, instance, self.parent):
            raise ValueError(error.message)
