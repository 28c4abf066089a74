"""Broken documents: what is said of each, word for word, and of which stretch of text."""

from __future__ import annotations

import pytest

from linter.document.front_matter import read
from linter.schema import Schema, validate

API = Schema.of(
    {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "api",
        "type": "object",
        "additionalProperties": False,
        "required": ["title", "tagline", "producer", "is_open"],
        "properties": {
            "title": {"type": "string", "maxLength": 40},
            "tagline": {"type": "string", "minLength": 1},
            "producer": {"type": "string", "pattern": "^[a-z0-9-]+$"},
            "external_site": {"type": "string", "format": "uri"},
            "is_open": {"type": "integer", "enum": [-1, 0, 1]},
            "contact": {"type": "string", "format": "email"},
            "contact_link": {"type": "string", "x-lint": {"format": ["email", "url"]}},
            "themes": {"type": "array", "uniqueItems": True, "items": {"enum": ["Écologie", "Santé", "Entreprises"]}},
            "partners": {"type": "array", "items": {"type": "string"}},
            "last_update": {"type": "string", "format": "date", "x-lint": {"date": {"order": "DMY"}}},
            "released": {"type": "string", "x-lint": {"date": {"accept": ["%d/%m/%Y"]}}},
            "access_page": {
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["who", "is_eligible"],
                    "properties": {
                        "who": {"type": "array", "minItems": 1},
                        "is_eligible": {"type": "integer"},
                        "description": {"type": "string"},
                    },
                },
            },
            "license": {
                "oneOf": [
                    {"title": "a licence name", "enum": ["ODbL", "MIT"]},
                    {
                        "title": "a mapping with url",
                        "type": "object",
                        "required": ["url"],
                        "properties": {"url": {"type": "string", "format": "url"}},
                    },
                ],
            },
        },
        "if": {"properties": {"is_open": {"const": -1}}, "required": ["is_open"]},
        "then": {"required": ["access_page"]},
    },
)

GOOD = {
    "title": "title: API Jardin",
    "tagline": "tagline: Les jardins de la ville",
    "producer": "producer: mairie",
    "is_open": "is_open: 0",
}


def document(**lines: str | None) -> str:
    """Return a good document with some lines changed, added, or left out (None)."""
    written = [line for line in (GOOD | lines).values() if line is not None]
    return "\n".join(["---", *written, "---", "", "Un texte.", ""])


def said(text: str) -> list[tuple[str, str, str]]:
    """Return what is said of a document: rule, text of the span, message."""
    found = validate(API, read(text))
    return [(item.rule, text[item.span.start : item.span.end], item.message) for item in found]


