"""The rule first-heading-level."""

from __future__ import annotations

from linter.document.flavour import Flavour
from linter.finding import Problem, Severity
from linter.pieces import is_piece
from linter.rule import Options, rule
from linter.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document


_HTML = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

# Generators that print the title of the front matter where the text does not begin with one.
_TITLED = frozenset({Flavour.DOCUSAURUS, Flavour.PYTHON_MARKDOWN, Flavour.MYST})
_BELOW_TITLE = 2


@dataclass(frozen=True)
class FirstHeadingLevelOptions(Options):
    """`first_heading` is the level that the first heading must have; None where that is not said."""

    first_heading: int | None = None


@rule(
    "first-heading-level",
    category="structure",
    options=FirstHeadingLevelOptions,
    severity=Severity.WARNING,
    only=("option:first_heading",),
)
def first_heading_level(document: Document, options: FirstHeadingLevelOptions) -> Iterator[Problem]:
    """A document whose first heading has another level than those of its collection."""
    if options.first_heading is None or is_piece(document.path, document.flavour):
        return
    blocks = (one for one in document.markdown.blocks if one.depth == 0 and one.kind.startswith("heading-"))
    first = next(blocks, None)
    if first is None:
        return
    root = document.front_matter.root
    if first.kind == "heading-1" and (root is None or root.child("title") is not None):
        return  # its own title; or that is for h1-in-body to say
    level = int(first.kind.removeprefix("heading-"))
    if document.flavour in _TITLED and max(level, options.first_heading) <= _BELOW_TITLE:
        return
    html = any(tag.name.lower() in _HTML for tag in document.markdown.tags if tag.span.start < first.span.start)
    if level != options.first_heading and not html:
        message = f"the first heading has level {level}, those of such documents level {options.first_heading}"
        yield Problem(first.span, message)
