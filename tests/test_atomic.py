"""A file is replaced whole, as it was in all else, or not at all."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from linter import atomic
from linter.atomic import FileChangedError, Manner, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def only(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def file(folder: Path, content: bytes = b"old", name: str = "a.md") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_safety_promise_6_mode_owner_and_attributes_stay(tmp_path: Path) -> None:
    path = file(tmp_path)
    path.chmod(0o640)
    if os.getuid() == 0:
        os.chown(path, 1234, 4321)
    attributes = hasattr(os, "setxattr")
    if attributes:
        try:
            os.setxattr(path, "user.note", b"kept")
        except OSError:
            attributes = False
    before = path.stat()
    assert replace(path, b"old", b"new")
    after = path.stat()
    assert path.read_bytes() == b"new"
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)
    assert not attributes or os.getxattr(path, "user.note") == b"kept"
    assert only(tmp_path) == ["a.md"]


@pytest.mark.parametrize("keep", [False, True])
def test_the_time_of_change_is_kept_where_asked(tmp_path: Path, *, keep: bool) -> None:
    path = file(tmp_path)
    os.utime(path, (1_000_000_000, 1_000_000_000))
    replace(path, b"old", b"new", Manner(keep_mtime=keep))
    assert (path.stat().st_mtime == 1_000_000_000) is keep


def test_safety_promise_8_what_somebody_else_changed_is_not_written(tmp_path: Path) -> None:
    path = file(tmp_path, b"saved by somebody")
    with pytest.raises(FileChangedError):
        replace(path, b"old", b"new")
    assert path.read_bytes() == b"saved by somebody"
    assert only(tmp_path) == ["a.md"]


def test_what_another_run_has_done_is_done(tmp_path: Path) -> None:
    path = file(tmp_path, b"new")
    number = path.stat().st_ino
    assert not replace(path, b"old", b"new")
    assert path.stat().st_ino == number
    assert only(tmp_path) == ["a.md"]


def test_safety_promise_12_a_link_stays_and_leads_inside(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    file(root)
    (root / "link.md").symlink_to("a.md")
    assert replace(root / "link.md", b"old", b"new", Manner(root))
    assert (root / "link.md").is_symlink()
    assert (root / "a.md").read_bytes() == b"new"
    secret = file(outside)
    (root / "out.md").symlink_to(secret)
    with pytest.raises(PermissionError, match="out of the root"):
        replace(root / "out.md", b"old", b"new", Manner(root))
    assert secret.read_bytes() == b"old"


def _twice(path: Path) -> None:
    os.link(path, path.with_name("b.md"))


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("change", "number"),
    [
        (lambda path: path.chmod(0o444), errno.EACCES),
        (_twice, errno.EMLINK),
        (_folder, errno.EINVAL),
        (lambda path: path.unlink(), errno.ENOENT),
    ],
    ids=["read-only", "hard links", "a folder now", "gone"],
)
def test_what_cannot_be_replaced_is_left_as_it_is(tmp_path: Path, change: Callable[[Path], None], number: int) -> None:
    path = file(tmp_path)
    change(path)
    there = only(tmp_path)
    with pytest.raises(OSError, match=r".") as raised:
        replace(path, b"old", b"new")
    assert raised.value.errno == number
    assert only(tmp_path) == there
    assert not path.is_file() or path.read_bytes() == b"old"


def test_a_long_name_has_a_temporary_one(tmp_path: Path) -> None:
    path = file(tmp_path, name="🙋" * 60 + ".md")
    assert replace(path, b"old", b"new")


def test_a_name_that_is_taken_is_not_touched(tmp_path: Path) -> None:
    path, precious = file(tmp_path), file(tmp_path, b"precious", "taken")
    with pytest.raises(FileExistsError):
        replace(path, b"old", b"new", Manner(temporary="taken"))
    assert precious.read_bytes() == b"precious"


def test_two_names_are_never_the_same() -> None:
    assert atomic.temporary_name("a.md") != atomic.temporary_name("a.md")


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 64 KiB; skip where that is not allowed."""
    folder = tmp_path / "disk"
    folder.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(folder)]
    if sys.platform != "linux" or subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_loses_nothing(full_disk: Path) -> None:
    old = b"x" * 40_000
    path = file(full_disk, old)
    with pytest.raises(OSError, match="No space") as raised:
        replace(path, old, b"y" * 40_000)
    assert raised.value.errno == errno.ENOSPC
    assert path.read_bytes() == old
    assert only(full_disk) == ["a.md"]
