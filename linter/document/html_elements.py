"""Tags and comments, in what CommonMark takes for HTML and in the JSX and MDX that it takes for text."""

from __future__ import annotations

import re

from linter.document.tag_scanner import RawTag, TagScanner
from linter.patterns import lazy
from linter.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linter.document.markdown_events import RawHtml, RawText

_MARKUP = lazy(r"<!--|<!\[CDATA\[|<\?|<!|</?(?=[A-Za-z])")
_CLOSERS = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>", "<!": ">"}
_JSX = lazy(r"(?<!\\)</?(?=[A-Z])")
# What is inside is no HTML, and often holds strings that look like it.
_RAW = {name: lazy(rf"</{name}", re.IGNORECASE) for name in ("script", "style")}
_LINE_PREFIX = lazy(r"(?<=[\r\n])(?:[ \t]*>)+")


class RawComment(NamedTuple):
    """A comment with the place of what is inside, in code points of the region."""

    start: int
    end: int
    inner_start: int
    inner_end: int


def elements(text: str, html: Iterable[RawHtml], runs: Iterable[RawText]) -> tuple[list[RawTag], list[RawComment]]:
    """Return tags and HTML comments in document order. `runs` are the stretches of text outside code and HTML."""
    html = tuple(html)
    scanner = TagScanner(_without_quote_marks(text, html))
    tags: list[RawTag] = []
    comments: list[RawComment] = []
    reached = 0
    for start, end, limit, block in sorted([*_pieces(html), *_jsx_candidates(text, runs)]):
        if start < reached:
            continue
        for element in _in_block(scanner, start, end) if block else _inline(scanner, start, end, limit):
            reached = element.end
            if isinstance(element, RawTag):
                tags.append(element)
            else:
                comments.append(element)
    return tags, comments


def mdx_comments(text: str) -> Iterator[RawComment]:
    """Yield every closed `{/* … */}` of a text, code or not."""
    start = text.find("{/*")
    while start >= 0:
        close = text.find("*/}", start + 3)
        if close < 0:
            return
        yield RawComment(start, close + 3, start + 3, close)
        start = text.find("{/*", close + 3)


def _pieces(html: Iterable[RawHtml]) -> Iterator[tuple[int, int, int, bool]]:
    for piece in html:
        yield piece.start, piece.end, piece.limit, piece.block


def _jsx_candidates(text: str, runs: Iterable[RawText]) -> Iterator[tuple[int, int, int, bool]]:
    for start, end, limit in runs if _JSX.search(text) is not None else ():
        for candidate in _JSX.finditer(text, start, end):
            yield candidate.start(), limit, limit, False


def _inline(scanner: TagScanner, start: int, end: int, limit: int) -> Iterator[RawTag | RawComment]:
    text = scanner.text
    if text.startswith("<!--", start):
        yield RawComment(start, end, min(start + 4, end), max(end - 3, min(start + 4, end)))
        return
    # The parser ends `<Foo a={b > c}>` at the first `>`, and knows better where HTML ends.
    tag = scanner.tag_at(start, limit) if end == limit or text.find("{", start, end) >= 0 else None
    if tag is None and end < limit:
        tag = scanner.tag_at(start, end)
    if tag is not None:
        yield tag


def _in_block(scanner: TagScanner, start: int, end: int) -> Iterator[RawTag | RawComment]:
    text = scanner.text
    while (markup := _MARKUP.search(text, start, end)) is not None:
        closer = _CLOSERS.get(markup[0])
        if closer is not None:
            start = _after(text, closer, markup.start() + 2, end)
            if markup[0] == "<!--":
                inner = min(markup.end(), start)
                yield RawComment(markup.start(), start, inner, max(inner, start - 3 * text.endswith(closer, 0, start)))
            continue
        tag = scanner.tag_at(markup.start(), end)
        if tag is None:
            start = markup.end()
            continue
        yield tag
        start = tag.end
        raw = None if tag.closing or tag.self_closing else _RAW.get(tag.name.lower())
        if raw is not None:
            closing = raw.search(text, start, end)
            start = end if closing is None else closing.start()


def _after(text: str, closer: str, start: int, end: int) -> int:
    """Return the end of `closer` from `start` on; what is unclosed goes on to the end."""
    found = text.find(closer, start, end)
    return end if found < 0 else found + len(closer)


def _without_quote_marks(text: str, html: tuple[RawHtml, ...]) -> str:
    """Blank the `>` at the head of lines of HTML inside block quotes, keeping every offset."""
    pieces: list[str] = []
    reached = 0
    for piece in html:
        if piece.quoted and piece.start >= reached:
            blanked = _LINE_PREFIX.sub(lambda prefix: " " * len(prefix[0]), text[piece.start : piece.end])
            pieces += (text[reached : piece.start], blanked)
            reached = piece.end
    return "".join((*pieces, text[reached:])) if pieces else text
