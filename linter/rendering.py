"""Whether two texts are the same for readers: their HTML, and what other programs than Markdown parsers read there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linter.document.flavour import Flavour
from linter.patterns import lazy

if TYPE_CHECKING:
    from linter.document.markdown import Markdown

_AT_BLOCKS = lazy(
    r"\s*(</?(?:address|article|aside|blockquote|body|br|dd|details|div|dl|dt|figure|footer|form|h[1-6]|header|hr|li|main|nav"
    r"|ol|p|pre|section|summary|sup|table|tbody|td|tfoot|th|thead|tr|ul)\b[^>]*>)\s*",
    re.IGNORECASE,
)
_BLANKS = lazy(r"\s+")
_VERBATIM = lazy(r"(<(pre|textarea|script|style)\b.*?</\2>)", re.DOTALL | re.IGNORECASE)


def changed(old: Markdown, new: Markdown) -> str | None:
    """Say what of the flavour, of tags, links and definitions is otherwise in the new text, None if nothing is."""
    if _constructs(old) != _constructs(new):
        return "what the flavour owns would stand in another place"
    if _lists(old) != _lists(new):
        return "an attribute list would belong to something else"
    if _tags(old) != _tags(new):
        return "a tag would change"
    if [one.target for one in old.links] != [one.target for one in new.links]:
        return "a link would be spelt otherwise"
    if _definitions(old) != _definitions(new):
        return "definitions that nothing uses would be lost"
    return None


def plain_html(html: str) -> str:
    """Return HTML with the blanks that browsers do not show made one, or none beside blocks."""
    pieces = _VERBATIM.split(html)
    shown = [
        piece if index % 3 == 1 else "" if index % 3 else _AT_BLOCKS.sub(r"\1", _BLANKS.sub(" ", piece))
        for index, piece in enumerate(pieces)
    ]
    return "".join(shown).strip()


def _tags(view: Markdown) -> list[tuple[str, bool]]:
    """Return the tags, each with whether it begins a line without any indentation.

    Such a one ends a list for some programs (GitHub's), and goes on with the last item for others.
    """
    text, base = view.region.text, view.region.start
    found = ((one.span.start - base, one.span.end - base) for one in view.tags)
    return [(text[start:end], _indentation(text, start) == "") for start, end in found]


def _definitions(view: Markdown) -> set[tuple[str, str]]:
    return {(one.label.casefold(), one.target) for one in view.definitions}


def _constructs(view: Markdown) -> list[tuple[object, ...]]:
    """Return what the flavour owns, with the blanks before it where it begins a line.

    In MyST also with whether the lines before and after it are empty, as a label belongs to what comes next.
    """
    text = view.region.text
    found: list[tuple[object, ...]] = []
    for one in view.owned:
        around = _around(text, one.start, one.end) if view.flavour is Flavour.MYST else ()
        found.append((text[one.start : one.end], _indentation(text, one.start), *around))
    return found


def _around(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Tell whether the lines before and after a stretch are empty."""
    above, below = text[:start].split("\n")[-2:-1], text[end:].split("\n", 2)[1:2]
    return not "".join(above).strip(), not "".join(below).strip()


def _indentation(text: str, at: int) -> str | None:
    start = text.rfind("\n", 0, at) + 1
    return text[start:at] if not text[start:at].strip() else None


def _lists(view: Markdown) -> list[tuple[str, str | None, bool, bool]]:
    """Return attribute lists, with their indentation, and whether the lines before and after them are empty."""
    text, base = view.region.text, view.region.start
    found = ((one.text, one.span.start - base, one.span.end - base) for one in view.attribute_lists)
    return [(words, _indentation(text, start), *_around(text, start, end)) for words, start, end in found]
