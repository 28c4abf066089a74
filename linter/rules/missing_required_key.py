"""The rule missing-required-key."""

from __future__ import annotations

from linter.pieces import is_piece
from linter.rule import rule
from linter.schema_rule import SchemaOptions, problems

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document
    from linter.finding import Problem


@rule("missing-required-key", category="front-matter", options=SchemaOptions, only=("is:violating",))
def missing_required_key(document: Document, options: SchemaOptions) -> Iterator[Problem]:
    """A key that the schema requires is missing."""
    if not is_piece(document.path, document.flavour):
        yield from problems(document, options, "missing-required-key")
