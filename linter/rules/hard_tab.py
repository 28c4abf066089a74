"""The rule hard-tab."""

from __future__ import annotations

from linter.document.intervals import Intervals
from linter.finding import Applicability, Fix, Problem, Severity
from linter.patterns import lazy
from linter.rule import Options, Stage, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document

# Not at the beginning of a line, where a tab may be part of the structure, nor at its end (trailing-whitespace).
_TAB = lazy(r"(?<=\S)[ ]*\t[ \t]*(?=\S)")


@rule("hard-tab", category="layout", severity=Severity.INFO, stage=Stage.LAYOUT, on=False, style=True, only=("\t",))
def hard_tab(document: Document, options: Options) -> Iterator[Problem]:  # noqa: ARG001  # it has none
    """A tab in the text."""
    body = document.body
    found = list(_TAB.finditer(body.text)) if "\t" in body.text else []
    if not found:
        return
    text = Intervals(document.markdown.text_spans)
    for match in found:
        if text.cover(match.start()) and text.cover(match.end() - 1):
            edit = body.edit(match.start(), match.end(), " ")
            fix = Fix("write a blank", (edit,), Applicability.UNSAFE) if edit else None
            yield Problem(body.source_span(*match.span()), "a tab in the text: readers see a blank, write one", fix)
