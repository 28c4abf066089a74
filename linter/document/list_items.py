"""Taking an item out of a list of the front matter."""

from __future__ import annotations

from linter.patterns import lazy
from linter.text import Edit, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linter.document import Document
    from linter.document.node import Node

_DASH = lazy(r"[ \t]*-[ \t]*")
_REST = lazy(r"[ \t]*(?:\r\n|\n|\r)")
_COMMA = lazy(r"[ \t]*,[ \t]*")


def removal(document: Document, pointer: str) -> Edit | None:
    """Return the edit that takes the scalar at `pointer` out of its list, as long as another one is left.

    None where more would go than the item, or something of it stay: it has a comment, an anchor or a tag, is written
    on several lines, shares its line with another thing, or is the first between brackets.
    """
    nodes = document.front_matter.nodes
    parent, _, index = pointer.rpartition("/")
    holder, item = nodes.get(parent), nodes.get(pointer)
    if (
        holder is None
        or holder.kind != "sequence"
        or len(holder.children) == 1
        or item is None
        or not _plain(document, item)
    ):
        return None
    if holder.style == "block":
        return _line(document, item)
    return _stretch(document, holder.children[int(index) - 1], item) if int(index) else None


def _plain(document: Document, item: Node) -> bool:
    source = document.source
    one_line = source.line_number(item.span.start) == source.line_number(item.span.end)
    return item.kind == "scalar" and one_line and not source.text.startswith(("&", "!"), item.span.start)


def _line(document: Document, item: Node) -> Edit | None:
    """Return the edit that removes the whole line `- item`."""
    source = document.source
    start = source.line_starts[source.line_number(item.span.start) - 1]
    dash = _DASH.fullmatch(source.text, start, item.span.start)
    rest = _REST.match(source.text, item.span.end)
    return Edit(Span(start, rest.end()), "") if dash and rest else None


def _stretch(document: Document, before: Node, item: Node) -> Edit | None:
    """Return the edit that removes an item and the comma between it and the one before it."""
    between = _COMMA.fullmatch(document.text, before.span.end, item.span.start)
    return Edit(Span(before.span.end, item.span.end), "") if between else None
