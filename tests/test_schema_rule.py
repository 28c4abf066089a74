"""What the rules about schemas share: one validation for all of them, and silence where other rules speak."""

from __future__ import annotations

import pytest

from linter import catalog, engine
from linter.document import Document
from linter.rule import configured
from linter.schema import Schema
from linter.schema_rule import SchemaOptions, violations

SCHEMA = Schema.of({"type": "object", "required": ["title"], "properties": {"year": {"type": "integer"}}})
DOCUMENT = "---\nyear: bientôt\n---\n"
RULES = [rule for rule in catalog.rules().values() if issubclass(rule.options, SchemaOptions)]


def findings(text: str, schema: Schema | None) -> list[str]:
    """Return the rules, all of those that share the options, that find something in a document."""
    values = {} if schema is None else {"schema": schema}
    rules = tuple(configured(rule, values) for rule in RULES)
    return [finding.rule for finding in engine.check(Document.of(text), rules)]


def test_every_violation_belongs_to_a_rule() -> None:
    assert findings(DOCUMENT, SCHEMA) == ["missing-required-key", "wrong-type"]


def test_without_a_schema_nothing_is_said() -> None:
    assert findings(DOCUMENT, None) == []


def test_a_document_is_validated_once() -> None:
    document = Document.of(DOCUMENT)
    first = violations(document, SCHEMA, "wrong-type")
    assert violations(document, Schema.of(SCHEMA.mapping, name=SCHEMA.name), "wrong-type") is first
    assert violations(document, SCHEMA, "invalid-date") == ()


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Un texte.\n", "missing-front-matter"),
        ("---\n- un\n- deux\n---\n", "not-a-mapping"),
        ("---\nyear: a: b\n---\n", None),
        ("---\nyear: bientôt\n\nUn texte.\n", None),
    ],
)
def test_of_what_is_no_mapping_one_rule_speaks(text: str, rule: str | None) -> None:
    assert findings(text, SCHEMA) == ([] if rule is None else [rule])


def test_around_a_mistake_in_yaml_the_checks_go_on() -> None:
    text = "---\ntitle: Les aides : lesquelles ?\nyear: bientôt\n---\n\n[guide](TODO)\n"
    rules = tuple(configured(rule, {"schema": SCHEMA} if rule in RULES else {}) for rule in catalog.rules().values())
    found = engine.check(Document.of(text), rules)
    assert [(one.rule, one.start.line, one.pointer) for one in found if one.severity == "error"] == [
        ("invalid-yaml", 2, ""),
        ("wrong-type", 3, "/year"),
        ("placeholder-link", 6, None),
    ]
