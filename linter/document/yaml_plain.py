"""YAML as nearly all front matter is written, a value to each line: read to the same nodes as by libyaml, but sooner.

What is anything else in any way (comments, tabs, escapes, anchors, text of several lines, a key twice, …) is left to
`yaml_nodes.py`; a test holds the two against each other.
"""

# ruff: noqa: PLR0913, PLR0917  # a key in parts is faster, as there

from __future__ import annotations

from functools import partial

from linter.document.masking import is_clean
from linter.document.node import Node, Tree
from linter.document.scalar_map import scalar_region
from linter.document.yaml_scalars import NOT_ONLY_TEXT, resolve
from linter.patterns import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from linter.document.region import Region
    from linter.text import Span

    Row = tuple[str, str, str, str, str, str]

# Indentation, dash, key, colon with blanks, the rest, and the line break with the blank lines after it.
_ROW = lazy(
    r"( *+)((?:- ++)?)(?:([A-Za-z_][A-Za-z0-9_.-]*+(?: [A-Za-z0-9_.-]++)*+)(:(?: ++|(?=\r?\n))))?([^\r\n]*+)"
    r"(\r?\n(?: *\r?\n)*+)"
)
# An item of `[…]`: the blanks before it, itself, and what comes after it.
_ITEM = lazy(r"( *+)(\"[^\"\\]*+\"|'[^']*+'|[\w/.(][^,\[\]{}\"'#:?]*+)( *+(?:,|\Z))")
_INDICATORS = frozenset("-?:,[]{}#&*!|>%@`\"'")
_STYLES = {'"': "double", "'": "single"}
_DEEPEST = 20
_LONGEST_KEY = 100
_LONGEST = 50_000  # code points: longer ones might have more nodes than there may be

_new_node = tuple.__new__  # as in `yaml_nodes.py`


class _Unusual(Exception):  # noqa: N818  # no error: the other reader knows what to do
    pass


def read(text: str, content: Span) -> Tree | None:
    """Return the nodes of the YAML at `content` of a file's text, None where it is not as told above."""
    written = text[content.start : content.end]
    # Where there is one of these, there is nearly always a tab, or text of several lines.
    if len(written) > _LONGEST or "\t" in written or "|" in written or ">" in written or not is_clean(written):
        return None
    try:
        return _Reader(text, content, written).tree()
    except _Unusual:
        return None


