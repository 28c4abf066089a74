"""The rule empty-section."""

from __future__ import annotations

import re
from itertools import pairwise

from linter.finding import Problem, Severity
from linter.patterns import lazy
from linter.rule import Options, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document

# Made by tools, or in parts that others fill.
_CHANGES = lazy(r"(?:.*/)?(?:changelog|history|changes|news|release[-_ ]?notes)(?:[-_.][^/]*)?\.\w+", re.IGNORECASE)


@rule("empty-section", category="structure", severity=Severity.INFO, on=False)
def empty_section(document: Document, options: Options) -> Iterator[Problem]:  # noqa: ARG001  # it has none
    """A heading with nothing below it."""
    if _CHANGES.fullmatch(document.path):
        return
    headings = [one for one in document.markdown.blocks if one.depth == 0 and one.kind.startswith("heading-")]
    for one, following in pairwise(headings):
        between = document.text[one.span.end : following.span.start]
        if following.kind <= one.kind and not between.strip():
            yield Problem(one.span, "there is nothing below this heading: write the section, or delete the heading")
