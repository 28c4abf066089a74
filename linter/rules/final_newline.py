"""final-newline: a file that does not end with exactly one line end."""

from __future__ import annotations

from linter.finding import Fix, Problem, Severity
from linter.patterns import lazy
from linter.rule import Options, Stage, rule
from linter.text import Edit, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document

_FIRST = lazy(r"[ \t]*(?:\r\n|\n|\r)")


@rule("final-newline", category="layout", severity=Severity.INFO, stage=Stage.LAYOUT, style=True)
def final_newline(document: Document, options: Options) -> Iterator[Problem]:  # noqa: ARG001  # it has none
    """No line end, or blank lines, at the end of the file."""
    text = document.text
    content = len(text.rstrip(" \t\r\n"))
    if content == 0 or any(defect.kind == "unclosed" for defect in document.front_matter.defects):
        return
    first = _FIRST.match(text, content)
    if first is None:
        end = Span(len(text), len(text))
        fix = Fix("end the line", (Edit(end, document.source.newline),))
        yield Problem(end, "the last line does not end: add a line end", fix)
    elif first.end() < len(text):
        extra = Span(first.end(), len(text))
        lines = document.source.line_number(extra.end) - document.source.line_number(extra.start)
        lines += document.source.line_starts[-1] < extra.end
        what = "a blank line" if lines == 1 else f"{lines} blank lines"
        yield Problem(extra, f"{what} at the end of the file: delete", Fix("delete them", (Edit(extra, ""),)))
