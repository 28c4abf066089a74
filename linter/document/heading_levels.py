"""Which levels the headings of a text may have, by the looks of its lines: quick to tell, without a parser."""

from __future__ import annotations

from linter.document.flavour import may_hold
from linter.patterns import lazy
from linter.values import cached_property

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linter.document import Document
    from linter.document.flavour import Flavour

# A line that may be a heading, underline one, begin or end code, or begin HTML or a definition: its indentation, then
# `#…`, "```" with what follows, `=` or `-`, the rest. Line ends rather than `^`, which takes three times as long.
_LINE = lazy(
    r"\n(?=[ #`~=<\[-])( {0,3}+)"
    r"(?:(#{1,6})(?![^ \t\r\n])|(`{3,})([^`\r\n]*+)(?=\r?\n)|([=-])\5*[ \t]*\r?(?=\n)|(<|~~~|\[[^\]\r\n]*+\]:))"
)
_HTML_LEVEL = lazy(r"<[hH]([1-6])")


class SpeltHeadings:
    """What looks like a heading in a text; in code it looks the same."""

    def __init__(self, text: str, flavour: Flavour) -> None:
        """Take the text of a body."""
        self._text = text
        self._flavour = flavour
        self._ends_differ = "\r" in text and text.count("\r") > text.count("\r\n")
        self._lines: list[tuple[str, ...]] = _LINE.findall(f"\n{text}\n")

    @cached_property
    def levels(self) -> frozenset[int]:
        """The levels that headings of the outline, and those in HTML, may have; there may be more in it."""
        if self._ends_differ:
            return frozenset(range(1, 7))
        found = {len(line[1]) for line in self._lines if line[1]}
        found.update(1 if line[4] == "=" else 2 for line in self._lines if line[4])
        return self._in_html.union(found)

    @cached_property
    def outline(self) -> tuple[int, ...] | None:
        """The levels of the outline in order, None where there is more than headings and code: ask the parser."""
        if self._ends_differ or self._in_html or may_hold(self._text, self._flavour):
            return None
        levels, fence = [], ""
        for blanks, marks, ticks, info, _, _ in self._lines:
            if fence:
                if len(ticks) >= len(fence) and not info.strip(" \t"):
                    fence = ""
            elif blanks or not (marks or ticks):
                return None
            elif marks:
                levels.append(len(marks))
            else:
                fence = ticks
        return tuple(levels)

    @cached_property
    def places(self) -> tuple[tuple[int, int, int], ...] | None:
        """Level, start and end in the text of the headings of the outline; None as there."""
        outline = self.outline
        if outline is None:
            return None
        levels, fence = [], ""
        for line in _LINE.finditer(f"\n{self._text}\n"):
            marks, ticks = line[2], line[3]
            if fence:
                fence = "" if ticks and len(ticks) >= len(fence) and not line[4].strip(" \t") else fence
            elif marks:
                start = line.start(2) - 1
                end = self._text.find("\n", start)
                whole = self._text[start : end if end >= 0 else len(self._text)]
                levels.append((len(marks), start, start + len(whole.rstrip("\r\n \t"))))
            else:
                fence = ticks
        return tuple(levels)

    @cached_property
    def _in_html(self) -> frozenset[int]:
        return frozenset(map(int, _HTML_LEVEL.findall(self._text) if "<" in self._text else ()))


def spelt_headings(document: Document) -> SpeltHeadings:
    """Return what looks like a heading in the body of a document; a view."""
    return SpeltHeadings(document.body.text, document.flavour)
