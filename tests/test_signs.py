"""A rule is left out only where it has nothing to say."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linter import catalog, pages
from linter.document import Document
from linter.rule import Rule, configured
from linter.signs import OPTION, SIGNS, VIOLATING, Signs, gate

CONTENT = Path(__file__).parent.parent / "content"
RULES = [rule for rule in catalog.rules().values() if rule.only]
TEXTS = sorted({sign for rule in RULES for sign in rule.only if not sign.startswith((OPTION, "is:"))})
PIECES = [*TEXTS, "a", "é", "É", "\n", "\n\n", " ", "---\n", "title: a\n", "[x](y)", "# A", "#b", "İ", "ß", "\u0301",
          "e", "\u200b", "Ã©", "\udce9", "http://", "```", "| a |\n| - |\n", "<b>", "<!--", "TODO", "?"]  # fmt: skip


def told(rule: Rule, document: Document) -> list[object]:
    """Return what a rule says of a document of which it would not be asked."""
    one = configured(rule)
    signs = gate(one)
    if signs is None or Signs(signs).shown(document) or rule.check is None:
        return []
    return list(rule.check(document, one.options))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_signs_are_known(rule: Rule) -> None:
    for sign in rule.only:
        if sign.startswith(OPTION):
            assert sign.removeprefix(OPTION) in rule.option_names
        elif sign.startswith("is:"):
            assert sign in {*SIGNS, VIOLATING}
        else:
            assert sign == sign.casefold()


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@example("\ufeff<!DOCTYPE html>")
def test_nothing_is_left_out_of_made_up_documents(text: str) -> None:
    document = Document.of(text)
    for rule in RULES:
        if isinstance(rule, Rule):
            assert not told(rule, document), rule.name


def test_nothing_is_left_out_of_the_sample_or_the_pages_of_rules() -> None:
    sample = (Document.of(path.read_bytes().decode("utf-8", "surrogateescape")) for path in CONTENT.rglob("*.md"))
    shown = (Document.of(pages.text(rule)) for rule in catalog.rules().values())
    for document in chain(sample, shown):
        for rule in RULES:
            if isinstance(rule, Rule):
                assert not told(rule, document), rule.name
