"""The walk over a literal or folded YAML scalar: each character of its value with the source it was written as.

It mirrors libyaml's `yaml_parser_scan_block_scalar` (scanner.c). A space that a line break is folded to owns the
indentation after it; the indentation of all other lines belongs to no character.
"""

from __future__ import annotations

import re

from linter.patterns import lazy
from linter.tuples import NamedTuple

BREAK = lazy(r"\r\n|\r|\n")  # what else YAML 1.1 calls a line break is masked before libyaml sees it
_WRITTEN = lazy(r"[^ \t\r\n]")
_HEADER = lazy(r"[|>][-+0-9]*[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n|\Z)")


class Piece(NamedTuple):
    """A character of the value and the source `start..end` that it was written as."""

    char: str
    start: int
    end: int


def folded(breaks: list[tuple[int, int]], start: int, end: int) -> list[Piece]:
    """Return the space that one line break is folded to, or the breaks that are kept when there are several."""
    if len(breaks) == 1:
        return [Piece(" ", start, end)]
    return [Piece("\n", start, breaks[1][1]), *(Piece("\n", *each) for each in breaks[2:])]


def walk(text: str, start: int, limit: int, value: str) -> list[Piece]:
    """Return the characters of the block scalar whose `|` or `>` is at `start`, `value` being what libyaml read."""
    at = _first_line(text, start, limit)
    indent = indentation(text, start, limit, value)
    indicators = text[start:at].partition("#")[0]
    found: list[Piece] = []
    last: list[tuple[int, int]] = []  # the break that ended the line before, if any
    line, at, blank = _breaks(text, at, limit, indent)
    previous_blank = False
    while at < limit and at - line == indent:
        this_blank = text[at] in " \t"
        if text[start] == ">" and last and not previous_blank and not this_blank:
            found += folded([*last, *blank], last[0][0], at)
        else:
            found += [Piece("\n", *each) for each in (*last, *blank)]
        previous_blank = this_blank
        end = BREAK.search(text, at, limit)
        stop = end.start() if end else limit
        found += [Piece(text[each], each, each + 1) for each in range(at, stop)]
        last = [end.span()] if end else []
        line, at, blank = _breaks(text, end.end() if end else limit, limit, indent)
    found += [Piece("\n", *each) for each in last if "-" not in indicators]
    return found + [Piece("\n", *each) for each in blank if "+" in indicators]


def line_start(text: str, at: int) -> int:
    """Return where the line that `at` lies in begins."""
    start = text.rfind("\n", 0, at) + 1
    return max(start, text.rfind("\r", start, at) + 1)


def _breaks(text: str, at: int, limit: int, indent: int) -> tuple[int, int, list[tuple[int, int]]]:
    """Skip empty lines and indentation; return where the line and its content begin, and the breaks on the way."""
    found: list[tuple[int, int]] = []
    while True:
        stop = at
        while stop < min(limit, at + indent) and text[stop] == " ":
            stop += 1
        each = BREAK.match(text, stop, limit)
        if each is None:
            return at, stop, found
        found.append(each.span())
        at = each.end()


def _first_line(text: str, start: int, limit: int) -> int:
    header = _HEADER.match(text, start, limit)
    return header.end() if header else limit


def indentation(text: str, start: int, limit: int, value: str) -> int:
    """Return how many blanks begin each line of a block scalar, found by comparing with the `value` that was read."""
    at = _first_line(text, start, limit)
    written = _WRITTEN.search(text, at, limit)
    content = _WRITTEN.search(value)
    if written and content:
        column = content.start() - value.rfind("\n", 0, content.start()) - 1
        return written.start() - line_start(text, written.start()) - column
    first = len(value) - len(value.lstrip("\n"))  # leading empty lines are kept as they are
    rest = value[first:].partition("\n")[0]
    lines = re.split(r"\r\n|\r|\n", text[at:limit])
    return len(lines[first]) - len(rest) if rest and first < len(lines) else max(len(line) for line in lines) + 1
