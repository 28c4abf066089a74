"""Sorts the events of the Markdown parser, in one pass, into what the views of a region are made from."""

from __future__ import annotations

from linter.document.constructs import HIDDEN
from linter.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    Element = str | Mapping[str, object]
    Event = str | dict[str, Any]
    Place = Mapping[str, int]

_NOTHING: Mapping[str, object] = {}
_LINKS = frozenset({"Link", "Image"})
_INLINE = frozenset({"Emphasis", "Strong", "Strikethrough", *_LINKS})
_NOTED = frozenset({"Heading", "BlockQuote", "Table", "TableHead", "TableRow", "CodeBlock", "HtmlBlock"})
_KINDS = {
    "Paragraph": "paragraph",
    "BlockQuote": "block-quote",
    "Item": "item",
    "Table": "table",
    "TableHead": "row",
    "TableRow": "row",
    "FootnoteDefinition": "footnote",
    "HtmlBlock": "html",
}
# Texts of links nested deeper (images in images) are not kept: together they would be quadratic in the input.
_DEEPEST_TEXT = 12


class RawLink(NamedTuple):
    """A link of the parser: `children_end` is where the last element inside its brackets ends."""

    form: str
    target: str
    title: str
    label: str
    start: int
    end: int
    children_end: int
    text: str
    image: bool


class RawHeading(NamedTuple):
    """A heading: `children_end` is where its last inline element ends (its own start where there is none)."""

    level: int
    id: str | None
    start: int
    end: int
    children_end: int
    text: str


class RawHtml(NamedTuple):
    """HTML as the parser sees it; `limit` is the end of the block it is in, `quoted` is for inside a block quote."""

    start: int
    end: int
    limit: int
    block: bool
    quoted: bool


RawText = tuple[int, int, int]
"""A run of plain text: start, end, and the end of the block it is in. No named tuple, as there are so many of them."""

RawBlock = tuple[str, int, int, int]
"""A block of the skeleton: kind, depth, start and end."""


class _Open(NamedTuple):
    """An element whose end has not come yet."""

    data: Mapping[str, object]
    texts: int


