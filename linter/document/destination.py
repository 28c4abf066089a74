"""Where in its source a link or a definition says where it leads, and what that spelling means."""

from __future__ import annotations

import re

from linter.patterns import lazy

_ESCAPE = lazy(r"\\([!-/:-@\[-`{-~])|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});")
_SPACE = lazy(r"[ \t\r\n]*")
_QUOTE_PREFIX = lazy(r"(?:[ \t]*>)+[ \t]*")
_POINTED = lazy(r"<((?:[^<>\\\r\n]|\\.)*+)>")
# CommonMark 6.3: no ASCII control characters or space, and balanced parentheses unless escaped.
_BARE_PIECE = lazy(r"(?:[^\x00-\x20\x7f()\\]++|\\[!-/:-@\[-`{-~]|\\)++|[()]")
_LABEL = lazy(r"\[(?:[^\[\]\\]|\\.|\\)*+\]:", re.DOTALL)


def decoded(text: str) -> str:
    """Return `text` with backslash escapes and character references resolved, as in a CommonMark destination."""
    if "\\" not in text and "&" not in text:
        return text
    return _ESCAPE.sub(lambda match: match[1] or _character(match[0]), text)


def unquoted(text: str) -> str:
    """Return `text` with percent escapes resolved; most texts have none, and so need not what resolves them."""
    if "%" not in text:
        return text
    from urllib.parse import unquote

    return unquote(text)


def references_decoded(text: str) -> str:
    """Return `text` with character references (which end in a semicolon) resolved, as in an attribute."""
    if "&" not in text:
        return text
    return _ESCAPE.sub(lambda match: match[0] if match[1] else _character(match[0]), text)


def _character(reference: str) -> str:
    import html  # the names of two thousand characters, where there is one

    return html.unescape(reference)


def inline_destination(text: str, children_end: int, end: int, target: str) -> tuple[int, int]:
    """Return start and end of the destination of the inline link that ends at `end`.

    `children_end` is where the last element inside the brackets ends, `target` the decoded destination. The place
    before the closing parenthesis is returned where nothing is found.
    """
    opening = text.find("](", children_end, end)
    return (end - 1, end - 1) if opening < 0 else _destination(text, opening + 2, end, target)


def definition_destination(text: str, start: int, end: int, target: str) -> tuple[int, int]:
    """Return start and end of the destination of the link reference definition at `start`."""
    label = _LABEL.match(text, start, end)
    return _destination(text, start if label is None else label.end(), end, target)


def _destination(text: str, start: int, end: int, target: str) -> tuple[int, int]:
    start = _after_space(text, start, end, target)
    pointed = _POINTED.match(text, start, end)
    if pointed is not None:
        return pointed.span(1)
    depth, reached = 0, start
    while (piece := _BARE_PIECE.match(text, reached, end)) is not None:
        depth += {"(": 1, ")": -1}.get(piece[0], 0)
        if depth < 0:
            break
        reached = piece.end()
    return start, reached


def _after_space(text: str, start: int, end: int, target: str) -> int:
    """Skip white space, and after a line break the `>` of a block quote (no destination may start after it)."""
    while True:
        space = _SPACE.match(text, start, end)
        reached = space.end() if space else start
        prefix = _QUOTE_PREFIX.match(text, reached, end)
        broken = "\n" in text[start:reached] or "\r" in text[start:reached]
        if not broken or prefix is None or target.startswith(">"):
            return reached
        start = prefix.end()
