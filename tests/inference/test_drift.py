"""How far documents have gone from a schema, and schemas in lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from linter.inference import Row, drift, rows_of

from .conftest import inferred

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXT: Mapping[str, Any] = {"type": "string"}


@pytest.mark.parametrize(
    ("written", "now", "said"),
    [
        (TEXT, TEXT, []),
        ({"type": "string", "$comment": "1/2", "title": "Titre"}, TEXT, []),
        (TEXT, {"type": ["string", "null"]}, ["document: text in the schema, text or empty by the documents"]),
        ({}, TEXT, []),
        ({"enum": ["a", "b"]}, {"enum": ["b", "c"]}, [': "c" is not in the schema', ': "a" is not used any more']),
        ({"enum": ["a"]}, TEXT, []),
        (TEXT, {"type": "string", "enum": ["a"]}, [': free in the schema, chosen from "a" by the documents']),
        ({"format": "uri"}, {}, []),
        ({}, {"format": "uri"}, ['document: format is not set in the schema, "uri" by the documents']),
        ({"type": ["string", "number"]}, {"type": "integer"}, []),
        ({"properties": {"a": True}, "required": ["a"]}, {"properties": {"a": {"$comment": "7/7; x"}}}, []),
        ({"allOf": [TEXT]}, {"type": "integer"}, []),
        ({"items": TEXT}, {"items": {"type": "integer"}}, ["[]: text in the schema, a whole number by the documents"]),
        (
            {"properties": {"a": TEXT, "b": True}, "required": ["a"]},
            {"properties": {"a": {"$comment": "4/9; x"}, "c": {"$comment": "3/9"}}},
            [
                "a: required by the schema, but not in all documents (4/9)",
                "c: a key that the schema does not know (3/9)",
                "b: a key that no document has any more",
            ],
        ),
        (
            {"properties": {"a": True}},
            {"properties": {"a": {"$comment": "9/9"}}, "required": ["a"]},
            ["a: not required, but everywhere (9/9)"],
        ),
    ],
)
def test_drift(written: dict[str, Any], now: dict[str, Any], said: list[str]) -> None:
    assert list(drift(written, now)) == said


def test_a_schema_is_at_one_with_its_documents() -> None:
    texts = [
        f"title: T{number}\nlist: [{{a: {number}, b: x}}]\nlast: {number % 28 + 1}/03/2024" for number in range(40)
    ]
    schema = inferred(texts).schema
    assert list(drift(schema, schema)) == []


def test_rows() -> None:
    items = {"type": "object", "properties": {"name": {"type": "string", "$comment": "3/3"}}, "required": ["name"]}
    schema = {
        "properties": {"phases": {"type": "array", "items": items}, "note": True, "other": {"$ref": "#/x"}, "any": {}},
        "required": ["phases"],
    }
    assert list(rows_of(schema)) == [
        Row("phases", "a list", required=True, comment=""),
        Row("phases[]", "a mapping", required=False, comment=""),
        Row("phases[].name", "text", required=True, comment="3/3"),
        Row("other", "as #/x", required=False, comment=""),
        Row("any", "anything", required=False, comment=""),
    ]


def test_a_schema_without_end_has_an_end() -> None:
    schema: dict[str, Any] = {}
    for _ in range(500):
        schema = {"properties": {"a": schema}}
    assert len(list(rows_of(schema))) < 50
