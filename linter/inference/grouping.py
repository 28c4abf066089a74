"""Which documents lie together, and what those of a folder may be called: told by their paths alone."""

from __future__ import annotations

import posixpath
import zlib
from functools import lru_cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST = 300  # documents that are compared with one another: a hook on one file must not read thousands


@lru_cache(maxsize=16_384)  # asked for every place at which documents have a text
def stem(path: str) -> str:
    """Return the name of a file without its folder and its last extension."""
    return posixpath.splitext(posixpath.basename(path))[0]


def group_of(path: str) -> str:
    """Return a name for the documents that lie together: their folder, or for `x/index.md` that above it."""
    folder = posixpath.dirname(path)
    return f"{posixpath.dirname(folder)}/*/index" if folder and stem(path) == "index" else folder


def folder_of_group(path: str) -> str:
    """Return the folder in which the documents lie, or for `x/index.md` their folders, that lie together with one."""
    folder = posixpath.dirname(path)
    return posixpath.dirname(folder) if folder and stem(path) == "index" else folder


def parts_of(paths: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Return those of the sorted paths of a group that are compared with one another: all, or in parts where many.

    The parts do not depend on the document that is asked for: a run for one file judges as one for all.
    """
    count = -(-len(paths) // _MOST)
    if count < 2:  # noqa: PLR2004  # one part is the whole
        return (tuple(paths),)
    parts: list[list[str]] = [[] for _ in range(count)]
    for path in paths:
        parts[zlib.crc32(path.encode("utf-8", "surrogateescape")) % count].append(path)
    return tuple(map(tuple, parts))
