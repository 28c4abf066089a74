"""The rule empty-value."""

from __future__ import annotations

from linter.document.list_items import removal
from linter.finding import Applicability, Fix, Problem, Severity
from linter.rule import rule
from linter.schema_rule import SchemaOptions, violations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document


@rule("empty-value", category="front-matter", options=SchemaOptions, severity=Severity.WARNING, only=("is:violating",))
def empty_value(document: Document, options: SchemaOptions) -> Iterator[Problem]:
    """A key or a list item with nothing in it where the schema asks for something."""
    for violation in violations(document, options.schema, "empty-value"):
        edit = removal(document, violation.pointer)
        lists = (violation.pointer.rpartition("/")[0],)
        fix = None if edit is None else Fix("remove the empty item", (edit,), Applicability.UNSAFE, lists)
        yield Problem(violation.span, violation.message, fix or violation.fix, violation.severity)
