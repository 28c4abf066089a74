"""The lines of front matter as nearly everybody writes it: indentation, key, value; read once for all documents.

What stands below `|` or `>` is one line with the key above it. Comments are none. A line that is anything else raises
`Unusual`.
"""

from __future__ import annotations

from linter.document.outline import described
from linter.document.yaml_scalars import NOT_ONLY_TEXT, may_differ, resolve
from linter.patterns import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linter.document.outline import Kind

    Told = tuple[int, Kind, str | None, bool, bool]
    """Of a scalar the length without blanks after it, what `described` says, and whether parsers may differ."""

    Row = tuple[int, int, str, int, int, str, Told, int]
    """A line: its indentation (-1 where it is blank or a comment), where the key begins, the key, where the key ends,
    where the value begins, the value, what is told of it where it is a scalar, and the length with the line break."""

# Indentation, dash, key, colon with blanks, the rest.
_ROW = lazy(
    r"( *+)((?:- ++)?)(?:([A-Za-z_][A-Za-z0-9_.-]*+(?:[ :][A-Za-z0-9_.-]++)*+)(:(?: ++|(?=\r?\Z))))?([^\r\n]*+)\r?\Z"
)
_BLOCK = lazy(r"[|>][-+]?+(?: ++(?:#.*+)?)?+")
_BLOCKS = lazy(r"[:-] ++[|>][-+]?+(?: ++(?:#[^\r\n]*+)?)?+\r?\n")
_QUOTED = lazy(r"(\"[^\"\\]*+\"|'[^']*+(?:''[^']*+)*+') ++#.*+")
_LISTED = lazy(r"(\[(?:[^\]\"'#]|\"[^\"\\]*+\"|'[^']*+')*+\]) ++#.*+")
_INDICATORS = frozenset("-?:,[]{}#&*!|>%@`\"'")
STYLES = {'"': "double", "'": "single", "|": "literal", ">": "folded"}
_QUOTES = frozenset("\"'")
_LONGEST_KEY = 100
MOST_KNOWN = 20_000

_known: dict[str, Told] = {}
_rows: dict[str, Row] = {}
_no_scalar: Told = (0, "null", None, False, False)
_block: Told = (-1, "string", None, True, False)


class Unusual(Exception):  # noqa: N818  # no error: the other reader knows what to do
    """A text is not as told above."""


def rows_of(written: str) -> list[Row]:
    """Return the rows of the YAML of a front matter; raise Unusual where one is nothing that is read here."""
    lines = written.split("\n")
    if lines.pop():
        raise Unusual
    if ("|" in written or ">" in written) and _BLOCKS.search(written):
        if "\r" in written.replace("\r\n", ""):
            raise Unusual
        return _with_blocks(lines)
    return [_rows.get(line) or _row(line) for line in lines]


def _with_blocks(lines: list[str]) -> list[Row]:
    """Return the rows of lines of which some are the text below `|` or `>`."""
    from linter.document.block_text import block_text

    rows: list[Row] = []
    following = 0
    while following < len(lines):
        line = lines[following]
        following += 1
        row = _rows.get(line) or _row(line)
        if row[6] is _block:
            width, start, name, end, begin, written, _, size = row
            block = block_text(written, lines, following, start if name else width)
            if block is None:
                raise Unusual
            below = sum(map(len, lines[following : block.following])) + block.following - following
            length = size - begin + below - block.after if below else len(written)
            told = (length, *described(block.text), False)
            row = (width, start, name, end, begin, written, told, size + below)
            following = block.following
        rows.append(row)
    return rows


def _row(line: str) -> Row:
    """Read a line; those that are short come again in other documents, and are remembered."""
    match = _ROW.match(line)
    if match is None:
        raise Unusual
    blanks, dash, name, colon, written = match.groups("")
    start = len(blanks) + len(dash)
    end = start + len(name)
    told = _no_scalar
    width, mark = len(blanks), written[:1]
    if len(name) > _LONGEST_KEY:
        raise Unusual
    if mark == "#" and (name or not dash):
        written, width = "", width if name else -1
    elif not (dash or name or written):
        width = -1
    elif mark == "[":
        written = _listed(written)
    elif mark and mark in "|>" and _BLOCK.fullmatch(written) and (dash or name):
        told = _block
    elif written or not name:
        told = _told(written)
    row = (width, start, name, end, end + len(colon), written, told, len(line) + 1)
    if len(line) <= _LONGEST_KEY and len(_rows) < MOST_KNOWN:
        _rows[line] = row
    return row


def _listed(written: str) -> str:
    """Return `[…]` without blanks and a comment after it."""
    written = written.rstrip(" ")
    listed = None if written[-1] == "]" else _LISTED.fullmatch(written)
    return listed[1] if listed else written


def told_of(written: str) -> Told:
    """Tell what a scalar is; what is short comes again in other documents, and is remembered. May raise Unusual."""
    return _known.get(written) or _told(written)


def _told(written: str) -> Told:
    plain = written.rstrip(" ")
    mark = plain[:1]
    if mark in _QUOTES:
        told = _quoted(plain, mark)
    else:
        if " #" in plain:
            plain = plain[: plain.index(" #")].rstrip(" ")
        if not plain or plain[-1] == ":" or ": " in plain or (mark in _INDICATORS and not _begins_text(plain)):
            raise Unusual
        told = (len(plain), *described(resolve(plain) if mark in NOT_ONLY_TEXT else plain), may_differ(plain))
    if len(written) <= _LONGEST_KEY and len(_known) < MOST_KNOWN:
        _known[written] = told
    return told


def _begins_text(plain: str) -> bool:
    return plain[0] == "-" and plain[1:2] not in ("", " ")


def _quoted(plain: str, mark: str) -> Told:
    value = plain[1:-1]
    if len(plain) == 1 or plain[-1] != mark or mark in value or (mark == '"' and "\\" in value):
        found = _QUOTED.fullmatch(f"{plain} #" if plain[-1] == mark else plain)
        if found is None:
            raise Unusual
        plain = found[1]
        value = unquoted(plain)
    return (len(plain), *described(value), False)


def unquoted(written: str) -> str:
    """Return what a quoted scalar without escapes by backslashes means."""
    value = written[1:-1]
    return value.replace("''", "'") if written[0] == "'" else value
