"""Fixes of what validation finds: what the text is after them."""

from __future__ import annotations

import pytest

from linter.document.front_matter import read
from linter.finding import Applicability
from linter.schema import Schema, validate
from linter.text import Source, apply_edits

SCHEMA = Schema.of(
    {
        "additionalProperties": False,
        "required": ["publish"],
        "properties": {
            "publish": {"type": "boolean", "default": False},
            "external_site": {"type": "string"},
            "theme": {"enum": ["Écologie", "Santé", 3]},
            "day": {"type": "string", "format": "date", "x-lint": {"date": {"order": "DMY"}}},
            "start": {"type": "string", "x-lint": {"date": {"accept": ["%d/%m/%Y"], "order": "DMY"}}},
            "aujourd'hui": {"type": "string"},
            "site": {"format": "url"},
            "contact": {"x-lint": {"format": ["email", "url"]}},
            "github": {"pattern": "^[a-z-]+$"},
        },
    },
)


@pytest.mark.parametrize(
    ("line", "mended", "applicability"),
    [
        ("extrenal_site: x", "external_site: x", Applicability.UNSAFE),
        ("'External Site': x", "external_site: x", Applicability.UNSAFE),
        ("aujourdhui: x", '"aujourd\'hui": x', Applicability.UNSAFE),
        ("theme: ecologie # un mot", "theme: Écologie # un mot", Applicability.SAFE),
        ('theme: "SANTE"', 'theme: "Santé"', Applicability.SAFE),
        ("theme: 'Sante'", "theme: 'Santé'", Applicability.SAFE),
        ("theme: |-\n  sante", "theme: |-\n  Santé", Applicability.SAFE),
        ("site: 'https://exemple.fr '", "site: 'https://exemple.fr'", Applicability.SAFE),
        ('site: " https://exemple.fr"', 'site: "https://exemple.fr"', Applicability.SAFE),
        ('contact: "a@exemple.fr "', 'contact: "a@exemple.fr"', Applicability.SAFE),
        ("github: ' mairie'", "github: 'mairie'", Applicability.SAFE),
        ("site: https:&#x2F;&amp;#x2F;exemple.fr", "site: https://exemple.fr", Applicability.UNSAFE),
        ("day: 30/01/2023", "day: 2023-01-30", Applicability.UNSAFE),
        ("day: 3-1-2023", "day: 2023-01-03", Applicability.UNSAFE),
        ("start: 2023-01-30", "start: 30/01/2023", Applicability.UNSAFE),
        ("start: 3-1-2023", "start: 03/01/2023", Applicability.UNSAFE),
    ],
)
def test_a_fix_gives_the_text_one_expects(line: str, mended: str, applicability: Applicability) -> None:
    text = f"---\npublish: true\n{line}\n---\n"
    (violation,) = validate(SCHEMA, read(text))
    assert violation.fix is not None
    assert violation.fix.applicability is applicability
    after = apply_edits(text, violation.fix.edits)
    assert after == f"---\npublish: true\n{mended}\n---\n"
    assert validate(SCHEMA, read(after)) == ()


@pytest.mark.parametrize(
    "line",
    [
        "day: 01/30/23",
        "theme: Écol",
        "day: 30/13/2023",
        "day: 2023-02-31",
        "start: 30.13.2023",
        "theme: 4",
        "couleur: vert",
        "day:",
        "site: exemple .fr",
        "site: ' '",
        "github: A.B",
    ],
)
def test_what_takes_a_person_has_no_fix(line: str) -> None:
    (violation,) = validate(SCHEMA, read(f"---\npublish: true\n{line}\n---\n"))
    assert violation.fix is None


def test_no_key_is_renamed_to_one_that_is_there() -> None:
    text = "---\npublish: true\nexternal_site: x\nextrenal_site: y\n---\n"
    (violation,) = validate(SCHEMA, read(text))
    assert violation.message == 'unknown key "extrenal_site"'
    assert violation.fix is None


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_missing_key_is_added_with_its_default(newline: str) -> None:
    text = newline.join(["---", "theme: Santé", "---", "", "Un texte.", ""])
    (violation,) = validate(SCHEMA, read(text), source=Source(text))
    assert violation.fix is not None
    assert violation.fix.pointers == ("/publish",)
    after = apply_edits(text, violation.fix.edits)
    assert after == newline.join(["---", "publish: false", "theme: Santé", "---", "", "Un texte.", ""])
    assert validate(SCHEMA, read(after)) == ()


