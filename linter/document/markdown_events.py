"""Sorts the events of the Markdown parser, in one pass, into what the views of a region are made from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from linter.document.constructs import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Event = str | Mapping[str, object]
Place = Mapping[str, int]

_INLINE = frozenset({"Emphasis", "Strong", "Strikethrough", "Link", "Image"})
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


class RawText(NamedTuple):
    """A piece of plain text; `limit` is the end of the block it is in."""

    start: int
    end: int
    limit: int


class RawBlock(NamedTuple):
    """A block of the skeleton."""

    kind: str
    depth: int
    start: int
    end: int


class _Open(NamedTuple):
    """An element whose end has not come yet."""

    data: Mapping[str, object]
    texts: int


class Events:
    """What was met, each list in document order of ends or starts as noted, in code points of the region."""

    def __init__(self, events: Iterable[tuple[Event, Place]], offset: Callable[[int], int], source: str) -> None:
        """Read all `events`; `offset` turns a byte offset into code points of `source`, the unmasked text."""
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
        handlers = {
            "Text": self._on_text,
            "Start": self._on_start,
            "End": self._on_end,
            "Code": self._on_code,
            "InlineHtml": self._on_inline_html,
        }
        for event, place in events:
            start, end = offset(place["start"]), offset(place["end"])
            if isinstance(event, str):
                self._on_bare(event, start, end)
                self._last_end = end
                continue
            ((name, value),) = event.items()
            handler = handlers.get(name)
            if handler is not None:
                handler(value, start, end)
            self._last_end = start if name == "Start" else end

    def _on_bare(self, event: str, start: int, end: int) -> None:
        if event == "Rule":
            self.blocks.append(RawBlock("thematic-break", len(self._ends), start, end))
        elif self._open:
            self._texts.append(" ")

    def _on_text(self, value: object, start: int, end: int) -> None:
        if self._in_code:
            return
        self.text.append(RawText(start, end, self._ends[-1] if self._ends else end))
        if self._open:
            text = str(value)
            self._texts.append(self._source[start:end] if HIDDEN in text else text)

    def _on_code(self, value: object, start: int, end: int) -> None:
        self.code.append((start, end, None))
        if self._open:
            self._texts.append(str(value))

    def _on_inline_html(self, _value: object, start: int, end: int) -> None:
        limit = self._ends[-1] if self._ends else end
        self.html.append(RawHtml(start, end, limit, block=False, quoted=self._quotes > 0))

    def _on_start(self, value: object, start: int, end: int) -> None:
        name, data = _named(value)
        if name in _INLINE:
            if name in {"Link", "Image"}:
                self._open.append(_Open(data, len(self._texts)))
            return
        if name == "TableCell":
            self.tables[-1][2][-1].append((start, end))
        else:
            self.blocks.append(RawBlock(_kind(name, data), len(self._ends), start, end))
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

    def _on_end(self, value: object, start: int, end: int) -> None:
        name, _data = _named(value)
        if name in {"Link", "Image"}:
            self._close_link(start, end, image=name == "Image")
        elif name == "Heading":
            opened = self._open.pop()
            text = self._closed_text(opened)
            level = int(str(opened.data["level"])[1:])
            identifier = opened.data["id"]
            self.headings.append(
                RawHeading(level, None if identifier is None else str(identifier), start, end, self._last_end, text)
            )
        if name not in _INLINE:
            self._ends.pop()
            self._in_code = False
            self._quotes -= name == "BlockQuote"

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


def _named(value: object) -> tuple[str, Mapping[str, object]]:
    """Return the name and the data of an element, which is a bare name or a mapping from it."""
    if isinstance(value, Mapping):
        ((name, data),) = value.items()
        return str(name), data if isinstance(data, Mapping) else {"": data}
    return str(value), {}


def _kind(name: str, data: Mapping[str, object]) -> str:
    if name == "Heading":
        return f"heading-{str(data['level'])[1:]}"
    if name == "List":
        return "list" if data.get("") is None else "ordered-list"
    if name == "CodeBlock":
        return "fenced-code" if "Fenced" in data else "indented-code"
    return _KINDS.get(name, name.lower())