class Events:
    """What was met, each list in document order of ends or starts as noted, in code points of the region.

    `text` holds runs of plain text: pieces of the parser, put together where nothing, or but a backslash, parts them.
    """

    def __init__(self, events: Iterable[tuple[Event, Place]], offset: Callable[[int], int] | None, source: str) -> None:
        """Read all `events`; `offset` turns a byte offset into code points of `source`, the unmasked text.

        It is None where the two are the same.
        """
        self._source = source
        self.links: list[RawLink] = []  # by end
        self.headings: list[RawHeading] = []
        self.tables: list[tuple[int, int, list[list[tuple[int, int]]]]] = []
        self.code: list[tuple[int, int, str | None]] = []  # None: inline
        self.html: list[RawHtml] = []
        self.text: list[RawText] = []
        self.blocks: list[RawBlock] = []
        self._texts: list[str] = []
        self._open: list[_Open] = []
        self._ends: list[int] = []
        self._in_code = False
        self._quotes = 0
        self._last_end = 0
        self._sort(events, offset)

    def _sort(  # noqa: C901, PLR0912  # the busiest loop of a run: calls would cost more than they explain
        self, events: Iterable[tuple[Event, Place]], offset: Callable[[int], int] | None
    ) -> None:
        source, ends, opened = self._source, self._ends, self._open
        first, reached, known = 0, 0, -1  # the run of text: start, end and limit
        for event, place in events:
            start, end = place["start"], place["end"]
            if offset is not None:
                start, end = offset(start), offset(end)
            if isinstance(event, str):
                self._on_bare(event, start, end)
                self._last_end = end
                continue
            name, value = event.popitem()
            if name == "Text":
                if not self._in_code:
                    limit = ends[-1] if ends else end
                    if known != limit or (reached != start and source[reached:start] != "\\"):
                        if known >= 0:
                            self.text.append((first, reached, known))
                        first, known = start, limit
                    reached = end
                    if opened:
                        self._texts.append(source[start:end] if HIDDEN in value else value)
            elif name == "Start":
                self._on_start(value, start, end)
                end = start
            elif name == "End":
                self._on_end(value, start, end)
            elif name == "Code":
                self._on_code(value, start, end)
            elif name == "InlineHtml":
                self._on_inline_html(start, end)
            self._last_end = end
        if known >= 0:
            self.text.append((first, reached, known))

    def _on_bare(self, event: Event, start: int, end: int) -> None:
        if event == "Rule":
            self.blocks.append(("thematic-break", len(self._ends), start, end))
        elif self._open:
            self._texts.append(" ")

    def _on_code(self, value: str, start: int, end: int) -> None:
        self.code.append((start, end, None))
        if self._open:
            self._texts.append(value)

    def _on_inline_html(self, start: int, end: int) -> None:
        limit = self._ends[-1] if self._ends else end
        self.html.append(RawHtml(start, end, limit, block=False, quoted=self._quotes > 0))

    def _on_start(self, value: Element, start: int, end: int) -> None:
        name, data = (value, _NOTHING) if isinstance(value, str) else _named(value)
        if name in _INLINE:
            if name in _LINKS:
                self._open.append(_Open(data, len(self._texts)))
            return
        if name == "TableCell":
            self.tables[-1][2][-1].append((start, end))
        else:
            self.blocks.append((_KINDS.get(name) or _kind(name, data), len(self._ends), start, end))
            if name in _NOTED:
                self._note(name, data, start, end)
        self._ends.append(end)

    def _note(self, name: str, data: Mapping[str, object], start: int, end: int) -> None:
        if name == "Heading":
            self._open.append(_Open(data, len(self._texts)))
        elif name == "BlockQuote":
            self._quotes += 1
        elif name == "Table":
            self.tables.append((start, end, []))
        elif name in {"TableHead", "TableRow"}:
            self.tables[-1][2].append([])
        elif name == "CodeBlock":
            self.code.append((start, end, str(data.get("Fenced", ""))))
            self._in_code = True
        elif name == "HtmlBlock":
            self.html.append(RawHtml(start, end, end, block=True, quoted=self._quotes > 0))

    def _on_end(self, value: Element, start: int, end: int) -> None:
        name = value if isinstance(value, str) else next(iter(value))
        if name in _INLINE:
            if name in _LINKS:
                self._close_link(start, end, image=name == "Image")
            return
        if name == "Heading":
            self._close_heading(start, end)
        self._ends.pop()
        self._in_code = False
        self._quotes -= name == "BlockQuote"

    def _close_heading(self, start: int, end: int) -> None:
        opened = self._open.pop()
        text = self._closed_text(opened)
        level = int(str(opened.data["level"])[1:])
        identifier = opened.data["id"]
        self.headings.append(
            RawHeading(level, None if identifier is None else str(identifier), start, end, self._last_end, text)
        )

    def _close_link(self, start: int, end: int, *, image: bool) -> None:
        opened = self._open.pop()
        data = opened.data
        children_end = max(self._last_end, start + 1 + image)
        self.links.append(
            RawLink(
                str(data["link_type"]),
                str(data["dest_url"]),
                str(data["title"]),
                str(data["id"]),
                start,
                end,
                min(children_end, end),
                self._closed_text(opened),
                image,
            )
        )

    def _closed_text(self, opened: _Open) -> str:
        if len(self._open) > _DEEPEST_TEXT:
            return ""
        text = "".join(self._texts[opened.texts :])
        if not self._open:
            self._texts.clear()
        return text


def _named(value: Mapping[str, object]) -> tuple[str, Mapping[str, object]]:
    """Return the name and the data of an element that is more than a name."""
    ((name, data),) = value.items()
    return name, data if isinstance(data, dict) else {"": data}


def _kind(name: str, data: Mapping[str, object]) -> str:
    if name == "Heading":
        return f"heading-{str(data['level'])[1:]}"
    if name == "List":
        return "list" if data.get("") is None else "ordered-list"
    if name == "CodeBlock":
        return "fenced-code" if "Fenced" in data else "indented-code"
    return name.lower()
