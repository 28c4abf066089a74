"""Writes what is kept in the cache folder of the user, for `replay.read` to find."""

from __future__ import annotations

import contextlib
import marshal
import time
import zlib
from pathlib import Path

from linter import replay

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linter.replay import Record

_MOST_RECORDS = 30
_ABANDONED = 3600


def write(record: Record, ending: str = "run", most: int = _MOST_RECORDS) -> None:
    """Write a record, at once or not at all, and delete the oldest where there are too many; it is none if it fails."""
    import tempfile

    body = marshal.dumps(record)
    with contextlib.suppress(OSError):
        folder = Path(replay.folder())
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, suffix=".new", delete=False) as file:
            file.write(zlib.crc32(body).to_bytes(4, "big") + body)
        Path(file.name).replace(replay.place_of(record["key"], ending))
        for path in sorted(folder.glob(f"*.{ending}"), key=lambda one: -one.stat().st_mtime)[most:]:
            path.unlink()
        for path in folder.glob("*.new"):  # left by one who was killed
            if path.stat().st_mtime < time.time() - _ABANDONED:
                path.unlink()
