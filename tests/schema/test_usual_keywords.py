"""What is told to be valid without the meta-schemas is valid by both of them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator

from linter.schema.usual_keywords import plainly_valid

META = [Draft7Validator(Draft7Validator.META_SCHEMA), Draft202012Validator(Draft202012Validator.META_SCHEMA)]
NAMES = [
    "$comment", "$defs", "$id", "$ref", "$schema", "additionalItems", "additionalProperties", "allOf", "anyOf",
    "const", "contains", "contentMediaType", "default", "definitions", "dependencies", "deprecated", "description",
    "else", "enum", "examples", "exclusiveMaximum", "exclusiveMinimum", "format", "if", "items", "maxItems",
    "maxLength", "maxProperties", "maximum", "minItems", "minLength", "minProperties", "minimum", "multipleOf",
    "not", "oneOf", "pattern", "patternProperties", "prefixItems", "properties", "propertyNames", "readOnly",
    "required", "then", "title", "type", "uniqueItems", "writeOnly", "x-lint", "x-own", "unheard",
]  # fmt: skip
VALUES = st.one_of(
    st.sampled_from(["string", "integer", "a", "[", "", "http://json-schema.org/draft-07/schema#"]),
    st.integers(-2, 3),
    st.sampled_from([0.5, 1.0, -1.5]),
    st.booleans(),
    st.none(),
    st.lists(st.sampled_from(["string", "null", "a", 1, {}]), max_size=3),
)
SCHEMAS = st.recursive(
    VALUES,
    lambda inner: st.one_of(
        st.dictionaries(st.sampled_from(NAMES), inner, max_size=3),
        st.dictionaries(st.sampled_from(["a", "b"]), inner, max_size=2),
        st.lists(inner, max_size=2),
    ),
    max_leaves=8,
)
USUAL: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["title"],
    "properties": {
        "title": {"type": ["string", "null"], "minLength": 1, "pattern": "^[A-Z]", "x-lint": {"unique": True}},
        "tags": {"type": "array", "items": {"enum": ["a", "b"]}, "uniqueItems": True},
        "owner": {"anyOf": [{"const": "x"}, {"$ref": "#/$defs/owner"}]},
    },
    "additionalProperties": False,
    "$defs": {"owner": {"type": "string", "format": "email", "description": "who"}},
}


@settings(max_examples=600, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), SCHEMAS, max_size=4))
def test_what_is_plainly_valid_is_valid(schema: dict[str, Any]) -> None:
    if plainly_valid(schema):
        assert all(meta.is_valid(schema) for meta in META)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "unheard"])
@given(value=VALUES)
@settings(max_examples=40, deadline=None)
def test_each_keyword_alone(name: str, value: object) -> None:
    if plainly_valid({name: value}):
        assert all(meta.is_valid({name: value}) for meta in META)


def test_the_usual_is_told_at_once() -> None:
    assert plainly_valid(USUAL)
    assert not plainly_valid(USUAL | {"required": "title"})
    assert not plainly_valid(USUAL | {"requierd": ["title"]})


def test_what_is_nested_deeply_is_left_to_the_meta_schema() -> None:
    schema: dict[str, Any] = {}
    for _ in range(100):
        schema = {"not": schema}
    assert not plainly_valid(schema)
