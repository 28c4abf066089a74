"""The rule conditional-requirement."""

from __future__ import annotations

from linter.rule import rule
from linter.schema_rule import SchemaOptions, problems

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document
    from linter.finding import Problem


@rule("conditional-requirement", category="front-matter", options=SchemaOptions, only=("is:violating",))
def conditional_requirement(document: Document, options: SchemaOptions) -> Iterator[Problem]:
    """A key or a value that is needed because of another one."""
    return problems(document, options, "conditional-requirement")
