"""Where in the file a thing is that validation knows only by its path in the data."""

from __future__ import annotations

from linter.schema.walk import escaped
from linter.text import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linter.document.node import FrontMatter, Node
    from linter.text import Source

Path = tuple[str | int, ...]

_DELIMITER = 3
_BRACE = 1


class Places:
    """The places of one front matter."""

    def __init__(self, front_matter: FrontMatter, source: Source | None = None) -> None:
        """Take the front matter, and the text it was read from; nothing is looked up yet."""
        self.front_matter = front_matter
        self.source = source
        self._spent = 0
        self._members: dict[int, Mapping[str, Node]] = {}

    def spend(self, most: int) -> bool:
        """Tell whether one more costly thing may be done, of which there are to be no more than `most`."""
        self._spent += 1
        return self._spent <= most

    def line(self, path: Sequence[str | int]) -> int | None:
        """Return the 1-based line of the value at `path`, None where the text is not known."""
        return self.source.line_number(self.value(path).start) if self.source else None

    def node(self, path: Sequence[str | int]) -> Node | None:
        """Return the node at `path`, the innermost one on the way where it ends early (within an alias)."""
        node = self.front_matter.root
        for token in path:
            inner = None if node is None else self._child(node, token)
            if inner is None:
                return node
            node = inner
        return node

    def exact(self, path: Sequence[str | int]) -> Node | None:
        """Return the node at `path`, None where it has no text of its own (within an alias)."""
        node = self.node(path)
        return node if node is not None and node.pointer == pointer_of(path) else None

    def value(self, path: Sequence[str | int]) -> Span:
        """Return the span of the value at `path`; that of its key where nothing is written."""
        node = self.node(path)
        if node is None or node is self.front_matter.root:
            return self.head
        return node.key_span if node.key_span and not len(node.span) else node.span

    def key(self, path: Sequence[str | int]) -> Span:
        """Return the span of the key of the member at `path`."""
        node = self.exact(path)
        return node.key_span if node is not None and node.key_span else self.value(path)

    def mapping(self, path: Sequence[str | int]) -> Span:
        """Return where to say something about the mapping at `path` as a whole.

        That is the key for a member, the first key for an item and for the front matter itself, where a directive can
        stand above it; the opening delimiter where there is no key.
        """
        node = self.node(path)
        if node is None:
            return self.head
        if node.key_span is not None:
            return node.key_span
        first = next((child.key_span for child in node.children if child.key_span), None)
        return first or (self.head if node is self.front_matter.root else node.span)

    @property
    def head(self) -> Span:
        """The opening delimiter (the brace, for JSON)."""
        front_matter = self.front_matter
        length = _BRACE if front_matter.format == "json" else _DELIMITER
        return Span(front_matter.span.start, min(front_matter.span.start + length, front_matter.span.end))

    def _child(self, node: Node, token: str | int) -> Node | None:
        if isinstance(token, int):
            return node.children[token] if node.kind == "sequence" and token < len(node.children) else None
        if id(node) not in self._members:
            self._members[id(node)] = {child.key: child for child in node.children if child.key is not None}
        return self._members[id(node)].get(token)


def pointer_of(path: Sequence[str | int]) -> str:
    """Return the JSON pointer of a path."""
    return "".join(f"/{escaped(str(token))}" for token in path)
