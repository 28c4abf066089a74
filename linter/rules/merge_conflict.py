"""merge-conflict: the marks that git leaves where two versions could not be merged."""

from __future__ import annotations

from linter.finding import Problem
from linter.patterns import lazy
from linter.rule import Options, rule
from linter.text import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document

_MARK = lazy(r"(?m)^(?:<{7}(?= )|={7}(?=\r?$)|>{7}(?= )).*$")


@rule("merge-conflict", category="structure", only=("<<<<<<<",))
def merge_conflict(document: Document, options: Options) -> Iterator[Problem]:  # noqa: ARG001  # it has none
    """Two versions of a text that git could not merge, both left in it."""
    if "<<<<<<<" not in document.text:
        return
    opened = divided = None
    for mark in _MARK.finditer(document.text):
        if mark[0][0] == "<":
            opened, divided = mark, None
        elif mark[0][0] == "=":
            divided = mark if opened else None
        elif opened and divided and not document.in_code(opened.start()):
            end = opened.start() + len(opened[0].rstrip("\r"))
            yield Problem(Span(opened.start(), end), "a merge was left unfinished here: choose one of the two versions")
            opened = divided = None
