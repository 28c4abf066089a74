"""Which levels the headings of a text may have, by the looks of its lines: quick to tell, without a parser."""

from __future__ import annotations

from linter.document.flavour import may_hold
from linter.patterns import lazy
from linter.values import cached_property

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document
    from linter.document.flavour import Flavour

# A line that may be a heading, underline one, begin or end code, or begin HTML or a definition: its indentation, then
# `#…`, "```" with what follows, `=` or `-`, the rest. Line ends rather than `^`, which takes three times as long.
_LINE = lazy(
    r"\n(?=[ #`~=<\[-])"
    r"( {0,3}+(?:#{1,6}(?![^ \t\r\n])|`{3,}[^`\r\n]*+(?=\r?\n)|(?:=++|-++)[ \t]*\r?(?=\n)|<|~~~|\[[^\]\r\n]*+\]:))"
)
# Of these lines, one that begins code and the next, which ends it; and nothing but headings.
_CODE = lazy(r"(?<![^\n])(`{3,})[^`\n]*+\n\1[ \t]*\n")
_HEADINGS = lazy(r"[#\n]*+")
_SKIP = lazy(r"(?<!#)(#+)\n\1##")
_HTML_LEVEL = lazy(r"<[hH]([1-6])")


class SpeltHeadings:
    """What looks like a heading in a text; in code it looks the same."""

    def __init__(self, text: str, flavour: Flavour) -> None:
        """Take the text of a body."""
        self._text = text
        self._flavour = flavour
        self._ends_differ = "\r" in text and text.count("\r") > text.count("\r\n")
        self._lines: list[str] = _LINE.findall(f"\n{text}\n")

    @cached_property
    def levels(self) -> frozenset[int]:
        """The levels that headings of the outline, and those in HTML, may have; there may be more in it."""
        if self._ends_differ:
            return frozenset(range(1, 7))
        lines = [line.lstrip(" ") for line in set(self._lines)]
        found = {len(line) for line in lines if line[0] == "#"}
        found.update(1 if line[0] == "=" else 2 for line in lines if line[0] in "=-")
        return self._in_html.union(found)

    @property
    def outline(self) -> tuple[int, ...] | None:
        """The levels of the outline in order, None where there is more than headings and code: ask the parser."""
        return None if self._marks is None else tuple(map(len, self._marks.split()))

    @property
    def skips(self) -> bool | None:
        """Whether a heading of the outline is two or more levels below the one before it, None as there."""
        return None if self._marks is None else _SKIP.search(self._marks) is not None

    @cached_property
    def _marks(self) -> str | None:
        """The `#` of the headings of the outline, a line for each; None as there."""
        if self._ends_differ or self._in_html or may_hold(self._text, self._flavour):
            return None
        marks = _CODE.sub("", "\n".join([*self._lines, ""]))
        if "`" in marks:
            marks = "\n".join(self._outside_code())
        return marks if _HEADINGS.fullmatch(marks) is not None else None

    def _outside_code(self) -> Iterator[str]:
        fence = ""
        for line in self._lines:
            if fence:
                fence = "" if _ends(line, fence) else fence
            elif line[0] == "`":
                fence = _ticks(line)
            else:
                yield line

    @cached_property
    def places(self) -> tuple[tuple[int, int, int], ...] | None:
        """Level, start and end in the text of the headings of the outline; None as there."""
        if self._marks is None:
            return None
        levels, fence = [], ""
        for line in _LINE.finditer(f"\n{self._text}\n"):
            if fence:
                fence = "" if _ends(line[1], fence) else fence
            elif line[1][0] == "#":
                start = line.start(1) - 1
                end = self._text.find("\n", start)
                whole = self._text[start : end if end >= 0 else len(self._text)]
                levels.append((len(line[1]), start, start + len(whole.rstrip("\r\n \t"))))
            else:
                fence = _ticks(line[1])
        return tuple(levels)

    @cached_property
    def _in_html(self) -> frozenset[int]:
        return frozenset(map(int, _HTML_LEVEL.findall(self._text) if "<" in self._text else ()))


def _ticks(line: str) -> str:
    return line[: len(line) - len(line.lstrip("`"))]


def _ends(line: str, fence: str) -> bool:
    """Tell whether a line ends the code that a fence began."""
    ticks = line.strip(" \t")
    return len(ticks) >= len(fence) and not ticks.strip("`")


def spelt_headings(document: Document) -> SpeltHeadings:
    """Return what looks like a heading in the body of a document; a view."""
    return SpeltHeadings(document.body.text, document.flavour)
