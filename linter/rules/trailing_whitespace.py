"""trailing-whitespace: blanks and tabs at the end of a line, where they do nothing."""

from __future__ import annotations

from linter.document.intervals import Intervals
from linter.finding import Fix, Problem, Severity
from linter.patterns import lazy
from linter.rule import Options, Stage, rule
from linter.text import Edit, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document

# From the first blank on, so that a long run is looked at once.
_TRAILING = lazy(r"(?<![ \t])[ \t]++(?=[\r\n]|\Z)")
_BLANK_LINES = lazy(r"(?:[ \t]*+(?:\r\n|\n|\r))*+")
_VERBATIM = frozenset({"pre", "textarea", "script", "style"})


@rule("trailing-whitespace", category="layout", severity=Severity.INFO, stage=Stage.LAYOUT, style=True)
def trailing_whitespace(document: Document, options: Options) -> Iterator[Problem]:  # noqa: ARG001  # it has none
    """Blanks at the end of a line."""
    found = [Span(*match.span()) for match in _TRAILING.finditer(document.text)]
    if not found:
        return
    kept = document.view(_kept)
    for span in found:
        if not kept.cover(span.start) and not _does_something(document, span):
            fix = Fix("delete the blanks", (Edit(span, ""),))
            yield Problem(span, f"{_count(len(span))} at the end of the line: delete", fix)


def _count(number: int) -> str:
    return "a blank" if number == 1 else f"{number} blanks"


def _kept(document: Document) -> Intervals:
    """Return the stretches in which blanks are content: front matter values, code, templates, HTML shown as written."""
    head = document.front_matter
    code = document.markdown.code
    stretches = [(one.span.start, document.line_rest(one.span.end).end if one.block else one.span.end) for one in code]
    stretches += [(one.start, one.end) for one in document.markdown.owned_spans]
    stretches += _verbatim(document)
    if head.root is None or head.format == "json":
        stretches.append((0, head.span.end))
    else:
        # The delimiters are the business of the rule delimiter-spacing.
        stretches += [(0, head.content.start), (head.content.end, head.span.end)]
        stretches += [_value(document, node.span, node.style) for node in head.root.walk() if node.kind == "scalar"]
    return Intervals(stretches)


def _value(document: Document, span: Span, style: str) -> tuple[int, int]:
    """Return where a front matter value stands; a block scalar may hold the blank lines after it too."""
    if style not in {"literal", "folded"}:
        return span.start, span.end
    line = document.line_rest(span.end)
    after = _BLANK_LINES.match(document.text, line.end, max(line.end, document.front_matter.content.end))
    return span.start, after.end() if after else line.end


def _verbatim(document: Document) -> Iterator[tuple[int, int]]:
    if "<" not in document.body.text:
        return
    opened: int | None = None
    for tag in document.markdown.tags:
        if tag.name.lower() in _VERBATIM:
            if tag.closing and opened is not None:
                yield opened, tag.span.start
                opened = None
            elif not tag.closing and not tag.self_closing and opened is None:
                opened = tag.span.start


def _does_something(document: Document, span: Span) -> bool:
    """Tell whether blanks in the body break a line, or keep a backslash from breaking it."""
    text = document.text
    if span.start < document.front_matter.span.end or span.start == 0 or text[span.start - 1] in "\r\n":
        return False
    if text[span.start - 1] == "\\":
        return True
    line = document.source.line_number(span.start)
    if not text.endswith("  ", span.start, span.end) or line == len(document.source.line_starts):
        return False
    if document.view(_headings).cover(document.source.line_starts[line - 1]):
        return False
    return bool(document.source.line(line + 1).strip())


def _headings(document: Document) -> Intervals:
    """Return the headings of one line: in them no line is broken."""
    spans = (heading.span for heading in document.headings)
    return Intervals((span.start, span.end) for span in spans if span.end <= document.line_rest(span.start).end)
