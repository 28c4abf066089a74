"""The rule value-not-allowed."""

from __future__ import annotations

from linter.rule import rule
from linter.schema_rule import SchemaOptions, problems

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document
    from linter.finding import Problem


@rule("value-not-allowed", category="front-matter", options=SchemaOptions, only=("is:violating",))
def value_not_allowed(document: Document, options: SchemaOptions) -> Iterator[Problem]:
    """A value that is not among those the schema allows."""
    return problems(document, options, "value-not-allowed")
