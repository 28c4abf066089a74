"""Finds kramdown's inline attribute lists (https://kramdown.gettalong.org/syntax.html#inline-attribute-lists)."""

from __future__ import annotations

from linter.patterns import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_LIST = lazy(r"\{:(?=[ \t]*[\w.#\"'])(?:[^{}\\\r\n]|\\[^\r\n])*+\}")
_REST_OF_LINE = lazy(r"[ \t|]*(?=[\r\n]|\Z)")


def attribute_lists(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every list on its own line, at the end of one, or glued to the span before it."""
    if "{:" not in text:
        return
    for match in _LIST.finditer(text):
        glued = match.start() > 0 and not text[match.start() - 1].isspace()
        if glued or _REST_OF_LINE.match(text, match.end()) is not None:
            yield match.span()
