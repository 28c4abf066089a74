"""What the members of `x-lint` find and say."""

from __future__ import annotations

import pytest

from linter import catalog, engine
from linter.document import Document
from linter.document.front_matter import read
from linter.finding import Severity
from linter.fixing import fix
from linter.rule import configured
from linter.schema import Schema, validate
from linter.schema.annotation_keyword import slug
from linter.text import Source, apply_edits

PERIOD = {"compare": {"left": "start", "op": "<", "right": "end"}}


@pytest.mark.parametrize(
    ("schema", "lines", "expected"),
    [
        (
            {"x-lint": PERIOD},
            "start: 2024-03-01\nend: 2024-02-01",
            [("value-out-of-bounds", '"start" must be earlier than "end" ("2024-02-01"), got "2024-03-01"')],
        ),
        ({"x-lint": PERIOD}, "start: 2024-01-01\nend: 2024-02-01", []),
        ({"x-lint": PERIOD}, "start: 01/03/2024\nend: 2024-02-01", []),
        ({"x-lint": PERIOD}, "start: 2024-03-01\nend:", []),
        (
            {"x-lint": PERIOD},
            "start: 3\nend: 2",
            [("value-out-of-bounds", '"start" must be less than "end" (2), got 3')],
        ),
        (
            {"x-lint": {"compare": [{"left": "main", "op": "in", "right": "themes"}]}},
            "main: eau\nthemes: [air]",
            [("value-out-of-bounds", '"main" must be one of those of "themes", got "eau"')],
        ),
        (
            {"x-lint": {"compare": {"left": "a", "op": "!=", "right": "b"}}},
            "a: x\nb: x",
            [("value-out-of-bounds", '"a" must be different from "b" ("x"), got "x"')],
        ),
        (
            {"properties": {"phases": {"x-lint": {"uniqueBy": ["name"]}}}},
            "phases:\n  - name: alpha\n  - name: beta\n  - name: alpha",
            [("duplicate-list-item", 'item 3 of "phases" has the same "name" "alpha" as item 1 of "phases" (line 3)')],
        ),
        (
            {"properties": {"tags": {"uniqueItems": True}}},
            "tags:\n  - a\n  - b\n  - a",
            [("duplicate-list-item", '"a" is already item 1 of "tags" (line 3)')],
        ),
        (
            {"properties": {"slug": {"x-lint": {"equals": "filename"}}}},
            "slug: maree",
            [("value-not-allowed", '"slug" must be "marees" as the name of the file, got the text "maree"')],
        ),
        ({"properties": {"slug": {"x-lint": {"equals": "dirname"}}}}, "slug: api", []),
        (
            {"properties": {"slug": {"x-lint": {"equals": "slugify(title)"}}}},
            "title: L’été à Brume\nslug: ete",
            [("value-not-allowed", '"slug" must be "l-ete-a-brume" as "title" makes it, got the text "ete"')],
        ),
        ({"properties": {"slug": {"x-lint": {"equals": "slugify(title)"}}}}, "slug: ete", []),
        (
            {"properties": {"day": {"x-lint": {"date": {"accept": ["%d/%m/%Y"], "min": "2020-01-01"}}}}},
            "day: 31/12/2019",
            [("value-out-of-bounds", '"day" must be 2020-01-01 or later, got "31/12/2019"')],
        ),
        (
            {"properties": {"day": {"format": "date", "x-lint": {"date": {"max": "2024-12-31"}}}}},
            "day: 2042-01-01",
            [("value-out-of-bounds", '"day" must be 2024-12-31 or earlier, got "2042-01-01"')],
        ),
        (
            {"properties": {"n": {"type": "integer", "x-lint": {"message": {"fr": "un nombre", "en": "a number"}}}}},
            "n: un",
            [("wrong-type", "a number")],
        ),
        (
            {
                "properties": {
                    "n": {
                        "type": "integer",
                        "minimum": 3,
                        "x-lint": {"message": {"minimum": {"fr": "trois !"}}, "docs": "https://exemple.fr/n"},
                    },
                },
            },
            "n: 1",
            [("value-out-of-bounds", "trois ! (see https://exemple.fr/n)")],
        ),
        (
            {"properties": {"n": {"enum": ["vert"], "x-lint": {"docs": "https://exemple.fr/n"}}}},
            "n: vart",
            [
                (
                    "value-not-allowed",
                    '"vart" is not one of the allowed values of "n": did you mean "vert"? (see https://exemple.fr/n)',
                ),
            ],
        ),
        (
            {
                "if": {"properties": {"open": {"const": -1}}, "required": ["open"]},
                "then": {"required": ["access"], "x-lint": {"because": "une API fermée (open: -1) dit qui y a droit"}},
            },
            "open: -1",
            [
                (
                    "conditional-requirement",
                    'missing required key "access", because une API fermée (open: -1) dit qui y a droit',
                ),
            ],
        ),
    ],
)
def test_what_an_annotation_finds(schema: dict[str, object], lines: str, expected: list[tuple[str, str]]) -> None:
    text = f"---\n{lines}\n---\n"
    found = validate(Schema.of(schema), read(text), source=Source(text), path="api/marees.md")
    assert [(violation.rule, violation.message) for violation in found] == expected


