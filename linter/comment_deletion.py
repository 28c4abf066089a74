"""How a comment is taken out of a document without changing what is around it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from linter.finding import Applicability, Fix
from linter.patterns import lazy
from linter.text import Edit, Span

if TYPE_CHECKING:
    from linter.document import Document

_CONTINUES_LIST = lazy(r"[ \t]|[-+*]|\d{1,9}[.)]")


def deletion(document: Document, span: Span) -> Fix:
    """Delete a comment, with its line where it stands alone; unsafe where the text around would be read otherwise."""
    source = document.source
    first, last = source.line_number(span.start), source.line_number(span.end)
    before = source.text[source.line_starts[first - 1] : span.start]
    after = source.text[span.end : source.line_span(last).end]
    if not before.strip() and not after.strip():
        return _line_deletion(document, first, last)
    if not after.strip():
        span = Span(span.start - (len(before) - len(before.rstrip(" \t"))), source.line_span(last).end)
    elif before[-1:] in {" ", "\t", ""} and after[:1] in {" ", "\t"}:
        span = Span(span.start, span.end + 1)
    # A comment that begins a line makes the whole line HTML: without it, the rest becomes Markdown.
    applicability = Applicability.SAFE if before.strip() else Applicability.UNSAFE
    return Fix("delete the comment", (Edit(span, ""),), applicability)


def _line_deletion(document: Document, first: int, last: int) -> Fix:
    source = document.source
    start = source.line_starts[first - 1]
    end = source.line_starts[last] if last < len(source.line_starts) else len(source.text)
    above = source.line(first - 1).strip() if first > 1 else ""
    below = source.line(last + 1) if last < len(source.line_starts) else ""
    if source.text[start:end].lstrip().startswith("#"):  # YAML or TOML: a comment of Markdown begins otherwise
        return Fix("delete the comment", (Edit(Span(start, end), ""),))
    if above and below.strip():  # two paragraphs that only the comment parts stay two
        end = source.line_span(last).end
    following = map(source.line, range(last + 1, len(source.line_starts) + 1))
    text = next((line for line in islice(following, 4) if line.strip()), "")
    if start < document.front_matter.content.end:  # the indentation is that of the block scalar
        text = text.removeprefix(source.text[start:end].partition("<")[0].partition("{")[0])
    applicability = Applicability.UNSAFE if _CONTINUES_LIST.match(text) else Applicability.SAFE
    return Fix("delete the comment", (Edit(Span(start, end), ""),), applicability)
