"""Replacing the content of a file at once: at any moment, whatever happens, it holds the old bytes or the new ones."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path
from typing import NamedTuple

_READ_ONLY = ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
_LONGEST_START = 20
"""Characters of a file's name in that of its temporary file: a name may have 255 bytes, a character up to four."""


class FileChangedError(OSError):
    """A file was changed by somebody else between reading and writing."""


def temporary_name(name: str) -> str:
    """Return a name for the new content of the file `name`, which lies beside it until it takes its place."""
    return f".{name[:_LONGEST_START]}.{os.urandom(6).hex()}.contentlint"


class Manner(NamedTuple):
    """How to replace: a file within `root` (resolved) only, its time of change kept, under which name at first."""

    root: Path | None = None
    keep_mtime: bool = False
    temporary: str | None = None


def replace(path: Path, before: bytes, after: bytes, manner: Manner = Manner()) -> bool:  # noqa: B008  # it is frozen
    """Replace the content `before` of a file by `after`; return False where somebody else has done so already.

    A symbolic link stays one: the file that it leads to is replaced. Mode, owner and extended attributes are kept, and
    both the file and its folder are flushed to the disk. Raises OSError, and then nothing has changed: for a file that
    is read-only, that has several names (hard links would part), whose owner cannot be kept, or that leads out of the
    root; FileChangedError where it no longer holds `before`.
    """
    import shutil

    target = Path(os.path.realpath(path, strict=True))
    if manner.root is not None and not target.is_relative_to(manner.root):
        raise PermissionError(errno.EPERM, "it leads out of the root")
    status = _replaceable(target)
    place = target.with_name(manner.temporary or temporary_name(target.name))
    handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(after)
            stream.flush()
            _keep_owner(stream.fileno(), status)
            shutil.copystat(target, place)
            if not manner.keep_mtime:
                os.utime(place)
            os.fsync(stream.fileno())
        wanted = _still_wanted(target, before, after)  # as late as can be: others may write until here
        if wanted:
            place.replace(target)
        else:
            place.unlink()
    except BaseException:
        with contextlib.suppress(OSError):  # the first error is the one to tell; the journal knows what stays behind
            place.unlink(missing_ok=True)
        raise
    _flush_folder(target.parent)
    return wanted


def _still_wanted(target: Path, before: bytes, after: bytes) -> bool:
    now = target.read_bytes()
    if now not in (before, after):
        raise FileChangedError("it was changed while it was being fixed")
    return now != after


def _replaceable(target: Path) -> os.stat_result:
    status = target.stat()
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is no regular file any more")
    if not status.st_mode & ~_READ_ONLY or not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "it is read-only")
    if status.st_nlink > 1:
        raise OSError(errno.EMLINK, f"it has {status.st_nlink} names (hard links), which would no longer be one file")
    return status


def _keep_owner(handle: int, status: os.stat_result) -> None:
    mine = os.fstat(handle)
    if (mine.st_uid, mine.st_gid) == (status.st_uid, status.st_gid):
        return
    try:
        os.fchown(handle, status.st_uid, status.st_gid)
    except OSError as error:
        raise PermissionError(errno.EPERM, "its owner and group could not be kept") from error


def _flush_folder(folder: Path) -> None:
    """Make a rename last, where a folder can be opened; the file is whole in any case."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
