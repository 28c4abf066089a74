"""The rule duplicate-key."""

from __future__ import annotations

from linter.finding import Problem
from linter.rule import Options, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document


@rule("duplicate-key", category="front-matter", only=("is:defective",))
def duplicate_key(document: Document, _options: Options) -> Iterator[Problem]:
    """A key that is set twice."""
    for defect in document.readable.defects:
        if defect.kind == "duplicate-key":
            yield Problem(defect.span, defect.message)
