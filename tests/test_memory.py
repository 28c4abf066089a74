"""What documents are called is remembered for as long as their files do not change."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from linter.cli import main
from linter.memory import Memory

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONFIGURATION = """\
[[collections]]
name = "services"
files = ["services/*.md"]
references = { owner = "people.name" }
[[collections]]
name = "people"
files = ["people/*.md"]
"""


def aged(root: Path) -> None:
    """Give all files times at which nobody doubts, and wait: that of their status cannot be set."""
    for path in root.rglob("*.*"):
        os.utime(path, (time.time() - 60,) * 2)
    time.sleep(2.1)


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a tree whose services name people."""
    for name in ("services", "people"):
        (tmp_path / name).mkdir()
    (tmp_path / "contentlint.toml").write_text(CONFIGURATION)
    for name in ("Ada", "Grace"):
        (tmp_path / "people" / f"{name}.md").write_text(f"---\nname: {name}\n---\n")
    for name in ("Ada", "Edsger"):
        (tmp_path / "services" / f"of-{name}.md").write_text(f"---\nowner: {name}\n---\n")
    monkeypatch.chdir(tmp_path)
    aged(tmp_path)
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    main(["check", "-q", *words])
    return capsys.readouterr().out


def test_names_are_found_as_if_all_were_read(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = ("services/of-Ada.md", "services/of-Edsger.md")
    for change in (
        lambda: None,
        lambda: None,
        lambda: (tree / "people" / "Edsger.md").write_text("---\nname: Edsger\n---\n"),
        lambda: (tree / "people" / "Ada.md").write_text("---\nname: Lovelace\n---\n"),
        (tree / "people" / "Edsger.md").unlink,
    ):
        change()
        assert said(capsys, *paths) == said(capsys, "--no-cache", *paths)
    assert "Ada" in said(capsys, *paths)


def test_files_that_do_not_change_are_not_read_again(tree: Path) -> None:
    read = []

    def rows(path: str) -> Iterator[tuple[str, str]]:
        read.append(path)
        yield "name", (tree / path).read_text()

    paths = ["people/Ada.md", "people/Grace.md"]
    first = Memory(tree).values(("a",), paths, rows)
    assert Memory(tree).values(("a",), paths, rows) == first
    assert read == paths
    (tree / "people" / "Ada.md").write_text("Changed")
    again = Memory(tree).values(("a",), paths, rows)
    assert again == first | {"people/Ada.md": (("name", "Changed"),)}
    assert read == [*paths, "people/Ada.md"]
    Memory(tree).values(("b",), paths, rows)
    assert read == [*paths, "people/Ada.md", *paths]
