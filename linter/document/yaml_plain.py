"""YAML as nearly all front matter is written, a value to each line: read in a tenth of the time that libyaml takes.

First comes its outline, which is all that most documents are asked for; `yaml_building.py` makes the same nodes of it
as libyaml. What is anything else in any way (tabs, escapes, anchors, plain text of several lines, a key twice, …) is
left to `yaml_nodes.py`; a test holds the two against each other.
"""

# ruff: noqa: PLR0913, PLR0917  # a key in parts is faster, as there

from __future__ import annotations

from linter.document.masking import is_clean
from linter.document.outline import Entry, Outline
from linter.document.yaml_rows import MOST_KNOWN, Unusual, rows_of, told_of
from linter.patterns import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linter.document.outline import Kind, Place
    from linter.document.yaml_rows import Told
    from linter.text import Span

# An item of `[…]`: the blanks before it, itself, and what comes after it.
_ITEM = lazy(r"( *+)(\"[^\"\\]*+\"|'[^']*+'|[\w/.(][^,\[\]{}\"'#:?]*+)( *+(?:,|\Z))")
_DEEPEST = 20
_LONGEST = 50_000  # code points: longer ones might have more nodes than there may be

_new_entry = tuple.__new__  # as in `yaml_nodes.py`


class _Spot:
    """A place with its pointer, and those below it; documents that lie together have the same."""

    __slots__ = ("below", "place", "pointer")

    def __init__(self, place: Place, pointer: str) -> None:
        self.place = place
        self.pointer = pointer
        self.below: dict[str | int, _Spot] = {}


_ROOT = _Spot((), "")
_spots = 0


def outline(text: str, content: Span) -> Outline | None:
    """Return the outline of the YAML at `content` of a file's text, None where it is not as told above."""
    written = text[content.start : content.end]
    if len(written) > _LONGEST or "\t" in written or not is_clean(written):
        return None
    try:
        return _Reader(content.start, written).outline()
    except Unusual:
        return None


class _Reader:
    """One pass over the rows: `next` is the number of the next one, which begins at the offset `at`."""

    def __init__(self, start: int, written: str) -> None:
        self.at = start
        self.next = 0
        self.rows = rows_of(written)
        self.entries: list[Entry] = []
        self.ambiguous = False

    def outline(self) -> Outline:
        self.skip_blank()
        if self.next == len(self.rows) or self.rows[self.next][0] != self.rows[self.next][1]:  # none, or a list
            raise Unusual
        self.mapping(_ROOT, -1, None, 0, 0)
        if self.next < len(self.rows):
            raise Unusual
        return Outline(tuple(self.entries), self.ambiguous)

    def skip_blank(self) -> None:
        rows = self.rows
        while self.next < len(rows) and rows[self.next][0] < 0:
            self.at += rows[self.next][-1]
            self.next += 1

    def mapping(self, spot: _Spot, parent: int, key_start: int | None, key_end: int, depth: int) -> int:
        """Read the members that stand in the column of the first key; that of an item begins after its dash.

        Returns where the last one ends, as do those that follow.
        """
        rows, entries, below, index, at = self.rows, self.entries, spot.below, self.next, self.at
        if depth > _DEEPEST:
            raise Unusual
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
                raise Unusual
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
                last = self.flow(written, begin, here, number, start, end)
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
        self.skip_blank()
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
                    raise Unusual
                break
            here = spot.below.get(count) or _spot(spot, count)
            if name:
                last = self.mapping(here, number, None, 0, depth + 1)
            else:
                begin += self.at
                self.at += size
                self.next += 1
                if written[:1] == "[":
                    last = self.flow(written, begin, here, number, None, 0)
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
            size, kind, text, markup, ambiguous = told_of(item)
            if ambiguous:
                self.ambiguous = True
            stop, count = begin + size, count + 1
            row = (here.place, kind, text, markup, number + count, number, here.pointer, begin, stop, begin, stop)
            entries.append(_new_entry(Entry, row))
            begin += len(item) + len(after)
        if written[-1] != "]" or "," in after or (begin != end - 1 and (count or written[1:-1].strip(" "))):
            raise Unusual
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
    if _spots < MOST_KNOWN:
        _spots += 1
        above.below[name] = made
    return made
