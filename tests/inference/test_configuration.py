"""What init would write can be read back, and says why."""

from __future__ import annotations

import pickle
import tomllib
from pathlib import Path

import yaml
from hypothesis import given
from hypothesis import strategies as st

from linter.config_model import parse
from linter.document import Document
from linter.inference import (
    FoundCollection,
    GuessedCollection,
    Habits,
    InferredSchema,
    configuration_text,
    github_workflow_text,
    habit_of,
    habits_of,
    pre_commit_text,
    schema_path,
    schema_text,
)

from .conftest import inferred, sketches


def _pages(texts: list[str]) -> Habits:
    return habits_of(habit_of(Document.of(text)) for text in texts)


def test_first_heading_and_components() -> None:
    found = _pages(["## A\n\n<Button>x</Button>\n"] * 6 + ["### B\n\n<Tabs.Item /> <Buton />\n", "No heading"])
    assert found == Habits(2, 6, 7, (("Button", 6), ("Tabs", 1)), (("Buton", 1),))
    assert _pages(["## A", "### B"] * 5).first_heading is None
    assert _pages([]) == Habits()


def test_the_text_is_a_configuration_with_evidence() -> None:
    result = inferred(["title: T\nproducer: a"] * 40 + ["title: T\nprodcuer: a"])
    habits = Habits(3, 39, 41, (("Button", 4),), (("Buton", 1),))
    schema = InferredSchema(result.schema, result.anomalies, {"producer": "makers.$stem", "api[]": "api.title"})
    guess = GuessedCollection("api", ("api/*.md",), ("api/a.md",), ("api/README.md",))
    text = configuration_text([FoundCollection(guess, schema, habits, schema_path(guess))], ["api/_template.md"])
    assert text.splitlines()[3:] == [
        "# Documents to be copied, not read.",
        'extend-exclude = ["/api/_template.md"]',
        "",
        "# 1 documents; 1 more have other keys: api/README.md",
        "[[collections]]",
        'name = "api"',
        'files = ["api/*.md"]',
        'schema = "schemas/api.schema.json" # unlike the others, when it was written: 1 misspelt-key',
        "first-heading = 3 # 39/41 pages with headings",
        'components = ["Button"] # Button 4',
        "# Not listed, as they look like slips: Buton 1",
    ]
    text = configuration_text([FoundCollection(guess, schema, habits)])
    assert parse(tomllib.loads(text), Path("contentlint.toml")).collections[0].references["api[]"] == "api.title"
    assert schema_text(result).startswith('{\n  "$schema"')


@given(st.text(min_size=1), st.text(min_size=1), st.text(min_size=1))
def test_any_names_make_valid_toml(name: str, path: str, key: str) -> None:
    guess = GuessedCollection(name, (path,), (path,), (path,))
    found = FoundCollection(guess, InferredSchema({"title": name}, (), {key: name}), Habits(2, 1, 1, ((name, 3),)))
    (collection,) = tomllib.loads(configuration_text([found], [path]))["collections"]
    assert collection["name"] == name
    assert collection["references"] == {key: name}


def test_bytes_that_are_no_text_can_be_written() -> None:
    guess = GuessedCollection("a\udc80", (), ())
    result = InferredSchema({"title": "a\udc80"}, (), {})
    assert configuration_text([FoundCollection(guess, result)]).encode()
    assert schema_text(result).encode()
    assert schema_path(guess) == "schemas/a-.schema.json"


def test_hook_and_workflow_name_the_version() -> None:
    assert yaml.safe_load(pre_commit_text())["repos"][0]["hooks"][0]["id"] == "contentlint-fix"
    assert "contentlint==1.2.3 check\n" in github_workflow_text("1.2.3")


def test_sketches_travel_between_processes() -> None:
    drawn = sketches({"a.md": "title: T\nlist: [1, {a: b}]\nlong: " + "x" * 900})
    assert pickle.loads(pickle.dumps(drawn)) == drawn  # noqa: S301 (our own)
    assert [one.text for one in drawn[0].entries][-1] is None


def test_what_is_no_mapping_has_no_sketch() -> None:
    assert sketches({"a.md": "- a", "b.md": "", "c.md": "a: [", "d.md": "{}"}) == []


def test_where_many_have_no_front_matter_none_is_asked_for() -> None:
    asking = InferredSchema({"required": ["title"]}, (), {})
    guess = GuessedCollection("docs", ("docs/*.md",), ("docs/a.md",) * 94)
    line = "rules = { missing-front-matter = { optional = true } } # 6/100 documents have no front matter"
    assert line in configuration_text([FoundCollection(guess, asking, headless=6)])
    both = configuration_text([FoundCollection(guess, asking, Habits(titled=10, titled_twice=5), headless=6)])
    assert 'rules = { h1-in-body = "off", missing-front-matter = { optional = true } } # 5/10 pages' in both
    for inferred_schema, headless in ((asking, 4), (InferredSchema({}, (), {}), 6)):
        found = FoundCollection(guess, inferred_schema, headless=headless)
        assert "missing-front-matter" not in configuration_text([found])
