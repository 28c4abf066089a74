"""Which levels the headings of a text may have, by the looks of its lines: quick to tell, without a parser."""

from __future__ import annotations

from linter.document.flavour import may_hold
from linter.patterns import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linter.document.flavour import Flavour

# What may be a heading that stands in nothing else; in code it looks the same.
_ATX_LINE = lazy(r"\n {0,3}(#{1,6})(?![^ \t\r\n])")  # rather than `^`, which takes three times as long
_SETEXT_LINE = lazy(r"\n {0,3}([=-])\1*[ \t]*\r?(?=\n)")
_HTML_LEVEL = lazy(r"<[hH]([1-6])")
# A line that may be a heading, underline one, begin or end code, or begin HTML or a definition: its indentation, then
# `#…`, "```" with what follows, `=` or `-`, the rest.
_LINE = lazy(
    r"\n(?=[ #`~=<\[-])( {0,3}+)"
    r"(?:(#{1,6})(?![^ \t\r\n])|(`{3,})([^`\r\n]*+)(?=\r?\n)|([=-])\5*[ \t]*\r?(?=\n)|(<|~~~|\[[^\]\r\n]*+\]:))"
)


def levels_spelt(text: str) -> frozenset[int]:
    """Return the levels that headings of the outline, and those in HTML, may have; there may be more in it."""
    text = f"\n{text}\n"
    if "\r" in text and text.count("\r") > text.count("\r\n"):
        return frozenset(range(1, 7))
    found = {len(marks) for marks in _ATX_LINE.findall(text)}
    found.update(1 if marks == "=" else 2 for marks in _SETEXT_LINE.findall(text))
    found.update(map(int, _HTML_LEVEL.findall(text) if "<" in text else ()))
    return frozenset(found)


def outline_spelt(text: str, flavour: Flavour) -> tuple[int, ...] | None:
    """Return the levels of the outline in order, None where there is more than headings and code: ask the parser."""
    if may_hold(text, flavour) or ("\r" in text and text.count("\r") > text.count("\r\n")):
        return None
    levels, fence = [], ""
    for blanks, marks, ticks, info, _, _ in _LINE.findall(f"\n{text}\n"):
        if fence:
            if len(ticks) >= len(fence) and not info.strip(" \t"):
                fence = ""
        elif blanks or not (marks or ticks):
            return None
        elif marks:
            levels.append(len(marks))
        else:
            fence = ticks
    return None if "<" in text and _HTML_LEVEL.search(text) else tuple(levels)
