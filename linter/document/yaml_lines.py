"""The lines of a broken YAML text as its author sees them: keys, list items, blocks of text, and what is neither."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from linter.patterns import lazy
from linter.text import Span
from linter.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

Role = Literal["blank", "comment", "text", "key", "item", "other"]

_LINE = lazy(r"([^\r\n]*)(\r\n|\n|\r|\Z)")
_DASHES = lazy(r"(?:-[ \t]+)*")
_KEY = lazy(r"(?P<key>\"[^\"]*\"|'[^']*'|[^\s:#'\"\[\]{},&*!|>%@`-][^:]*):(?:(?P<gap>[ \t]+)(?P<value>.*))?\Z")
_STRICT = lazy(r"[A-Za-z_][\w.-]*\Z", re.ASCII)
_BLOCK = lazy(r"(?:[&!]\S*[ \t]+)*[|>][-+0-9]{0,2}(?:[ \t]+#.*)?\Z")
_COMMENT = lazy(r"(?:\A|[ \t])#")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `start` is its offset, `column` where its key, or the last dash of an item without key, stands.

    `value` is what is written after the key or the dash, without the blanks around it; `role` is "text" inside of a
    block that `|` or `>` opened.
    """

    start: int
    written: str
    role: Role
    indent: int
    column: int
    key: str | None = None
    value: str = ""
    value_start: int = 0
    newline: str = ""

    @property
    def end(self) -> int:
        """The offset of the line's end, without its line break."""
        return self.start + len(self.written)

    @property
    def span(self) -> Span:
        """The line without the blanks around it."""
        return Span(self.start + self.indent, max(self.start + self.indent, self.start + len(self.written.rstrip())))

    @property
    def value_span(self) -> Span:
        """The value as written, with the comment after it."""
        return Span(self.value_start, self.value_start + len(self.value))

    @property
    def has_strict_key(self) -> bool:
        """Tell whether it begins with a word and a colon, as keys do and prose seldom."""
        return self.key is not None and _STRICT.match(self.key) is not None

    @property
    def opens_block(self) -> bool:
        """Tell whether a block of text follows."""
        return _BLOCK.match(self.value) is not None


def read_lines(text: str) -> list[Line]:
    """Return the lines of a YAML text; a block of text reaches as far as its lines are indented."""
    lines: list[Line] = []
    block: int | None = None
    for start, written, newline in _split(text):
        bare = written.strip(" \t")
        indent = len(written) - len(written.lstrip(" \t"))
        if block is not None and (not bare or indent > block):
            lines.append(Line(start, written, "text" if bare else "blank", indent, indent, newline=newline))
            continue
        line = _line(start, written, bare, newline)
        if line.role in {"key", "item"} and bare:
            block = line.column if line.opens_block else None
        elif bare:
            block = None
        lines.append(line)
    return lines


def _split(text: str) -> Iterator[tuple[int, str, str]]:
    start = 0
    while start < len(text) and (match := _LINE.match(text, start)):
        yield start, match[1], match[2]
        start = match.end()


def _line(start: int, written: str, bare: str, newline: str) -> Line:
    """Return a line outside of blocks; `bare` is `written` without the blanks around it."""
    indent = len(written) - len(written.lstrip(" \t"))
    if not bare or bare[0] == "#":
        return Line(start, written, "comment" if bare else "blank", indent, indent, newline=newline)
    dashes = _DASHES.match(bare)
    depth = dashes.end() if dashes else 0
    if key := _KEY.match(bare, depth):
        value = (key["value"] or "").rstrip()
        at = start + indent + (key.start("value") if key["value"] is not None else key.end())
        return Line(start, written, "key", indent, indent + depth, key["key"], value, at, newline)
    if depth or bare == "-":
        column = indent + (bare.rindex("-", 0, depth) if depth else 0)
        return Line(
            start,
            written,
            "item",
            indent,
            column,
            None,
            bare[depth:] if depth else "",
            start + indent + (depth or 1),
            newline,
        )
    return Line(start, written, "other", indent, indent, newline=newline)


def without_comment(value: str) -> str:
    """Return a plain value without the comment after it."""
    comment = _COMMENT.search(value)
    return value[: comment.start()].rstrip() if comment else value
