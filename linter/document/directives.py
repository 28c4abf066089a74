"""What the author told us to ignore, and where: suppression comments in Markdown, in MDX and in the front matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, get_args

from linter.document.intervals import Intervals
from linter.patterns import lazy
from linter.text import Span
from linter.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document

Verb = Literal["disable-next-line", "disable-line", "disable", "disable-file", "enable"]
VERBS: tuple[Verb, ...] = get_args(Verb)

_TRIGGER = "contentlint-"
_DIRECTIVE = lazy(
    r"contentlint-(?P<verb>disable-next-line|disable-line|disable-file|disable|enable)(?=[\s,]|\Z)"
    r"(?P<names>(?:(?!\s--).)*)(?:\s--\s*(?P<reason>.*))?",
    re.DOTALL,
)
_STRAY = lazy(r"contentlint-[^\s,]*")
_NAME = lazy(r"[^\s,]+")
_HASH_COMMENT = lazy(r"(?m)(?:^|(?<=[ \t\r]))#[ \t]*(?P<text>contentlint-[^\r\n]*)")


@dataclass(frozen=True, slots=True)
class Name:
    """A rule or category named in a directive, and where."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Directive:
    """A suppression comment.

    `span` is the whole comment, `covers` the stretch that it speaks of (for `disable` and `enable`: the rest of the
    file, up to the next that says otherwise), `names` the rules and categories (none: all of them), `reason` what
    follows ` -- `.
    """

    verb: Verb
    names: tuple[Name, ...]
    reason: str | None
    span: Span
    covers: Span


def read(document: Document) -> tuple[Directive, ...]:
    """Return the directives of a document, in file order."""
    comments = _comments(document)
    next_lines = _next_lines(document, [span for _, span in comments]) if comments else {}
    found = []
    for text, span in comments:
        match = _DIRECTIVE.match(text)
        if match is not None:
            verb: Verb = match["verb"]  # type: ignore[assignment]  # the pattern allows nothing else
            names = tuple(_names(document, match["names"], span))
            reason = (match["reason"] or "").strip() or None
            found.append(Directive(verb, names, reason, span, _covered(document, verb, span, next_lines)))
    return tuple(found)


def strays(document: Document) -> tuple[Name, ...]:
    """Return the first words of comments that look like directives and are none ("contentlint-disable-nextline")."""
    return tuple(
        Name(word[0], _place(document, word[0], span, span.start))
        for text, span in _comments(document)
        if _DIRECTIVE.match(text) is None and (word := _STRAY.match(text))
    )


def _comments(document: Document) -> list[tuple[str, Span]]:
    """Return text and span of the comments that begin with our name, in file order."""
    if _TRIGGER not in document.text:
        return []
    found = [(comment.text, comment.span) for view in document.markdowns for comment in view.comments]
    found += _hash_comments(document)
    return sorted((each for each in found if each[0].startswith(_TRIGGER)), key=lambda each: each[1])


def _hash_comments(document: Document) -> Iterator[tuple[str, Span]]:
    head = document.front_matter
    if head.format not in {"yaml", "toml"}:
        return
    nodes = head.root.walk() if head.root else ()
    values = Intervals(_written(document, node.span, node.style) for node in nodes if node.kind == "scalar")
    for match in _HASH_COMMENT.finditer(document.text, head.content.start, head.content.end):
        if not values.cover(match.start()):
            yield match["text"].rstrip(), Span(*match.span())


def _written(document: Document, span: Span, style: str) -> tuple[int, int]:
    """Return where a `#` is part of a scalar: not in the line that begins a block scalar."""
    if style in {"literal", "folded"}:
        return min(document.line_rest(span.start).end, span.end), span.end
    return span.start, span.end


def _names(document: Document, written: str, comment: Span) -> Iterator[Name]:
    reached = comment.start
    for name in _NAME.findall(written):
        span = _place(document, name, comment, reached)
        reached = span.end if span != comment else reached
        yield Name(name, span)


def _place(document: Document, word: str, comment: Span, start: int) -> Span:
    """Return where a word of a comment stands: all of the comment where quoting spells it otherwise."""
    pattern = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
    found = pattern.search(document.text, start, comment.end)
    return Span(*found.span()) if found else comment


def _covered(document: Document, verb: Verb, span: Span, next_lines: dict[int, int]) -> Span:
    source = document.source
    if verb == "disable-file":
        return Span(0, len(source.text))
    if verb in {"disable", "enable"}:
        return Span(span.end, len(source.text))
    if verb == "disable-line":
        line = source.line_number(span.start)
        start = source.line_starts[line - 1]
        last = source.line_number(span.end)
    else:
        line = last = next_lines[span.end]
        if line > len(source.line_starts):
            return Span(len(source.text), len(source.text))
        start = source.line_starts[source.line_number(span.end)]
    return Span(start, max(source.line_span(last).end, document.view(_value_ends).get(line, 0)))


def _value_ends(document: Document) -> dict[int, int]:
    """Map the lines on which keys and list items of the front matter begin to where the value of the first one ends.

    Above a key the whole value is meant: inside a block scalar a `#` would be text.
    """
    ends: dict[int, int] = {}
    for node in document.readable.root.walk() if document.readable.root else ():
        if node.pointer:
            start = node.key_span.start if node.key_span else node.span.start
            ends.setdefault(document.source.line_number(start), node.span.end)
    return ends


def _next_lines(document: Document, comments: list[Span]) -> dict[int, int]:
    """Map the end of each comment to the line after it that is neither blank nor by itself another such comment.

    Of a comment in YAML or TOML, other comments there stand back too.
    """
    source = document.source
    after: dict[int, int] = {}
    alone: dict[int, int] = {}
    for span in reversed(comments):
        first, last = source.line_number(span.start), source.line_number(span.end)
        hash_comment = source.text.startswith("#", span.start)
        line = last + 1
        while line < len(source.line_starts) and _says_nothing(source.line(line).strip(), hash_comment=hash_comment):
            line += 1
        after[span.end] = alone.get(line, line)
        rest = source.text[source.line_starts[first - 1] : span.start] + source.slice(document.line_rest(span.end))
        if not rest.strip():
            alone[first] = after[span.end]
    return after


def _says_nothing(line: str, *, hash_comment: bool) -> bool:
    return not line or (hash_comment and line.startswith("#") and not line.lstrip("# \t").startswith(_TRIGGER))
