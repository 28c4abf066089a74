"""The rule missing-alt."""

from __future__ import annotations

from linter.finding import Problem, Severity
from linter.rule import Options, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document
    from linter.document.element import Tag

# By these an image says that it has a name elsewhere, or that it needs none.
_NAMES = frozenset({"alt", "aria-label", "aria-labelledby", "aria-hidden", "role", ":alt", "title"})


@rule("missing-alt", category="structure", severity=Severity.WARNING, style=True)
def missing_alt(document: Document, options: Options) -> Iterator[Problem]:  # noqa: ARG001  # it has none
    """An image without a text for those who cannot see it."""
    for link in document.links:
        if link.image and link.kind != "attribute" and not link.text.strip():
            yield Problem(link.span, "the image has no text: say between the brackets what it shows")
    for tag in document.tags:
        if tag.name == "img" and not tag.closing and not _is_named(document, tag):
            yield Problem(tag.span, 'the image has no alt: say what it shows, or write alt="" if it only adorns')


def _is_named(document: Document, tag: Tag) -> bool:
    if any(one.name.lower() in _NAMES for one in tag.attributes):
        return True
    written = document.source.slice(tag.span)
    return "..." in written or "{{" in written or "{%" in written  # what a component or a template adds
