"""The rule invalid-date."""

from __future__ import annotations

from linter.rule import rule
from linter.schema_rule import SchemaOptions, problems

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document
    from linter.finding import Problem


@rule("invalid-date", category="front-matter", options=SchemaOptions, only=("is:violating",))
def invalid_date(document: Document, options: SchemaOptions) -> Iterator[Problem]:
    """A date that does not exist or is not in an accepted form."""
    return problems(document, options, "invalid-date")
