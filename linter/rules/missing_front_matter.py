"""The rule missing-front-matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.document import Document
from linter.finding import Applicability, Fix, Problem
from linter.rule import rule
from linter.schema import validate
from linter.schema_rule import SchemaOptions
from linter.text import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_EMPTY = "---\n---\n"


@rule("missing-front-matter", category="front-matter", options=SchemaOptions)
def missing_front_matter(document: Document, options: SchemaOptions) -> Iterator[Problem]:
    """A document without front matter although its schema asks for some, or with blank lines above it."""
    head, schema = document.front_matter, options.schema
    for defect in head.defects:
        if defect.kind == "misplaced":
            up = Fix("move the front matter up", (Edit(Span(0, defect.span.start), ""),), Applicability.UNSAFE)
            yield Problem(defect.span, defect.message, up)
    # A schema that is content with nothing at all does not ask for a front matter either.
    if head.format is None and schema is not None and validate(schema, Document.of(_EMPTY).front_matter):
        yield Problem(Span(0, 0), f"there is no front matter here; it must begin on line 1 with `---` ({schema.name})")
