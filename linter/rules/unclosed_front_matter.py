"""The rule unclosed-front-matter."""

from __future__ import annotations

from linter.finding import Problem
from linter.rule import Options, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document


@rule("unclosed-front-matter", category="front-matter", only=("is:defective",))
def unclosed_front_matter(document: Document, _options: Options) -> Iterator[Problem]:
    """Front matter whose closing delimiter is missing."""
    for defect in document.front_matter.defects:
        if defect.kind == "unclosed":
            yield Problem(defect.span, defect.message, defect.fix)
