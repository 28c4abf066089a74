"""The rule value-out-of-bounds."""

from __future__ import annotations

from linter.finding import Severity
from linter.rule import rule
from linter.schema_rule import SchemaOptions, problems

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document
    from linter.finding import Problem


@rule(
    "value-out-of-bounds",
    category="front-matter",
    options=SchemaOptions,
    severity=Severity.WARNING,
    only=("is:violating",),
)
def value_out_of_bounds(document: Document, options: SchemaOptions) -> Iterator[Problem]:
    """A value that is too long, too short, too large, too small, or of the wrong form."""
    return problems(document, options, "value-out-of-bounds")
