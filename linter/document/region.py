"""A stretch of prose: the body, or one string of the front matter, with the way back from its text to the source."""

from __future__ import annotations

from itertools import pairwise

from linter.text import Edit, Span
from linter.values import cached_property, dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Protocol

    class Place(Protocol):
        """Where a character is written: a `Span`, or what else has both ends of one."""

        @property
        def start(self) -> int:
            """The offset in the source at which it begins."""
            ...

        @property
        def end(self) -> int:
            """The offset behind it."""
            ...


@dataclass(frozen=True)
class Region:
    """Prose with places.

    `text` is what a reader gets (escapes resolved, folding done); `pointer` is the JSON pointer of the front matter
    value it is, "" for the body; `start` is the source offset of the body. For a front matter string `spans` tells
    (lazily: it is costly) the source span of each character of `text`, and `write(span, replacement, result)` how a
    replacement at a source span is spelt in the scalar's style, `result` being the whole text that it leads to (None
    where it cannot be written there).
    """

    text: str
    pointer: str
    start: int = 0
    spans: Callable[[], Sequence[Place]] | None = field(default=None, repr=False, compare=False)
    write: Callable[[Span, str, str], str | None] | None = field(default=None, repr=False, compare=False)

    @property
    def is_body(self) -> bool:
        """True for the body, false for a string of the front matter."""
        return self.spans is None

    @cached_property
    def _characters(self) -> Sequence[Place]:
        return self.spans() if self.spans else ()

    def source_span(self, start: int, end: int) -> Span:
        """Return the source span of `text[start:end]`."""
        if self.spans is None:
            return Span(self.start + start, self.start + end)
        characters = self._characters
        if start < end:
            return Span(characters[start].start, characters[end - 1].end)
        if not characters:
            return Span(self.start, self.start)
        place = characters[start].start if start < len(characters) else characters[-1].end
        return Span(place, place)

    def edit(self, start: int, end: int, replacement: str) -> Edit | None:
        """Return the edit that replaces `text[start:end]`, or None where the scalar's style cannot hold it.

        None also where the stretch is not contiguous in the source (the indentation of a further line inside it).
        """
        if self.spans is None:
            return Edit(Span(self.start + start, self.start + end), replacement)
        stretch = self._characters[start:end]
        if self.write is None or any(left.end != right.start for left, right in pairwise(stretch)):
            return None
        span = self.source_span(start, end)
        written = self.write(span, replacement, self.text[:start] + replacement + self.text[end:])
        return None if written is None else Edit(span, written)
