"""Both engines agree: what the quick look takes for valid is valid by our own path, and the other way round."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from linter.document.front_matter import read
from linter.schema import Schema
from linter.schema.compiled import validator_of
from linter.schema.quick import engine_look
from linter.schema.surroundings import surrounded

if TYPE_CHECKING:
    from collections.abc import Callable

pytest.importorskip("jsonschema_rs")

ROOT = Path(__file__).parent.parent.parent
COLLECTIONS = ("api", "guides", "legacy", "producers", "services")

KEYS = ("a", "b", "start", "end", "é")
TEXTS = ("", "a", "ab1", "é", "2024-01-30", "2024-02-31", "30/01/2024", "a@b.fr", "https://b.fr", "1", "a\n", "\udc80")
scalars = st.one_of(
    st.sampled_from([None, True, False, 0, 1, 1.0, 1.5, -1, 3, 10**30, float("inf"), float("nan")]),
    st.sampled_from(TEXTS),
)
data = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=8,
)
TYPES = ("string", "integer", "number", "boolean", "array", "object", "null")
FORMATS = ("date", "email", "uri", "url", "email-or-uri", "date-time", "unknown", "uuid", "duration")
ANNOTATIONS: tuple[dict[str, object], ...] = (
    {"date": {"order": "DMY"}},
    {"date": {"accept": ["%d/%m/%Y"], "min": "2024-01-31"}},
    {"format": ["email", "url"]},
    {"compare": {"left": "start", "op": "<", "right": "end"}},
    {"compare": {"left": "a", "op": "in", "right": "b"}},
    {"uniqueBy": ["a"]},
    {"equals": "filename"},
    {"aliases": ["b"]},
    {"replacedBy": "a"},
    {"transform": {"a": "b", "1": 2, "true": 3}},
    {"placeholders": ["a", "TODO"]},
    {"severity": "warning", "message": "non", "insert": 1, "ref": "x"},
)


def keywords(inner: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, object]]:
    """Return schemas of a few keywords, with schemas within."""
    members = st.dictionaries(st.sampled_from(KEYS), inner, max_size=3)
    branches = st.lists(inner, min_size=1, max_size=2)
    return st.fixed_dictionaries(
        {},
        optional={
            "type": st.sampled_from(TYPES) | st.lists(st.sampled_from(TYPES), min_size=1, max_size=2, unique=True),
            "enum": st.lists(scalars.filter(_is_json), min_size=1, max_size=3),
            "const": scalars.filter(_is_json),
            "minLength": st.integers(0, 2),
            "maxLength": st.integers(0, 3),
            "minimum": st.sampled_from([0, 1, 1.5]),
            "exclusiveMaximum": st.sampled_from([1, 3]),
            "multipleOf": st.sampled_from([1, 2, 0.5]),
            "pattern": st.sampled_from(["^a", r"^\d+$", "^[a-z]+$", ".", r"\w$", "^(?!a)", r"\s"]),
            "format": st.sampled_from(FORMATS),
            "required": st.lists(st.sampled_from(KEYS), max_size=2, unique=True),
            "properties": members,
            "patternProperties": st.dictionaries(st.sampled_from(["^a", "^[a-e]+$", "^.$"]), inner, max_size=1),
            "additionalProperties": inner,
            "unevaluatedProperties": inner,
            "propertyNames": st.sampled_from([{"pattern": "^[a-z]$"}, {"maxLength": 1}]),
            "dependentRequired": st.just({"a": ["b"]}),
            "items": inner,
            "uniqueItems": st.booleans(),
            "minItems": st.integers(0, 2),
            "contains": inner,
            "allOf": branches,
            "anyOf": branches,
            "oneOf": branches,
            "not": inner,
            "if": inner,
            "then": inner,
            "else": inner,
            "x-lint": st.sampled_from(ANNOTATIONS),
        },
    ).flatmap(
        lambda made: (
            st.sets(st.sampled_from(sorted(made)), max_size=4).map(lambda some: _only(made, some))
            if made
            else st.just({})
        )
    )


def _only(made: dict[str, object], some: set[str]) -> dict[str, object]:
    return {name: made[name] for name in made if name in some}


def _is_json(value: object) -> bool:
    return value == value and value != float("inf") and value != "\udc80"  # noqa: PLR0124 (not NaN)


schemas = keywords(st.recursive(st.booleans() | keywords(st.booleans()), keywords, max_leaves=4))


def is_valid(schema: Schema, value: object) -> bool:
    """Tell whether a value is valid by our own path."""
    return next(validator_of(schema).iter_errors(cast("Any", value)), None) is None


def looked(schema: Schema) -> Callable[[object], bool]:
    """Return the quick look of a schema that must have one."""
    look = engine_look(schema)
    assert look is not None
    return look


@settings(max_examples=100, deadline=None)
@given(schemas, st.lists(data, min_size=1, max_size=4))
@example({"uniqueItems": True}, [[1, 1.0], [1, True], [0, False], ["1", 1]])
@example({"enum": [1, "1"]}, [1.0, True, "1"])
@example({"const": [0, {"a": False}]}, [[0, {"a": False}], [False, {"a": 0}], [0.0, {"a": False}]])
@example({"exclusiveMaximum": 1}, [float("inf"), float("nan"), [float("inf")], {"a": float("-inf")}])
@example({"type": "integer"}, [1.0, 10**30, True, 1e300])
def test_a_quick_look_never_passes_what_is_wrong(mapping: dict[str, object], values: list[object]) -> None:
    schema = Schema.of(mapping)
    look = engine_look(schema)
    for value in values if look is not None else ():
        with surrounded("a/ab1.md", value):
            valid, passed = is_valid(schema, value), look is not None and look(value)
        assert valid or not passed
        if valid and not passed:
            assert _is_odd(value), "the quick look is stricter without need"


def _is_odd(value: object) -> bool:
    """Tell whether there is something in the data that is no JSON, or more than the other engine can count to."""
    if isinstance(value, dict):
        return any(map(_is_odd, value.values()))
    if isinstance(value, list):
        return any(map(_is_odd, value))
    return not _is_json(value) or (isinstance(value, (int, float)) and abs(value) >= 2**53)


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_both_agree_about_the_sample_catalogue(collection: str) -> None:
    schema = Schema.load(ROOT / "schemas" / f"{collection}.schema.json", ROOT)
    look = looked(schema)
    paths = sorted((ROOT / "content" / collection).rglob("*.md"))
    assert paths
    for path in paths:
        front_matter = read(path.read_text(encoding="utf-8"))
        assert look(front_matter.data) == is_valid(schema, front_matter.data), path


def test_references_to_other_files_are_followed(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"properties": {"x": {"$ref": "sub/b.json#/$defs/name"}}}', encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.json").write_text(
        '{"$id": "https://exemple.fr/b.json", "$defs": {"name": {"type": "string"}}}', encoding="utf-8"
    )
    look = looked(Schema.load(tmp_path / "a.json", tmp_path))
    assert look({"x": "a"})
    assert not look({"x": 1})


def test_draft_07_is_read_as_such() -> None:
    schema = Schema.of(
        {
            "$schema": "http://json-schema.org/draft-07/schema#",
            "definitions": {"name": {"type": "string"}},
            "properties": {"x": {"$ref": "#/definitions/name", "maxLength": 1}},
        },
    )
    look = looked(schema)
    assert look({"x": "ab"}) is is_valid(schema, {"x": "ab"}) is True


@pytest.mark.parametrize("part", [{"multipleOf": 0.01}, {"patternProperties": {"^\\w": {}}}])
def test_what_could_be_read_differently_has_no_engine_look(part: dict[str, object]) -> None:
    assert engine_look(Schema.of({"properties": {"x": part}})) is None


def test_a_valid_document_needs_no_other_engine() -> None:
    code = (
        "import sys, pathlib\n"
        "from linter.document.front_matter import read\n"
        "from linter.schema import Schema, validate\n"
        "schema = Schema('{\"required\": [\"title\"]}', 'x')\n"
        "assert validate(schema, read('---\\ntitle: a\\n---\\n')) == ()\n"
        "assert 'jsonschema' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
