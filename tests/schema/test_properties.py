"""Validation holds for any data: it never raises, and agrees with plain jsonschema on what is valid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator

from linter.document.front_matter import read
from linter.document.node import FrontMatter, Node
from linter.schema import Schema, validate
from linter.text import Span

if TYPE_CHECKING:
    from linter.document.node import Kind

# One schema with every keyword, none of them a format or a pattern of which the two drafts think otherwise.
EVERYTHING: dict[str, object] = {
    "required": ["a"],
    "properties": {
        "a": {"type": ["string", "integer"], "minLength": 1, "maxLength": 3, "minimum": 0, "multipleOf": 2},
        "b": {"type": "array", "uniqueItems": True, "minItems": 1, "maxItems": 3, "contains": {"type": "integer"}},
        "c": {"enum": ["x", 1, None, [1], {"a": 1}]},
        "d": {"oneOf": [{"type": "string"}, {"type": "object", "required": ["a"]}, {"const": "x"}]},
        "e": {"anyOf": [{"required": ["a"]}, {"required": ["b"]}, {"type": "array", "items": {"$ref": "#"}}]},
        "f": False,
        "g": {"not": {"type": "null"}, "exclusiveMaximum": 5},
        "h": {"propertyNames": {"maxLength": 2}, "minProperties": 1, "additionalProperties": {"type": "number"}},
    },
    "patternProperties": {"^x": {"type": "boolean"}},
    "additionalProperties": False,
    "if": {"properties": {"a": {"const": 2}}, "required": ["a"]},
    "then": {"required": ["b"]},
    "else": {"not": {"required": ["c"]}},
}
LATEST = EVERYTHING | {
    "dependentRequired": {"b": ["c"]},
    "dependentSchemas": {"d": {"required": ["e"]}},
    "allOf": [{"unevaluatedProperties": {"type": ["string", "integer", "array", "null", "boolean", "object"]}}],
}
SEVENTH = EVERYTHING | {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "dependencies": {"b": ["c"], "d": {"required": ["e"]}},
}
WITH_FORMATS = Schema.of(
    {
        "properties": {
            "a": {"type": "string", "format": "date", "x-lint": {"date": {"order": "DMY"}}},
            "b": {"format": "email", "errorMessage": "non"},
            "c": {"x-lint": {"format": ["email", "url"], "date": {"accept": ["%d/%m/%y"]}}},
            "d": {"items": {"$ref": "#"}},
            "e": {"pattern": "^a+$"},
            "f": {"type": "number", "multipleOf": 0.01, "maximum": 3},
            "g": {"oneOf": [{"format": "date"}, {"const": 1}, {"type": "array", "uniqueItems": True}]},
        },
        "unevaluatedProperties": False,
    },
)

SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=4)
)
SMALL = st.sampled_from(["", "x", "a@b", "30/01/23", "https://", 0, 1, 2, 10**400, 1.0, 0.5, None, True])
KEYS = st.sampled_from("abcdefgh") | st.sampled_from(["x1", "aa", "/", "~"]) | st.text(max_size=3)
DATA = st.recursive(
    SMALL | SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=20,
)


def built(value: object, pointer: str = "", key: str | None = None) -> Node:
    """Return a node for plain data, each at a place of its own that means nothing."""
    children: tuple[Node, ...] = ()
    if isinstance(value, dict):
        children = tuple(built(member, f"{pointer}/{name}", name) for name, member in value.items())
    if isinstance(value, list):
        children = tuple(built(member, f"{pointer}/{index}") for index, member in enumerate(value))
    kind: Kind = "mapping" if isinstance(value, dict) else "sequence" if isinstance(value, list) else "scalar"
    start = len(pointer)
    return Node(kind, start, start + 1, pointer, value, "plain", key, start, start + 1, children=children)


def head_of(data: dict[str, object], *, flat: bool = False) -> FrontMatter:
    """Return a front matter that holds some data; its nodes are left out where it is `flat`."""
    return FrontMatter("yaml", Span(0, 8), Span(4, 4), built({} if flat else data)._replace(value=data))


@given(st.dictionaries(KEYS, DATA | st.sampled_from([float("inf"), float("nan"), "\udc80"]), max_size=8))
def test_validation_never_raises(data: dict[str, object]) -> None:
    for violation in validate(WITH_FORMATS, head_of(data)):
        assert violation.message
        assert "\n" not in violation.message


@pytest.mark.parametrize(
    ("schema", "plain"),
    [(Schema.of(LATEST), Draft202012Validator(LATEST)), (Schema.of(SEVENTH), Draft7Validator(SEVENTH))],
    ids=["2020-12", "draft-07"],
)
@given(data=st.dictionaries(KEYS, DATA, max_size=8))
def test_validation_agrees_with_plain_jsonschema(
    schema: Schema,
    plain: Draft202012Validator,
    data: dict[str, Any],
) -> None:
    assert (not validate(schema, head_of(data))) == plain.is_valid(data)


@given(st.text("ab:- \n'\"[]{}|>&*#!\t0129/é", max_size=60))
def test_validation_never_raises_for_a_file(text: str) -> None:
    text = f"---\n{text}\n---\n"
    for violation in validate(WITH_FORMATS, read(text)):
        assert violation.span.end <= len(text)


def test_deep_data_is_a_violation() -> None:
    data: dict[str, object] = {}
    for _ in range(300):
        data = {"d": [data]}
    (violation,) = validate(WITH_FORMATS, head_of(data, flat=True))
    assert violation.message == "front matter is nested too deeply to be checked"


def test_no_more_than_a_thousand_errors_are_told() -> None:
    data: dict[str, object] = {f"cle_inconnue_{number}": number for number in range(20_000)}
    schema = Schema.of({"additionalProperties": False, "properties": {f"cle_{n}": {} for n in "abcdefghijkl"}})
    assert len(validate(schema, head_of(data))) == 1_000
