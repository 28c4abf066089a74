"""What the check of each document of a tree came to, kept in the cache folder of the user for as long as it holds.

It holds while the document has the same content, and what was asked of the rest of the repository for it has the same
answers (`questions.py`). A file with the same size and times has the same content; of another one the digest tells.
"""

from __future__ import annotations

import os
import sys

from linter import replay
from linter.digests import digest
from linter.finding_rows import finding_of, row_of
from linter.judgements import Heads
from linter.questions import ANCHORS, answers, noting
from linter.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any, Literal

    from linter.document import Document
    from linter.finding import Finding
    from linter.memory import Memory
    from linter.others import Mail
    from linter.project import Project
    from linter.questions import Answer, Noted, Question
    from linter.tree import Store

    Asked = tuple[str, str, Any]
    """A question and its answer."""

    Postponed = Literal["", "comparison", "all"]
    Outcome = tuple[tuple[Finding, ...], Postponed, Mail | None]
    """What the check of a document came to: what there is to say, which rules have not run, its e-mail domains."""

_ENDING = "visits"
_MOST_RECORDS = 10
_MOST_FINDINGS = 500
"""Findings of a document; of one with more nothing is kept."""

_MOST_DOCUMENTS = 200_000


class Trace(NamedTuple):
    """What a visit depended on: digests of the document and of its front matter, if looked for, and its questions.

    `compared` tells for each number of siblings that rules ask for whether there are as many.
    """

    content: str
    head: str | None
    compared: tuple[tuple[int, bool], ...]
    noted: dict[Question, Answer]


class _Row(NamedTuple):
    """An outcome as it is kept: `asked` are numbers of questions, those left out that are asked for each document."""

    sign: tuple[int, ...]
    content: str
    head: str | None
    asked: tuple[int, ...]
    flavour: Answer
    compared: tuple[tuple[int, bool], ...]
    postponed: Postponed
    mail: tuple[tuple[str, ...], tuple[str, ...]] | None
    findings: tuple[Any, ...]


