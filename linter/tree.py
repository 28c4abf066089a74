"""What can be asked about the files of a repository by those who may not open any."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator


class Tree(Protocol):
    """The files of the repository, seen from its root; paths are relative, with slashes."""

    def exists(self, path: str) -> bool:
        """Tell whether a file or folder of that name is there, within the root."""
        ...

    def size(self, path: str) -> int | None:
        """Return the bytes of a file within the root, None where there is none."""
        ...

    def names(self, folder: str) -> tuple[str, ...]:
        """Return the names in a folder, sorted; () where it is none."""
        ...

    def named(self, name: str) -> tuple[str, ...]:
        """Return the paths of the files of that name that no ignore file names, wherever they lie, sorted."""
        ...


class Store(Tree, Protocol):
    """A tree whose files can be read: the folder on disk, or what git keeps of it."""

    def listed(self, folder: str) -> Iterator[str]:
        """Yield the paths of the files below a folder ("" for the root) that no ignore file names."""
        ...

    def read(self, path: str, limit: int) -> bytes | int:
        """Return the bytes of a file, or its size where that is above `limit` bytes. Raises OSError."""
        ...
