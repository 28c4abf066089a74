"""Listens to a check, so that what it says can be recorded if that pays; most of a hook's runs are too short for it."""

from __future__ import annotations

import sys
import time

from linter import replay

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any, TextIO

_PAYS, _MANY = 0.5, 50
"""Seconds that a run took, or documents that it looked at, from which its record is worth making: for that all files of
the tree are looked at, even if but one of them was checked."""

_MOST_SAID = 2**24


class Heard:
    """A stream of text that keeps what is written on it, but for what a progress bar writes over again."""

    def __init__(self, stream: TextIO) -> None:
        """Take the stream that all is passed on to."""
        self._stream = stream
        self._texts: list[str] = []
        self._size = 0

    def write(self, text: str) -> int:
        """Pass a text on, and keep it."""
        if not text.startswith("\r") and self._size <= _MOST_SAID:
            self._texts.append(text)
            self._size += len(text)
        return self._stream.write(text)

    def writelines(self, texts: Iterable[str]) -> None:
        """Pass texts on, and keep them."""
        for text in texts:
            self.write(text)

    @property
    def text(self) -> str | None:
        """All that was written, None where it was too much to keep."""
        return "".join(self._texts) if self._size <= _MOST_SAID else None

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 -- whatever a stream has
        """Be the stream in all else; what is written as bytes is not kept, so that nothing is."""
        if name == "buffer":
            self._size = _MOST_SAID + 1
        return getattr(self._stream, name)


class Recorder:
    """Listens to a run, and keeps what it said if the command tells that this depends on the tree at a root alone."""

    def __init__(self, words: Sequence[str]) -> None:
        """Listen from now on to what the command line `words` says."""
        self._words = words
        self._key = replay.key_of(words)
        self._began = time.time_ns()
        self._streams = (Heard(sys.stdout), Heard(sys.stderr))
        self._root: str | None = None
        self._seconds = 0.0
        self._pays = False
        self._digests: Mapping[str, str] = {}
        sys.stdout, sys.stderr = self._streams

    def settle(self, root: str, seconds: float, documents: int, digests: Mapping[str, str]) -> None:
        """Tell that what is said depends on nothing but the tree at `root`; what the run took and looked at.

        `digests` are those of documents, as far as they are known.
        """
        self._root, self._seconds, self._digests = root, seconds, digests
        self._pays = seconds >= _PAYS or documents >= _MANY

    def finish(self, code: int) -> None:
        """Listen no more, and write the record if there is to be one."""
        out, err = (stream.text for stream in self._streams)
        sys.stdout, sys.stderr = (stream._stream for stream in self._streams)  # noqa: SLF001 -- of this module
        if self._root is None or not self._pays or out is None or err is None:
            return
        if not replay.settled({word: replay.sign_of(word) for word in self._words}, self._began):
            return  # as all must be, and quick to tell: a hook is asked of what was just written
        from linter import recording

        marks = (f"({self._seconds:.1f} s)", f"({self._seconds:.1f} s)".replace(".", ","))
        answer = (out, err, next((mark for mark in marks if err.count(mark) == 1), ""), code)
        recording.keep(self._key, self._root, self._began, answer, self._digests)
