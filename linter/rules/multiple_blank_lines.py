"""multiple-blank-lines: more blank lines in a row than one."""

from __future__ import annotations

from linter.document.intervals import Intervals
from linter.finding import Fix, Problem, Severity
from linter.patterns import lazy
from linter.rule import Options, Stage, rule
from linter.text import Edit, Span
from linter.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document

_LINE_END = r"(?:\r\n|\n|\r)"
_RUN = lazy(rf"(?:\A|(?<=\n)|(?<=\r)(?!\n))(?:[ \t]*+{_LINE_END}){{2,}}+")
_LINE = lazy(rf"[ \t]*+{_LINE_END}")
_VERBATIM = frozenset({"pre", "textarea", "script", "style"})


@dataclass(frozen=True)
class MultipleBlankLinesOptions(Options):
    """`max` is how many blank lines may follow one another."""

    max: int = 1


@rule(
    "multiple-blank-lines",
    category="layout",
    options=MultipleBlankLinesOptions,
    severity=Severity.INFO,
    stage=Stage.LAYOUT,
    style=True,
)
def multiple_blank_lines(document: Document, options: MultipleBlankLinesOptions) -> Iterator[Problem]:
    """Several blank lines in a row."""
    most = max(1, options.max)
    text = document.text
    for run in _RUN.finditer(text, document.front_matter.span.end):
        lines = [line.end() for line in _LINE.finditer(text, *run.span())]
        # Those at the end are the business of the rule final-newline.
        if len(lines) <= most or not text[run.end() :].strip() or document.view(_verbatim).cover(run.start()):
            continue
        allowed = "one" if most == 1 else f"{most}"
        fix = Fix(f"keep {allowed}", (Edit(Span(lines[most - 1], run.end()), ""),))
        yield Problem(Span(*run.span()), f"{len(lines)} blank lines in a row: keep {allowed}", fix)


def _verbatim(document: Document) -> Intervals:
    """Return where blank lines are content: code, comments, templates, and HTML that is shown as written."""
    view = document.markdown
    stretches = [(code.span.start, code.span.end) for code in view.code if code.block]
    stretches += [(one.start, one.end) for one in view.owned_spans]
    stretches += [(comment.span.start, comment.span.end) for comment in view.comments]
    opened: int | None = None
    for tag in view.tags:
        if tag.name.lower() in _VERBATIM:
            if tag.closing and opened is not None:
                stretches.append((opened, tag.span.start))
                opened = None
            elif not tag.closing and not tag.self_closing and opened is None:
                opened = tag.span.start
    return Intervals(stretches)
