"""A source line as reports show it: harmless, tabs expanded, cut to what matters, and where in it the span stands."""

from __future__ import annotations

from linter.reports.escape import cells, display_width
from linter.values import dataclass

_LONGEST = 200
_TAB = 4
CUT = "…"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line ready to print, in which `start..end` is the span; widths are columns of a terminal."""

    text: str
    start: int
    end: int

    @property
    def indent(self) -> int:
        """The columns before the span."""
        return display_width(self.text[: self.start])

    @property
    def width(self) -> int:
        """The columns under the span."""
        return display_width(self.text[self.start : self.end])

    @property
    def carets(self) -> str:
        """A line that points at the span; an empty span gets one caret."""
        return " " * self.indent + "^" * max(1, self.width)


def excerpt(line: str, start: int, end: int) -> Excerpt:
    """Show `line` and the span `start..end` in it (code points from 0; what lies past the line's end is left out)."""
    first, last = window(len(line), start, _LONGEST)
    shown = _without_tabs(cells(line[first:last]))
    lead, tail = CUT if first else "", CUT if last < len(line) else ""
    before = lead + "".join(shown[: max(start - first, 0)])
    inside = "".join(shown[max(start - first, 0) : max(end - first, 0)])
    return Excerpt(lead + "".join(shown) + tail, len(before), len(before) + len(inside))


def window(length: int, start: int, longest: int) -> tuple[int, int]:
    """Return which part of a line of `length` to show: all of a short line, else `longest` code points with `start`."""
    if length <= longest:
        return 0, length
    first = max(0, min(start - longest // 3, length - longest))
    return first, first + longest


def _without_tabs(shown: list[str]) -> list[str]:
    if "\\t" not in shown:
        return shown
    column = 0
    for index, cell in enumerate(shown):
        if cell == "\\t":  # a tab, as `cells` writes it: no other code point is shown so
            shown[index] = " " * (_TAB - column % _TAB)
        column += display_width(shown[index])
    return shown
