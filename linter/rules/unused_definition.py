"""The rule unused-definition."""

from __future__ import annotations

from linter.anchors import takes_in_others
from linter.document.markdown_links import normalized
from linter.finding import Applicability, Fix, Problem, Severity
from linter.rule import Options, rule
from linter.schema.words import quoted
from linter.text import Edit, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document

_COMMENTS = frozenset({"//", "#", "comment", "_metadata_", "-"})
"""Labels by which people write comments that no renderer shows, as in `[//]: # (a remark)`."""


@rule("unused-definition", category="links", severity=Severity.INFO, on=False, only=("]:",))
def unused_definition(document: Document, options: Options) -> Iterator[Problem]:  # noqa: ARG001  # it has none
    """A definition of a reference that no link uses."""
    if "]:" not in document.text or takes_in_others(document.text):
        return
    for view in document.markdowns:
        used = {normalized(link.label) for link in view.links if link.label is not None}
        for one in view.definitions:
            if normalized(one.label) in used or one.label in _COMMENTS or one.target in {"", "#"}:
                continue
            message = f"no link uses the definition {quoted(one.label)}: delete it, or use it"
            template = any(each.start < one.span.end and one.span.start < each.end for each in view.owned_spans)
            fix = _deletion(document, one.span) if view.region.is_body and not template else None
            yield Problem(one.span, message, fix)


def _deletion(document: Document, span: Span) -> Fix | None:
    """Delete the definition with its lines, where nothing else stands in them."""
    source = document.source
    first, last = source.line_number(span.start), source.line_number(max(span.start, span.end - 1))
    start = source.line_span(first).start
    whole = Span(start, source.line_span(last).end)
    if source.slice(whole).strip() != source.slice(span).strip():
        return None
    end = source.line_starts[last] if last < len(source.line_starts) else len(source.text)
    return Fix("delete the definition", (Edit(Span(start, end), ""),), Applicability.UNSAFE)
