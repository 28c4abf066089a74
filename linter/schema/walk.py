"""A walk through a JSON Schema: every schema in it, with its JSON pointer."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Where schemas lie within a schema, by what the keyword holds (drafts 7 and 2020-12 together).
# Those of IN_PLACE look at the same value again; the others at a part of it.
IN_PLACE = ("not", "if", "then", "else")
IN_PLACE_LISTS = ("allOf", "anyOf", "oneOf")
_IN_PLACE_MAPPINGS = ("dependentSchemas", "dependencies")
_PARTS = (
    "additionalItems",
    "additionalProperties",
    "contains",
    "items",
    "propertyNames",
    "unevaluatedItems",
    "unevaluatedProperties",
)
_PART_LISTS = ("items", "prefixItems")
_PART_MAPPINGS = ("properties", "patternProperties")
_DEFINITIONS = ("$defs", "definitions")


def subschemas(schema: object, pointer: str = "") -> Iterator[tuple[str, dict[str, object]]]:
    """Yield every schema within `schema` that is a mapping, itself first, each with its pointer."""
    waiting = [(pointer, schema)]
    while waiting:
        place, current = waiting.pop()
        if isinstance(current, dict):
            yield place, current
            waiting += reversed(list(_children(current, place)))


def patterns_of(schema: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield the regular expressions of a schema, each with where it stands in it."""
    if isinstance(schema.get("pattern"), str):
        yield "pattern", str(schema["pattern"])
    properties = schema.get("patternProperties")
    if isinstance(properties, dict):
        yield from ((f"patternProperties/{escaped(key)}", key) for key in properties)


def in_place(schema: Mapping[str, object]) -> Iterator[object]:
    """Yield the schemas directly within `schema` that look at the same value as it does (references left out)."""
    for _, child in _members(schema, "", IN_PLACE, IN_PLACE_LISTS, _IN_PLACE_MAPPINGS):
        if isinstance(child, dict):
            yield child


def escaped(token: str) -> str:
    """Return a key as it stands in a JSON pointer (RFC 6901)."""
    return token.replace("~", "~0").replace("/", "~1")


def _children(schema: Mapping[str, object], pointer: str) -> Iterator[tuple[str, object]]:
    yield from _members(
        schema,
        pointer,
        (*IN_PLACE, *_PARTS),
        (*IN_PLACE_LISTS, *_PART_LISTS),
        (*_IN_PLACE_MAPPINGS, *_PART_MAPPINGS, *_DEFINITIONS),
    )


def _members(
    schema: Mapping[str, object],
    pointer: str,
    single: tuple[str, ...],
    lists: tuple[str, ...],
    mappings: tuple[str, ...],
) -> Iterator[tuple[str, object]]:
    for keyword, value in schema.items():
        place = f"{pointer}/{escaped(keyword)}"
        if keyword in single and isinstance(value, dict):
            yield place, value
        elif keyword in lists and isinstance(value, list):
            yield from ((f"{place}/{index}", item) for index, item in enumerate(value))
        elif keyword in mappings and isinstance(value, dict):
            yield from ((f"{place}/{escaped(str(name))}", item) for name, item in value.items())
