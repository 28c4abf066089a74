"""Broken front matter through the whole fixer: what is certain is mended and written, all else is left alone."""

from __future__ import annotations

import pytest

from linter import catalog
from linter.document import Document
from linter.fixing import fix
from linter.rule import ConfiguredRule, configured

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
