"""What validation says of a document: which rule, where, in words, and how to mend it."""

from __future__ import annotations

from linter.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linter.finding import Fix, Severity
    from linter.text import Span


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing wrong: `rule` names the rule it belongs to, `pointer` the value concerned.

    A key that is missing has a pointer too: the one that it would have. `severity` is what the schema wants it to be,
    None where it says nothing.
    """

    rule: str
    span: Span
    message: str
    fix: Fix | None
    pointer: str
    severity: Severity | None = None
