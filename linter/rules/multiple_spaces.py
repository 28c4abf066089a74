"""The rule multiple-spaces."""

from __future__ import annotations

from linter.document.intervals import Intervals
from linter.finding import Fix, Problem, Severity
from linter.patterns import lazy
from linter.rule import Options, Stage, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document

# After the end of a sentence two blanks are a habit of typists, and after marks of lists they are structure.
_BLANKS = lazy(r"(?<=[\w,`])[ ]{2,3}(?=[^\s|])")
_LINES = lazy(r"[^\r\n]+")


@rule("multiple-spaces", category="layout", severity=Severity.INFO, stage=Stage.LAYOUT, style=True, only=("  ",))
def multiple_spaces(document: Document, options: Options) -> Iterator[Problem]:  # noqa: ARG001  # it has none
    """Several blanks between two words."""
    body = document.body
    if "  " not in body.text:
        return
    text = Intervals(document.markdown.text_spans)
    tables = Intervals((one.span.start, one.span.end) for one in document.markdown.tables)
    for line in _LINES.finditer(body.text):
        found = list(_BLANKS.finditer(body.text, *line.span()))
        if len(found) != 1:
            continue  # several in a line are columns, aligned by hand
        start, end = found[0].span()
        if text.cover(start) and text.cover(end - 1) and not tables.cover(body.start + start):
            edit = body.edit(start, end, " ")
            fix = Fix("leave one blank", (edit,)) if edit else None
            yield Problem(body.source_span(start, end), f"{end - start} blanks between two words: leave one", fix)
