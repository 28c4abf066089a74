"""YAML as nearly all front matter is written, a value to each line: read in a tenth of the time that libyaml takes.

First comes its outline, which is all that most documents are asked for, then the same nodes as by libyaml. What is
anything else in any way (comments, tabs, escapes, anchors, text of several lines, a key twice, …) is left to
`yaml_nodes.py`; a test holds the two against each other.
"""

# ruff: noqa: PLR0913, PLR0917  # a key in parts is faster, as there

from __future__ import annotations

from functools import partial

from linter.document.masking import is_clean
from linter.document.node import Node, Tree
from linter.document.outline import Entry, Outline, described
from linter.document.scalar_map import scalar_region
from linter.document.yaml_scalars import NOT_ONLY_TEXT, may_differ, resolve
from linter.patterns import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linter.document.outline import Kind, Place
    from linter.text import Span

    Told = tuple[int, Kind, str | None, bool, bool]
    """Of a scalar the length without blanks after it, what `described` says, and whether parsers may differ."""

    Row = tuple[int, int, str, int, int, str, Told, int]
    """A line: its indentation (-1 where it is blank), where the key begins, the key, where the key ends, where the
    value begins, the value, what is told of it where it is a scalar, and the length with the line break."""

# Indentation, dash, key, colon with blanks, the rest.
_ROW = lazy(
    r"( *+)((?:- ++)?)(?:([A-Za-z_][A-Za-z0-9_.-]*+(?: [A-Za-z0-9_.-]++)*+)(:(?: ++|(?=\r?\Z))))?([^\r\n]*+)\r?\Z"
)
# An item of `[…]`: the blanks before it, itself, and what comes after it.
_ITEM = lazy(r"( *+)(\"[^\"\\]*+\"|'[^']*+'|[\w/.(][^,\[\]{}\"'#:?]*+)( *+(?:,|\Z))")
_INDICATORS = frozenset("-?:,[]{}#&*!|>%@`\"'")
_STYLES = {'"': "double", "'": "single"}
_DEEPEST = 20
_LONGEST_KEY = 100
_LONGEST = 50_000  # code points: longer ones might have more nodes than there may be
_MOST_KNOWN = 20_000

_new_entry = _new_node = tuple.__new__  # as in `yaml_nodes.py`


class _Unusual(Exception):  # noqa: N818  # no error: the other reader knows what to do
    pass


class _Spot:
    """A place with its pointer, and those below it; documents that lie together have the same."""

    __slots__ = ("below", "place", "pointer")

    def __init__(self, place: Place, pointer: str) -> None:
        self.place = place
        self.pointer = pointer
        self.below: dict[str | int, _Spot] = {}


_ROOT = _Spot((), "")
_known: dict[str, Told] = {}
_rows: dict[str, Row] = {}
_no_scalar: Told = (0, "null", None, False, False)
_spots = 0


def outline(text: str, content: Span) -> Outline | None:
    """Return the outline of the YAML at `content` of a file's text, None where it is not as told above."""
    written = text[content.start : content.end]
    if len(written) > _LONGEST or "\t" in written or not is_clean(written):
        return None
    try:
        return _Reader(content.start, written).outline()
    except _Unusual:
        return None


def tree(outlined: Outline, text: str, content: Span) -> Tree:
    """Return the nodes of YAML of which that is the outline."""
    builder = _Builder(outlined, text, content.end)
    return Tree(builder.node(outlined.entries[0]), builder.nodes)


