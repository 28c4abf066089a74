"""Writes what is kept in the cache folder of the user, for `replay.read` to find.

Without `pathlib` and `tempfile`, which take longer to import than a hook's page to check.
"""

# ruff: noqa: PTH103, PTH105, PTH108, PTH118  # as just said

from __future__ import annotations

import contextlib
import marshal
import os
import time
import zlib

from linter import replay

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linter.replay import Record

_MOST_RECORDS = 30
_ABANDONED = 3600  # seconds after which a file that is still being written belongs to nobody


def write(record: Record, ending: str = "run", most: int = _MOST_RECORDS) -> None:
    """Write a record, at once or not at all, and delete the oldest where there are too many; it is none if it fails."""
    body = marshal.dumps(record)
    with contextlib.suppress(OSError):
        folder = replay.folder()
        os.makedirs(folder, mode=0o700, exist_ok=True)
        unfinished = os.path.join(folder, f"{os.getpid()}-{time.time_ns()}.new")
        with open(unfinished, "xb", opener=_private) as file:
            file.write(zlib.crc32(body).to_bytes(4, "big") + body)
        os.replace(unfinished, replay.place_of(record["key"], ending))
        _clear(folder, ending, most)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _clear(folder: str, ending: str, most: int) -> None:
    """Delete all but the newest records of an ending, and what those left who were killed. Raises OSError."""
    with os.scandir(folder) as entries:
        changed = {entry.path: entry.stat().st_mtime for entry in entries}
    kept = sorted((path for path in changed if path.endswith(f".{ending}")), key=lambda path: -changed[path])
    abandoned = time.time() - _ABANDONED
    for path in [*kept[most:], *(one for one in changed if one.endswith(".new") and changed[one] < abandoned)]:
        os.unlink(path)
