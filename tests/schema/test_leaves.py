"""What a look takes for valid is valid by the Rust engine, which has no part in it; most of it needs no walk at all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.document.front_matter import read
from linter.schema import Schema
from linter.schema.leaves import leaf_of
from linter.schema.quick import engine_look
from linter.schema.surroundings import surrounded

pytest.importorskip("jsonschema_rs")

ROOT = Path(__file__).parent.parent.parent
KEYS = ("a", "b", "start", "end")
TEXTS = ("", "a", "ab1", "é", "2024-01-30", "2024-02-31", "30/01/2024", "a@b.fr", "https://b.fr", "1", "TODO x")
TYPES = ("string", "integer", "number", "boolean", "null", "array", "object")
values = st.recursive(
    st.sampled_from([None, True, False, 0, 1, 1.0, 1.5, -1]) | st.sampled_from(TEXTS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from((*KEYS, "c")), inner, max_size=4),
    max_leaves=8,
)
scalars = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(TYPES[:5]) | st.lists(st.sampled_from(TYPES), min_size=1, max_size=3, unique=True),
        "enum": st.lists(st.sampled_from([None, 1, True, "a", "ab1", "1"]), min_size=1, max_size=4, unique_by=repr),
        "const": st.sampled_from([None, 1, False, "a"]),
        "format": st.sampled_from(["date", "email", "uri", "unknown"]),
        "pattern": st.sampled_from(["^a", r"\d$"]),
        "minLength": st.integers(0, 2),
        "maxLength": st.integers(0, 12),
        "title": st.just("x"),
        "x-lint": st.sampled_from(
            [
                {"date": {"accept": ["%d/%m/%Y"]}},
                {"transform": {"a": "b", "1": 2, "true": 3}},
                {"placeholders": ["TODO"]},
                {"format": ["email", "url"]},
                {"equals": "filename"},
                {"aliases": ["c"]},
                {"replacedBy": "c"},
                {"ref": "x"},
            ]
        ),
    },
)
schemas = st.recursive(
    scalars,
    lambda inner: (
        st.fixed_dictionaries(
            {"type": st.sampled_from(["array", ["array", "null"]]), "items": inner},
            optional={"minItems": st.integers(0, 2), "maxItems": st.integers(0, 2), "uniqueItems": st.booleans()},
        )
        | st.fixed_dictionaries(
            {"type": st.just("object"), "properties": st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)},
            optional={
                "required": st.lists(st.sampled_from(KEYS), max_size=2, unique=True),
                "additionalProperties": st.booleans(),
                "x-lint": st.just({"compare": {"left": "start", "op": "<", "right": "end"}}),
            },
        )
    ),
    max_leaves=6,
)


@given(schemas, st.lists(values, min_size=1, max_size=4))
def test_what_passes_a_look_is_valid(mapping: dict[str, object], data: list[object]) -> None:
    leaf, look = leaf_of(mapping), engine_look(Schema.of(mapping))
    assert look is not None
    for value in data:
        with surrounded("a/ab1.md", value):
            assert leaf is None or not leaf(value) or look(value)


@pytest.mark.parametrize(
    "mapping",
    [
        True,
        {"$ref": "#"},
        {"type": "string", "oneOf": [{}]},
        {"type": "object", "properties": {"a": {"not": {}}}},
        {"type": "object", "additionalProperties": {"type": "string"}},
        {"type": "array", "items": {"minimum": 1}},
        {"type": "array"},
        {"type": "array", "items": {}, "x-lint": {"uniqueBy": ["a"]}},
        {"type": ["array", "object"]},
    ],
)
def test_what_takes_more_than_a_look_has_none(mapping: object) -> None:
    assert leaf_of(mapping) is None


@pytest.mark.parametrize("collection", ["guides", "producers", "services"])
def test_documents_of_the_sample_catalogue_need_no_more(collection: str) -> None:
    schema = Schema.load(ROOT / "schemas" / f"{collection}.schema.json", ROOT)
    leaf, look = leaf_of(schema.mapping), engine_look(schema)
    assert look is not None
    for path in sorted((ROOT / "content" / collection).rglob("*.md")):
        data = read(path.read_text(encoding="utf-8")).data
        with surrounded(path.relative_to(ROOT).as_posix(), data):
            assert leaf is None or leaf(data) == look(data), path


def test_without_the_rust_engine_a_simple_schema_needs_no_other() -> None:
    code = (
        "import sys\n"
        "sys.modules['jsonschema_rs'] = None\n"
        "from linter.document.front_matter import read\n"
        "from linter.schema import Schema, validate\n"
        'schema = Schema(\'{"type": "object", "required": ["title"]}\', \'x\')\n'
        "assert validate(schema, read('---\\ntitle: a\\n---\\n')) == ()\n"
        "assert 'jsonschema' not in sys.modules\n"
        "assert len(validate(schema, read('---\\na: a\\n---\\n'))) == 1\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
