"""What is said about a document: problems that rules yield, findings that leave the engine, and their fixes."""

from __future__ import annotations

from enum import StrEnum

from linter.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linter.text import Edit, Position, Span


class Severity(StrEnum):
    """How bad a finding is; ordered by `rank`, errors first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for an info."""
        return list(Severity).index(self)


class Applicability(StrEnum):
    """How far a fix can be trusted: `safe` keeps the meaning, `unsafe` may change it, `manual` is only shown."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    MANUAL = "manual"


class Effect(StrEnum):
    """What a fix means to change beyond the words: verification objects to it unless the fix declares it.

    `structure` is headings, lists, tables and other blocks; `byte-order-mark` means that the file's is dropped (no
    edit can reach it, as it is not part of the text).
    """

    STRUCTURE = "structure"
    LINE_ENDINGS = "line-endings"
    BYTE_ORDER_MARK = "byte-order-mark"


@dataclass(frozen=True, slots=True)
class Fix:
    """What a rule proposes: all of `edits` or none. `title` tells a person what to do ("add mailto:").

    `pointers` declares, as JSON pointers, front matter values that change although no edit touches their own text
    (a key that is added, say); values that an edit touches are declared by the edit itself. `effects` declares what
    else is meant to change.
    """

    title: str
    edits: tuple[Edit, ...]
    applicability: Applicability = Applicability.SAFE
    pointers: tuple[str, ...] = ()
    effects: frozenset[Effect] = frozenset()


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule yields: where and what; it knows neither its rule nor that rule's severity.

    `severity` is set only where what is judged by (a schema, say) asks for another one than the rule's. `about` tells
    a problem with what is not there (a missing key) from others at the same place: the text there says nothing of it.
    """

    span: Span
    message: str
    fix: Fix | None = None
    severity: Severity | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class PlacedEdit:
    """An edit with the positions of both its ends, for reports."""

    start: Position
    end: Position
    edit: Edit


@dataclass(frozen=True, slots=True)
class PlacedFix:
    """A fix as reports need it, readable without the document.

    `before` and `after` are the whole lines that the edits touch, without and with them, from 1-based `line` on.
    """

    title: str
    applicability: Applicability
    edits: tuple[PlacedEdit, ...]
    line: int
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What leaves the engine: self-contained, picklable, ordered by `sort_key`.

    `path` is relative to the root, with slashes; `excerpt` holds the source lines from `start.line` on (at most
    three); `pointer` is the JSON pointer of the front matter value concerned, None in the body; `fingerprint` is
    the finding's identity without line numbers (baseline, SARIF, GitLab).
    """

    path: str
    span: Span
    start: Position
    end: Position
    rule: str
    category: str
    severity: Severity
    message: str
    excerpt: tuple[str, ...]
    fingerprint: str
    pointer: str | None = None
    fix: PlacedFix | None = None

    @property
    def sort_key(self) -> tuple[str, Span, str, str]:
        """Order by path, then place, then rule."""
        return (self.path, self.span, self.rule, self.message)


@dataclass(frozen=True, slots=True)
class Run:
    """What a report is given.

    `findings` are sorted; `files` counts the documents looked at; `fixed` holds the findings that were mended;
    `changed` names the files written; `errors` tells what was wrong with the environment (exit 2); `paths` are the
    documents looked at, `baselined` is how many findings were left out because they are known,
    `older` how many because the change that is judged did not cause them.
    """

    findings: tuple[Finding, ...]
    files: int
    fixed: tuple[Finding, ...] = ()
    changed: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    seconds: float = 0.0
    paths: tuple[str, ...] = ()
    baselined: int = 0
    older: int = 0