KINDS = {
    "x-lint": {"discriminator": "kind"},
    "oneOf": [
        {"required": ["href"], "properties": {"kind": {"const": "link"}, "href": {"type": "string"}}},
        {"required": ["address"], "properties": {"kind": {"enum": ["mail", "post"]}, "address": {"type": "string"}}},
    ],
}


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("{kind: link, address: 1}", 'missing required key "href"'),
        ("{kind: mail, address: 1}", '"address" must be text, got the whole number 1'),
        ("{kind: fax, address: 1}", '"fax" is not one of the allowed values of "kind": "link", "mail", "post"'),
        ("{address: 1}", 'missing required key "kind"'),
    ],
)
def test_a_discriminator_tells_which_branch_was_meant(value: str, message: str) -> None:
    (violation,) = validate(Schema.of({"properties": {"contact": KINDS}}), read(f"---\ncontact: {value}\n---\n"))
    assert violation.message == message


@pytest.mark.parametrize(
    ("severity", "expected"),
    [("warning", "warning"), ({"type": "info"}, "info"), ({"minimum": "info"}, "error"), ("off", None)],
)
def test_a_schema_can_set_the_severity(severity: object, expected: str | None) -> None:
    schema = {"properties": {"n": {"type": "integer", "x-lint": {"severity": severity}}}}
    rule = configured(catalog.rules()["wrong-type"], {"schema": schema})
    findings = engine.check(Document.of("---\nn: un\n---\n"), (rule,))
    assert [finding.severity for finding in findings] == ([Severity(expected)] if expected else [])


def test_the_severity_of_a_missing_key_is_that_of_its_mapping() -> None:
    schema = Schema.of({"required": ["a", "b"], "x-lint": {"severity": {"required": "warning"}}})
    assert [violation.severity for violation in validate(schema, read("---\nc: 1\n---\n"))] == [Severity.WARNING] * 2


def test_a_key_can_say_how_bad_it_is_that_it_is_missing() -> None:
    part = {"x-lint": {"severity": {"required": "info"}, "message": {"required": "il faut un titre"}}}
    other = {"x-lint": {"severity": "info", "message": "un mot"}}
    schema = Schema.of({"required": ["a", "b"], "properties": {"a": part, "b": other}})
    found = validate(schema, read("---\nc: 1\n---\n"))
    assert [(one.message, one.severity) for one in found] == [
        ("il faut un titre", Severity.INFO),
        ('missing required key "b"', None),
    ]


