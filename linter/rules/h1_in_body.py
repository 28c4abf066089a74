"""The rule h1-in-body."""

from __future__ import annotations

from linter.document.flavour import Flavour
from linter.finding import Applicability, Fix, Problem, Severity
from linter.rule import rule
from linter.schema.words import quoted
from linter.showcase import is_showcase
from linter.text import Edit, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document
    from linter.document.element import Heading

# Generators that take the first heading for the title of the page, and print no other above it.
_TAKEN = frozenset({Flavour.DOCUSAURUS, Flavour.PYTHON_MARKDOWN, Flavour.MYST})


@rule("h1-in-body", category="structure", severity=Severity.WARNING, style=True)
def h1_in_body(document: Document, _options: object) -> Iterator[Problem]:
    """A heading of level 1 in a page whose front matter has its title."""
    if is_showcase(document.path):
        return
    root = document.front_matter.root
    node = root.child("title") if root and root.kind == "mapping" else None
    if node is None or not isinstance(node.value, str) or not node.value.strip():
        return
    title = _folded(node.value)
    for number, heading in enumerate(document.headings):
        if heading.level != 1 or (number == 0 and document.flavour in _TAKEN):
            continue
        if _folded(heading.text) == title:
            message = f"this heading repeats the title of the page, {quoted(node.value)}: delete it"
            yield Problem(heading.span, message, _fix(document, heading))
        else:
            message = f"the page has the title {quoted(node.value)} already: make this heading level 2"
            yield Problem(heading.span, message)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _fix(document: Document, heading: Heading) -> Fix | None:
    """Return the fix that deletes the lines of the heading and the empty ones after it."""
    source = document.source
    first, after = source.line_number(heading.span.start), source.line_number(heading.span.end) + 1
    start = source.line_starts[first - 1]
    if source.text[start : heading.span.start].strip():
        return None
    while after <= len(source.line_starts) and not source.line(after).strip():
        after += 1
    end = source.line_starts[after - 1] if after <= len(source.line_starts) else len(source.text)
    return Fix("delete the heading", (Edit(Span(start, end), ""),), Applicability.UNSAFE)
