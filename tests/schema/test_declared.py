"""What a schema declares about other documents and files, from the schema file to the findings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from linter import runner
from linter.config_file import load
from linter.schema import Schema
from linter.session import Order

if TYPE_CHECKING:
    from pathlib import Path

API = {
    "properties": {
        "title": {"x-lint": {"unique": "fold"}},
        "producer": {"x-lint": {"ref": {"collection": "producers", "prefix": "/organisations/"}}},
        "partners": {"type": "array", "items": {"$ref": "common.json#/$defs/free"}},
        "logo": {"x-lint": {"file": {"base": "public"}}},
        "theme": {"x-lint": {"ref": {"collection": "producers", "by": "key:slug"}}},
        "phases": {"items": {"properties": {"name": {"x-lint": {"ref": "phases"}}}}},
    },
    "oneOf": [{"properties": {"page": {"x-lint": {"ref": {"collection": "api", "by": "path"}}}}}],
}
COMMON = {"$defs": {"free": {"x-lint": {"ref": {"collection": "producers", "by": "name", "open": True}}}}}
CONFIGURATION = """
[[collections]]
name = "api"
files = ["api/*.md"]
schema = "api.json"

[[collections]]
name = "producers"
files = ["producers/*.md"]
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a repository with a configuration, its schemas and a few documents."""
    files = {
        "api.json": json.dumps(API),
        "common.json": json.dumps(COMMON),
        "contentlint.toml": CONFIGURATION,
        "producers/mairie.md": "---\nname: Mairie de Brume\nslug: brume\n---\n",
        "public/brume.svg": "<svg/>",
        "api/ports.md": "---\ntitle: API Marées\n---\n",
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def said(root: Path, head: str) -> list[tuple[str, str]]:
    """Return the rules and messages about a document of the collection `api` with that front matter."""
    (root / "api" / "marees.md").write_text(f"---\n{head}\n---\n", encoding="utf-8")
    configuration = load(root)
    run = runner.run(configuration, ("api/marees.md",), Order()).run
    return [(finding.rule, finding.message) for finding in run.findings if finding.category == "references"]


@pytest.fixture(autouse=True)
def _there(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)


def test_annotations_are_known_by_key_path(root: Path) -> None:
    found = Schema.load(root / "api.json", root).annotations
    assert sorted(found) == ["logo", "page", "partners[]", "phases[].name", "producer", "theme", "title"]
    assert found["phases[].name"] == {"ref": "phases"}


def test_a_schema_that_refers_to_itself_has_an_end() -> None:
    schema = Schema.of({"properties": {"a": {"$ref": "#"}, "b": {"$ref": "#"}, "c": {"x-lint": {"unique": True}}}})
    assert schema.annotations["a.b.c"] == {"unique": True}


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("producer: /organisations/mairie", []),
        (
            "producer: mairie",
            [("unresolved-reference", '"mairie" names no document; did you mean "/organisations/mairie"?')],
        ),
        (
            "producer: /organisations/port",
            [("unresolved-reference", '"/organisations/port" names no document of "producers"')],
        ),
        ("partners: [Un club, Mairie de Brume]", []),
        (
            "partners: [mairie de brume]",
            [("unresolved-reference", '"mairie de brume" names no document; did you mean "Mairie de Brume"?')],
        ),
        ("page: /api/ports", []),
        ("theme: brume", []),
        ("theme: mairie", [("unresolved-reference", '"mairie" names no document of "producers"')]),
        ("page: api/ports.md", []),
        ("page: /api/quais", [("unresolved-reference", '"/api/quais" names no document of "api"')]),
        ("logo: brume.svg", []),
        ("logo: brumes.svg", [("missing-asset", 'there is no file "public/brumes.svg"; did you mean "brume.svg"?')]),
        ("title: api marees", [("duplicate-identifier", '"api marees" is the "title" of "api/ports.md" as well')]),
        ("title: API Bacs", []),
    ],
)
def test_what_a_schema_declares_is_judged(root: Path, head: str, expected: list[tuple[str, str]]) -> None:
    assert said(root, head) == expected


def test_the_configuration_wins(root: Path) -> None:
    file = root / "contentlint.toml"
    named = '\n[collections.references]\nproducer = "producers.name"\n'
    before, after = file.read_text(encoding="utf-8").split('schema = "api.json"\n')
    file.write_text(f'{before}schema = "api.json"\n{named}{after}', encoding="utf-8")
    assert said(root, "producer: /organisations/Mairie de Brume") == []
