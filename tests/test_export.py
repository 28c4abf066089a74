"""Exported schemas say in an editor what we say."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from linter.cli import main
from linter.schema import Schema
from linter.schema.dates import day_of, form_pattern
from linter.schema.pattern import compiled
from linter.schema.plain_keywords import plain_keywords

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_our_words_stand_under_the_keywords_that_editors_show(site: Callable[[dict[str, str | bytes]], Path]) -> None:
    annotations = {
        "is_open": {"message": {"fr": "-1, 0 ou 1", "en": "-1, 0 or 1"}, "docs": "https://exemple-public.fr/aide"},
        "owner": {"replacedBy": "producer"},
    }
    schema = {"properties": {name: {"x-lint": value} for name, value in annotations.items()}}
    root = site(
        {
            "contentlint.toml": '[[collections]]\nname = "page"\nfiles = ["*.md"]\nschema = "s.json"\n',
            "s.json": json.dumps(schema),
        }
    )
    assert main(["schema", "export", "-o", "out"]) == 0
    exported = json.loads((root / "out" / "page.schema.json").read_text(encoding="utf-8"))
    assert exported["properties"] == {
        "is_open": {"errorMessage": "-1, 0 or 1", "markdownDescription": "<https://exemple-public.fr/aide>"},
        "owner": {"deprecationMessage": "use producer"},
    }


@pytest.mark.parametrize("locale", ["fr", "fr-CA"])
def test_messages_are_in_the_configured_language(site: Callable[[dict[str, str | bytes]], Path], locale: str) -> None:
    schema = {"properties": {"a": {"type": "integer", "x-lint": {"message": {"en": "a number", "fr": "un nombre"}}}}}
    root = site(
        {
            "contentlint.toml": f'locale = "{locale}"\nschema = "s.json"\n'
            '[[collections]]\nname = "page"\nfiles = ["*.md"]\n',
            "s.json": json.dumps(schema),
        }
    )
    assert main(["schema", "export", "-o", "out"]) == 0
    exported = json.loads((root / "out" / "page.schema.json").read_text(encoding="utf-8"))
    assert exported["properties"]["a"]["errorMessage"] == "un nombre"


def test_forms_of_dates_become_patterns(site: Callable[[dict[str, str | bytes]], Path]) -> None:
    date = {"accept": ["%d/%m/%Y"], "canonical": "%d.%m.%y"}
    schema = {
        "x-lint": {"compare": {"left": "a", "op": "<", "right": "b"}},
        "properties": {
            "a": {"type": "string", "format": "date", "x-lint": {"date": date | {"min": "2020-01-01"}}},
            "b": {"pattern": "^0", "allOf": [{"minLength": 1}], "x-lint": {"date": date}, "$comment": "3/4"},
            "c": {"const": None, "x-lint": {"unique": True}, "$comment": "3/4"},
        },
    }
    root = site(
        {
            "contentlint.toml": '[[collections]]\nname = "page"\nfiles = ["*.md"]\nschema = "s.json"\n',
            "s.json": json.dumps(schema),
        }
    )
    assert main(["schema", "export", "-o", "out"]) == 0
    exported = json.loads((root / "out" / "page.schema.json").read_text(encoding="utf-8"))
    others = r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2}"
    assert exported["properties"] == {
        "a": {
            "type": "string",
            "pattern": f"^(?:[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}|{others})$",
            "patternErrorMessage": "expected a date as AAAA-MM-JJ, JJ/MM/AAAA or JJ.MM.AA",
            "$comment": "checked by contentlint alone: date.min",
        },
        "b": {"pattern": "^0", "allOf": [{"minLength": 1}, {"pattern": f"^(?:{others})$"}], "$comment": "3/4"},
        "c": {"const": None, "$comment": "3/4; checked by contentlint alone: unique"},
    }
    assert exported["$comment"].endswith("are lost; checked by contentlint alone: compare")
    Schema.of(exported)


@pytest.mark.parametrize("form", ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%y", "le %d (%m) $%Y"])
def test_a_pattern_takes_what_its_form_takes(form: str) -> None:
    fits = compiled(f"^(?:{form_pattern(form)})$")
    for text in ("2024-03-18", "2024-3-8", "18/03/2024", "1/3/2024", "18.03.24", "18x03.24", "le 1 (3) $2024", ""):
        assert fits(text) == (day_of(text, (form,)) is not None)


def test_without_an_annotation_nothing_is_added() -> None:
    assert plain_keywords({"type": "string", "$comment": "3/4"}) == {}
