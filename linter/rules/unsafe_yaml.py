"""The rule unsafe-yaml."""

from __future__ import annotations

from linter.finding import Problem
from linter.rule import Options, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document


@rule("unsafe-yaml", category="front-matter", only=("is:defective",))
def unsafe_yaml(document: Document, _options: Options) -> Iterator[Problem]:
    """Front matter that asks for more than plain data, or is too large or too deep to be read."""
    for defect in document.front_matter.defects:
        if defect.kind == "unsafe":
            yield Problem(defect.span, defect.message)
