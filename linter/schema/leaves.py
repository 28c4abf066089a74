"""Values that need no walk: scalars, lists and mappings that are surely valid, by schemas that say no more of them.

jsonschema makes a validator for each value that it looks at, and that is most of what it costs.
"""

from __future__ import annotations

from functools import partial
from math import inf
from operator import eq

from linter.schema.annotation_keyword import JUDGING, annotation
from linter.schema.annotations import annotation_of, old_names
from linter.schema.formats import FORMATS
from linter.schema.pattern import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    Leaf = Callable[[object], bool]

_CLASSES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}
_WORDS = frozenset(
    {
        "$comment", "$defs", "$id", "$schema", "contentMediaType", "default", "defaultSnippets", "deprecated",
        "deprecationMessage", "description", "enumDescriptions", "errorMessage", "examples", "markdownDescription",
        "patternErrorMessage", "title",
    }
)  # fmt: skip
_SCALAR = _WORDS | {"const", "enum", "format", "maxLength", "minLength", "pattern", "type", "x-lint"}
_MAPPING = _WORDS | {"additionalProperties", "properties", "required", "type", "x-lint"}
_LIST = _WORDS | {"items", "maxItems", "minItems", "type", "uniqueItems", "x-lint"}


def leaf_of(schema: object) -> Leaf | None:
    """Return a function that tells whether a value is surely valid (False: it must be looked at); None: it cannot."""
    if not isinstance(schema, dict):
        return None
    if schema.get("type") == "array":
        return _list(schema) if schema.keys() <= _LIST else None
    if schema.get("type") == "object":
        return _mapping(schema) if schema.keys() <= _MAPPING else None
    if schema.get("type") == ["array", "null"]:
        return _or_nothing(leaf_of(schema | {"type": "array"}))
    return _scalar(schema) if schema.keys() <= _SCALAR else None


def _or_nothing(inner: Leaf | None) -> Leaf | None:
    """Return a leaf for null, too, of which the keywords of lists say nothing."""
    return None if inner is None else lambda value: value is None or inner(value)


def _scalar(schema: dict[str, Any]) -> Leaf | None:
    types = schema.get("type", list(_CLASSES))
    classes = {each for name in ([types] if isinstance(types, str) else types) for each in _CLASSES.get(name, ())}
    numbers: frozenset[int] | None = None
    if "const" in schema or "enum" in schema or "transform" in annotation_of(schema):
        # 1 and 1.0 are equal, 1 and true are not: of anything but texts and whole numbers, jsonschema knows.
        classes &= {str} if (JUDGING | {"transform"}) & annotation_of(schema).keys() else {str, int}
        listed = [schema[name] if name == "enum" else [schema[name]] for name in ("const", "enum") if name in schema]
        either = [frozenset(one for one in each if one.__class__ is int) for each in listed]
        numbers = frozenset.intersection(*either) if either else frozenset()
    tests = _tests(schema)

    def leaf(value: object) -> bool:
        kind = value.__class__
        if kind is int and numbers is not None:
            return int in classes and value in numbers
        return kind in classes and (kind is not str or all(test(value) for test in tests))

    return leaf if classes else None


def _tests(schema: dict[str, Any]) -> list[Callable[[Any], bool]]:
    """Return what a text must pass."""
    tests: list[Callable[[Any], bool]] = []
    if "const" in schema:
        tests.append(partial(eq, schema["const"]))
    if "enum" in schema:
        tests.append(frozenset(one for one in schema["enum"] if isinstance(one, str)).__contains__)
    if "minLength" in schema or "maxLength" in schema:
        tests.append(partial(_fits_in, schema.get("minLength", 0), schema.get("maxLength", inf)))
    if "pattern" in schema:
        tests.append(compiled(schema["pattern"]))
    named, declared = schema.get("format"), annotation_of(schema)
    if named in FORMATS and not (named == "date" and "date" in declared):
        tests.append(partial(_has_format, FORMATS[named].problem))
    if JUDGING & declared.keys():
        tests.append(partial(_is_unopposed, schema, declared))
    return tests


def _fits_in(least: float, most: float, text: str) -> bool:
    return least <= len(text) <= most


def _has_format(problem: Callable[[str], str | None], text: str) -> bool:
    return problem(text) is None


def _is_unopposed(schema: dict[str, Any], declared: Mapping[str, Any], value: object) -> bool:
    return next(annotation(None, declared, value, schema), None) is None


def _mapping(schema: dict[str, Any]) -> Leaf | None:
    """Return the leaf of a mapping all of whose members have one."""
    properties, extra = schema.get("properties", {}), schema.get("additionalProperties", True)
    members = {name: leaf_of(part) for name, part in properties.items()}
    known = {name: leaf for name, leaf in members.items() if leaf is not None}
    if len(known) < len(members) or not isinstance(extra, bool):
        return None
    needed = frozenset(schema.get("required", ()))
    old = frozenset(name for name, _, _ in old_names(properties))
    declared = annotation_of(schema)
    judging = bool(JUDGING & declared.keys())

    def leaf(value: object) -> bool:
        if not isinstance(value, dict) or not needed <= value.keys() or (old and old & value.keys()):
            return False
        if not extra and not value.keys() <= known.keys():
            return False
        if not all(member(value[name]) for name, member in known.items() if name in value):
            return False
        return not judging or _is_unopposed(schema, declared, value)

    return leaf


def _list(schema: dict[str, Any]) -> Leaf | None:
    item = leaf_of(schema["items"]) if "items" in schema else None
    if item is None or JUDGING & annotation_of(schema).keys():
        return None
    least, most, unique = schema.get("minItems", 0), schema.get("maxItems"), schema.get("uniqueItems", False)

    def leaf(value: object) -> bool:
        if not isinstance(value, list) or len(value) < least or (most is not None and len(value) > most):
            return False
        if unique and (any(one.__class__ is not str for one in value) or len(set(value)) < len(value)):
            return False
        return all(map(item, value))

    return leaf