class _Reader:
    """One pass over the rows: `next` is the number of the next one, which begins at the offset `at`."""

    def __init__(self, start: int, written: str) -> None:
        lines = written.split("\n")
        if lines.pop():
            raise _Unusual
        self.at = start
        self.next = 0
        self.rows = [_rows.get(line) or _row(line) for line in lines]
        self.entries: list[Entry] = []
        self.ambiguous = False

    def outline(self) -> Outline:
        if not self.rows or self.rows[0][0] != self.rows[0][1]:  # blank, or a list
            raise _Unusual
        self.mapping(_ROOT, -1, None, 0, 0)
        if self.next < len(self.rows):
            raise _Unusual
        return Outline(tuple(self.entries), self.ambiguous)

    def mapping(self, spot: _Spot, parent: int, key_start: int | None, key_end: int, depth: int) -> int:
        """Read the members that stand in the column of the first key; that of an item begins after its dash.

        Returns where the last one ends, as do those that follow.
        """
        rows, entries, below, index, at = self.rows, self.entries, spot.below, self.next, self.at
        if depth > _DEEPEST:
            raise _Unusual
        column = rows[index][1]
        number, first, last = len(entries), at + column, at
        entries.append(None)  # type: ignore[arg-type]  # until its end is known
        names: set[str] = set()
        while index < len(rows):
            width, start, name, end, begin, written, told, size = rows[index]
            if names and width < column:
                if width >= 0:
                    break
                index += 1
                at += size
                continue
            if not name or name in names or start != column or (names and width != column):
                raise _Unusual
            names.add(name)
            start += at
            end += at
            begin += at
            at += size
            index += 1
            here = below.get(name) or _spot(spot, name)
            if not written:
                self.next, self.at = index, at
                last = self.below(column, here, number, start, end, depth + 1)
                index, at = self.next, self.at
            elif written[0] == "[":
                last = self.flow(written.rstrip(" "), begin, here, number, start, end)
            else:
                length, kind, text, markup, ambiguous = told
                if ambiguous:
                    self.ambiguous = True
                last = begin + length
                row = (here.place, kind, text, markup, len(entries), number, here.pointer, begin, last, start, end)
                entries.append(_new_entry(Entry, row))
        self.next, self.at = index, at
        self.fill(number, "object", spot, parent, first, last, key_start, key_end)
        return last

    def below(self, column: int, spot: _Spot, parent: int, key_start: int, key_end: int, depth: int) -> int:
        """Read what stands in the lines below a key; nothing may stand there, too."""
        rows = self.rows
        while self.next < len(rows) and rows[self.next][0] < 0:
            self.at += rows[self.next][-1]
            self.next += 1
        if self.next < len(rows):
            width, start = rows[self.next][:2]
            if start > width >= column:
                return self.sequence(spot, parent, key_start, key_end, depth)
            if width > column:
                return self.mapping(spot, parent, key_start, key_end, depth)
        self.entries.append(None)  # type: ignore[arg-type]  # as above
        self.fill(len(self.entries) - 1, "null", spot, parent, key_end + 1, key_end + 1, key_start, key_end)
        return key_end + 1

    def sequence(self, spot: _Spot, parent: int, key_start: int, key_end: int, depth: int) -> int:
        """Read the items whose dashes stand in the column of the first."""
        rows, number, count = self.rows, len(self.entries), 0
        column = rows[self.next][0]
        first, last = self.at + column, self.at
        self.entries.append(None)  # type: ignore[arg-type]  # as above
        while self.next < len(rows):
            width, start, name, _, begin, written, told, size = rows[self.next]
            if width < 0:
                self.next += 1
                self.at += size
                continue
            if width != column or start == width:
                if width > column:
                    raise _Unusual
                break
            here = spot.below.get(count) or _spot(spot, count)
            if name:
                last = self.mapping(here, number, None, 0, depth + 1)
            else:
                begin += self.at
                self.at += size
                self.next += 1
                if written[:1] == "[":
                    last = self.flow(written.rstrip(" "), begin, here, number, None, 0)
                else:
                    last = self.item(told, begin, here, number)
            count += 1
        self.fill(number, "array", spot, parent, first, last, key_start, key_end)
        return last

    def flow(self, written: str, start: int, spot: _Spot, parent: int, key_start: int | None, key_end: int) -> int:
        """Read `[…]` with nothing but scalars in it."""
        entries, below = self.entries, spot.below
        number, begin, end, count, after = len(entries), start + 1, start + len(written), 0, ""
        entries.append(None)  # type: ignore[arg-type]  # as above
        for before, item, after in _ITEM.findall(written[1:-1]):  # the last one is looked at
            begin += len(before)
            here = below.get(count) or _spot(spot, count)
            size, kind, text, markup, ambiguous = _known.get(item) or _told(item)
            if ambiguous:
                self.ambiguous = True
            stop, count = begin + size, count + 1
            row = (here.place, kind, text, markup, number + count, number, here.pointer, begin, stop, begin, stop)
            entries.append(_new_entry(Entry, row))
            begin += len(item) + len(after)
        if written[-1] != "]" or "," in after or (begin != end - 1 and (count or written[1:-1].strip(" "))):
            raise _Unusual
        self.fill(number, "array", spot, parent, start, end, key_start, key_end)
        return end

    def item(self, told: Told, start: int, spot: _Spot, parent: int) -> int:
        """Note a scalar of a list."""
        size, kind, text, markup, ambiguous = told
        if ambiguous:
            self.ambiguous = True
        end, number = start + size, len(self.entries)
        row = (spot.place, kind, text, markup, number, parent, spot.pointer, start, end, start, end)
        self.entries.append(_new_entry(Entry, row))
        return end

    def fill(
        self, number: int, kind: Kind, spot: _Spot, parent: int, start: int, end: int, key_start: int | None,
        key_end: int,
    ) -> None:  # fmt: skip
        """Write down what is no scalar, or nothing; without a key that begins and ends as it does."""
        key = (start, end) if key_start is None else (key_start, key_end)
        row = (spot.place, kind, None, False, number, parent, spot.pointer, start, end, *key)
        self.entries[number] = _new_entry(Entry, row)


