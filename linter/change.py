"""What a change did to documents: which are new, which were moved, and which of their lines are not as they were."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from linter.git import blob
from linter.snapshot import Snapshot
from linter.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from linter.finding import Finding
    from linter.tree import Store

_LINE_END = re.compile(rb"\r\n|\n|\r")
ALIKE = 0.5
"""Share of the lines of a document from which on another one is taken for it: git's own measure."""

_MOST_PAIRS = 4_000_000
"""Pairs of lines up to which they are compared one by one: beyond, all between the first and the last change count."""

_MOST_MOVES = 10_000
"""Pairs of a new and a missing document that are compared; with more, only those that are equal count as moved."""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of documents since `base`.

    `lines` holds the 1-based numbers of the lines that changed or came (none, where some only went) in each document
    that there was before and that differs; `origins` maps a document that was moved to its old path; documents in
    neither are as they were, unless they are `new`.
    """

    base: Snapshot
    new: frozenset[str]
    lines: Mapping[str, frozenset[int]]
    origins: Mapping[str, str]

    def touches(self, finding: Finding, *, whole: bool = False) -> bool:
        """Tell whether a finding stands in what changed: in a new document, on a changed line (`whole`: its file)."""
        if finding.path in self.new:
            return True
        changed = self.lines.get(finding.path)
        if changed is None:
            return False
        return whole or any(line in changed for line in range(finding.start.line, finding.end.line + 1))


def change(paths: Iterable[str], head: Store, base: Snapshot, limit: int) -> Change:
    """Compare documents with what they were; files with more than `limit` bytes are all alike."""
    lines: dict[str, frozenset[int]] = {}
    added: list[str] = []
    for path in paths:
        known = base.object(path)
        if known is None:
            added.append(path)
        elif known != _object(head, path, limit, known):
            before, after = _read(base, path, limit), _read(head, path, limit)
            if before != after:
                lines[path] = _changed(before, after)
    origins = _moved(added, head, base, limit)
    for path, old in origins.items():
        lines[path] = _changed(_read(base, old, limit), _read(head, path, limit))
    return Change(base, frozenset(added) - origins.keys(), lines, origins)


def _object(head: Store, path: str, limit: int, like: str) -> str | None:
    """Return the id that git has, or would have, for a file as it is now."""
    if isinstance(head, Snapshot):
        return head.object(path)
    try:
        data = head.read(path, limit)
    except OSError:
        return None
    return blob(data, like) if isinstance(data, bytes) else None


def _read(store: Store, path: str, limit: int) -> list[bytes]:
    """Return the lines of a file without their ends, which git may write as it likes; none where it cannot be read."""
    try:
        data = store.read(path, limit)
    except OSError:
        return []
    return split(data) if isinstance(data, bytes) else []


def split(data: bytes) -> list[bytes]:
    """Return the lines of a document without their ends."""
    return _LINE_END.split(data)


def likeness(one: Counter[bytes], other: Counter[bytes]) -> float:
    """Return the share of lines that two documents have in common, 1 for those with the same."""
    return (one & other).total() / max(one.total(), other.total(), 1)


def _changed(before: Sequence[bytes], after: Sequence[bytes]) -> frozenset[int]:
    """Return the numbers of the lines of `after` that `before` does not have there."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    if len(old) * len(new) > _MOST_PAIRS:
        return frozenset(range(start + 1, start + 1 + len(new)))
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    ranges = (range(start + first + 1, start + last + 1) for tag, _, _, first, last in codes if tag != "equal")
    return frozenset(line for each in ranges for line in each)


def _moved(added: Sequence[str], head: Store, base: Snapshot, limit: int) -> dict[str, str]:
    """Map documents that are new at their path to missing ones that had at least half of their lines, as git does."""
    gone = [path for path in base.listed("") if path.endswith(_endings(added)) and not head.exists(path)]
    if not gone:
        return {}
    old = {path: Counter(_read(base, path, limit)) for path in gone}
    new = {path: Counter(_read(head, path, limit)) for path in added}
    few = len(old) * len(new) <= _MOST_MOVES
    moved: dict[str, str] = {}
    for share, path, origin in sorted(_alike(new, old, few=few), key=lambda one: (-one[0], one[1:])):
        if path not in moved and origin not in moved.values() and share >= ALIKE:
            moved[path] = origin
    return moved


def _alike(
    new: Mapping[str, Counter[bytes]], old: Mapping[str, Counter[bytes]], *, few: bool
) -> Iterator[tuple[float, str, str]]:
    """Yield how alike two documents are, 1 for equal ones: pairs of all, or only those with the same lines."""
    if few:
        for path, lines in new.items():
            for origin, before in old.items():
                yield likeness(lines, before), path, origin
        return
    by_lines = {frozenset(before.items()): origin for origin, before in old.items()}
    for path, lines in new.items():
        equal = by_lines.get(frozenset(lines.items()))
        if equal is not None:
            yield 1.0, path, equal


def _endings(paths: Iterable[str]) -> tuple[str, ...]:
    names = (path.rpartition("/")[2] for path in paths)
    return tuple({f".{name.rpartition('.')[2]}" for name in names if "." in name})
