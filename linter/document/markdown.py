"""What Markdown a region holds, with places in the file; the only module that knows the Markdown parser."""

from __future__ import annotations

import re
from operator import itemgetter

import pyromark

from linter.document.attribute_lists import attribute_lists
from linter.document.constructs import HIDDEN, constructs, flattened, hidden
from linter.document.destination import decoded
from linter.document.element import (
    AttributeList,
    Block,
    Code,
    Comment,
    Definition,
    Heading,
    Link,
    Table,
    Tag,
)
from linter.document.flavour import Flavour, may_hold
from linter.document.html_elements import RawComment, elements, mdx_comments
from linter.document.intervals import Intervals
from linter.document.markdown_elements import link, tag
from linter.document.markdown_events import Events, RawHtml
from linter.document.markdown_links import (
    LinkParts,
    RawDefinition,
    attribute_links,
    contents,
    definition,
    normalized,
    parsed_links,
    text_links,
)
from linter.document.offsets import Offsets
from linter.patterns import lazy
from linter.values import cached_property, dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from linter.document.constructs import Construct
    from linter.document.element import Link, Tag
    from linter.document.region import Region
    from linter.document.tag_scanner import RawTag
    from linter.text import Span

# Smart punctuation is left out because it changes the text, mathematics because a price in dollars is none.
_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
)
_ALL = (
    _OPTIONS
    | pyromark.Options.ENABLE_GFM
    | pyromark.Options.ENABLE_DEFINITION_LIST
    | pyromark.Options.ENABLE_MATH
    | pyromark.Options.ENABLE_WIKILINKS
)
# Brackets, tags, code, headings, tables, attributes; then what takes two characters: URLs, fences, indented code.
_MARKS = lazy(r"[\[<`#{|\t]")
_MORE_MARKS = ("://", "www.", "~~~", "    ")
_UNDERLINE = lazy(r"[\r\n][ >]*[=:-]")
_BRACKETS = lazy(r"\][(\[:]|<")  # without which there are no links, but for URLs in plain text
_HEADING = "heading-"
_ATX = lazy(r"#{1,6}[ \t]*")
_PLAIN_ATX = lazy(r"\n(#{1,6})(?![^ \t\r\n])")
_SHOWN_LEVEL = lazy(r"<[hH]([1-6])\b")
_NESTED = lazy(r"<(/?)(?:blockquote|li|[hH]([1-6]))\b")
_NESTING_TAG = lazy(r"</?(?:blockquote|li)\b", re.IGNORECASE)


def is_plain(text: str) -> bool:
    """Tell whether `text` can hold none of the elements of `Markdown` but blocks and text."""
    if _MARKS.search(text) is not None:
        return False
    lowered = text.lower()
    return not any(mark in lowered for mark in _MORE_MARKS) and _UNDERLINE.search(text) is None


def html(text: str) -> tuple[str, str]:
    """Return the HTML of a text as GitHub reads it, and with everything else that the parser knows."""
    return pyromark.html(text, options=_OPTIONS | pyromark.Options.ENABLE_GFM), pyromark.html(text, options=_ALL)


def shown(text: str) -> str:
    """Return the HTML of a text by itself."""
    return pyromark.html(Offsets(text).parsed, options=_OPTIONS)


def _read(offsets: Offsets, text: str) -> Events:
    events: Iterable[tuple[Any, Any]] = pyromark.events_with_range(offsets.parsed, options=_OPTIONS)
    return Events(events, offsets.at if offsets.differ else None, text)


def parse(region: Region, flavour: Flavour = Flavour.AUTO) -> Markdown:
    """Return the Markdown view of a region; nothing is computed before it is asked for."""
    return Markdown(region, flavour)


