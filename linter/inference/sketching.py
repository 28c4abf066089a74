"""What inference needs to know of a front matter: each value's place, type, short text and span; small, picklable."""

from __future__ import annotations

from linter.patterns import lazy
from linter.text import Span
from linter.tuples import NamedTuple
from linter.values import cached_property, dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from linter.document.node import FrontMatter, Node

    Kind = Literal["string", "integer", "number", "boolean", "null", "object", "array"]

Place = tuple[str | None, ...]
"""Where a value stands, whichever document it is in: keys, and None for an item of a list."""

LONGEST = 500  # code points of a text that is kept: the longest URL in 4,665 real front matters has 389
_MOST = 5_000  # values of one front matter: nobody writes more by hand
_HUGE = 10**18  # whole numbers from here on are no choice, and their digits cost time
_MARKUP = lazy(r"\]\(|\*\*\w|</?[A-Za-z]")
_MARKS = frozenset("#-*0123456789")
_MARKED_LINE = lazy(r"(?:#{1,6}|[-*]|\d{1,3}\.) ")
_KINDS: dict[type, Kind] = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    type(None): "null",
    dict: "object",
    list: "array",
}
_new_entry = tuple.__new__


class Entry(NamedTuple):
    """One value: `text` is that of a string of at most 500 code points or of an integer as digits, else None.

    `number` is its index in the sketch, `parent` that of the mapping or list it stands in (-1 for none); `markup` tells
    that a string has several lines or looks like Markdown. The offsets are of the value and of its key (of the value
    again, where it has none).
    """

    place: Place
    kind: Kind
    text: str | None
    markup: bool
    number: int
    parent: int
    pointer: str
    start: int
    end: int
    key_start: int
    key_end: int

    @property
    def span(self) -> Span:
        """The value as written in the file."""
        return Span(self.start, self.end)

    @property
    def key_span(self) -> Span:
        """The key as written in the file; the value's span where there is none."""
        return Span(self.key_start, self.key_end)


@dataclass(frozen=True)
class Sketch:
    """A front matter without its long texts: the entries in preorder, the root first."""

    path: str
    entries: tuple[Entry, ...]

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys at the top."""
        return frozenset([entry.place[0] for entry in self.entries if entry.parent == 0 and entry.place[0]])


def sketch(path: str, front_matter: FrontMatter) -> Sketch | None:
    """Return the sketch of a front matter, None where it is missing, broken, empty or no mapping.

    Only the first 5,000 values count.
    """
    root = front_matter.root
    if root is None or not isinstance(root.value, dict) or not root.value:
        return None
    drawing = _Drawing()
    drawing.add(root, root.value, (), -1, root.pointer)
    return Sketch(path, tuple(drawing.entries))


def spelt(place: Place) -> str:
    """Return a place as the configuration writes it: `api[]`, `phases[].name`."""
    return "".join("[]" if key is None else f".{key}" for key in place).lstrip(".")


class _Drawing:
    """The entries found so far; a document shares its places, which makes a pickle of it smaller."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._places: dict[Place, Place] = {}

    def add(self, node: Node, value: object, place: Place, parent: int, pointer: str) -> None:
        """Add a value and all below it. Inside of an alias or a merge there are no nodes: the spans are its own."""
        index = len(self.entries)
        if index >= _MOST:
            return
        text, markup, kind = None, False, _KINDS.get(value.__class__, "string")
        if isinstance(value, str):
            text = value if len(value) <= LONGEST else None
            markup = _has_markup(value[:10_000])
        elif kind == "integer" and isinstance(value, int) and abs(value) < _HUGE:
            text = str(value)
        start, end = node.start, node.end
        key_start, key_end = (start, end) if node.key is None else (node.key_start, node.key_end)
        # As Entry(…) does, without the function in between: there are twenty to a document.
        row = (
            self._places.setdefault(place, place),
            kind,
            text,
            markup,
            index,
            parent,
            pointer,
            start,
            end,
            key_start,
            key_end,
        )
        self.entries.append(_new_entry(Entry, row))
        if isinstance(value, dict):
            members = {child.key: child for child in node.children}
            for key, member in value.items():
                child = members.get(key)
                self.add(child or node, member, (*place, key), index, child.pointer if child else pointer)
        elif isinstance(value, list):
            items = node.children if len(node.children) == len(value) else (node,) * len(value)
            below = (*place, None)
            for item, child in zip(value, items, strict=True):
                self.add(child, item, below, index, child.pointer)


def _has_markup(text: str) -> bool:
    """Tell whether a text has several lines, or looks like Markdown."""
    if "\n" in text or (text[:1] in _MARKS and _MARKED_LINE.match(text) is not None):
        return True
    return ("<" in text or "](" in text or "**" in text) and _MARKUP.search(text) is not None
