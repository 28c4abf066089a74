"""The rule wrong-type."""

from __future__ import annotations

from linter.rule import rule
from linter.schema_rule import SchemaOptions, problems

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document
    from linter.finding import Problem


@rule("wrong-type", category="front-matter", options=SchemaOptions, only=("is:violating",))
def wrong_type(document: Document, options: SchemaOptions) -> Iterator[Problem]:
    """A value of another type than the schema asks for."""
    return problems(document, options, "wrong-type")
