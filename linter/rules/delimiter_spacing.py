"""delimiter-spacing: blank lines inside the front matter next to its delimiters, blanks after those."""

from __future__ import annotations

from collections import deque

from linter.finding import Fix, Problem, Severity
from linter.patterns import lazy
from linter.rule import Options, Stage, rule
from linter.text import Edit, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document
    from linter.document.node import FrontMatter

_BLANK_LINES = lazy(r"(?:[ \t]*+(?:\r\n|\n|\r))++")
_BLANKS = lazy(r"[ \t]+(?=[\r\n]|\Z)")
_MARK = 3


@rule("delimiter-spacing", category="front-matter", severity=Severity.WARNING, stage=Stage.LAYOUT, style=True)
def delimiter_spacing(document: Document, options: Options) -> Iterator[Problem]:  # noqa: ARG001  # it has none
    """Blank lines or blanks next to the lines that begin and end the front matter."""
    head = document.front_matter
    if head.format not in {"yaml", "toml"} or head.root is None or any(one.kind == "unclosed" for one in head.defects):
        return
    text, content = document.text, head.content
    mark = text[content.end : content.end + _MARK]
    opening = max(text.rfind("\n", 0, content.start - 1), text.rfind("\r", 0, content.start - 1)) + 1
    for start in (opening, content.end):
        if blanks := _BLANKS.match(text, start + _MARK):
            yield _problem(Span(*blanks.span()), f'blanks after "{text[start : start + _MARK]}": delete them')
    first = _BLANK_LINES.match(text, content.start, content.end)
    if first and first.end() < content.end:
        yield _problem(
            Span(*first.span()), f'blank line after the opening "{text[opening : opening + _MARK]}": delete it'
        )
    kept = content.start + len(text[content.start : content.end].rstrip(" \t\r\n"))
    last = document.source.line_number(kept)
    start = document.source.line_starts[last] if kept > content.start else content.end
    if start < content.end and not _keeps_lines(document, head):
        yield _problem(Span(start, content.end), f'blank line before the closing "{mark}": delete it')


def _problem(span: Span, message: str) -> Problem:
    return Problem(span, message, Fix("delete", (Edit(span, ""),)))


def _keeps_lines(document: Document, head: FrontMatter) -> bool:
    """Tell whether the last value is a block scalar that keeps the blank lines after it (`|+`)."""
    last = next(iter(deque(head.root.walk(), maxlen=1)), None) if head.root else None
    if last is None or last.style not in {"literal", "folded"}:
        return False
    return "+" in document.source.slice(document.line_rest(last.span.start)).partition("#")[0]
