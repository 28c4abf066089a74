"""The rule table-accessibility."""

from __future__ import annotations

from linter.finding import Problem, Severity
from linter.rule import Options, rule
from linter.schema.words import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document

_SIGNS = frozenset("✅❌✔✖✓✗☑☒🟢🔴🟡🟠")
_VARIATION = "\ufe0f\ufe0e"


@rule("table-accessibility", category="structure", severity=Severity.INFO, on=False)
def table_accessibility(document: Document, options: Options) -> Iterator[Problem]:  # noqa: ARG001  # it has none
    """A table that cannot be understood when it is read aloud."""
    for table in document.markdown.tables:
        for cell in table.rows[0] if table.rows else ():
            if not document.source.slice(cell).strip():
                yield Problem(cell, "a column without a name: write in the head of the table what it holds")
        for row in table.rows[1:]:
            for cell in row:
                text = document.source.slice(cell).strip().translate(dict.fromkeys(map(ord, _VARIATION)))
                if text in _SIGNS:
                    yield Problem(cell, f"{quoted(text)} says nothing when it is read aloud: add a word, as in “yes”")
