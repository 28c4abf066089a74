"""The rule unrendered-template."""

from __future__ import annotations

from linter.document.flavour import Flavour
from linter.document.prose import in_prose
from linter.finding import Problem, Severity
from linter.patterns import lazy
from linter.rule import Options, rule
from linter.schema.words import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document

_TEMPLATE = lazy(r"\{\{[ \t]*[A-Za-z_$][^{}\r\n]{0,200}\}\}|\{%-?[ \t]*\w[^%\r\n]{0,200}%\}|\$\{[A-Za-z_][\w.]{0,80}\}")


@rule("unrendered-template", category="placeholders", severity=Severity.WARNING, only=("{",))
def unrendered_template(document: Document, options: Options) -> Iterator[Problem]:  # noqa: ARG001  # it has none
    """A template that no program fills: readers see its braces."""
    if document.flavour is not Flavour.GFM or "{" not in document.text:
        return
    for region in document.regions:
        for hit in in_prose(document, region, _TEMPLATE):
            shown = quoted(region.text[hit.start : hit.end])
            message = f"readers see {shown} as it is written: write what was to stand there"
            yield Problem(region.source_span(hit.start, hit.end), message)
