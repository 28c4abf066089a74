"""What a configuration came to is remembered, as long as all that it was read from stays the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from linter import config_memory
from linter.config_file import load
from linter.config_memory import _made, _plain, recalled, remember
from linter.document.flavour import Flavour
from linter.rule import PendingRule

CONFIGURATION = """\
max-file-size = 100000
[rules]
todo-marker = { severity = "error", words = ["À FAIRE"] }
[links]
redirects = "redirects.txt"
routes = ["/a", "/b/{api.$stem}"]
forbidden-hosts = { "a.test" = "use b" }
[[collections]]
name = "api"
files = ["api/*.md"]
schema = "api.json"
flavour = "gfm"
terms = [{ bad = ["Git Hub"], good = "GitHub" }]
[overrides."api/old*.md"]
rules = { links = "off" }
"""
SCHEMA = {"type": "object", "required": ["title"], "properties": {"title": {"type": "string", "maxLength": 9}}}
PAGE = "---\ntitle: {}\n---\n\nÀ FAIRE : [un lien](https://a.test/), Git Hub\n"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a tree with a configuration that was not changed for long."""
    monkeypatch.setenv("CONTENTLINT_CACHE_DIR", str(tmp_path / "cache"))
    root = tmp_path / "tree"
    (root / "api").mkdir(parents=True)
    for name, text in {
        "contentlint.toml": CONFIGURATION,
        "api.json": json.dumps(SCHEMA),
        "redirects.txt": "/x /y\n",
        "api/a.md": PAGE.format("A"),
        "api/old.md": PAGE.format("Much too long"),
        "c.md": PAGE.format("C"),
    }.items():
        (root / name).write_text(text, encoding="utf-8")
    aged(root)
    return root


def aged(root: Path) -> None:
    """Give all files times at which nobody doubts."""
    for path in root.rglob("*"):
        os.utime(path, (time.time() - 60,) * 2)


def said(root: Path, *words: str) -> tuple[str, set[str]]:
    """Return what a check says in a process of its own, and which modules it loads."""
    program = (
        "import sys; from linter.cli import main; main(sys.argv[1:]); "
        "print('|', *{name.partition('.')[0] for name in sys.modules})"
    )
    command = [sys.executable, "-c", program, "check", *words]
    out = subprocess.run(command, cwd=root, capture_output=True, check=True, encoding="utf-8").stdout
    report, _, modules = out.rpartition("|")
    return report, set(modules.split())


def test_what_is_remembered_is_said_again_without_pydantic(tree: Path) -> None:
    paths = ("api/a.md", "api/old.md", "c.md")
    first, loaded = said(tree, *paths)
    assert "pydantic" in loaded
    again, loaded = said(tree, *paths)
    assert again == first
    assert {"À FAIRE", "Git Hub", "a.test"} <= {word for word in ("À FAIRE", "Git Hub", "a.test") if word in first}
    assert not loaded & {"pydantic", "tomllib"}
    assert said(tree, "--no-cache", *paths) == (first, said(tree, "--no-cache", *paths)[1])


def test_a_clean_file_of_a_remembered_collection_needs_no_jsonschema(tree: Path) -> None:
    (tree / "api" / "a.md").write_text("---\ntitle: A\n---\n\nUne page.\n", encoding="utf-8")
    said(tree, "api/a.md")
    assert not said(tree, "api/a.md")[1] & {"pydantic", "jsonschema", "jsonschema_rs", "referencing", "dataclasses"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("contentlint.toml", CONFIGURATION.replace("À FAIRE", "TODO")),
        ("api.json", json.dumps(SCHEMA | {"required": ["date"]})),
        ("redirects.txt", None),
    ],
)
def test_nothing_is_recalled_after_a_change(tree: Path, name: str, text: str | None) -> None:
    file = tree / "contentlint.toml"
    configuration = load(tree, without_schemas=True)
    rules = configuration.rules_for("api/a.md")
    remember(configuration)
    known = recalled(str(file))
    assert known is not None
    assert [(one.rule.name, one.options, one.severity) for one in known.rules_for("api/a.md")] == [
        (one.rule.name, one.options, one.severity) for one in rules
    ]
    assert known == configuration
    before = (tree / name).stat()
    if text is None:
        (tree / name).unlink()
    else:
        (tree / name).write_text(text, encoding="utf-8")
        os.utime(tree / name, (before.st_atime, before.st_mtime))
    assert recalled(str(file)) is None


def test_what_was_changed_just_now_is_not_remembered(tree: Path) -> None:
    (tree / "api.json").write_text(json.dumps(SCHEMA), encoding="utf-8")
    configuration = load(tree, without_schemas=True)
    configuration.rules_for("api/a.md")
    remember(configuration)
    assert recalled(str(tree / "contentlint.toml")) is None


def test_nothing_is_recalled_in_a_pull_request(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    configuration = load(tree / "contentlint.toml")
    configuration.rules_for("api/a.md")
    remember(configuration)
    assert recalled(str(tree / "contentlint.toml")) is not None
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert recalled(str(tree / "contentlint.toml")) is None


def test_a_damaged_record_is_none(tree: Path) -> None:
    configuration = load(tree, without_schemas=True)
    configuration.rules_for("api/a.md")
    remember(configuration)
    (record,) = (tree.parent / "cache").glob("*.conf")
    record.write_bytes(record.read_bytes()[:-9] + b"123456789")
    assert recalled(str(tree / "contentlint.toml")) is None


def test_only_what_is_ours_becomes_plain_data_and_back() -> None:
    values = {"a": [1, (2.5, None)], "b": frozenset({"x"}), "c": Flavour.GFM, "d": {"e": True}}
    assert _made(_plain(values)) == values
    with pytest.raises(config_memory._UnknownError):  # noqa: SLF001  # of this module
        _plain({"a": Path("a")})
    with pytest.raises(ValueError, match="subprocess"):
        _made(("\0made of", "subprocess", "run", (["true"],)))


def test_options_that_are_known_ask_for_no_module() -> None:
    configuration = load(Path(__file__).parent, isolated=True)
    rule = next(one for one in configuration.rules_for("a.md") if one.rule.name == "unusual-key")
    assert isinstance(rule, PendingRule)
    assert (rule.option("siblings"), rule.option("compares"), rule.option("schema")) == (20, True, None)
    assert not rule.has_set("siblings")
