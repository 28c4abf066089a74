"""What looks wrong in documents beside those that lie with them, where nobody wrote a schema."""

from __future__ import annotations

import posixpath
import zlib
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from linter.inference.collecting import collections_of
from linter.inference.inferring import infer
from linter.inference.names import STEM, Directory, stem
from linter.inference.sketch import spelt

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from linter.inference.anomaly import Anomaly
    from linter.inference.limits import Limits
    from linter.inference.sketch import Entry, Sketch

_MOST = 300  # documents that are compared with one another: a hook on one file must not read thousands
_FEWEST = 5  # documents in a folder, from which on others may refer to them


@dataclass(frozen=True, slots=True)
class Oddity:
    """An anomaly, and the value (for a key: the value below it) as it was when it was judged."""

    anomaly: Anomaly
    entry: Entry

    @property
    def place(self) -> str:
        """Where the value stands, as the configuration writes it: "themes[]"."""
        return spelt(self.entry.place)

    @property
    def written(self) -> str | None:
        """The key or the text that is odd, None for other values."""
        return self.entry.place[-1] if self.anomaly.kind == "misspelt-key" else self.entry.text


def group_of(path: str) -> str:
    """Return a name for the documents that lie together: their folder, or for `x/index.md` that above it."""
    folder = posixpath.dirname(path)
    return f"{posixpath.dirname(folder)}/*/index" if folder and stem(path) == "index" else folder


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


def stems_of(paths: Iterable[str]) -> Directory:
    """Return what the documents of each folder may be called by their file names."""
    folders: dict[str, set[str]] = defaultdict(set)
    for path in paths:
        folders[posixpath.dirname(path)].add(stem(path))
    known = {folder: frozenset(stems) for folder, stems in folders.items() if len(stems) >= _FEWEST}
    return Directory({folder: {STEM: stems} for folder, stems in known.items()})


def oddities(
    group: str, sketches: Sequence[Sketch], directory: Directory, limits: Limits
) -> Mapping[str, tuple[Oddity, ...]]:
    """Return what is odd in each of some documents that lie together; those of another shape are not compared."""
    if len(sketches) < limits.siblings:
        return {}
    found: dict[str, list[Oddity]] = defaultdict(list)
    drawn = {one.path: one for one in sketches}
    for guess in collections_of(sketches, limits):
        named = replace(guess, name=group)
        for anomaly in infer(named, sketches, directory, vocabulary=frozenset(), limits=limits).anomalies:
            entry = _entry(drawn[anomaly.path], anomaly.pointer)
            if entry is not None:
                found[anomaly.path].append(Oddity(anomaly, entry))
    return {path: tuple(each) for path, each in found.items()}


def found_again(known: Iterable[Oddity], sketch: Sketch) -> tuple[Oddity, ...]:
    """Return what is still there in a later state of its document, at its place in it."""
    again = []
    for one in known:
        entry = _entry(sketch, one.anomaly.pointer)
        if entry is not None and (entry.kind, entry.text) == (one.entry.kind, one.entry.text):
            span = entry.key_span if one.anomaly.kind == "misspelt-key" else entry.span
            again.append(Oddity(replace(one.anomaly, span=span), entry))
    return tuple(again)


def _entry(sketch: Sketch, pointer: str) -> Entry | None:
    return next((entry for entry in sketch.entries if entry.pointer == pointer), None)