@pytest.mark.parametrize(
    ("default", "line"),
    [("sante", "x: sante"), ("yes", "x: 'yes'"), ("a: b", "x: 'a: b'"), (["é"], "x:\n  - é"), (None, "x: null")],
)
def test_a_default_is_written_as_yaml(default: object, line: str) -> None:
    schema = Schema.of({"required": ["x"], "properties": {"x": {"default": default}}})
    text = "---\ny: 1\n---\n"
    (violation,) = validate(schema, read(text), source=Source(text))
    assert violation.fix is not None
    after = apply_edits(text, violation.fix.edits)
    assert after == f"---\ny: 1\n{line}\n---\n"
    assert read(after).data == {"y": 1, "x": default}


def mended(schema: Schema, text: str) -> str:
    """Return a text after the fix of the one thing that is wrong with it."""
    (violation,) = validate(schema, read(text), source=Source(text))
    assert violation.fix is not None
    return apply_edits(text, violation.fix.edits)


def test_a_key_is_added_within_a_mapping_too() -> None:
    schema = Schema.of({"properties": {"x": {"required": ["z"], "properties": {"z": {"default": 1}}}}})
    assert mended(schema, "---\nx: {y: 1}\n---\n") == "---\nx: {y: 1, z: 1}\n---\n"


def test_a_key_is_added_only_where_the_text_is_known() -> None:
    (violation,) = validate(SCHEMA, read("---\ntheme: Santé\n---\n"))
    assert violation.fix is None


def test_a_key_is_added_where_the_order_of_the_schema_puts_it() -> None:
    order = {"properties": {"a": {}, "b": {"x-lint": {"insert": "neuf"}}, "c": {}}, "required": ["b"]}
    assert mended(Schema.of(order), "---\na: 1\nc: 3 # trois\n---\n") == "---\na: 1\nb: neuf\nc: 3 # trois\n---\n"
    assert mended(Schema.of(order), "---\nz: 1\n---\n") == "---\nz: 1\nb: neuf\n---\n"
    declared = order | {"x-lint": {"order": ["c", "b", "a"]}}
    assert mended(Schema.of(declared), "---\na: 1\n---\n") == "---\nb: neuf\na: 1\n---\n"


@pytest.mark.parametrize(("wanted", "applicability"), [("safe", Applicability.SAFE), ("never", None)])
def test_the_schema_says_how_far_a_fix_is_trusted(wanted: str, applicability: Applicability | None) -> None:
    part = {"x-lint": {"insert": "neuf", "fix": wanted}}
    text = "---\na: 1\n---\n"
    schema = Schema.of({"properties": {"b": part}, "required": ["b"]})
    (violation,) = validate(schema, read(text), source=Source(text))
    assert (violation.fix.applicability if violation.fix else None) is applicability


@pytest.mark.parametrize("part", [{"aliases": ["titre"]}, {"aliases": ["intitule", "titre"]}])
def test_a_declared_old_name_is_renamed(part: object) -> None:
    schema = Schema.of(
        {"properties": {"title": {"x-lint": part}}, "required": ["title"], "additionalProperties": False},
    )
    text = "---\ntitre: API # un mot\n---\n"
    (violation,) = validate(schema, read(text), source=Source(text))
    assert violation.message == '"titre" is an old or wrong name of "title"'
    assert violation.fix is not None
    assert violation.fix.applicability is Applicability.SAFE
    assert apply_edits(text, violation.fix.edits) == "---\ntitle: API # un mot\n---\n"


def test_a_replaced_key_is_renamed_unless_the_new_one_is_there() -> None:
    schema = Schema.of({"properties": {"open": {"x-lint": {"replacedBy": "is_open"}}, "is_open": {}}})
    assert mended(schema, "---\nopen: 1\n---\n") == "---\nis_open: 1\n---\n"
    (violation,) = validate(schema, read("---\nopen: 1\nis_open: 1\n---\n"))
    assert violation.message == '"open" is replaced by "is_open", which is set as well'
    assert violation.fix is None


def test_a_rename_declares_both_keys() -> None:
    (violation,) = validate(SCHEMA, read("---\npublish: true\nextrenal_site: x\n---\n"))
    assert violation.fix is not None
    assert violation.fix.pointers == ("/extrenal_site", "/external_site")
