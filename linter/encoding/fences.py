"""Fenced code of a text that may be Markdown: what stands there may be data, and is not for certain damaged."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from linter.patterns import lazy

if TYPE_CHECKING:
    from linter.encoding.change import Change

_FENCE = lazy(r"(?m)^[ \t>]*(`{3,}|~{3,})")
_REASON = "inside code"


class Fences:
    """The fenced code of one text; false if there is none."""

    def __init__(self, text: str) -> None:
        """Find it, in time linear in the length of the text; what is never closed is none."""
        self._bounds: list[int] = []  # where one begins and ends, in turn
        fence, start = "", 0
        for match in _FENCE.finditer(text) if "```" in text or "~~~" in text else ():
            if not fence:
                fence, start = match[1], match.start()
            elif match[1].startswith(fence):
                self._bounds += (start, match.end())
                fence = ""

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self._bounds)

    def __contains__(self, place: object) -> bool:
        """Tell whether a place, in code points, is inside of one."""
        return isinstance(place, int) and bisect_right(self._bounds, place) % 2 == 1

    def judged(self, change: Change) -> Change:
        """Return a change, out of the safe tier if it is inside of one."""
        if change.tier != "safe" or change.start not in self:
            return change
        return change._replace(tier="unsafe", reason=_REASON)
