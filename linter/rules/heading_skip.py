"""The rule heading-skip."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linter.finding import Problem, Severity
from linter.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document
    from linter.text import Span

_HTML = re.compile(r"[hH]([1-6])")


@rule("heading-skip", category="structure", severity=Severity.WARNING)
def heading_skip(document: Document, _options: object) -> Iterator[Problem]:
    """A heading two or more levels below the one before it."""
    above: int | None = None
    for span, level, judged in sorted(_headings(document)):
        if judged and above is not None and level > above + 1:
            yield Problem(span, f"heading of level {level} right after one of level {above}: make it level {above + 1}")
        above = level


def _headings(document: Document) -> Iterator[tuple[Span, int, bool]]:
    """Yield the headings of the outline, with whether they are Markdown; those in quotations and lists are none."""
    for block in document.markdown.blocks:
        if block.depth == 0 and block.kind.startswith("heading-"):
            yield block.span, int(block.kind.removeprefix("heading-")), True
    for tag in document.markdown.tags:
        html = _HTML.fullmatch(tag.name)
        if html and not tag.closing:
            yield tag.span, int(html[1]), False
