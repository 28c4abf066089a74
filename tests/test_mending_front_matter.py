"""Broken front matter through the whole fixer: what is certain is mended and written, all else is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter import catalog
from linter.cli import main
from linter.document import Document
from linter.fixing import fix
from linter.rule import ConfiguredRule, configured

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BODY = "\n# Le guichet\n\nIl ouvre à neuf heures.\n"


def every_rule() -> tuple[ConfiguredRule, ...]:
    return tuple(configured(rule) for rule in catalog.rules().values() if rule.on)


@pytest.mark.parametrize(
    ("head", "mended"),
    [
        ("title: Le guichet : horaires\n", 'title: "Le guichet : horaires"\n'),
        ("intro: |\nOuvert le lundi.\ntheme: mairie\n", "intro: |\n  Ouvert le lundi.\ntheme: mairie\n"),
        ("title:Le guichet\ncontact: @mairie\n", 'title: Le guichet\ncontact: "@mairie"\n'),
    ],
)
def test_what_is_certain_is_mended(head: str, mended: str) -> None:
    done = fix(Document.of(f"---\n{head}---\n{BODY}"), every_rule())
    assert done.rolled_back is None
    assert done.document.text == f"---\n{mended}---\n{BODY}"
    assert fix(done.document, every_rule()).document.text == done.document.text


@pytest.mark.parametrize(
    "head",
    [
        "title: Le guichet : horaires\n  email: x\n",
        "title: Le guichet theme: mairie\n",
        "title: {{ site.title }}\n",
        "contact: Mairie\n  email: x@exemple.fr\n",
    ],
)
def test_what_is_not_certain_is_left_alone(head: str) -> None:
    text = f"---\n{head}---\n{BODY}"
    assert fix(Document.of(text), every_rule()).document.text == text


def test_a_closing_line_that_is_nearly_one() -> None:
    done = fix(Document.of(f"---\ntitle: Le guichet\n—\n{BODY}"), every_rule())
    assert done.document.text == f"---\ntitle: Le guichet\n---\n{BODY}"


def test_without_a_configuration_nothing_is_supposed_unless_asked(site: Callable[[dict[str, str]], Path]) -> None:
    text = f"---\ntitle: Le guichet : horaires\n---\n{BODY}"
    page = site({"a.md": text}) / "a.md"
    assert main(["fix"]) == 1
    assert page.read_text() == text
    assert main(["fix", "--diff", "--unsafe-fixes"]) == 1
    assert main(["fix", "--diff", "--select", "invalid-yaml"]) == 1
    site({"contentlint.toml": ""})
    assert main(["fix"]) == 0
    assert page.read_text() == text.replace("Le guichet : horaires", '"Le guichet : horaires"', 1)
