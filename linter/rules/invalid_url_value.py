"""The rule invalid-url-value."""

from __future__ import annotations

from linter.rule import rule
from linter.schema_rule import SchemaOptions, problems

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document
    from linter.finding import Problem


@rule("invalid-url-value", category="front-matter", options=SchemaOptions, only=("is:violating",))
def invalid_url_value(document: Document, options: SchemaOptions) -> Iterator[Problem]:
    """A value that should be a URL and is none."""
    return problems(document, options, "invalid-url-value")
