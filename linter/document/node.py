"""What a front matter holds: nodes with the span of every key and value, and the defects met on the way."""

from __future__ import annotations

from bisect import bisect_right

from linter.text import Span
from linter.tuples import NamedTuple
from linter.values import cached_property, dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Literal

    from linter.document.outline import Outline
    from linter.document.region import Region
    from linter.finding import Fix

    Kind = Literal["mapping", "sequence", "scalar"]
    Style = Literal["plain", "single", "double", "literal", "folded", "flow", "block"]
    DefectKind = Literal["unclosed", "invalid", "duplicate-key", "not-a-mapping", "unsafe", "misplaced"]


class _Fields(NamedTuple):
    kind: Kind
    start: int
    end: int
    pointer: str
    value: object
    style: Style
    key: str | None = None
    key_start: int = 0
    key_end: int = 0
    tag: str | None = None
    alias: str | None = None
    children: tuple[Node, ...] = ()
    region_of: Callable[[Node], Region] | None = None


class Node(_Fields):
    """One value: `span` is its text in the file (for block scalars and collections up to the last content).

    `key` and `key_span` are set for a member of a mapping, `pointer` is its JSON pointer (RFC 6901), `value` the
    plain Python data (str, int, float, bool, None, list, dict with string keys; dates stay strings). `style` tells
    how it is written, `tag` an explicit YAML tag. Children are in file order; an alias is a node of its own (at the
    `*name`) whose `children` are empty and whose `value` is the anchor's. `region_of` makes the region of a string
    value; None for everything else, aliases included.

    A named tuple with its spans as plain offsets, because front matter is many small nodes of which few are asked
    for anything, and this is what Python makes fastest.
    """

    @property
    def span(self) -> Span:
        """The value as written in the file; empty where it is left out."""
        return Span(self.start, self.end)

    @property
    def key_span(self) -> Span | None:
        """The key as written in the file; None where there is none."""
        return None if self.key is None else Span(self.key_start, self.key_end)

    @cached_property
    def region(self) -> Region | None:
        """The prose of a string value with the way back to the source; None for all other nodes."""
        # It is given a twin to keep: what keeps one another, and the text with it, is not freed at once.
        return None if self.region_of is None else self.region_of(tuple.__new__(Node, self))

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it, in file order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))

    def child(self, key: str) -> Node | None:
        """Return the member of a mapping named `key`, the last one if it is there twice."""
        return next((node for node in reversed(self.children) if node.key == key), None)


@dataclass(frozen=True, slots=True)
class Defect:
    """Something wrong with the front matter as such: what kind, where, in words, and how it could be mended."""

    kind: DefectKind
    span: Span
    message: str
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class Tree:
    """What a parser made of a front matter: `root` is None where it is broken or empty; `nodes` has the last twin.

    `stopped` is set where it is broken: from where to where the parser was reading when it gave up.
    """

    root: Node | None = None
    nodes: dict[str, Node] = field(default_factory=dict)
    defects: list[Defect] = field(default_factory=list)
    stopped: Span | None = None


@dataclass(frozen=True)
class FrontMatter:
    """The head of a document.

    `format` is None where there is none. `span` covers the delimiters too, up to the body; `content` only what is
    between them. `root` is None and `data` is {} where it could not be parsed. `partial` tells that it is what can be
    read of a broken one: what is not there says nothing, and in `doubtful` a top-level key may be none, but text that
    lost its indentation. Where there is an `outline`, it is a mapping with something in it, and nothing is wrong.
    """

    format: Literal["yaml", "toml", "json"] | None
    span: Span
    content: Span
    root: Node | None = None
    defects: tuple[Defect, ...] = ()
    nodes: Mapping[str, Node] = field(default_factory=dict)
    partial: bool = False
    doubtful: Span | None = None
    outline: Outline | None = None

    @property
    def data(self) -> object:
        """The plain data; {} where there is none."""
        return {} if self.root is None else self.root.value

    def pointer_at(self, offset: int) -> str | None:
        """Return the pointer of the innermost node whose key or value covers `offset`, None where there is none."""
        node = self.root
        if node is None or not node.start <= offset <= node.end:
            return None
        while node.children:
            index = bisect_right(node.children, offset, key=_beginning) - 1
            if index < 0 or offset > node.children[index].end:
                break
            node = node.children[index]
        return node.pointer

    def nearest(self, pointer: str) -> Node | None:
        """Return the node at `pointer`, else the closest one above it (inside an alias or a merge there are none)."""
        while pointer and pointer not in self.nodes:
            pointer = pointer.rpartition("/")[0]
        return self.nodes.get(pointer)

    @cached_property
    def strings(self) -> tuple[Node, ...]:
        """Every string value (not keys, not aliases), in file order; each has a `region`."""
        return tuple(node for node in (self.root.walk() if self.root else ()) if node.region_of is not None)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The same without where they stand, for which nodes need mostly not be made."""
        if self.outline is not None:
            found = [entry.text for entry in self.outline.entries if entry.kind == "string"]
            short = tuple([text for text in found if text is not None])
            if len(short) == len(found):
                return short
        return tuple(str(node.value) for node in self.strings)


def _beginning(node: Node) -> int:
    return node.start if node.key is None else node.key_start
