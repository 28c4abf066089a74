"""What inference needs to know of a front matter: its outline, and the document it is from; small, picklable."""

from __future__ import annotations

from linter.document.outline import Entry, described
from linter.values import cached_property, dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linter.document.node import FrontMatter, Node
    from linter.document.outline import Place

__all__ = ["Entry", "Sketch", "sketch"]

_MOST = 5_000  # values of one front matter: nobody writes more by hand
_new_entry = tuple.__new__


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
    if front_matter.outline is not None:
        return Sketch(path, front_matter.outline.entries[:_MOST])
    root = front_matter.root
    if root is None or not isinstance(root.value, dict) or not root.value:
        return None
    drawing = _Drawing()
    drawing.add(root, root.value, (), -1, root.pointer)
    return Sketch(path, tuple(drawing.entries))


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
        kind, text, markup = described(value)
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
