"""The findings that a repository decided to live with: known ones pass, every new one is reported alone.

The file holds one finding per line, sorted, so that branches merge. A finding is known by its path, its rule and its
fingerprint (the text it is about, never its line number), so lines may move, and a second finding of the same rule in
the same file is new unless it is about the same text as often as before.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from linter.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from linter.finding import Finding, Run

    # Tells of documents that are gone which of others each has become (None: none of them), as far as it knows.
    Renames = Callable[[tuple[str, ...], tuple[str, ...]], Mapping[str, str | None]]

VERSION = 1
FATAL = frozenset(
    {"internal-error", "unreadable-file", "file-too-large", "not-text", "unclosed-front-matter", "invalid-yaml"}
)
"""Findings that hide others: what stands behind them was never looked at, so they are not recorded unasked."""


class BaselineError(ValueError):
    """A baseline file that cannot be read, in words."""


class Entry(NamedTuple):
    """A recorded finding."""

    path: str
    rule: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A run held against a baseline: what is new, how many findings are known, which entries nothing matched."""

    run: Run
    known: int
    stale: tuple[Entry, ...]


def entries_of(findings: Iterable[Finding], *, fatal: bool = False) -> tuple[Entry, ...]:
    """Return the entries to record for findings, sorted; those that hide others only with `fatal`."""
    chosen = (one for one in findings if fatal or one.rule not in FATAL)
    return tuple(sorted(Entry(one.path, one.rule, one.fingerprint) for one in chosen))


def dump(entries: Iterable[Entry]) -> str:
    """Return the text of a baseline file."""
    import json

    lines = ",\n".join(json.dumps(entry._asdict()) for entry in sorted(entries))
    return f'{{"version": {VERSION}, "findings": [\n{lines}\n]}}\n'


def parse(text: str) -> tuple[Entry, ...]:
    """Read a baseline file. Raises BaselineError where it is none; it may come from anybody."""
    import json

    try:
        data = json.loads(text)
        version = data["version"]
        rows = [(row["path"], row["rule"], row["fingerprint"]) for row in data["findings"]]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise BaselineError("not a baseline: contentlint baseline create writes one") from None
    if version != VERSION:
        raise BaselineError(f"written by another version of contentlint: it says {version!r}")
    if not all(isinstance(value, str) for row in rows for value in row):
        raise BaselineError("not a baseline: a finding's path, rule and fingerprint are texts")
    return tuple(Entry(*row) for row in rows)


def compare(run: Run, entries: tuple[Entry, ...], exists: Callable[[str], bool], renames: Renames) -> Compared:
    """Take the known findings out of a run.

    An entry is stale if its file was looked at, or is gone, and nothing in it matched. Entries of a file that is gone
    hold for the file that it was moved to: as `renames` knows, else the one that has most of the same findings.
    """
    moved = _moved(run, entries, exists, renames)
    left = Counter(Entry(moved.get(entry.path, entry.path), entry.rule, entry.fingerprint) for entry in entries)
    new = []
    for finding in run.findings:
        entry = Entry(finding.path, finding.rule, finding.fingerprint)
        if left[entry] > 0:
            left[entry] -= 1
        else:
            new.append(finding)
    looked_at = set(run.paths)
    stale = tuple(entry for entry in sorted((+left).elements()) if entry.path in looked_at or not exists(entry.path))
    known = len(run.findings) - len(new)
    return Compared(replace(run, findings=tuple(new), baselined=known), known, stale)


def _moved(run: Run, entries: tuple[Entry, ...], exists: Callable[[str], bool], renames: Renames) -> Mapping[str, str]:
    """Map the path of each file that is gone to the file, not in the baseline, that it has become.

    Where `renames` does not know, that is the one with at least half of its findings.
    """
    recorded: dict[str, set[tuple[str, str]]] = {}
    for entry in entries:
        recorded.setdefault(entry.path, set()).add((entry.rule, entry.fingerprint))
    gone = {path: marks for path, marks in recorded.items() if not exists(path)}
    if not gone:
        return {}
    known = renames(tuple(sorted(gone)), tuple(path for path in run.paths if path not in recorded))
    found: dict[tuple[str, str], list[str]] = {}
    for finding in run.findings:
        if finding.path not in recorded:
            found.setdefault((finding.rule, finding.fingerprint), []).append(finding.path)
    moved = {path: one for path, one in known.items() if one is not None}
    for path, marks in sorted(gone.items()):
        if path in known:
            continue
        shared = Counter(one for mark in marks for one in set(found.get(mark, ())) if one not in moved.values())
        best = max(shared, key=lambda one: (shared[one], one), default=None)
        if best is not None and 2 * shared[best] >= len(marks):
            moved[path] = best
    return moved
