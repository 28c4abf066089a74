"""The configuration: found where users expect it, and no mistake in it is silent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from linter.config import ConfigurationError
from linter.config_file import check_names, load
from linter.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Site = Callable[[dict[str, str | bytes]], Path]

SCHEMA = '{"type": "object", "required": ["title"]}'


def test_without_a_file_the_defaults_hold_from_the_repository_on(site: Site) -> None:
    root = site({"a/b.md": "x"})
    configuration = load(root / "a")
    assert (configuration.root, configuration.origin) == (root, None)
    assert "placeholder-link" in {one.rule.name for one in configuration.rules_for("a/b.md")}


@pytest.mark.parametrize(
    "name", ["contentlint.toml", ".contentlint.toml", ".config/contentlint.toml", "pyproject.toml"]
)
def test_the_nearest_file_upwards_is_used(site: Site, name: str) -> None:
    table = "[tool.contentlint.rules]" if name == "pyproject.toml" else "[rules]"
    root = site({name: f'{table}\nplaceholder-link = "info"\n', "a/b/c.md": "x"})
    configuration = load(root / "a" / "b" / "c.md")
    assert (configuration.root, configuration.origin) == (root, root / name)
    severities = {one.rule.name: one.severity for one in configuration.rules_for("a/b/c.md")}
    assert severities["placeholder-link"] is Severity.INFO
    assert load(root / "a", isolated=True).origin is None


def test_a_pyproject_of_others_is_passed_over(site: Site) -> None:
    root = site({"pyproject.toml": "[tool.ruff]\n"})
    assert load(root).origin is None


def test_collections_overrides_and_categories(site: Site) -> None:
    root = site(
        {
            "contentlint.toml": """
[rules]
links = "warning"
todo-marker = { severity = "error", words = ["BIENTÔT"] }

[[collections]]
name = "api"
files = ["api/*.md"]
schema = "api.schema.json"
rules = { placeholder-link = "off" }

[overrides."**/old-*.md"]
rules = { links = "off" }
""",
            "api.schema.json": SCHEMA,
        }
    )
    configuration = load(root)
    plain = {one.rule.name: one for one in configuration.rules_for("x.md")}
    assert plain["placeholder-link"].severity is Severity.WARNING
    assert plain["todo-marker"].severity is Severity.ERROR
    assert plain["todo-marker"].options.words == {"BIENTÔT"}  # type: ignore[attr-defined]
    assert plain["missing-required-key"].options.schema is None  # type: ignore[attr-defined]
    api = {one.rule.name: one for one in configuration.rules_for("api/x.md")}
    assert "placeholder-link" not in api
    assert api["missing-required-key"].options.schema is not None  # type: ignore[attr-defined]
    assert not {"placeholder-link", "empty-link"} & {one.rule.name for one in configuration.rules_for("old-a.md")}


def test_extend_puts_one_file_over_another(site: Site) -> None:
    root = site(
        {
            "base.toml": '[rules]\nempty-link = "off"\nplaceholder-link = "info"\n',
            "contentlint.toml": 'extend = "base.toml"\n[rules]\nplaceholder-link = "error"\n',
        }
    )
    severities = {one.rule.name: one.severity for one in load(root).rules_for("a.md")}
    assert severities["placeholder-link"] is Severity.ERROR
    assert "empty-link" not in severities


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('locale = "French"\n', "locale: string should match pattern"),
        ("rulez = 1\n", r"contentlint\.toml:1: unknown key 'rulez'; did you mean 'rules'\?"),
        (
            '[[collections]]\nname = "a"\nfile = ["x"]\n',
            r":3: unknown key 'collections\.0\.file'; did you mean 'files'\?",
        ),
        ('[rules]\nmojibak = "off"\n', r"there is no rule 'mojibak'; did you mean 'mojibake'\?"),
        ('[rules]\nmojibake = "warn"\n', "'warn' is no severity"),
        ("[rules]\nmultiple-blank-lines = { maxx = 2 }\n", r"no option 'maxx'"),
        (
            '[rules]\nmultiple-blank-lines = { max = "two" }\n',
            "multiple-blank-lines: max: input should be a valid integer",
        ),
        ("[rules]\nlinks = { words = [] }\n", "links is a category"),
        ("first-heading = 9\n", "first-heading: input should be less than or equal to 6"),
        ("= 1\n", "not valid TOML"),
        ('extend = "../x.toml"\n', "leads out of the repository"),
        ('extend = "x.toml"\n', "there is no such file"),
        ('extend = "contentlint.toml"\n', "extends itself"),
        ('schema = "../api.json"\n', "leads out of"),
        ('schema = "api.json"\n', "there is no such file"),
        ('schema = "broken.json"\n', r"broken\.json"),
        ("[rules]\n[rules.mojibake]\nseverity = 3\n", "3 is no severity"),
    ],
)
def test_a_mistake_is_told_with_its_place(site: Site, text: str, message: str) -> None:
    root = site({"contentlint.toml": text, "broken.json": "{"})
    with pytest.raises(ConfigurationError, match=message):
        load(root)


def test_a_selection_must_name_rules_that_exist() -> None:
    assert check_names(["links", "mojibake"], "--select") == {"links", "mojibake"}
    with pytest.raises(ConfigurationError, match=r"--select: there is no rule 'link'; did you mean 'links'\?"):
        check_names(["link"], "--select")


def test_matters_of_style_wait_for_a_configuration_and_are_mended_only_if_asked(site: Site) -> None:
    root = site({"x.md": "a\n"})
    assert "trailing-whitespace" not in {one.rule.name for one in load(root).rules_for("x.md")}
    (root / "contentlint.toml").write_text("", encoding="utf-8")
    mends = {one.rule.name: one.mends for one in load(root).rules_for("x.md")}
    assert (mends["trailing-whitespace"], mends["mojibake"]) == (False, True)
    (root / "contentlint.toml").write_text('[rules]\ntrailing-whitespace = "info"\n', encoding="utf-8")
    mends = {one.rule.name: one.mends for one in load(root).rules_for("x.md")}
    assert (mends["trailing-whitespace"], mends["final-newline"]) == (True, False)
    selected = replace(load(root, isolated=True), select=frozenset({"layout"}))
    assert all(one.mends for one in selected.rules_for("x.md"))


def test_tables_of_a_collection_are_laid_over_those_for_all(site: Site) -> None:
    root = site(
        {
            "contentlint.toml": '[references]\nowner = "teams.$stem"\nauthor = "people.$stem"\n'
            '[[collections]]\nname = "api"\nfiles = ["api/*"]\nreferences = { author = "authors.$stem" }\n'
        }
    )
    configured = {one.rule.name: one.options for one in load(root).rules_for("api/x.md")}
    references = configured["unresolved-reference"].references  # type: ignore[attr-defined]
    assert references == {"owner": "teams.$stem", "author": "authors.$stem"}


def test_the_language_of_a_collection_goes_before_that_for_all(site: Site) -> None:
    collection = '[[collections]]\nname = "a"\nfiles = ["en/*.md"]\nlocale = "en"\n'
    root = site({"contentlint.toml": f'locale = "fr"\n{collection}'})
    for path, locale in (("x.md", "fr"), ("en/x.md", "en")):
        options = {one.rule.name: one.options for one in load(root).rules_for(path)}
        assert options["wrong-type"].locale == locale  # type: ignore[attr-defined]