class VisitCache:
    """The outcomes of an earlier run, and those of this one."""

    def __init__(self, memory: Memory, store: Store, about: tuple[object, ...], limit: int) -> None:
        """Take where things are kept, the files (read up to `limit` bytes), and what tells a configuration."""
        self._memory, self._store, self._limit = memory, store, limit
        self._about = ("visits", limit, *about, _program())
        record = memory.recalled(self._about, _ENDING) or {"asked": [], "documents": {}, "groups": {}}
        self._asked: list[Asked] = record["asked"]
        self._rows: dict[str, _Row] = {path: _Row(*row) for path, row in record["documents"].items()}
        self.heads = Heads(record["groups"])
        self.noted: Noted = []
        """What was asked since the visit of a document began."""
        self._contents: dict[str, str | None] = {}
        self._numbers: dict[Asked, int] = {}
        """Questions of this run and their answers, but for the contents of files, numbered from those kept on."""
        self._once: dict[Any, Any] = {}
        """Equal values, of which each is kept but once."""
        self._new: dict[str, _Row] = {}
        self._holding: dict[str, _Row] = {}
        self._looked_at: set[str] = set()

    def noting(self, project: Project) -> Project:
        """Return a project that answers as the given one does, and notes what it was asked."""
        return noting(project, self.noted)

    def trace(
        self, document: Document, data: bytes, project: Project | None = None, siblings: Iterable[int] = ()
    ) -> Trace:
        """Return what the visit of a document depended on that ends now.

        If it is compared with so many `siblings` in the project, its front matter counts for others.
        """
        compared = () if project is None else _compared(project, document.path, siblings)
        head = None
        if document.source.unreadable is None and any(are for _, are in compared):
            head = digest(document.text[: document.front_matter.span.end].encode("utf-8", "surrogatepass"))
        return Trace(digest(data), head, compared, dict(self.noted))

    def recalled(self, paths: Sequence[str], project: Project) -> dict[str, Outcome]:
        """Return the outcomes that still hold for documents."""
        self._looked_at.update(paths)
        same = {path: self._rows[path] for path in paths if self._is_same(path)}
        numbers = {number for row in same.values() for number in row.asked}
        told = answers(project)
        changed = {number for number in numbers if not self._is_answered_so(told, *self._asked[number])}
        self._holding = {
            path: row
            for path, row in same.items()
            if changed.isdisjoint(row.asked)
            and row.flavour == str(project.flavour(path))
            and row.compared == _compared(project, path, [least for least, _ in row.compared])
        }
        for path, row in self._holding.items():
            self.heads.record(path, row.head)
        return {path: _outcome(path, row) for path, row in self._holding.items()}

    def keep(self, path: str, trace: Trace, outcome: Outcome) -> None:
        """Take the outcome of a visit, to be kept if it says what it would say each time."""
        self._contents[path] = trace.content
        self.heads.record(path, trace.head)
        findings, postponed, mail = outcome
        if len(findings) > _MOST_FINDINGS or any(one.rule == "internal-error" for one in findings):
            return
        first, numbers = len(self._asked), self._numbers
        flavour = trace.noted.pop(("flavour", path), None)
        compared = self._once.setdefault(trace.compared, trace.compared)
        asked = tuple([first + numbers.setdefault((*one, told), len(numbers)) for one, told in trace.noted.items()])
        domains = None if mail is None else (tuple(sorted(mail[0])), tuple(sorted(mail[1])))
        rows = tuple(map(row_of, findings))
        sign = self._memory.sign(path)
        self._new[path] = _Row(sign, trace.content, trace.head, asked, flavour, compared, postponed, domains, rows)

    def write(self) -> dict[str, str]:
        """Write what is known now, if that is more than was known, and return digests of documents."""
        self._write()
        found = {path: row.content for path, row in self._holding.items()}
        return found | {path: row.content for path, row in self._new.items()}

    def _write(self) -> None:
        others = {path: row for path, row in self._rows.items() if self._is_another(path, row)}
        known = self._holding | others
        moved = any(self._memory.sign(path) != row.sign for path, row in known.items())
        same = not (self._new or moved) and known.keys() == self._rows.keys() and self.heads.are_known
        if same or len(self._new) + len(known) > _MOST_DOCUMENTS:
            return
        asked = [*self._asked, *map(self._answered, self._numbers)]
        rows = {path: row._replace(sign=self._memory.sign(path)) for path, row in known.items()}
        rows |= {path: row for path, row in self._new.items() if all(map(asked.__getitem__, row.asked))}
        groups = self.heads.earlier | self.heads.rows if others else self.heads.rows
        record = {"asked": asked, "documents": rows, "groups": groups}
        self._memory.keep(self._about, _ENDING, _plain(record), _MOST_RECORDS)

    def _is_another(self, path: str, row: _Row) -> bool:
        """Tell whether a document was not looked at in this run, and is as it was."""
        return path not in self._looked_at and self._memory.sign(path) == row.sign

    def _is_same(self, path: str) -> bool:
        row = self._rows.get(path)
        return row is not None and (row.sign == self._memory.sign(path) or row.content == self._content(path))

    def _is_answered_so(self, told: Any, kind: str, about: str, answer: object) -> bool:  # noqa: ANN401 -- of functions
        try:
            now = told[kind](about)
        except KeyError:  # of a target that no settings ask for any more
            return False
        return (now, self._content(about)) == answer if kind == ANCHORS else bool(now == answer)

    def _content(self, path: str) -> str | None:
        """Return a digest of what is in a file, None where it cannot be read."""
        if path not in self._contents:
            row = self._rows.get(path)
            self._contents[path] = (
                row.content if row is not None and row.sign == self._memory.sign(path) else self._read(path)
            )
        return self._contents[path]

    def _read(self, path: str) -> str | None:
        try:
            data = self._store.read(path, self._limit)
        except OSError:
            return None
        return digest(data) if isinstance(data, bytes) else str(data)

    def _answered(self, asked: Asked) -> Asked | None:
        """Return a question with its whole answer, None if that is about a file that may have changed meanwhile."""
        kind, about, flavour = asked
        if kind != ANCHORS:
            return asked
        return (kind, about, (flavour, self._content(about))) if self._memory.is_as_it_was(about) else None


def _compared(project: Project, path: str, siblings: Iterable[int]) -> tuple[tuple[int, bool], ...]:
    return tuple([(least, project.has_siblings(path, least)) for least in sorted(siblings)])


def _plain(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record as it is written: tuples of no class of ours, and only the questions that are still asked."""
    asked, rows = record["asked"], record["documents"]
    used = sorted({number for row in rows.values() for number in row.asked})
    if len(used) == len(asked):
        return record | {"documents": {path: tuple(row) for path, row in rows.items()}}
    numbers = {number: new for new, number in enumerate(used)}
    moved = {path: (*row[:3], tuple([numbers[one] for one in row.asked]), *row[4:]) for path, row in rows.items()}
    return record | {"asked": [asked[one] for one in used], "documents": moved}


def _outcome(path: str, row: _Row) -> Outcome:
    mail = None if row.mail is None else (frozenset(row.mail[0]), frozenset(row.mail[1]))
    return tuple([finding_of(path, one) for one in row.findings]), row.postponed, mail


def _program() -> str:
    """Return a digest of what tells one state of the program, and of the packages it uses, from others."""
    signs: list[object] = [(path, replay.sign_of(path)) for path in sys.path]
    for base, folders, names in os.walk(os.path.dirname(__file__)):  # noqa: PTH120 -- pathlib takes longer to import
        folders[:] = sorted(one for one in folders if one != "__pycache__")
        signs += [(name, replay.sign_of(f"{base}/{name}")) for name in sorted(names)]
    return digest(repr(signs).encode("utf-8", "surrogateescape"))
