"""The keywords that most schemas are made of, told to be valid without the meta-schema, which takes jsonschema to ask.

Known are those that mean the same to drafts 7 and 2020-12. What else there is, and what looks odd, is left to the
meta-schema (https://json-schema.org/draft/2020-12/schema, https://json-schema.org/draft-07/schema).
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_TYPES = frozenset({"array", "boolean", "integer", "null", "number", "object", "string"})
_DEEPEST = 50
"""Schemas within schemas: deeper ones are left to the meta-schema."""


def plainly_valid(schema: object, depth: int = 0) -> bool:
    """Tell whether all keywords of a schema surely have values that they may have; False where that is not known."""
    if isinstance(schema, bool):
        return True
    if not isinstance(schema, dict) or depth > _DEEPEST:
        return False
    return all(_is_valid(keyword, value, depth + 1) for keyword, value in schema.items())


def _is_valid(keyword: str, value: object, depth: int) -> bool:
    if keyword in _SCHEMAS:
        return plainly_valid(value, depth)
    if keyword in _LISTS:
        return isinstance(value, list) and bool(value) and all(plainly_valid(one, depth) for one in value)
    if keyword in _MAPPINGS:
        return isinstance(value, dict) and all(plainly_valid(one, depth) for one in value.values())
    check = _VALUES.get(keyword)
    return keyword.startswith("x-") if check is None else check(value)


def _is_type(value: object) -> bool:
    if isinstance(value, list):
        return bool(value) and _is_list_of_names(value) and _TYPES.issuperset(value)
    return isinstance(value, str) and value in _TYPES


def _is_list_of_names(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value) and len(set(value)) == len(value)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_list(value: object) -> bool:
    return isinstance(value, list)


def _is_switch(value: object) -> bool:
    return isinstance(value, bool)


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_length(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_anything(_: object) -> bool:
    return True


_SCHEMAS = frozenset({"additionalProperties", "contains", "else", "if", "items", "not", "propertyNames", "then"})
_LISTS = frozenset({"allOf", "anyOf", "oneOf"})
_MAPPINGS = frozenset({"$defs", "definitions", "properties"})
_CHECKS: tuple[tuple[Callable[[object], bool], tuple[str, ...]], ...] = (
    (_is_type, ("type",)),
    (_is_list_of_names, ("required",)),
    (_is_text, ("$comment", "$ref", "$schema", "contentMediaType", "description", "format", "pattern", "title")),
    (_is_list, ("enum", "examples")),
    (_is_switch, ("deprecated", "readOnly", "uniqueItems", "writeOnly")),
    (_is_number, ("exclusiveMaximum", "exclusiveMinimum", "maximum", "minimum")),
    (_is_length, ("maxItems", "maxLength", "maxProperties", "minItems", "minLength", "minProperties")),
    (_is_anything, ("const", "default")),
)
_VALUES = {keyword: check for check, keywords in _CHECKS for keyword in keywords}
