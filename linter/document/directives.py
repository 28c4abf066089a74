"""What the author told us to ignore, and where: suppression comments in Markdown and in YAML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from linter.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document

Verb = Literal["disable-next-line", "disable-line", "disable", "disable-file", "enable"]

_TRIGGER = "contentlint-"
_DIRECTIVE = re.compile(
    r"contentlint-(?P<verb>disable-next-line|disable-line|disable-file|disable|enable)(?=\s|,|$)"
    r"(?P<names>(?:(?!\s--(?:\s|$)).)*)(?:\s--\s*(?P<reason>.*))?",
    re.DOTALL,
)
_NAME = re.compile(r"[^\s,]+")
_YAML_COMMENT = re.compile(r"(?m)(?:^|(?<=[ \t]))#[ \t]*(?P<text>contentlint-[^\r\n]*)")


@dataclass(frozen=True, slots=True)
class Name:
    """A rule or category named in a directive, and where."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Directive:
    """A suppression comment.

    `span` is the whole comment, `covers` the stretch in which findings are silenced, `names` the rules and
    categories (none: all of them), `reason` what follows ` -- `.
    """

    verb: Verb
    names: tuple[Name, ...]
    reason: str | None
    span: Span
    covers: Span


def read(document: Document) -> tuple[Directive, ...]:
    """Return the directives of a document, in file order; `enable` itself is not among them."""
    if _TRIGGER not in document.text:
        return ()
    found = [parsed for text, span in _comments(document) if (parsed := _parse(document, text, span))]
    found.sort(key=lambda directive: directive.span)
    return tuple(_close(directive, found) for directive in found if directive.verb != "enable")


def _comments(document: Document) -> Iterator[tuple[str, Span]]:
    for view in document.markdowns:
        for comment in view.comments:
            yield comment.text, comment.span
    head = document.front_matter
    if head.format != "yaml":
        return
    scalars = [node.span for node in (head.root.walk() if head.root else ()) if node.kind == "scalar"]
    for match in _YAML_COMMENT.finditer(document.text, head.content.start, head.content.end):
        if not any(span.start <= match.start() < span.end for span in scalars):
            yield match["text"], Span(*match.span())


def _parse(document: Document, text: str, span: Span) -> Directive | None:
    match = _DIRECTIVE.match(text)
    if match is None:
        return None
    verb: Verb = match["verb"]  # type: ignore[assignment]  # the pattern allows nothing else
    start = document.text.find(text, span.start)
    begin = start + match.start("names")
    names = tuple(
        Name(name[0], Span(begin + name.start(), begin + name.end())) for name in _NAME.finditer(match["names"])
    )
    return Directive(verb, names, match["reason"], span, _covered(document, verb, span))


def _covered(document: Document, verb: Verb, span: Span) -> Span:
    source = document.source
    if verb == "disable-file":
        return Span(0, len(source.text))
    if verb in {"disable", "enable"}:
        return Span(span.end, len(source.text))
    line = source.line_number(span.start if verb == "disable-line" else span.end)
    if verb == "disable-next-line":
        line += 1
        if line > len(source.line_starts):
            return Span(span.end, span.end)
    covered = source.line_span(line)
    # Above a key of the front matter, the whole value is meant: inside a block scalar `#` would be text.
    for node in document.front_matter.root.walk() if document.front_matter.root else ():
        if node.key_span is not None and covered.covers(node.key_span):
            return Span(covered.start, max(covered.end, node.span.end))
    return covered


def _close(directive: Directive, found: list[Directive]) -> Directive:
    """End a `disable` at the next `enable` that names all or one of the same rules."""
    if directive.verb != "disable":
        return directive
    names = {name.text for name in directive.names}
    for other in found:
        if other.verb == "enable" and other.span.start >= directive.span.end:
            closing = {name.text for name in other.names}
            if not closing or closing >= names:
                covers = Span(directive.span.end, other.span.start)
                return Directive(directive.verb, directive.names, directive.reason, directive.span, covers)
    return directive
