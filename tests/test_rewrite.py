"""What was exchanged while it was being fixed is left as it is, and said so."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from linter.atomic import FileChangedError
from linter.files import Folder
from linter.journal import Journal, undo
from linter.rewrite import Rewrite

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OLD, NEW, OTHER = "privÃ©\n".encode().ljust(5_000), "privé\n".encode().ljust(5_000), b"by hand"


def directory(path: Path) -> None:
    path.unlink()
    path.mkdir()


def link_out(path: Path) -> None:
    path.unlink()
    (path.parents[1] / "outside.md").write_bytes(OLD)
    path.symlink_to(path.parents[1] / "outside.md")


def link_in(path: Path) -> None:
    path.rename(path.with_name("other.md"))
    path.symlink_to("other.md")


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def saved(path: Path) -> None:
    path.write_bytes(OTHER)


def longer(path: Path) -> None:
    path.write_bytes(OLD + OTHER)


def read_only(path: Path) -> None:
    path.chmod(0o444)


def bytes_below(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("exchange", "error"),
    [
        (directory, OSError),
        (link_out, PermissionError),
        pytest.param(pipe, OSError, marks=pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")),
        (saved, FileChangedError),
        (longer, FileChangedError),
        (read_only, PermissionError),
        (lambda path: path.unlink(), FileNotFoundError),
    ],
)
def test_safety_promise_8_what_was_exchanged_stays(
    tmp_path: Path, exchange: Callable[[Path], None], error: type[Exception]
) -> None:
    root = tmp_path / "tree"
    root.mkdir()
    (root / "a.md").write_bytes(OLD)
    rewrite = Rewrite.of(OLD, NEW)
    exchange(root / "a.md")
    before = bytes_below(tmp_path)
    with Journal(root) as journal, pytest.raises(error):
        rewrite.carry_out("a.md", Folder(root), journal)
    assert bytes_below(tmp_path) == before
    assert undo(root).restored == ()


def test_a_link_that_stays_inside_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(OLD)
    link_in(tmp_path / "a.md")
    with Journal(tmp_path.resolve()) as journal:
        Rewrite.of(OLD, NEW).carry_out("a.md", Folder(tmp_path.resolve()), journal)
    assert (tmp_path / "a.md").is_symlink()
    assert (tmp_path / "other.md").read_bytes() == NEW


def test_what_another_run_has_done_is_done(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(NEW)
    with Journal(tmp_path.resolve()) as journal:
        Rewrite.of(OLD, NEW).carry_out("a.md", Folder(tmp_path.resolve()), journal)
    assert (tmp_path / "a.md").read_bytes() == NEW
