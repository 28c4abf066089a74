"""What was found in the files of a tree, kept in the cache folder of the user for as long as they do not change."""

from __future__ import annotations

import os
import sys
import time

from linter import __version__, replay

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from linter.replay import Record

    Row = tuple[str, str]

_MOST = 100
_VALUES = "values"
_FEW = 10
"""Files that are read again, as they say what they said before, rather than that all is written anew."""


class Memory:
    """What is kept of the files of a tree; signs tell whether they have changed."""

    def __init__(self, root: str | Path) -> None:
        """Take the root of the tree."""
        self._root = root
        self._began = time.time_ns()
        self._signs: dict[str, tuple[int, ...]] = {}

    def recalled(self, about: tuple[object, ...], ending: str) -> Record | None:
        """Return what is kept under a name, `about` what it depends on besides the files; None if nothing is."""
        key = self._key(about)
        return replay.read(replay.place_of(key, ending), key)

    def keep(self, about: tuple[object, ...], ending: str, record: Record, most: int = _MOST) -> None:
        """Keep something under a name, and at most so many things of that ending."""
        from linter.kept import write

        write({"key": self._key(about)} | record, ending, most)

    def sign(self, path: str) -> tuple[int, ...]:
        """Return the sign of a file, another one each time if it was changed too recently for that to be relied on."""
        if path not in self._signs:
            sign = replay.sign_of(f"{self._root}/{path}")
            settled = sign is not None and max(sign[1:]) < self._began - replay.SETTLED
            self._signs[path] = sign if sign is not None and settled else (0, self._began)
        return self._signs[path]

    def is_as_it_was(self, path: str) -> bool:
        """Tell whether a file was not changed from shortly before this began until now."""
        return self.sign(path) == replay.sign_of(f"{self._root}/{path}")

    def values(
        self, about: tuple[object, ...], paths: Sequence[str], read: Callable[[str], Iterable[Row]]
    ) -> dict[str, tuple[Row, ...]]:
        """Return the rows that `read` finds in each of some files; those that have not changed are not read again."""
        record = self.recalled(about, _VALUES)
        known: dict[str, tuple[tuple[int, ...], tuple[Row, ...]]] = record["files"] if record else {}
        signs = {path: self.sign(path) for path in paths}
        same = {path for path in paths if path in known and known[path][0] == signs[path]}
        found = {path: known[path][1] if path in same else tuple(read(path)) for path in paths}
        new = [path for path in paths if path not in same]
        if len(new) > _FEW or any(path not in known or known[path][1] != found[path] for path in new):
            self.keep(about, _VALUES, {"files": {path: (signs[path], rows) for path, rows in found.items()}})
        return found

    def _key(self, about: tuple[object, ...]) -> bytes:
        here = os.path.dirname(__file__)
        state = [replay.sign_of(os.path.join(here, one)) for one in ("", "inference", "document")]
        return repr((about, str(self._root), state, __version__, sys.version)).encode("utf-8", "surrogateescape")
