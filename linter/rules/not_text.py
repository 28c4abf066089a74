"""not-text: a file that is no text in UTF-8 or anything like it, or a page of HTML."""

from __future__ import annotations

from linter.finding import Problem
from linter.patterns import lazy
from linter.rule import Options, Stage, rule
from linter.text import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document

_PAGE = lazy(r"(?i)\s{0,200}(<!doctype\s{1,9}html|<html(?=[\s>]))")


@rule("not-text", category="encoding", stage=Stage.ENCODING, only=("<html", "<!doctype", "is:unreadable"))
def not_text(document: Document, options: Options) -> Iterator[Problem]:  # noqa: ARG001  # it has none
    """A file that is UTF-16, UTF-32 or no text at all, so that nothing in it was checked, or a whole page of HTML."""
    what = document.source.unreadable
    if what is not None:
        todo = "put a text file in its place" if what == "binary data" else "convert it to UTF-8"
        yield Problem(Span(0, 0), f"the file is {what}, so nothing in it was checked: {todo}")
    elif page := _PAGE.match(document.text):
        yield Problem(
            Span(page.start(1), page.end(1)), "the file is a page of HTML: convert it to Markdown, or rename it"
        )
