"""Places in a text, and edits to it: spans, positions, the exact source of a file, and how edits are applied."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

from linter.patterns import lazy
from linter.values import cached_property, dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self

_LINE_BREAK = lazy(r"\r\n|\n|\r")
_FOREIGN = lazy("[\udc80-\udcff]")
_BOM = b"\xef\xbb\xbf"
_NEAR = 1000
_BITS = 40  # of each number of a position
_MASK = (1 << _BITS) - 1


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of a text, in code points from its beginning; `start == end` is a place between two."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a span that runs backwards or starts before the text."""
        if not 0 <= self.start <= self.end:
            message = f"not a span: {self.start}..{self.end}"
            raise ValueError(message)

    def __len__(self) -> int:
        """Return the number of code points covered."""
        return self.end - self.start

    def __bool__(self) -> bool:
        """Be true always: an empty span is a place, not nothing."""
        return True

    def covers(self, other: Span) -> bool:
        """Tell whether every code point and both ends of `other` lie within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share a code point, or one is a place strictly inside the other."""
        return self.start < other.end and other.start < self.end

    def shifted(self, distance: int) -> Span:
        """Return the span `distance` code points further on."""
        return Span(self.start + distance, self.end + distance)


class Position(int):
    """A place for people and for other programs; in order of line and column.

    `line` and `column` count from 1, columns in code points; `utf16_column` is the same column counted in UTF-16
    units (editors, LSP), `byte_column` in bytes (reviewdog); `byte` counts bytes of the file from 0, the BOM included.

    All are in one number: a run may have half a million findings, and objects of their own would take half its memory.
    """

    __slots__ = ()

    def __new__(cls, line: int, column: int, utf16_column: int, byte: int, byte_column: int) -> Self:
        """Take the numbers, each below 2**40."""
        packed = line
        for number in (column, utf16_column, byte, byte_column):
            packed = packed << _BITS | number
        return super().__new__(cls, packed)

    @classmethod
    def packed(cls, number: int) -> Self:
        """Return the position that is that number."""
        return super().__new__(cls, number)

    def __getnewargs__(self) -> tuple[int, int, int, int, int]:  # type: ignore[override]  # an int takes one
        """Return what makes it again, as pickle wants."""
        return self.line, self.column, self.utf16_column, self.byte, self.byte_column

    def __repr__(self) -> str:
        """Show the numbers."""
        return f"Position{self.__getnewargs__()}"

    @property
    def line(self) -> int:
        """The 1-based line."""
        return self >> 4 * _BITS

    @property
    def column(self) -> int:
        """The 1-based column in code points."""
        return self >> 3 * _BITS & _MASK

    @property
    def utf16_column(self) -> int:
        """The 1-based column in UTF-16 units."""
        return self >> 2 * _BITS & _MASK

    @property
    def byte(self) -> int:
        """The bytes before it in the file."""
        return self >> _BITS & _MASK

    @property
    def byte_column(self) -> int:
        """The 1-based column in bytes."""
        return self & _MASK


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the text of `span` by `replacement`: an empty span inserts, an empty replacement deletes."""

    span: Span
    replacement: str


class Source:
    """The exact text of one file, from which its bytes can be made again.

    `text` is the file decoded as UTF-8 without its BOM; line endings are kept, and a byte that is not UTF-8 stands
    in it as the lone surrogate U+DC80..U+DCFF (PEP 383), so that every position stays exact. Where the file is no
    text that can be read so (UTF-16, binary), `unreadable` says what it is, and `text` is empty.
    """

    def __init__(self, text: str, *, bom: bool = False, unreadable: str | None = None) -> None:
        """Take a decoded text; `Source.decode` takes the bytes of a file."""
        self.text = text
        self.bom = bom
        self.unreadable = unreadable
        self._count = (0, 0, 0, 0)

    @classmethod
    def decode(cls, data: bytes) -> Source:
        """Decode the bytes of a file; never raises."""
        bom = data.startswith(_BOM)
        unreadable = _what_it_is(data)
        if unreadable is not None:
            return cls("", bom=bom, unreadable=unreadable)
        return cls(data[len(_BOM) if bom else 0 :].decode("utf-8", "surrogateescape"), bom=bom)

    def encode(self) -> bytes:
        """Return the bytes that `decode` was given. Raises ValueError for an unreadable source: it has no text."""
        if self.unreadable is not None:
            message = f"the file is {self.unreadable}"
            raise ValueError(message)
        return (_BOM if self.bom else b"") + self.text.encode("utf-8", "surrogateescape")

    def edited(self, edits: Iterable[Edit], *, bom: bool = True) -> Source:
        """Return the source after `edits`, with its BOM unless `bom` is false. Raises ValueError where two overlap."""
        return Source(apply_edits(self.text, edits), bom=self.bom and bom)

    @cached_property
    def has_foreign_bytes(self) -> bool:
        """Whether there are bytes that are not UTF-8."""
        if self.text.isascii():
            return False
        try:
            self.text.encode()
        except UnicodeEncodeError:  # there is a lone surrogate, though perhaps none that stands for a byte
            return _FOREIGN.search(self.text) is not None
        return False

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Offsets at which lines begin; LF, CRLF and CR end a line, nothing else does."""
        return (0, *(match.end() for match in _LINE_BREAK.finditer(self.text)))

    @cached_property
    def _lines(self) -> dict[int, str]:
        # Ten thousand findings on one line of a megabyte must not hold ten thousand copies of it.
        return {}

    @cached_property
    def _line_bytes(self) -> tuple[int, ...]:
        starts = self.line_starts
        if self.text.isascii():
            return starts
        total, offsets = 0, [0]
        for start, end in pairwise(starts):
            total += len(self.text[start:end].encode("utf-8", "surrogateescape"))
            offsets.append(total)
        return tuple(offsets)

    @cached_property
    def newline(self) -> str:
        r"""The line ending the file uses most ("\n" where it has none)."""
        crlf = self.text.count("\r\n")
        counts = {"\n": self.text.count("\n") - crlf, "\r\n": crlf, "\r": self.text.count("\r") - crlf}
        return max(counts, key=counts.__getitem__)

    def line_number(self, offset: int) -> int:
        """Return the 1-based line in which `offset` lies."""
        return bisect_right(self.line_starts, offset)

    def position(self, offset: int) -> Position:
        """Return the position of a code point offset (the end of the text included)."""
        line = self.line_number(offset)
        start = self.line_starts[line - 1]
        if self.text.isascii():
            wide, byte, before = 0, offset, start
        else:
            wide, byte = self._counted(line, start, offset)
            before = self._line_bytes[line - 1]
        column = offset - start + 1
        return Position(line, column, column + wide, byte + (len(_BOM) if self.bom else 0), byte - before + 1)

    def _counted(self, line: int, start: int, offset: int) -> tuple[int, int]:
        """Count the characters beyond U+FFFF between `start` of a line and `offset`, and all bytes up to there.

        Goes on, forwards or back, from where it counted last in the line: many findings on one long line must not
        read it from its start each time.
        """
        counted, reached, wide, byte = self._count
        if counted != line or reached - start > 2 * (offset - start) + _NEAR:
            reached, wide, byte = start, 0, self._line_bytes[line - 1]
        forward = 1 if offset >= reached else -1
        between = self.text[reached:offset] if forward > 0 else self.text[offset:reached]
        if not between.isascii():
            wide += forward * sum(char > "\uffff" for char in between)
        byte += forward * len(between.encode("utf-8", "surrogateescape"))
        self._count = (line, offset, wide, byte)
        return wide, byte

    def line_span(self, line: int) -> Span:
        """Return the span of a 1-based line without its line ending."""
        start = self.line_starts[line - 1]
        if line == len(self.line_starts):
            return Span(start, len(self.text))
        end = self.line_starts[line] - 1
        return Span(start, end - 1 if self.text.startswith("\r\n", end - 1) and end > start else end)

    def line(self, line: int) -> str:
        """Return the text of a 1-based line without its line ending; the same object at each call."""
        if line not in self._lines:
            self._lines[line] = self.slice(self.line_span(line))
        return self._lines[line]

    def slice(self, span: Span) -> str:
        """Return the text of a span."""
        return self.text[span.start : span.end]


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return `text` after all `edits`, which are in offsets of `text` itself and may come in any order.

    Edits at one place are applied in the order given. Raises ValueError where two overlap or one lies outside.
    """
    pieces: list[str] = []
    reached = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        if edit.span.start < reached or edit.span.end > len(text):
            message = f"edit at {edit.span} overlaps another or lies outside the text"
            raise ValueError(message)
        pieces += (text[reached : edit.span.start], edit.replacement)
        reached = edit.span.end
    return "".join((*pieces, text[reached:]))


def _what_it_is(data: bytes) -> str | None:
    """Name what `data` is if it is no text in an ASCII-compatible encoding (None if it is)."""
    if b"\0" not in data:
        return "UTF-16 text" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else None
    for mark, name in (
        (b"\xff\xfe\0\0", "UTF-32"),
        (b"\0\0\xfe\xff", "UTF-32"),
        (b"\xff\xfe", "UTF-16"),
        (b"\xfe\xff", "UTF-16"),
    ):
        if data.startswith(mark):
            return f"{name} text"
    head = data[:4096]
    if head[1::2].count(0) > len(head) // 3 or head[::2].count(0) > len(head) // 3:
        return "UTF-16 text without a byte order mark"
    return "binary data"
