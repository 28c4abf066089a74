"""Every rule has a page, and what its page says is so."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from linter import catalog, pages, rules
from linter.rule import CATEGORIES

NAMES = list(catalog.rules())
CATALOGUE = Path(__file__).parents[2] / "shared" / "design" / "RULES.md"
SETTINGS = {
    "base_url",
    "components",
    "dialect",
    "first_heading",
    "locale",
    "forbidden_hosts",
    "moved_hosts",
    "references",
    "redirects",
    "roots",
    "routes",
    "schema",
    "slug",
    "terms",
}
"""What a configuration says of documents rather than of one rule."""


@pytest.mark.parametrize("name", NAMES)
def test_the_page_of_a_rule_holds(name: str) -> None:
    rule = catalog.rules()[name]
    assert list(pages.failures(rule)) == []
    assert pages.text(rule).startswith(f"# {name}\n\n")
    assert rule.summary.endswith(".")
    assert pages.explain(rule).startswith(f"# {name}\n\n{rule.summary}\n")


@pytest.mark.parametrize("name", NAMES)
def test_every_option_of_its_own_is_explained(name: str) -> None:
    rule = catalog.rules()[name]
    own = {field.name for field in fields(rule.options)} - SETTINGS
    assert [option for option in sorted(own) if f"`{option.replace('_', '-')}`" not in pages.text(rule)] == []


def test_every_module_is_in_the_table_of_contents_and_has_a_page() -> None:
    folder = Path(rules.__file__).parent
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert modules == {path.stem for path in folder.glob("*.md")} == set(rules.BUILTIN)


def test_the_table_of_contents_is_in_order_of_categories() -> None:
    places = [CATEGORIES.index(catalog.rules()[module.replace("_", "-")].category) for module in rules.BUILTIN]
    assert places == sorted(places)
    assert len(set(rules.BUILTIN)) == len(rules.BUILTIN)


def test_the_table_of_contents_is_in_the_order_of_the_catalogue() -> None:
    if not CATALOGUE.is_file():
        pytest.skip("the design pages are not beside the checkout")
    named = re.findall(r"^\| ★?([a-z0-9-]+) \|", CATALOGUE.read_text(encoding="utf-8"), re.MULTILINE)
    order = [name for name in dict.fromkeys(named) if name in catalog.rules()]
    assert order == [name for name in NAMES if name in named]
