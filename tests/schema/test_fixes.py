"""Fixes of what validation finds: what the text is after them."""

from __future__ import annotations

import pytest

from linter.document.front_matter import read
from linter.finding import Applicability
from linter.schema import Schema, validate
from linter.text import apply_edits

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
        ("day: 30/01/2023", "day: 2023-01-30", Applicability.UNSAFE),
        ("day: 3-1-2023", "day: 2023-01-03", Applicability.UNSAFE),
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
        "start: 2023-01-30",
        "theme: 4",
        "couleur: vert",
        "day:",
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
    (violation,) = validate(SCHEMA, read(text), newline=newline)
    assert violation.fix is not None
    assert violation.fix.pointers == ("/publish",)
    after = apply_edits(text, violation.fix.edits)
    assert after == newline.join(["---", "theme: Santé", "publish: false", "---", "", "Un texte.", ""])
    assert validate(SCHEMA, read(after)) == ()


@pytest.mark.parametrize(
    ("default", "line"),
    [("sante", "x: sante"), ("yes", 'x: "yes"'), ("a: b", 'x: "a: b"'), (["é"], 'x: ["é"]'), (None, "x: null")],
)
def test_a_default_is_written_as_yaml(default: object, line: str) -> None:
    schema = Schema.of({"required": ["x"], "properties": {"x": {"default": default}}})
    text = "---\ny: 1\n---\n"
    (violation,) = validate(schema, read(text))
    assert violation.fix is not None
    after = apply_edits(text, violation.fix.edits)
    assert after == f"---\ny: 1\n{line}\n---\n"
    assert read(after).data == {"y": 1, "x": default}


def test_a_default_is_added_only_where_a_line_can_be() -> None:
    schema = Schema.of({"properties": {"x": {"required": ["z"], "properties": {"z": {"default": 1}}}}})
    (nested,) = validate(schema, read("---\nx: {y: 1}\n---\n"))
    (flow,) = validate(SCHEMA, read("---\n{theme: Santé}\n---\n"))
    assert nested.fix is flow.fix is None


def test_a_rename_declares_both_keys() -> None:
    (violation,) = validate(SCHEMA, read("---\npublish: true\nextrenal_site: x\n---\n"))
    assert violation.fix is not None
    assert violation.fix.pointers == ("/extrenal_site", "/external_site")