def test_nothing_is_said_of_a_good_document() -> None:
    assert said(document()) == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ({"producer": None}, [("missing-required-key", "title", 'missing required key "producer"')]),
        ({"tagline": "taglin: ici"}, [("unknown-key", "taglin", 'unknown key "taglin"; did you mean "tagline"?')]),
        (
            {"x": "extrenal_site: https://exemple.fr"},
            [("unknown-key", "extrenal_site", 'unknown key "extrenal_site"; did you mean "external_site"?')],
        ),
        ({"x": "couleur: vert"}, [("unknown-key", "couleur", 'unknown key "couleur"')]),
        (
            {"is_open": "is_open: oui"},
            [("wrong-type", "oui", '"is_open" must be a whole number, got the text "oui"')],
        ),
        (
            {"x": "partners:\n  - Ville\n  - 12"},
            [("wrong-type", "12", 'item 2 of "partners" must be text, got the whole number 12')],
        ),
        ({"x": "partners:"}, [("empty-value", "partners", '"partners" is empty; expected a list')]),
        ({"tagline": 'tagline: ""'}, [("empty-value", '""', '"tagline" is empty text')]),
        (
            {"x": "themes:\n  - Ecologie"},
            [
                (
                    "value-not-allowed",
                    "Ecologie",
                    '"Ecologie" is not one of the allowed values of "themes": did you mean "Écologie"?',
                ),
            ],
        ),
        (
            {"x": "themes: [Chats]"},
            [
                (
                    "value-not-allowed",
                    "Chats",
                    '"Chats" is not one of the allowed values of "themes": "Écologie", "Santé", "Entreprises"',
                ),
            ],
        ),
        (
            {"x": "themes:\n  - Santé\n  - Santé"},
            [("duplicate-list-item", "Santé", '"Santé" is already item 1 of "themes"')],
        ),
        (
            {"x": "last_update: 30/01/2023"},
            [("invalid-date", "30/01/2023", 'expected a date as AAAA-MM-JJ, got "30/01/2023"')],
        ),
        ({"x": "last_update: 2023-02-31"}, [("invalid-date", "2023-02-31", '"2023-02-31" does not exist')]),
        ({"x": "released: 31/02/2023"}, [("invalid-date", "31/02/2023", '"31/02/2023" does not exist')]),
        (
            {"x": "released: 2023-02-03"},
            [("invalid-date", "2023-02-03", 'expected a date as JJ/MM/AAAA, got "2023-02-03"')],
        ),
        (
            {"x": "contact: contact@@exemple.fr"},
            [
                (
                    "malformed-email",
                    "contact@@exemple.fr",
                    '"contact@@exemple.fr" is not an e-mail address: it has more than one @',
                ),
            ],
        ),
        (
            {"x": "external_site: exemple.fr/page"},
            [
                (
                    "invalid-url-value",
                    "exemple.fr/page",
                    '"exemple.fr/page" is not a URL: it lacks a beginning such as "https://"',
                ),
            ],
        ),
        (
            {"x": "contact_link: sur place"},
            [("invalid-url-value", "sur place", '"sur place" is neither an e-mail address nor an http(s) URL')],
        ),
        (
            {"x": "access_page:\n  - who: [Tous]\n    description: Ici\n  - who: []\n    is_eligible: 1"},
            [
                ("missing-required-key", "who", 'missing required key "is_eligible"'),
                ("value-out-of-bounds", "[]", '"who" must have at least 1 item, got 0'),
            ],
        ),
        (
            {"is_open": "is_open: -1"},
            [("conditional-requirement", "title", 'missing required key "access_page", because "is_open" is -1')],
        ),
        (
            {"x": "license: GPL"},
            [("value-not-allowed", "GPL", '"GPL" is neither a licence name nor a mapping with url')],
        ),
        (
            {"x": "license:\n  url: ODbL"},
            [
                (
                    "invalid-url-value",
                    "ODbL",
                    '"ODbL" is not an http(s) URL: it lacks a beginning such as "https://"',
                ),
            ],
        ),
        ({"x": "license:\n  nom: ODbL"}, [("missing-required-key", "license", 'missing required key "url"')]),
        (
            {"producer": "producer: La Mairie"},
            [
                (
                    "value-out-of-bounds",
                    "La Mairie",
                    '"producer" must match the pattern "^[a-z0-9-]+$", got "La Mairie"',
                ),
            ],
        ),
        (
            {"title": "title: Un titre bien trop long pour tenir dans la place"},
            [
                (
                    "value-out-of-bounds",
                    "Un titre bien trop long pour tenir dans la place",
                    '"title" must have at most 40 characters, got 48',
                ),
            ],
        ),
    ],
)
def test_what_is_said(lines: dict[str, str | None], expected: list[tuple[str, str, str]]) -> None:
    assert said(document(**lines)) == expected


def test_an_empty_front_matter_lacks_every_key() -> None:
    assert [message for _, _, message in said("---\n---\n")] == [
        'missing required key "is_open"',
        'missing required key "producer"',
        'missing required key "tagline"',
        'missing required key "title"',
    ]


@pytest.mark.parametrize("text", ["", "Un texte.\n", "---\ntitle: x\n", "---\n- a\n---\n", '---\ntitle: "x\n---\n'])
def test_nothing_is_said_where_nothing_can_be_read(text: str) -> None:
    assert said(text) == []


def test_an_error_within_an_alias_is_shown_at_the_alias() -> None:
    text = document(x="partners: &tous [1]", y="themes: *tous")
    assert ("value-not-allowed", "*tous") in [(rule, stretch) for rule, stretch, _ in said(text)]


def test_pointers_name_the_value_or_the_key_that_is_missing() -> None:
    found = validate(API, read(document(tagline=None, x="partners: [1]")))
    assert [item.pointer for item in found] == ["/tagline", "/partners/0"]
