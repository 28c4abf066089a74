"""The files of a commit, or of what is staged, as `linter.tree.Store` wants them: from git's objects, not the disk."""

from __future__ import annotations

import errno
import posixpath
from functools import cached_property
from typing import TYPE_CHECKING

from linter.files import ignored

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.git import Objects

_LINK, _FILES = "120000", frozenset({"100644", "100755", "100664"})
_MOST_LINKS = 8
_LONGEST_LINK = 4096


class Snapshot:
    """The files below the folder of a repository in one state of it; nothing on the disk is looked at."""

    def __init__(self, objects: Objects, commit: str | None) -> None:
        """Take the commit, None for what is staged. Raises GitError."""
        self._objects = objects
        self._entries = objects.repository.entries(commit)

    def exists(self, path: str) -> bool:
        """Tell whether a file or folder of that relative path is there."""
        plain = posixpath.normpath(path)
        return plain == "." or plain in self._folders or self._file(plain) is not None

    def size(self, path: str) -> int | None:
        """Return the bytes of a file, None where there is none."""
        name = self._file(posixpath.normpath(path))
        try:
            return None if name is None else self._objects.size(name)
        except OSError:
            return None

    def names(self, folder: str) -> tuple[str, ...]:
        """Return the names in a folder, sorted; () where it is none."""
        plain = posixpath.normpath(folder)
        return tuple(sorted(self._folders.get("" if plain == "." else plain, ())))

    def named(self, name: str) -> tuple[str, ...]:
        """Return the paths of the files of that name that no ignore file names, sorted."""
        return tuple(self._by_name.get(name, ()))

    def listed(self, folder: str) -> Iterator[str]:
        """Yield the paths of the files below a folder that no ignore file names (those of now)."""
        start = f"{folder}/" if folder else ""
        return (path for path in self._paths if path.startswith(start))

    def read(self, path: str, limit: int) -> bytes | int:
        """Return the bytes of a file, or its size where that is above `limit` bytes. Raises OSError."""
        name = self._file(path)
        if name is None:
            raise FileNotFoundError(errno.ENOENT, "there is no such file")
        size = self._objects.size(name)
        return size if size > limit else self._objects.content(name)

    def object(self, path: str) -> str | None:
        """Return the id of a file's content, links not followed; None where there is no such file."""
        entry = self._entries.get(path)
        return entry[1] if entry else None

    def _file(self, path: str) -> str | None:
        """Return the id of the content of a file, that of the file a link leads to; None where there is none."""
        for _ in range(_MOST_LINKS):
            mode, name = self._entries.get(path, ("", ""))
            if mode != _LINK:
                return name if mode in _FILES else None
            if self._objects.size(name) > _LONGEST_LINK:
                return None
            target = self._objects.content(name).decode("utf-8", "surrogateescape")
            path = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        return None

    @cached_property
    def _paths(self) -> tuple[str, ...]:
        left_out = ignored(self._objects.repository.folder)
        return tuple(path for path in self._entries if not left_out(path) and self._file(path) is not None)

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in sorted(self._paths):
            found.setdefault(path.rpartition("/")[2], []).append(path)
        return found

    @cached_property
    def _folders(self) -> dict[str, set[str]]:
        """The names in each folder."""
        found: dict[str, set[str]] = {"": set()}
        for path in self._entries:
            rest = path
            while rest:
                folder, _, name = rest.rpartition("/")
                known = found.setdefault(folder, set())
                if name in known:
                    break
                known.add(name)
                rest = folder
        return found
