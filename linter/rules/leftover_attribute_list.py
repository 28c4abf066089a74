"""leftover-attribute-list: `{:.class}` of kramdown in pages that another renderer prints."""

from __future__ import annotations

from linter.document.flavour import Flavour
from linter.finding import Applicability, Fix, Problem, Severity
from linter.rule import Options, rule
from linter.text import Edit, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document


_KNOWING = frozenset({Flavour.KRAMDOWN, Flavour.PYTHON_MARKDOWN})
"""The flavours in which such a list is no leftover."""


@rule("leftover-attribute-list", category="structure", severity=Severity.WARNING, on=False, only=("{:",))
def leftover_attribute_list(document: Document, options: Options) -> Iterator[Problem]:  # noqa: ARG001  # it has none
    """A kramdown attribute list on a site whose renderer does not know them."""
    if "{:" not in document.text or document.flavour in _KNOWING:
        return
    for view in document.markdowns:
        for one in view.attribute_lists:
            shown = document.source.slice(one.span)
            message = f'readers see "{shown}" as it is written: delete it'
            yield Problem(one.span, message, _deletion(document, one.span) if view.region.is_body else None)


def _deletion(document: Document, span: Span) -> Fix:
    """Delete the list, with its line where it stands alone."""
    source = document.source
    line = source.line_number(span.start)
    whole = source.line_span(line)
    start = (
        span.start - len(source.text[whole.start : span.start]) + len(source.text[whole.start : span.start].rstrip())
    )
    if start == whole.start and not source.text[span.end : whole.end].strip():
        end = source.line_starts[line] if line < len(source.line_starts) else len(source.text)
        return Fix("delete the line", (Edit(Span(whole.start, end), ""),), Applicability.UNSAFE)
    return Fix("delete it", (Edit(Span(start, span.end), ""),), Applicability.UNSAFE)
