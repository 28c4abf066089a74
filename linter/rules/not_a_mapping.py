"""The rule not-a-mapping."""

from __future__ import annotations

from linter.finding import Problem
from linter.rule import rule
from linter.schema_rule import SchemaOptions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document


@rule("not-a-mapping", category="front-matter", options=SchemaOptions, only=("is:defective",))
def not_a_mapping(document: Document, options: SchemaOptions) -> Iterator[Problem]:
    """Front matter that is a list or plain text instead of keys with values."""
    for defect in document.front_matter.defects:
        if defect.kind == "not-a-mapping" and (options.schema is not None or not _is_prose(document)):
            yield Problem(defect.span, defect.message)


def _is_prose(document: Document) -> bool:
    """Tell whether what looks like front matter may be a sentence that somebody drew lines around."""
    root = document.front_matter.root
    return root is not None and root.kind == "scalar" and ":" not in document.source.slice(root.span)
