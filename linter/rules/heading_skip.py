"""The rule heading-skip."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from linter.document.heading_levels import spelt_headings
from linter.finding import Problem, Severity
from linter.patterns import lazy
from linter.rule import Options, rule
from linter.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document
    from linter.text import Span

_HTML = lazy(r"[hH]([1-6])")
_COMPONENT = lazy(r"</?[A-Z]")
_SHOWN_COMPONENT = lazy(r"(?:<|&lt;)/?[A-Z]")
_CODE = lazy(r"<code\b[^>]*>[^<]*</code>")
_HTML_TAG = lazy(r"<[hH][1-6]")
# Made by tools, whose levels follow from the kind of release.
_CHANGES = lazy(r"(?:.*/)?(?:changelog|history|changes|news|release[-_ ]?notes)(?:[-_.][^/]*)?\.\w+", re.IGNORECASE)


@dataclass(frozen=True)
class HeadingSkipOptions(Options):
    """With `every`, levels are counted that the document uses nowhere; there whole sites skip them for the look."""

    every: bool = False


@rule(
    "heading-skip",
    category="structure",
    options=HeadingSkipOptions,
    severity=Severity.WARNING,
    only=("is:skipping", "option:every"),
)
def heading_skip(document: Document, options: HeadingSkipOptions) -> Iterator[Problem]:
    """A heading two or more levels below the one before it."""
    if not _may_skip(document, options):
        return
    headings = sorted(_headings(document))
    skips = [(before, here) for before, here in pairwise(headings) if here[2] and here[1] > before[1] + 1]
    if not skips or _CHANGES.fullmatch(document.path):
        return
    used = {level for _, level, _ in headings}
    tags = document.markdown.tags if _may_have_components(document) else ()
    components = [tag.span.start for tag in tags if tag.name[:1].isupper() and not tag.self_closing]
    for (before, above, _), (span, level, _) in skips:
        if not options.every and not used.issuperset(range(above + 1, level)):
            continue
        # A component gives what is in it a place of its own in the outline.
        if bisect_left(components, before.start) == bisect_left(components, span.start):
            yield Problem(span, f"heading of level {level} right after one of level {above}: make it level {above + 1}")


def _may_skip(document: Document, options: HeadingSkipOptions) -> bool:
    """Tell whether the outline may skip a level, by what the lines of the body look like, and then by its HTML."""
    spelt = document.view(spelt_headings)
    levels = spelt.levels
    far = any(here + 2 <= max(levels) and (options.every or {here + 1, here + 2} <= levels) for here in levels)
    if not far:
        return False
    if spelt.skips is not None:
        return spelt.skips
    shown = document.markdown.levels_shown
    return shown is None or any(here > before + 1 for before, here in pairwise(shown))


def _may_have_components(document: Document) -> bool:
    """Tell whether there may be components, by what the HTML shows outside code; C++ has `vector<T>` there."""
    if _COMPONENT.search(document.text) is None:
        return False
    if document.flavour.jsx or "<code" in document.folded:
        return True
    return _SHOWN_COMPONENT.search(_CODE.sub("", document.markdown.html)) is not None


def _headings(document: Document) -> Iterator[tuple[Span, int, bool]]:
    """Yield the headings of the outline, with whether they are Markdown; those in quotations and lists are none."""
    places = document.view(spelt_headings).places
    if places is not None:  # where there is none in HTML, either
        for level, start, end in places:
            yield document.body.source_span(start, end), level, True
        return
    for level, span in document.markdown.outline:
        yield span, level, True
    for tag in document.markdown.tags if _HTML_TAG.search(document.text) else ():
        html = _HTML.fullmatch(tag.name)
        if html and not tag.closing:
            yield tag.span, int(html[1]), False
