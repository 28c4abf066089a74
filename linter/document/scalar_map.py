"""From each character of a YAML string's value back to the source it was written as, in all five styles.

The walkers mirror libyaml's scanner (scanner.c, `yaml_parser_scan_*_scalar`). Line breaks are LF, CRLF and CR alone:
the others are masked before libyaml sees them. A space that stands for a folded line break owns the blanks around it;
the indentation of a line after kept breaks belongs to no character.
"""

from __future__ import annotations

from functools import partial

from linter.document.block_scalar import BREAK, Piece, folded, walk
from linter.document.region import Region
from linter.document.scalar_spelling import spell
from linter.patterns import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linter.document.node import Node

_GAP = lazy(r"[ \t\r\n]+")
_PROPERTIES = lazy(r"(?:[!&][^ \t\r\n]*(?:[ \t\r\n]|(?<=[ \t\r\n])#[^\r\n]*)+)*")
_WIDTHS = {"x": 4, "u": 6, "U": 10}  # of an escape in double quotes, all others have 2
_ESCAPES = {"0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b"} | {
    "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029"
}  # fmt: skip  # one table, two lines


def scalar_region(text: str, limit: int, in_flow: bool, node: Node) -> Region:  # noqa: FBT001  # for a partial
    """Return the region of a string scalar of a file's `text`.

    `limit` is where the front matter's content ends, `in_flow` whether the scalar stands in `[…]` or `{…}`.
    """
    value = str(node.value)
    places = partial(pieces, text, limit, node)
    return Region(value, node.pointer, content_start(text, node), places, partial(spell, text, node, in_flow))


def content_start(text: str, node: Node) -> int:
    """Return where the scalar itself begins, after its tag and anchor; for quoted ones, after the quote."""
    start = node.start
    if text[start : start + 1] in ("!", "&"):
        properties = _PROPERTIES.match(text, start, node.end)
        start = properties.end() if properties else start
    return start + (node.style in ("single", "double"))


def pieces(text: str, limit: int, node: Node) -> list[Piece]:
    """Return the characters of a string scalar's value in order, each with its source."""
    start = content_start(text, node)
    if node.style in ("literal", "folded"):
        return walk(text, start, limit, str(node.value))
    if node.style == "plain":
        return _flow(text, start, node.end, "")
    return _flow(text, start, node.end - 1, "'" if node.style == "single" else "\\")


def _flow(text: str, start: int, end: int, special: str) -> list[Piece]:
    """Walk a plain or quoted scalar; `special` is what begins an escape in it."""
    found: list[Piece] = []
    at = start
    while at < end:
        char = text[at]
        if char in " \t\r\n":
            gap = _GAP.match(text, at, end)
            stop = gap.end() if gap else at + 1
            found += _gap(text, at, stop)
            at = stop
        elif char != special:
            found.append(Piece(char, at, at + 1))
            at += 1
        elif special == "'":
            found.append(Piece(char, at, at + 2))
            at += 2
        elif text[at + 1] in "\r\n":
            gap = _GAP.match(text, at + 1, end)
            stop = gap.end() if gap else at + 2
            found += [Piece("\n", *each.span()) for each in list(BREAK.finditer(text, at + 1, stop))[1:]]
            at = stop
        else:
            width = _WIDTHS.get(text[at + 1], 2)
            found.append(Piece(_unescaped(text[at + 1 : at + width]), at, at + width))
            at += width
    return found


def _unescaped(escape: str) -> str:
    return chr(int(escape[1:], 16)) if len(escape) > 1 else _ESCAPES.get(escape, escape)


def _gap(text: str, start: int, end: int) -> list[Piece]:
    """Return what blanks and line breaks between two words of a plain or quoted scalar mean."""
    breaks = [each.span() for each in BREAK.finditer(text, start, end)]
    if not breaks:
        return [Piece(text[at], at, at + 1) for at in range(start, end)]
    return folded(breaks, start, end)
