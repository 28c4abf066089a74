"""What was odd in documents that lie together, remembered: they need not be read and judged again.

A judgement holds as long as there are the same documents, and the front matter of each says the same in the same place.
A hook on one file knows that of those whose files have not changed, and reads a few others (`Judgements`); where all
documents are looked at anyway, that tells what stands at the head of each (`Heads`).
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from linter.digests import digest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    from linter.inference import Oddity, Sketch
    from linter.memory import Memory

    Rows = dict[str, list[Any]]

_ENDING = "group"
_FEW = 10
"""Documents that may have changed: where there are more, all are judged anew."""


class _Recalled(Mapping[str, "tuple[Oddity, ...]"]):
    """What is odd in each document: made of the rows of a record when it is asked for, as mostly it is not."""

    def __init__(self, rows: dict[str, list[Any]]) -> None:
        self._rows = rows

    def __getitem__(self, path: str) -> tuple[Oddity, ...]:
        return tuple(map(_made, self._rows[path]))

    def __contains__(self, path: object) -> bool:
        return path in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


class Judgements:
    """The judgements of the documents of a tree."""

    def __init__(self, memory: Memory) -> None:
        """Take the memory of the tree."""
        self._memory = memory

    def recalled(
        self, about: tuple[object, ...], paths: Sequence[str], draw: Callable[[tuple[str, ...]], Sequence[Sketch]]
    ) -> Mapping[str, tuple[Oddity, ...]] | None:
        """Return what was odd in each of some documents, None where that is not known or may be otherwise now.

        `about` is what else the judgement depends on; `draw` reads the documents that may have changed.
        """
        record = self._memory.recalled(about, _ENDING)
        if record is None or record["paths"] != tuple(paths):
            return None
        changed = tuple(path for path in paths if record["signs"][path] != self._memory.sign(path))
        if len(changed) > _FEW:
            return None
        sketches = {one.path: _digest(one) for one in draw(changed)}
        if any(record["sketches"].get(path) != sketches.get(path) for path in changed):
            return None
        return _Recalled(record["odd"])

    def keep(
        self,
        about: tuple[object, ...],
        paths: Sequence[str],
        drawn: Sequence[Sketch],
        odd: Mapping[str, tuple[Oddity, ...]],
    ) -> None:
        """Remember what is odd in each of some documents, and their sketches by which that was judged."""
        record = {
            "paths": tuple(paths),
            "signs": {path: self._memory.sign(path) for path in paths},
            "sketches": {one.path: _digest(one) for one in drawn},
            "odd": _rows(odd),
        }
        self._memory.keep(about, _ENDING, record)


class Heads:
    """The judgements of documents of which all are looked at: they hold while all have the same front matter."""

    def __init__(self, rows: dict[tuple[object, ...], tuple[str, Rows]]) -> None:
        """Take the rows of an earlier run."""
        self.earlier = rows
        self._heads: dict[str, str | None] = {}
        self.rows: dict[tuple[object, ...], tuple[str, Rows]] = {}
        """Those of this run."""

    @property
    def are_known(self) -> bool:
        """Whether this run brought no others than the earlier one did."""
        return all(self.earlier.get(about) == row for about, row in self.rows.items())

    def record(self, path: str, head: str | None) -> None:
        """Take a digest of the front matter of a document, None where that was not looked for."""
        self._heads[path] = head

    def recalled(
        self,
        about: tuple[object, ...],
        paths: Sequence[str],
        draw: Callable[[tuple[str, ...]], Sequence[Sketch]],  # noqa: ARG002 -- as above, where some must be read
    ) -> Mapping[str, tuple[Oddity, ...]] | None:
        """Return what was odd in each of some documents, None where that is not known or may be otherwise now."""
        state, rows = self.earlier.get(about, (None, {}))
        if state is None or state != self._state(paths):
            return None
        self.rows[about] = state, rows
        return _Recalled(rows)

    def keep(
        self,
        about: tuple[object, ...],
        paths: Sequence[str],
        drawn: Sequence[Sketch],  # noqa: ARG002 -- as above
        odd: Mapping[str, tuple[Oddity, ...]],
    ) -> None:
        """Remember what is odd in each of some documents, if the front matter of all is known."""
        state = self._state(paths)
        if state is not None:
            self.rows[about] = state, _rows(odd)

    def _state(self, paths: Sequence[str]) -> str | None:
        heads = [self._heads.get(path) for path in paths]
        if None in heads:
            return None
        return digest(repr((paths, heads)).encode("utf-8", "surrogateescape"))


def digest_of(words: Sequence[str]) -> tuple[int, int, int]:
    """Return a digest of many words, which no accident leaves as it was when they change."""
    data = "\0".join(words).encode("utf-8", "surrogateescape")
    return len(data), zlib.crc32(data), zlib.adler32(data)


def _digest(sketch: Sketch) -> str:
    return digest(repr(sketch.entries).encode("utf-8", "surrogatepass"))


def _rows(odd: Mapping[str, tuple[Oddity, ...]]) -> Rows:
    return {path: [_row(one) for one in each] for path, each in odd.items()}


def _row(one: Oddity) -> tuple[object, ...]:
    anomaly = one.anomaly
    span = (anomaly.span.start, anomaly.span.end)
    return (tuple(one.entry), anomaly.path, span, anomaly.pointer, anomaly.kind, anomaly.message, anomaly.meant)


def _made(row: Any) -> Oddity:  # noqa: ANN401 -- what `_row` made
    from linter.inference.anomaly import Anomaly
    from linter.inference.neighbourhood import Oddity
    from linter.inference.sketching import Entry
    from linter.text import Span

    entry, path, (start, end), *rest = row
    return Oddity(Anomaly(path, Span(start, end), *rest), Entry(*entry))