def test_an_old_name_is_told_in_the_words_of_its_schema() -> None:
    old = {"deprecated": True, "deprecationMessage": "écrire is_open", "x-lint": {"replacedBy": "is_open"}}
    named = {"x-lint": {"aliases": ["titre"], "severity": "info", "fix": "never"}}
    schema = Schema.of({"properties": {"open": old, "title": named}})
    found = validate(schema, read("---\nopen: 1\ntitre: x\n---\n"))
    assert [(one.message, one.severity, one.fix is None) for one in found] == [
        ("écrire is_open", None, False),
        ('"titre" is an old or wrong name of "title"', Severity.INFO, True),
    ]


def test_a_value_that_must_be_like_the_file_is_mended() -> None:
    schema = {"properties": {"slug": {"x-lint": {"equals": "filename"}}}}
    rule = configured(catalog.rules()["value-not-allowed"], {"schema": schema})
    done = fix(Document.of('---\nslug: "maree" # ici\n---\n', "api/marees.md"), (rule,), unsafe=True)
    assert done.document.text == '---\nslug: "marees" # ici\n---\n'


def test_an_old_name_among_others_is_renamed_with_everything_in_its_place() -> None:
    schema = {
        "properties": {"contact": {"properties": {"mail": {"x-lint": {"aliases": ["email", "e-mail"]}}}}},
    }
    rule = configured(catalog.rules()["unknown-key"], {"schema": schema})
    text = "---\ncontact:\n  nom: Port # le nouveau\n  e-mail: port@exemple.fr\n---\n\nTexte.\n"
    done = fix(Document.of(text), (rule,))
    assert done.rolled_back is None
    assert done.document.text == text.replace("e-mail:", "mail:")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("L’été à Brume", "l-ete-a-brume"), ("Cœur & Œuvre !", "coeur-oeuvre"), ("API_2", "api-2"), ("…", "")],
)
def test_a_slug_is_what_addresses_have(text: str, expected: str) -> None:
    assert slug(text) == expected


@pytest.mark.parametrize(
    ("locale", "message"),
    [(None, "a number"), ("fr", "un nombre"), ("fr-CA", "un nombre"), ("de", "a number"), ("br", "un niver")],
)
def test_the_words_are_in_the_configured_language(locale: str | None, message: str) -> None:
    words = {"br": "un niver", "fr": "un nombre", "en": "a number"}
    schema = Schema.of({"properties": {"n": {"type": "integer", "x-lint": {"message": words}}}})
    (violation,) = validate(schema, Document.of("---\nn: x\n---\n").front_matter, locale=locale)
    assert violation.message == message


@pytest.mark.parametrize(
    ("text", "rule", "message", "after"),
    [
        ("true", "value-not-allowed", 'true is an old or wrong value of "state": write "open"', "open"),
        ('"closd" # x', "value-not-allowed", '"closd" is an old or wrong value of "state": write 2', "2 # x"),
        ("3", "value-not-allowed", '3 is an old or wrong value of "state": write "closed"', "closed"),
        ("[3]", "value-not-allowed", '"state" must', None),
    ],
)
def test_old_values_are_replaced(text: str, rule: str, message: str, after: str | None) -> None:
    new = {"true": "open", "closd": 2, "3": "closed"}
    schema = Schema.of({"properties": {"state": {"enum": ["open", "closed", 2], "x-lint": {"transform": new}}}})
    document = Document.of(f"---\nstate: {text}\n---\n")
    (violation,) = validate(schema, document.front_matter, source=document.source)
    if after is None:
        assert violation.fix is None
        return
    assert (violation.rule, violation.message) == (rule, message)
    assert violation.fix is not None
    assert apply_edits(document.text, violation.fix.edits) == f"---\nstate: {after}\n---\n"


def test_an_old_value_behind_an_alias_is_not_mended() -> None:
    schema = Schema.of({"properties": {"b": {"x-lint": {"transform": {"1": 2}}}}})
    document = Document.of("---\na: &x 1\nb: *x\n---\n")
    (violation,) = validate(schema, document.front_matter, source=document.source)
    assert violation.fix is None
