"""The rule malformed-table."""

from __future__ import annotations

from linter.document.flavour import Flavour
from linter.finding import Problem
from linter.patterns import lazy
from linter.rule import Options, rule
from linter.schema.words import counted
from linter.text import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document
    from linter.document.element import Table

# Line ends rather than `^`, which takes three times as long.
_DELIMITERS = lazy(r"\n(?=[ \t>|:-])[ \t>]*(?:\|[ \t]*)?:?-[-|: \t]*\r?(?=\n)")
_BLANK = lazy(r"\n[ \t>]*\r?\n")
_COMMENT = lazy(r"<!--.*?(?:-->|\Z)")
_PIPE_IN_CODE = lazy(r"`[^`]*\|[^`]*`")


@rule("malformed-table", category="structure", only=("|",))
def malformed_table(document: Document, options: Options) -> Iterator[Problem]:  # noqa: ARG001  # it has none
    """A row of a table with more cells than its head, which nobody gets to see."""
    if document.flavour is Flavour.KRAMDOWN:
        return  # which shows every cell, and takes no `|` in code for an end of one
    if not _may_have_more(document.body.text):
        return
    for table in document.markdown.tables:
        yield from _problems(document, table)


def _may_have_more(text: str) -> bool:
    """Tell whether a line below what looks like the delimiters of a table has more `|` than these ask for."""
    if "\r" in text and text.count("\r") > text.count("\r\n"):
        return True
    for delimiters in _DELIMITERS.finditer(text) if "|" in text else ():
        columns = _bars(delimiters[0]) + 1
        blank = _BLANK.search(text, delimiters.end())
        rows = text[delimiters.end() : blank.start() if blank else len(text)]
        if any(_exceeds(row, columns) for row in rows.splitlines() if row.count("|") >= columns):
            return True
    return False


def _exceeds(row: str, columns: int) -> bool:
    """Tell whether a row with as many `|` as columns, at least, has so many without those around it."""
    usual = row[0] == "|" and row[-1] == "|" and row.count("|") < columns + 2
    return not usual and _bars(row) >= columns


def _bars(line: str) -> int:
    """Return the number of `|` in a line without those around it; escaped ones, and those in code, are counted."""
    return line.strip(" \t\r\n>").removeprefix("|").rstrip("| \t").count("|")


def _problems(document: Document, table: Table) -> Iterator[Problem]:
    columns = len(table.rows[0]) if table.rows else 0
    for row in table.rows[1:]:
        rest = document.line_rest(row[-1].end)
        written = document.source.slice(rest)
        extra = written.strip().removeprefix("|").strip("| \t")
        if len(row) < columns or not written.strip().startswith("|") or not _is_seen(extra):
            continue
        if document.flavour is Flavour.PYTHON_MARKDOWN and _PIPE_IN_CODE.search(document.text, row[0].start, rest.end):
            continue  # there such a `|` ends no cell
        start = rest.start + written.index(extra)
        message = f"the head has {counted(columns, 'cell')}, this row more: what comes after them is not shown"
        yield Problem(Span(start, start + len(extra)), message)


def _is_seen(extra: str) -> bool:
    """Tell whether readers miss anything without it: no comment, no full stop, no attribute list."""
    return not extra.startswith("{:") and any(map(str.isalnum, _COMMENT.sub("", extra)))
