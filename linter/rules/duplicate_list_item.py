"""The rule duplicate-list-item."""

from __future__ import annotations

from linter.document.list_items import removal
from linter.finding import Fix, Problem, Severity
from linter.rule import rule
from linter.schema_rule import SchemaOptions, violations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document


@rule(
    "duplicate-list-item",
    category="front-matter",
    options=SchemaOptions,
    severity=Severity.WARNING,
    only=("is:violating",),
)
def duplicate_list_item(document: Document, options: SchemaOptions) -> Iterator[Problem]:
    """A list item that is already in the list."""
    for violation in violations(document, options.schema, "duplicate-list-item"):
        edit = removal(document, violation.pointer)
        lists = (violation.pointer.rpartition("/")[0],)
        fix = None if edit is None else Fix("remove the repeated item", (edit,), pointers=lists)
        yield Problem(violation.span, violation.message, fix, violation.severity)
