"""A schema that multiplies is judged in bounded time, by either engine."""

from __future__ import annotations

import time

import pytest

from linter.document.front_matter import read
from linter.schema import Schema, validate

_DEEPER = {"properties": {"a": {"$ref": "#/$defs/n"}}}
TWICE = Schema.of(
    {"$ref": "#/$defs/n", "$defs": {"n": {"anyOf": [{**_DEEPER, "required": ["x"]}, {**_DEEPER, "required": ["y"]}]}}}
)
VALID = Schema.of({"$ref": "#/$defs/n", "$defs": {"n": {"oneOf": [_DEEPER, {"not": _DEEPER}]}}})
TREE = Schema.of({"$ref": "#/$defs/n", "$defs": {"n": {"additionalProperties": {"$ref": "#/$defs/n"}}}})


def nested(depth: int) -> str:
    return "---\n" + "".join(f"{'  ' * level}a:\n" for level in range(depth)) + f"{'  ' * depth}b: {{}}\n---\n"


@pytest.mark.parametrize("schema", [TWICE, VALID])
@pytest.mark.usefixtures("uncovered")
def test_safety_promise_10_references_that_multiply_with_the_depth(schema: Schema) -> None:
    started = time.process_time()
    [found] = validate(schema, read(nested(40)))
    assert (
        found.message == "front matter is nested too deeply for this schema: its references multiply with every level"
    )
    assert time.process_time() - started < 10


def test_what_does_not_multiply_may_be_deep_and_long() -> None:
    assert validate(TREE, read(nested(40))) == ()
    many = "".join(f"k{number}: {{a: {{}}}}\n" for number in range(6_000))
    assert validate(TREE, read(f"---\n{many}---\n")) == ()


def test_a_few_levels_are_no_trouble() -> None:
    assert [one.rule for one in validate(TWICE, read(nested(3)))] != []
    assert "nested too deeply" not in validate(TWICE, read(nested(3)))[0].message
