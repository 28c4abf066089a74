"""Watching files: run something, and again whenever one of them changes.

By asking, twice a second, as that works everywhere: a library that the system tells would be one more to install.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from linter import files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from linter.config import Configuration

_PAUSE = 0.5
"""Seconds."""

State = dict[str, tuple[int, int]]


def watch(state: Callable[[], State], run: Callable[[], object]) -> None:
    """Run, then again after each change of the state, until interrupted."""
    while True:
        before = state()
        run()
        while state() == before:
            time.sleep(_PAUSE)


def state_of(configuration: Configuration, paths: tuple[str, ...], written: frozenset[Path]) -> State:
    """Return time and size of the documents that are named and of all that they may refer to.

    What a run itself writes (resolved paths of reports) would make it run for ever: it is left out.
    """
    root = configuration.root.resolve()
    watched = {*files.Folder(root).listed(""), *files.select(paths, configuration).files}
    found: State = {}
    for path in watched:
        if root / path in written:
            continue
        try:
            status = (root / path).stat()
        except OSError:
            continue
        found[path] = (status.st_mtime_ns, status.st_size)
    return found
