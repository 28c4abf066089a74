"""Every keyword has its sentence, and every sentence its rule."""

from __future__ import annotations

import pytest

from linter.document.front_matter import read
from linter.schema import Schema, validate

A_DATE = {"format": "date"}
A_URL = {"format": "url"}


@pytest.mark.parametrize(
    ("schema", "line", "rule", "message"),
    [
        ({"minLength": 3}, "x: ab", "value-out-of-bounds", '"x" must have at least 3 characters, got 2'),
        ({"maxLength": 1}, "x: ab", "value-out-of-bounds", '"x" must have at most 1 character, got 2'),
        ({"minItems": 2}, "x: [1]", "value-out-of-bounds", '"x" must have at least 2 items, got 1'),
        ({"maxItems": 1}, "x: [1, 2]", "value-out-of-bounds", '"x" must have at most 1 item, got 2'),
        ({"minProperties": 1}, "x: {}", "value-out-of-bounds", '"x" must have at least 1 key, got 0'),
        ({"maxProperties": 0}, "x: {a: 1}", "value-out-of-bounds", '"x" must have at most 0 keys, got 1'),
        ({"minimum": 3}, "x: 2", "value-out-of-bounds", '"x" must be 3 or more, got 2'),
        ({"maximum": 1.5}, "x: 2", "value-out-of-bounds", '"x" must be 1.5 or less, got 2'),
        ({"exclusiveMinimum": 2}, "x: 2", "value-out-of-bounds", '"x" must be more than 2, got 2'),
        ({"exclusiveMaximum": 2}, "x: 2", "value-out-of-bounds", '"x" must be less than 2, got 2'),
        ({"multipleOf": 0.01}, "x: 0.015", "value-out-of-bounds", '"x" must be a multiple of 0.01, got 0.015'),
        ({"contains": {"const": 1}}, "x: [2]", "value-out-of-bounds", '"x" lacks an item that its schema asks for'),
        (
            {"prefixItems": [{}], "items": False},
            "x: [1, 2]",
            "value-out-of-bounds",
            '"x" has more than its schema allows',
        ),
        ({"const": 1}, "x: 2", "value-not-allowed", '"x" must be 1, got 2'),
        ({"not": {"const": 1}}, "x: 1", "value-not-allowed", '"x" has a value that is excluded: 1'),
        (
            {"enum": list(range(10))},
            "x: 12",
            "value-not-allowed",
            '12 is not one of the allowed values of "x": 0, 1, 2, 3, 4, 5, 6, 7 and 2 more',
        ),
        ({"enum": ["a", "b"]}, "x:", "empty-value", '"x" is empty; expected one of "a", "b"'),
        ({"format": "date"}, 'x: ""', "empty-value", '"x" is empty text; expected a date as AAAA-MM-JJ'),
        ({"type": "string"}, "x: 1.5", "wrong-type", '"x" must be text, got the number 1.5'),
        ({"type": "string"}, "x: true", "wrong-type", '"x" must be text, got true'),
        (
            {"type": ["string", "array", "null"]},
            "x: {}",
            "wrong-type",
            '"x" must be text, a list or empty, got a mapping',
        ),
        ({"type": "object"}, "x: [1]", "wrong-type", '"x" must be a mapping, got a list'),
        (
            {"type": "boolean"},
            f"x: {'a' * 100}",
            "wrong-type",
            f'"x" must be true or false, got the text "{"a" * 59}…"',
        ),
        ({"type": "boolean"}, 'x: "a\\nb"', "wrong-type", '"x" must be true or false, got the text "a\\nb"'),
        (False, "x: 1", "unknown-key", '"x" is not allowed here'),
        (
            {"propertyNames": {"maxLength": 2}},
            "x: {long: 1}",
            "unknown-key",
            'the key "long" is not allowed: "x" must have at most 2 characters, got 4',
        ),
        ({"format": "date-time"}, "x: hier", "invalid-date", None),
        ({"format": "uuid"}, "x: 12ab", "value-out-of-bounds", '"12ab" is not a UUID'),
        ({"format": "email-or-uri"}, "x: a@", "malformed-email", None),
        ({"format": "email-or-uri"}, "x: a.fr/@b", "invalid-url-value", None),
        ({"x-lint": {"format": "email"}}, "x: a", "malformed-email", '"a" is not an e-mail address: it has no @'),
        ({"x-lint": {"format": ["date", "url"]}}, "x: hier", "invalid-url-value", None),
        ({"type": "string", "errorMessage": "du texte !"}, "x: 1", "wrong-type", "du texte !"),
        ({"type": "string", "errorMessage": {"type": "du texte !"}}, "x: 1", "wrong-type", "du texte !"),
        ({"type": "string", "errorMessage": {"enum": "non"}}, "x: 1", "wrong-type", None),
        (
            {"pattern": "^a", "patternErrorMessage": "commence par a"},
            "x: b",
            "value-out-of-bounds",
            "commence par a",
        ),
        (
            {"required": ["a"], "errorMessage": {"required": {"a": "il faut a"}}},
            "x: {b: 1}",
            "missing-required-key",
            "il faut a",
        ),
        ({"anyOf": [A_DATE, A_URL], "errorMessage": "non"}, "x: b", "invalid-url-value", "non"),
        (
            {"anyOf": [A_DATE, A_URL]},
            "x: b",
            "invalid-url-value",
            '"b" is neither a date as AAAA-MM-JJ nor an http(s) URL',
        ),
        (
            {"anyOf": [{"format": "email"}, A_URL]},
            "x: a@@b.fr",
            "malformed-email",
            '"a@@b.fr" is not an e-mail address: it has more than one @',
        ),
        (
            {"x-lint": {"format": ["email", "url"]}},
            "x: https://",
            "invalid-url-value",
            '"https://" is not an http(s) URL: it has no host',
        ),
        (
            {"x-lint": {"format": ["email", "url"]}},
            "x: a@b.fr ou c@b.fr",
            "malformed-email",
            '"a@b.fr ou c@b.fr" is neither an e-mail address nor an http(s) URL',
        ),
        (
            {"anyOf": [{"type": "integer"}, {"type": "array"}]},
            "x: b",
            "wrong-type",
            '"b" is neither a whole number nor a list',
        ),
        (
            {"oneOf": [{"const": "a"}, {"enum": ["b", "c"]}, {"type": "integer"}]},
            "x: d",
            "value-not-allowed",
            '"d" is neither "a", one of "b", "c" nor a whole number',
        ),
        ({"oneOf": [{"type": "string"}, {"minLength": 1}]}, "x: d", "value-not-allowed", None),
        ({"anyOf": [{"type": "string"}, {"type": "array"}]}, "x:", "empty-value", '"x" is empty'),
        (
            {"anyOf": [{"required": ["a"]}, {"required": ["b"]}]},
            "x: {c: 1}",
            "missing-required-key",
            'missing required key "a" or "b"',
        ),
        ({"anyOf": [{"minimum": 5}]}, "x: 1", "value-out-of-bounds", '"x" must be 5 or more, got 1'),
        ({"anyOf": [{"not": {}}, False]}, "x: 1", "value-not-allowed", "1 is not what the schema allows"),
        ({"not": {}, "anyOf": [True]}, "x: 1", "unknown-key", '"x" is not allowed here'),
        ({"if": {}, "then": False}, "x: 1", "value-not-allowed", '"x" is not allowed here'),
        ({"const": list(range(9))}, "x: 1", "value-not-allowed", '"x" must be a list, got 1'),
        ({"const": [list(range(40))]}, "x: 1", "value-not-allowed", None),
        ({"enum": ["a"]}, "x: {a: 1}", "value-not-allowed", None),
        (
            {
                "oneOf": [
                    {"properties": {"kind": {"const": "a"}, "n": {"type": "integer"}}},
                    {"properties": {"kind": {"const": "b"}, "m": {"type": "integer"}}, "required": ["m"]},
                ],
            },
            "x: {kind: b, m: un}",
            "wrong-type",
            '"m" must be a whole number, got the text "un"',
        ),
        (
            {"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "string"}]},
            "x: [1]",
            "wrong-type",
            'item 1 of "x" must be text, got the whole number 1',
        ),
    ],
)
def test_a_sentence(schema: object, line: str, rule: str, message: str | None) -> None:
    (violation,) = validate(Schema.of({"properties": {"x": schema}}), read(f"---\n{line}\n---\n"))
    assert violation.rule == rule
    assert message in (None, violation.message)


@pytest.mark.parametrize(
    ("condition", "reason"),
    [
        ({"properties": {"x": {"const": "a"}}}, ', because "x" is "a"'),
        ({"properties": {"x": {"enum": ["a", "b"]}, "y": {"const": 1}}}, ', because "x" is "a" or "b" and "y" is 1'),
        ({"properties": {"x": {"minLength": 1}}}, ""),
        ({"required": ["x"]}, ""),
        ({"anyOf": [True]}, ""),
        (True, ""),
    ],
)
def test_a_condition_is_told_where_it_is_simple(condition: object, reason: str) -> None:
    schema = Schema.of({"if": condition, "then": {"required": ["z"]}})
    (violation,) = validate(schema, read("---\nx: a\ny: 1\n---\n"))
    assert violation.rule == "conditional-requirement"
    assert violation.message == f'missing required key "z"{reason}'


def test_the_other_branch_tells_what_is_not() -> None:
    schema = Schema.of({"if": {"properties": {"x": {"const": 1}}}, "else": {"required": ["z"]}})
    (violation,) = validate(schema, read("---\nx: 2\n---\n"))
    assert violation.message == 'missing required key "z", because "x" is not 1'


def test_a_misspelt_key_swallows_the_one_that_a_condition_lacks() -> None:
    schema = Schema.of(
        {
            "properties": {"x": {}, "access_page": {}},
            "additionalProperties": False,
            "dependentRequired": {"x": ["access_page"]},
        },
    )
    (violation,) = validate(schema, read("---\nx: 2\nacces_page: 1\n---\n"))
    assert violation.message == 'unknown key "acces_page"; did you mean "access_page"?'


def test_keys_that_nothing_evaluated_are_named() -> None:
    schema = Schema.of({"allOf": [{"properties": {"external_site": {}}}], "unevaluatedProperties": False})
    found = validate(schema, read("---\nexternal-site: 2\nb: 1\nexternal: 1\n---\n"))
    assert [violation.message for violation in found] == [
        'unknown key "external-site"; did you mean "external_site"?',
        'unknown key "b"',
        'unknown key "external"',
    ]


def test_a_merged_key_has_no_text_of_its_own() -> None:
    text = "---\na: &a {z: 1}\nb:\n  <<: *a\n  y: 1\n---\n"
    schema = Schema.of({"properties": {"b": {"properties": {"z": {"type": "string"}}}}})
    for violation in validate(schema, read(text)):
        assert text[violation.span.start : violation.span.end]


def test_a_value_is_complained_of_once() -> None:
    schema = Schema.of({"properties": {"x": {"allOf": [{"type": "string"}, {"type": "string"}], "enum": ["a"]}}})
    assert len(validate(schema, read("---\nx: 1\n---\n"))) == 1


def test_a_huge_number_is_told_in_words() -> None:
    schema = Schema.of({"properties": {"x": {"type": "string"}}})
    (violation,) = validate(schema, read(f"---\nx: {'9' * 70}\n---\n"))
    assert violation.message == '"x" must be text, got a very large number'
