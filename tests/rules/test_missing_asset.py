"""missing-asset on a disk: the size of a file, and what lies outside of the repository."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from linter import files
from linter.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest


def test_a_file_can_be_too_large(
    site: Callable[[dict[str, str | bytes]], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    file = {"base": "public", "kind": "image", "maxBytes": 10}
    site(
        {
            "contentlint.toml": '[[collections]]\nname = "a"\nfiles = ["*.md"]\nschema = "s.json"\n',
            "s.json": json.dumps({"properties": {"logo": {"x-lint": {"file": file}}}}),
            "public/small.png": b"x" * 10,
            "public/large.png": b"x" * 11,
            "public/small.txt": b"x",
            "a.md": "---\nlogo: large.png\n---\n",
            "b.md": "---\nlogo: small.png\n---\n",
            "c.md": "---\nlogo: small.txt\n---\n",
        }
    )
    assert main(["check"]) == 1
    large, text = (line.partition(" error ")[2] for line in capsys.readouterr().out.splitlines())
    assert large == '"public/large.png" has 11 bytes, at most 10 are allowed (missing-asset)'
    assert text.startswith('"public/small.txt" is no file of the kind image: png, jpg, ')


def test_only_files_within_the_root_have_a_size(tmp_path: Path) -> None:
    (tmp_path / "root").mkdir()
    (tmp_path / "outside").write_text("x")
    (tmp_path / "root" / "link").symlink_to(tmp_path / "outside")
    (tmp_path / "root" / "inside").write_text("xy")
    folder = files.Folder(tmp_path / "root")
    assert folder.size("inside") == 2
    assert [folder.size(path) for path in ("link", "absent", "", "../outside", "a\0b")] == [None] * 5