@dataclass(frozen=True, eq=False)
class Markdown:
    """The elements of one region, in document order, with spans in the file; `text_spans` are offsets of the region.

    What the `flavour` owns, such as templates, is hidden from the parser; what holds no prose of it counts as code.
    Never raises, whatever the text. All views are computed on first use and kept.
    """

    region: Region
    flavour: Flavour = Flavour.AUTO

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Links and images of every kind but those in MDX comments, ordered by where they start."""
        text = self.region.text
        if self._plain or not (_BRACKETS.search(text) or "://" in text or "www." in text.lower()):
            return ()
        raw = self._events.links
        inside_links = filter(None, contents([found for found in self._tags if found.name.lower() == "a"]))
        taken = Intervals([*((found.start, found.end) for found in raw), *inside_links])
        parts = [
            *parsed_links(self._shown, raw, {normalized(found.label): found for found in reversed(self._definitions)}),
            *text_links(text, self._text, taken, self._barriers),
            *attribute_links(text, self._tags),
        ]
        if self._owned:
            parts = [self._as_written(part) for part in parts]
        if "{/*" in text or self._owned:
            comments = ((comment.start, comment.end) for comment in self._comments)
            unread = Intervals([*comments, *((one.start, one.end) for one in self._owned if not one.tag)])
            parts = [part for part in parts if not unread.cover(part.start)]
        return tuple(link(self.region, found) for found in sorted(parts, key=itemgetter(0, 1, 2)))

    @cached_property
    def definitions(self) -> tuple[Definition, ...]:
        """Link reference definitions; of two with one label only the first counts, and is given."""
        return tuple(
            Definition(found.label, found.target, self._span(found.start, found.end), self._span(*found.destination))
            for found in self._definitions
        )

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """ATX and setext headings."""
        if self._plain:
            return ()
        found = []
        for heading in self._events.headings:
            end = self._without_break(heading.start, heading.end)
            marks = _ATX.match(self.region.text, heading.start, end)
            start = heading.start if marks is None else marks.end()
            content = self._span(start, max(start, min(heading.children_end, end)))
            span = self._span(heading.start, end)
            found.append(Heading(heading.level, heading.text.strip(), span, content, heading.id))
        return tuple(found)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """Tables; an attribute list that the parser takes for a last row is none."""
        if self._plain:
            return ()
        return tuple(
            Table(
                self._span(start, self._without_break(start, end)),
                tuple(cells for row in rows if (cells := tuple(self._cells(row)))),
            )
            for start, end, rows in self._events.tables
        )

    @cached_property
    def code(self) -> tuple[Code, ...]:
        """Code spans and code blocks, those of templates too."""
        if self._plain:
            return ()
        return tuple(
            Code(self._span(start, self._without_break(start, end)), info is not None, info or "")
            for start, end, info in self._code
        )

    @property
    def owned(self) -> tuple[Construct, ...]:
        """What the flavour owns, in code points of `region.text`."""
        return () if self._plain else self._owned

    @cached_property
    def tags(self) -> tuple[Tag, ...]:
        """HTML and JSX tags outside code."""
        return tuple(tag(self.region, found) for found in self._tags)

    @property
    def raw_tags(self) -> Sequence[RawTag]:
        """The same in offsets of `region.text`: in front matter it takes time to tell where they are in the file."""
        return self._tags

    @cached_property
    def comments(self) -> tuple[Comment, ...]:
        """HTML and MDX comments outside code."""
        text = self.region.text
        return tuple(
            Comment(text[found.inner_start : found.inner_end].strip(), self._span(found.start, found.end))
            for found in self._comments
        )

    @cached_property
    def attribute_lists(self) -> tuple[AttributeList, ...]:
        """The attribute lists of kramdown outside code."""
        text = self.region.text
        return tuple(AttributeList(text[start:end], self._span(start, end)) for start, end in self._attribute_lists)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The skeleton: every block but table cells, in document order, parents first."""
        return tuple(
            Block(kind, depth, self._span(start, self._without_break(start, end)))
            for kind, depth, start, end in self._events.blocks
        )

    @cached_property
    def outline(self) -> tuple[tuple[int, Span], ...]:
        """Level and span of the headings that stand in nothing else, such as quotations and lists."""
        return tuple(
            (int(kind.removeprefix(_HEADING)), self._span(start, self._without_break(start, end)))
            for kind, depth, start, end in (() if self._plain else self._events.blocks)
            if depth == 0 and kind.startswith(_HEADING)
        )

    @cached_property
    def html(self) -> str:
        """The HTML of the region, without what the flavour owns: a tenth of the time that the elements take."""
        return pyromark.html(self._offsets.parsed, options=_OPTIONS)

    @cached_property
    def levels_shown(self) -> tuple[int, ...] | None:
        """The levels of the outline and of headings in HTML, in order; None where others may be among them."""
        text = self.region.text
        # Without indentation it stands in nothing else: mostly the parser sees just these.
        plain = [str(len(marks)) for marks in _PLAIN_ATX.findall(f"\n{text}")]
        if plain == _SHOWN_LEVEL.findall(self.html):
            return tuple(map(int, plain))
        if "[^" in text or _NESTING_TAG.search(text) is not None:
            return None
        levels, depth = [], 0
        for end, level in _NESTED.findall(self.html):
            if not level:
                depth += -1 if end else 1
            elif not end:
                levels.append(int(level))
                if depth:
                    return None
        return tuple(levels)

    @property
    def owned_spans(self) -> tuple[Span, ...]:
        """The spans in the file of what the flavour owns."""
        return tuple(self._span(one.start, one.end) for one in self.owned)

    @cached_property
    def text_spans(self) -> tuple[tuple[int, int], ...]:
        """Start and end in `region.text` of the plain text, a line each at most, as written (escapes included).

        Visible text of links and images is part of it; code, tags, comments, attribute lists and HTML blocks are not.
        """
        cut = Intervals(
            [
                *((found.start, found.end) for found in self._tags),
                *((comment.start, comment.end) for comment in self._comments),
                *self._attribute_lists,
                *((one.start, one.end) for one in self._owned),
            ]
        )
        return tuple(self._text.without(cut))

    def in_code(self, offset: int) -> bool:
        """Tell whether the offset (in the file) lies in code."""
        return not self._plain and self._code_in_file.cover(offset)

    @cached_property
    def _plain(self) -> bool:
        return is_plain(self.region.text)

    @cached_property
    def _owned(self) -> tuple[Construct, ...]:
        text = self.region.text
        if self.flavour is Flavour.GFM or not may_hold(text, self.flavour):
            return ()
        first = flattened(text) if self.flavour.jsx else text
        code = _read(Offsets(first), text).code
        return constructs(text, self.flavour, Intervals((start, end) for start, end, _info in code).cover)

    @cached_property
    def _shown(self) -> str:
        """The text as the parser is shown it: of the same length, without what is owned."""
        return hidden(self.region.text, self._owned)

    @cached_property
    def _offsets(self) -> Offsets:
        return Offsets(self._shown)

    @cached_property
    def _events(self) -> Events:
        return _read(self._offsets, self.region.text)

    @cached_property
    def _code(self) -> list[tuple[int, int, str | None]]:
        owned: list[tuple[int, int, str | None]] = [(one.start, one.end, "") for one in self._owned if one.code]
        return sorted([*self._events.code, *owned], key=itemgetter(0, 1)) if owned else self._events.code

    def _as_written(self, part: LinkParts) -> LinkParts:
        """Return a link with the target that the parser was not shown."""
        if HIDDEN not in part.target:
            return part
        target = decoded(self.region.text[slice(*part.destination)])
        return part._replace(target=target)

    @cached_property
    def _definitions(self) -> tuple[RawDefinition, ...]:
        if "]:" not in self.region.text:
            return ()
        found = pyromark.reference_definitions(self._offsets.parsed, options=_OPTIONS)
        at = self._offsets.at
        return tuple(
            definition(self._shown, label, data["dest"], at(data["span"]["start"]), at(data["span"]["end"]))
            for label, data in found.items()
        )

    @cached_property
    def _text(self) -> Intervals:
        return Intervals((start, end) for start, end, _limit in self._events.text)

    @cached_property
    def _elements(self) -> tuple[list[RawTag], list[RawComment]]:
        if self._plain or "<" not in self.region.text:
            return [], []
        titles = Intervals((one.start, one.end) for one in self._definitions)
        jsx = [
            RawHtml(one.start, one.end, one.end, block=False, quoted=False)
            for one in self._owned
            if one.tag and not titles.cover(one.start)
        ]
        found = elements(self.region.text, [*self._events.html, *jsx], self._events.text)
        if not any(one.code for one in self._owned):
            return found
        code = Intervals((one.start, one.end) for one in self._owned if one.code)
        tags, comments = found
        return [one for one in tags if not code.cover(one.start)], [
            one for one in comments if not code.cover(one.start)
        ]

    @property
    def _tags(self) -> list[RawTag]:
        return self._elements[0]

    @cached_property
    def _comments(self) -> list[RawComment]:
        html = self._elements[1]
        if "{/*" not in self.region.text:
            return html
        hidden = Intervals([*self._raw_code, *((comment.start, comment.end) for comment in html)])
        return sorted([*html, *(found for found in mdx_comments(self.region.text) if not hidden.cover(found.start))])

    @cached_property
    def _attribute_lists(self) -> list[tuple[int, int]]:
        if "{:" not in self.region.text:
            return []
        hidden = Intervals([*self._raw_code, *((html.start, html.end) for html in self._events.html)])
        return [found for found in attribute_lists(self.region.text) if not hidden.cover(found[0])]

    @cached_property
    def _raw_code(self) -> list[tuple[int, int]]:
        return [(start, end) for start, end, _info in self._code]

    @cached_property
    def _code_in_file(self) -> Intervals:
        return Intervals((code.span.start, code.span.end) for code in self.code)

    @cached_property
    def _barriers(self) -> list[int]:
        """Where a URL in plain text ends at the latest: code, tags and links begin there, or a table cell ends."""
        cells = (end for _start, _end, rows in self._events.tables for row in rows for _cell, end in row)
        starts = (element.start for group in (self._events.html, self._events.links, self._tags) for element in group)
        return sorted([*cells, *starts, *(start for start, _end in self._raw_code)])

    def _span(self, start: int, end: int) -> Span:
        return self.region.source_span(start, end)

    def _without_break(self, start: int, end: int) -> int:
        """Return the end of an element without the line breaks and white space that the parser counts to it."""
        # Remembered, as a thousand nested lists may all end in the same thousand empty lines.
        trimmed = self._trimmed_ends.get(end)
        if trimmed is None:
            trimmed, text = end, self.region.text
            while trimmed > 0 and text[trimmed - 1] in "\r\n \t":
                trimmed -= 1
            self._trimmed_ends[end] = trimmed
        return max(trimmed, start)

    @cached_property
    def _trimmed_ends(self) -> dict[int, int]:
        return {}

    def _cells(self, row: list[tuple[int, int]]) -> Iterator[Span]:
        """Yield the cells without the space around; the parser makes up empty cells where a row is too short."""
        text = self.region.text
        for start, end in row:
            made_up = start == end and text[start - 1 : start] in {"\n", "\r", ""}
            last = self._without_break(start, end)
            first = last - len(text[start:last].lstrip(" \t"))
            if (first, last) in self._lists_set:
                return
            if not made_up:
                yield self._span(first, last)

    @cached_property
    def _lists_set(self) -> frozenset[tuple[int, int]]:
        return frozenset(self._attribute_lists)
