"""The rule unknown-key."""

from __future__ import annotations

from linter.finding import Severity
from linter.rule import rule
from linter.schema_rule import SchemaOptions, problems

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document
    from linter.finding import Problem


@rule("unknown-key", category="front-matter", options=SchemaOptions, severity=Severity.WARNING, only=("is:violating",))
def unknown_key(document: Document, options: SchemaOptions) -> Iterator[Problem]:
    """A key that the schema does not know."""
    return problems(document, options, "unknown-key")