class _Reader:
    """One pass over the rows: `row` is the next one, which begins at the offset `at`; None after the last."""

    def __init__(self, text: str, content: Span, written: str) -> None:
        self.at = content.start
        self.end = content.end
        self.rows: Iterator[Row] = iter(_ROW.findall(written))
        self.row = next(self.rows, None)
        self.nodes: dict[str, Node] = {}
        self.in_block = partial(scalar_region, text, content.end, False)  # noqa: FBT003  # in `[…]` or `{…}`: no
        self.in_flow = partial(scalar_region, text, content.end, True)  # noqa: FBT003  # yes

    def tree(self) -> Tree:
        if self.row and self.row[1]:  # a list
            raise _Unusual
        root = self.mapping("", None, 0, 0, 0)
        if self.row is not None or self.at != self.end:  # there is more, or something was passed over
            raise _Unusual
        self.nodes[""] = root
        return Tree(root, self.nodes)

    def mapping(self, pointer: str, key: str | None, key_start: int, key_end: int, depth: int) -> Node:
        """Read the members that stand in the column of the first key; that of an item begins after its dash."""
        row = self.row
        if depth > _DEEPEST or row is None:
            raise _Unusual
        value: dict[str, object] = {}
        children: list[Node] = []
        nodes, rows, in_block = self.nodes, self.rows, self.in_block
        column = width = len(row[0]) + len(row[1])
        while row is not None:
            blanks, dash, name, colon, written, rest = row
            if value:
                width = len(blanks)
                if width < column:
                    break
                if dash or width > column:
                    raise _Unusual
            if not name or name in value or len(name) > _LONGEST_KEY:
                raise _Unusual
            start = self.at + width
            end = start + len(name)
            begin = end + len(colon)
            self.at = begin + len(written) + len(rest)
            self.row = next(rows, None)
            place = f"{pointer}/{name}"
            mark = written[:1]
            if not mark:
                node = self.below(column, place, name, start, end, depth + 1)
            elif mark in _INDICATORS:
                node = self.marked(written, begin, place, name, start, end, in_block)
            else:
                node = self.plain(written, begin, place, name, start, end, in_block)
            nodes[place] = node
            value[name] = node.value
            children.append(node)
            row = self.row
        first, last = children[0].key_start, children[-1].end
        below = tuple(children)
        return _new_node(
            Node, ("mapping", first, last, pointer, value, "block", key, key_start, key_end, None, None, below, None)
        )

    def below(self, column: int, pointer: str, key: str, key_start: int, key_end: int, depth: int) -> Node:
        """Read what stands in the lines below a key; nothing may stand there, too."""
        if self.row is not None:
            width = len(self.row[0])
            if self.row[1] and width >= column:
                return self.sequence(pointer, key, key_start, key_end, depth)
            if width > column:
                return self.mapping(pointer, key, key_start, key_end, depth)
        at = key_end + 1
        return _new_node(
            Node, ("scalar", at, at, pointer, None, "plain", key, key_start, key_end, None, None, (), None)
        )

    def sequence(self, pointer: str, key: str, key_start: int, key_end: int, depth: int) -> Node:
        """Read the items whose dashes stand in the column of the first."""
        value: list[object] = []
        children: list[Node] = []
        nodes, in_block = self.nodes, self.in_block
        column = len(self.row[0]) if self.row else 0
        first = self.at + column
        while self.row is not None:
            blanks, dash, name, _, written, rest = self.row
            if len(blanks) != column or not dash:
                if len(blanks) > column:
                    raise _Unusual
                break
            place = f"{pointer}/{len(value)}"
            if name:
                node = self.mapping(place, None, 0, 0, depth + 1)
            else:
                begin = self.at + column + len(dash)
                self.at = begin + len(written) + len(rest)
                self.row = next(self.rows, None)
                read_as = self.marked if written[:1] in _INDICATORS else self.plain
                node = read_as(written, begin, place, None, 0, 0, in_block)
            nodes[place] = node
            value.append(node.value)
            children.append(node)
        last, below = children[-1].end, tuple(children)
        return _new_node(
            Node, ("sequence", first, last, pointer, value, "block", key, key_start, key_end, None, None, below, None)
        )

    def plain(
        self, written: str, start: int, pointer: str, key: str | None, key_start: int, key_end: int,
        region_of: Callable[[Node], Region] | None,
    ) -> Node:  # fmt: skip
        """Read a value without quotes."""
        if not written or written[-1] == " ":
            written = written.rstrip(" ")
        if not written or written[-1] == ":" or ": " in written or " #" in written:
            raise _Unusual
        value = resolve(written) if written[0] in NOT_ONLY_TEXT else written
        if value.__class__ is not str:
            region_of = None
        end = start + len(written)
        return _new_node(
            Node, ("scalar", start, end, pointer, value, "plain", key, key_start, key_end, None, None, (), region_of)
        )

    def marked(
        self, written: str, start: int, pointer: str, key: str | None, key_start: int, key_end: int,
        region_of: Callable[[Node], Region] | None,
    ) -> Node:  # fmt: skip
        """Read a value in quotes or `[…]`."""
        written = written.rstrip(" ")
        mark = written[0]
        if mark == "[":
            return self.flow(written, start, pointer, key, key_start, key_end)
        value = written[1:-1]
        if mark not in _STYLES or len(written) == 1 or written[-1] != mark or mark in value:
            raise _Unusual
        if mark == '"' and "\\" in value:
            raise _Unusual
        end, style = start + len(written), _STYLES[mark]
        return _new_node(
            Node, ("scalar", start, end, pointer, value, style, key, key_start, key_end, None, None, (), region_of)
        )

    def flow(self, written: str, start: int, pointer: str, key: str | None, key_start: int, key_end: int) -> Node:
        """Read `[…]` with nothing but scalars in it."""
        value: list[object] = []
        children: list[Node] = []
        nodes, in_flow = self.nodes, self.in_flow
        begin, end = start + 1, start + len(written)
        after = ""
        for before, item, after in _ITEM.findall(written[1:-1]):  # the last one is looked at
            place = f"{pointer}/{len(value)}"
            begin += len(before)
            read_as = self.marked if item[0] in _STYLES else self.plain
            node = read_as(item, begin, place, None, 0, 0, in_flow)
            begin += len(item) + len(after)
            nodes[place] = node
            value.append(node.value)
            children.append(node)
        if written[-1] != "]" or "," in after or (begin != end - 1 and (children or written[1:-1].strip(" "))):
            raise _Unusual
        below = tuple(children)
        return _new_node(
            Node, ("sequence", start, end, pointer, value, "flow", key, key_start, key_end, None, None, below, None)
        )
