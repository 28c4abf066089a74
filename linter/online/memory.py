"""What addresses answered, kept for the next run and for going on after an interruption: a line of JSON for each.

The file is the user's own, below the cache folder, never in the linted tree, where a stranger could have put it.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from dataclasses import asdict
from typing import TYPE_CHECKING, TextIO

from linter.external import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Self

_DAY = 24 * 3600.0
_UNCLEAR = 3600.0  # an answer that may be different soon: none, or that the server is busy
_LARGEST = 256 * 1024 * 1024


class Memory:
    """The answers of this run and those of earlier ones that still count; a context, which holds the file open.

    Without a path nothing is kept.
    """

    def __init__(self, path: Path | None, days: float) -> None:
        """Take the file, and for how many days a good answer counts."""
        self._path = path
        self._days = days
        self._stream: TextIO | None = None
        self._known: dict[str, tuple[float, Answer]] = {}

    def __enter__(self) -> Self:
        """Read what is there, leave out what does not count any more, and write the rest anew."""
        if self._path is not None:
            lines = 0
            for url, at, answer in self._lines(self._path):
                lines += 1
                self._known.pop(url, None)
                if self._counts(at, answer):
                    self._known[url] = (at, answer)
            with contextlib.suppress(OSError):
                self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                if lines > 2 * len(self._known):
                    self._shorten(self._path)
                self._stream = self._path.open("a", encoding="ascii", newline="\n")
                self._stream.write("\n")  # an interruption may have torn the last line
        return self

    def __exit__(self, *error: object) -> None:
        """Close the file."""
        if self._stream is not None:
            self._stream.close()

    def get(self, url: str, fragments: frozenset[str]) -> Answer | None:
        """Return what an address answered, if that says enough about the fragments too."""
        _, answer = self._known.get(url, (0.0, None))
        enough = answer is not None and (not answer.good or fragments <= answer.fragments.keys())
        return answer if enough else None

    def keep(self, url: str, answer: Answer) -> None:
        """Keep an answer, on the disk at once; not that an address was not asked."""
        if answer.unasked:
            return
        at = time.time()
        self._known[url] = (at, answer)
        if self._stream is not None:
            self._stream.write(_line(url, at, answer))
            self._stream.flush()

    def _counts(self, at: float, answer: Answer) -> bool:
        longest = self._days * _DAY
        lifetime = longest if answer.good else min(longest, _UNCLEAR if answer.unclear else _DAY)
        return 0 <= time.time() - at < lifetime

    def _lines(self, path: Path) -> Iterator[tuple[str, float, Answer]]:
        """Yield what is in the file; a line that cannot be read, as an interruption may leave, is passed over."""
        with contextlib.suppress(OSError):
            if path.stat().st_size > _LARGEST:
                return
            with path.open(encoding="ascii", errors="replace") as stream:
                for line in filter(str.strip, stream):
                    with contextlib.suppress(ValueError, TypeError, KeyError, AttributeError, RecursionError):
                        record = json.loads(line)
                        yield str(record.pop("url")), float(record.pop("at")), Answer(**record)

    def _shorten(self, path: Path) -> None:
        temporary = path.with_name(f"{path.name}.{os.getpid()}")
        temporary.write_text(
            "".join(_line(url, at, answer) for url, (at, answer) in self._known.items()), encoding="ascii"
        )
        temporary.replace(path)


def _line(url: str, at: float, answer: Answer) -> str:
    return json.dumps({"url": url, "at": int(at)} | asdict(answer)) + "\n"


def default_path() -> Path | None:
    """Return where answers are kept, None where the user has no place for that."""
    import platformdirs

    folder = platformdirs.user_cache_path("contentlint", appauthor=False)
    return folder / "links.jsonl" if folder.is_absolute() else None