def _spot(above: _Spot, name: str | int) -> _Spot:
    """Return a place that was not met before, and keep it, as long as there are not too many."""
    global _spots  # noqa: PLW0603  # as said
    key = name if isinstance(name, str) else None
    # Items of a list have the same place: a pickle is smaller for that.
    place = above.below[0].place if name and key is None and 0 in above.below else (*above.place, key)
    made = _Spot(place, f"{above.pointer}/{name}")
    if _spots < _MOST_KNOWN:
        _spots += 1
        above.below[name] = made
    return made


def _row(line: str) -> Row:
    """Read a line; those that are short come again in other documents, and are remembered."""
    match = _ROW.match(line)
    if match is None:
        raise _Unusual
    blanks, dash, name, colon, written = match.groups("")
    start = len(blanks) + len(dash)
    end = start + len(name)
    told = _no_scalar
    width = len(blanks)
    if len(name) > _LONGEST_KEY:
        raise _Unusual
    if not (dash or name or written):
        width = -1
    elif written[:1] != "[" and (written or not name):
        told = _told(written)
    row = (width, start, name, end, end + len(colon), written, told, len(line) + 1)
    if len(line) <= _LONGEST_KEY and len(_rows) < _MOST_KNOWN:
        _rows[line] = row
    return row


def _told(written: str) -> Told:
    """Tell what a scalar is; what is short comes again in other documents, and is remembered."""
    plain = written.rstrip(" ")
    mark = plain[:1]
    if mark in _STYLES:
        value = plain[1:-1]
        if len(plain) == 1 or plain[-1] != mark or mark in value or (mark == '"' and "\\" in value):
            raise _Unusual
        told = (len(plain), *described(value), False)
    elif not plain or mark in _INDICATORS or plain[-1] == ":" or ": " in plain or " #" in plain:
        raise _Unusual
    else:
        told = (len(plain), *described(resolve(plain) if mark in NOT_ONLY_TEXT else plain), may_differ(plain))
    if len(written) <= _LONGEST_KEY and len(_known) < _MOST_KNOWN:
        _known[written] = told
    return told


class _Builder:
    """Makes nodes of the entries of an outline."""

    def __init__(self, outlined: Outline, text: str, end: int) -> None:
        self.nodes: dict[str, Node] = {}
        self._text = text
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
            kind, style = "scalar", _STYLES.get(written[:1], "plain")
            value = resolve(written) if style == "plain" else written[1:-1]
            region_of = (self._in_flow if flow else self._in_block) if isinstance(value, str) else None
        row = (kind, start, end, pointer, value, style, *keys, None, None, below, region_of)
        made = self.nodes[pointer] = _new_node(Node, row)
        return made
