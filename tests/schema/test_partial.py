"""Checks go on in the part of a broken front matter that can be read; nothing is said that the rest could change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.document import Document
from linter.schema import Schema, validate

if TYPE_CHECKING:
    from linter.schema.violation import Violation

SCHEMA = Schema.of(
    {
        "type": "object",
        "additionalProperties": False,
        "required": ["title", "producer", "email"],
        "minProperties": 20,
        "properties": {
            "title": {"type": "string"},
            "email": {"format": "email"},
            "year": {"type": "integer"},
            "state": {"enum": ["open", "closed"]},
            "tags": {"type": "array", "minItems": 3, "items": {"type": "string"}},
            "contact": {
                "type": "object",
                "required": ["mail"],
                "additionalProperties": False,
                "properties": {"mail": {"type": "string"}, "phone": {"type": "string"}},
            },
            "producer": {"type": "string", "x-lint": {"aliases": ["owner"]}},
            "draft": False,
        },
        "if": {"properties": {"state": {"const": "open"}}},
        "then": {"required": ["year"]},
    }
)
MISTAKE = "intro: Les aides : lesquelles ?\n"  # is mended safely, but no key of the schema
LATE = "one: 1\nname: x\n  role: y\nlast: z\n"  # is not mended


def found(text: str) -> tuple[Violation, ...]:
    document = Document.of(f"---\n{text}---\n")
    assert any(defect.kind == "invalid" for defect in document.front_matter.defects)
    return validate(SCHEMA, document.readable, source=document.source)


def told(text: str) -> list[tuple[str, str]]:
    return [(one.rule, one.message) for one in found(text)]


@pytest.mark.parametrize("place", ["{}" + LATE, MISTAKE + "{}", "{}title: A\n" + MISTAKE])
@pytest.mark.parametrize(
    ("line", "rule", "words"),
    [
        ("year: bientôt\n", "wrong-type", '"year" must be a whole number, got the text "bientôt"'),
        ("state: opne\n", "value-not-allowed", 'did you mean "open"?'),
        ("email: a@@b.fr\n", "malformed-email", "a@@b.fr"),
        ("emial: a@b.fr\n", "unknown-key", 'unknown key "emial"; did you mean "email"?'),
        ("colour: red\n", "unknown-key", 'unknown key "colour"'),
        ("draft: true\n", "unknown-key", '"draft" is not allowed here'),
        ("owner: dgfip\n", "unknown-key", 'an old or wrong name of "producer"'),
    ],
)
def test_what_is_certain_is_told(place: str, line: str, rule: str, words: str) -> None:
    violations = [one for one in found(place.format(line)) if one.rule == rule]
    assert [words in one.message for one in violations] == [True]
    assert violations[0].fix is None


@pytest.mark.parametrize(
    "text",
    [
        "title: A\n" + LATE,  # "producer" and "email" may stand below
        "title: A\ntags: [a]\nyear: 1\n" + LATE,
        "title: A\nstate: open\nproducer: x\n" + LATE,
        "title: A\ncontact: {phone: '1'}\nyear: 1\n" + LATE,
        "year:\ntitle: A\nproducer: x\n" + LATE,
        "title: A\ncontact:\n  mail: x\nphon: '1'\nyear: 1\nproducer: x\n  a: b\n",
    ],
)
def test_what_the_rest_could_change_is_not_told(text: str) -> None:
    assert told(text) == []


def test_a_key_that_stands_below_is_not_meant() -> None:
    rules = told("title: A\nemial: a@b.fr\nyear: 1\nproducer: x\n" + LATE + "email: a@b.fr\n")
    assert rules == [("unknown-key", 'unknown key "emial"')]


def test_of_a_front_matter_without_any_certain_key_nothing_is_told() -> None:
    assert told("[\n") == []
    assert told("title: [\n") == []


def test_the_span_is_that_of_the_broken_text() -> None:
    document = Document.of(f"---\n{MISTAKE}year: bientôt\n---\n")
    (violation,) = validate(SCHEMA, document.readable, source=document.source)
    assert document.text[violation.span.start : violation.span.end] == "bientôt"
