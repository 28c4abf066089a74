"""A schema as a person reads it: a line for each key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.schema.words import wanted
from linter.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Row:
    """What a schema says of a key ("phases[].name"): what it wants, whether the key is required, and the comment."""

    key: str
    kind: str
    required: bool
    comment: str


def rows_of(schema: Mapping[str, Any], key: str = "", depth: int = 0) -> Iterator[Row]:
    """Yield a row for each property below a schema, in its order; what other schemas are referred to is not followed.

    Only 20 levels are looked at.
    """
    required = schema.get("required", ())
    for name, member in _mappings(schema.get("properties")):
        place = f"{key}.{name}".lstrip(".")
        yield Row(place, _kind(member), name in required, str(member.get("$comment", "")))
        if depth < _DEEPEST:
            yield from rows_of(member, place, depth + 1)
    items = schema.get("items")
    if isinstance(items, dict) and depth < _DEEPEST:
        if "$comment" in items or "type" in items:
            yield Row(f"{key}[]", _kind(items), required=False, comment=str(items.get("$comment", "")))
        yield from rows_of(items, f"{key}[]", depth + 1)


def _mappings(value: object) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, member in value.items() if isinstance(value, dict) else ():
        if isinstance(member, dict):
            yield str(name), member


def _kind(schema: Mapping[str, Any]) -> str:
    if "type" in schema:
        return wanted(schema["type"])
    return f"as {schema['$ref']}" if "$ref" in schema else "anything"
