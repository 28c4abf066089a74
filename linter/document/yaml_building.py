"""The nodes of front matter that was read without libyaml, made of its outline for whoever asks for more."""

from __future__ import annotations

from functools import partial

from linter.document.block_text import block_text
from linter.document.node import Node, Tree
from linter.document.scalar_map import scalar_region
from linter.document.yaml_rows import STYLES, unquoted
from linter.document.yaml_scalars import resolve
from linter.patterns import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linter.document.outline import Entry, Outline
    from linter.text import Span

_BLANK_LINES = lazy(r"(?: *+\r?\n)*+")
_new_node = tuple.__new__  # as in `yaml_nodes.py`


def tree(outlined: Outline, text: str, content: Span) -> Tree:
    """Return the nodes of YAML of which that is the outline."""
    builder = _Builder(outlined, text, content.end)
    return Tree(builder.node(outlined.entries[0]), builder.nodes)


class _Builder:
    """Makes nodes of the entries of an outline."""

    def __init__(self, outlined: Outline, text: str, end: int) -> None:
        self.nodes: dict[str, Node] = {}
        self._text, self._end = text, end
        self._below: dict[int, list[Entry]] = {}
        for entry in outlined.entries:
            self._below.setdefault(entry.parent, []).append(entry)
        self._in_block = partial(scalar_region, text, end, False)  # noqa: FBT003  # in `[…]` or `{…}`: no
        self._in_flow = partial(scalar_region, text, end, True)  # noqa: FBT003  # yes

    def node(self, entry: Entry, *, flow: bool = False) -> Node:
        """Return the node of an entry, and note it after those below it."""
        key = entry.place[-1] if entry.place else None
        keys = (None, 0, 0) if key is None else (key, entry.key_start, entry.key_end)
        start, end, pointer = entry.start, entry.end, entry.pointer
        below: tuple[Node, ...] = ()
        region_of = None
        value: object
        if entry.kind == "object":
            below = tuple(map(self.node, self._below[entry.number]))
            kind, style, value = "mapping", "block", {str(one.key): one.value for one in below}
        elif entry.kind == "array":
            inner = self._text[start] == "["
            below = tuple([self.node(one, flow=inner) for one in self._below.get(entry.number, ())])
            kind, style, value = "sequence", "flow" if inner else "block", [one.value for one in below]
        else:
            written = self._text[start:end]
            kind, style = "scalar", STYLES.get(written[:1], "plain")
            if style == "plain":
                value = resolve(written)
            else:
                value = unquoted(written) if style in ("single", "double") else self._block(start, written)
            region_of = (self._in_flow if flow else self._in_block) if isinstance(value, str) else None
        row = (kind, start, end, pointer, value, style, *keys, None, None, below, region_of)
        made = self.nodes[pointer] = _new_node(Node, row)
        return made

    def _block(self, start: int, written: str) -> str:
        """Return the value of the literal or folded scalar that begins at `start`."""
        if "\n" not in written:
            return ""
        end = start + len(written)
        after = _BLANK_LINES.match(self._text, end, self._end)  # they may count, too
        header, *lines, _ = self._text[start : after.end() if after else end].split("\n")  # the last ends with a break
        block = block_text(header, lines, 0, -1)
        return "" if block is None else block.text
