"""Strings of front matter, each with the key at which it stands: documents refer to one another by them."""

from __future__ import annotations

from linter.document.outline import spelt
from linter.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document
    from linter.document.node import Node
    from linter.document.outline import Entry
    from linter.text import Span


@dataclass(frozen=True, slots=True)
class Value:
    """A string of the front matter that refers to another document, or is referred to; `key` is as `api[].name`."""

    key: str
    text: str
    span: Span
    editable: bool = True
    """False for a YAML alias: the text stands elsewhere."""


def values_at(document: Document, keys: frozenset[str]) -> tuple[Value, ...]:
    """Return the strings of a front matter at `keys` ("producer", "api[]"), in file order."""
    head = document.front_matter
    if not keys:
        return ()
    if head.outline is not None:
        found = tuple(_outlined(head.outline.entries, keys))
        if None not in found:
            return found  # type: ignore[return-value]  # there is none
    return tuple(value for value in _values(head.root, "") if value.key in keys) if head.root else ()


def _outlined(entries: tuple[Entry, ...], keys: frozenset[str]) -> Iterator[Value | None]:
    """Yield the values as far as an outline tells them: None for a text that it does not hold."""
    for entry in entries:
        if entry.kind == "string" and spelt(entry.place) in keys:
            yield None if entry.text is None else Value(spelt(entry.place), entry.text, entry.span)


def _values(node: Node, place: str) -> Iterator[Value]:
    if isinstance(node.value, str) and node.kind == "scalar":
        yield Value(place, node.value, node.span, node.alias is None)
    for child in node.children:
        name = f"{place}[]" if child.key is None else f"{place}.{child.key}".lstrip(".")
        yield from _values(child, name)
