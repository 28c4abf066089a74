"""The terminal: what is printed where, in colour or not, and how far a long run is."""

from __future__ import annotations

import contextlib
import os
import sys
import time

from linter.reports.escape import line_start

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO


def show(text: str) -> None:
    """Print what was asked for on standard output, ending in a line feed."""
    sys.stdout.write(text if text.endswith("\n") or not text else f"{text}\n")
    sys.stdout.flush()


def show_lines(lines: Iterable[str]) -> None:
    """Print lines with words from documents on standard output; nothing in them can command the terminal."""
    show("\n".join(map(line_start, lines)))


def say(text: str) -> None:
    """Print a line beside the output, on standard error; nothing in it can command the terminal."""
    with contextlib.suppress(OSError, ValueError, AttributeError):  # a closed standard error is nobody's fault
        sys.stderr.write("\n".join(map(line_start, text.split("\n"))) + "\n")


def in_words(error: Exception) -> str:
    """Return what an error says, with the file's name first where there is one."""
    return f"{error.filename}: {error.strerror}" if isinstance(error, OSError) and error.filename else str(error)


def coloured(choice: str, stream: TextIO) -> bool:
    """Tell whether to colour: `choice` is auto, always or never; the environment and the terminal decide for auto."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("FORCE_COLOR") or os.environ.get("CLICOLOR_FORCE", "0") != "0":
        return True
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and stream.isatty()


_WIDE = 24


class Progress:
    """How far a long run is, on a terminal only, from its second second on."""

    def __init__(self, stream: TextIO, what: str = "files") -> None:
        """Take the stream to write on; nothing is written on one that is no terminal, nor in CI."""
        self._what = what
        self._stream = stream if stream and stream.isatty() and not os.environ.get("CI") else None
        self._next = time.monotonic() + 1.0

    def __call__(self, done: int, total: int) -> None:
        """Say that `done` of `total` are done, ten times a second at most."""
        if self._stream is not None and time.monotonic() >= self._next:
            self._next = time.monotonic() + 0.1
            filled = _WIDE * done // max(total, 1)
            bar = "#" * filled + "-" * (_WIDE - filled)
            self._stream.write(f"\r[{bar}] {done:,} of {total:,} {self._what}")
            self._stream.flush()

    def clear(self) -> None:
        """Wipe the line."""
        if self._stream is not None:
            self._stream.write("\r\x1b[K")
