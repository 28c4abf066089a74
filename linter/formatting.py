"""The body of a document as mdformat would write it, and whether that is the same for readers."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from linter.document import markdown
from linter.document.flavour import Flavour
from linter.document.region import Region
from linter.patterns import lazy
from linter.rendering import changed, plain_html

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from linter.document.markdown import Markdown

LONGEST = 100_000
"""Code points of a body that the parser of mdformat can be given: hostile ones take it too long."""

COSTLIEST = 4_000_000
"""Steps that mdformat may take: to write a list or a paragraph takes it the square of the number of its parts.

So many (two thousand items of one list, or lines of one paragraph) are half a second.
"""

_UNDECODED = lazy(r"[\ud800-\udfff]")
_UNSUITED = frozenset({Flavour.PYTHON_MARKDOWN})
"""Flavours that read what mdformat writes otherwise: there a list within a list needs four spaces."""

_WITHOUT_BACKSLASH_BREAKS = frozenset({Flavour.KRAMDOWN})
_BACKSLASH_BREAK = lazy(r"(?<!\\)\\$", re.MULTILINE)
_TASK = lazy(r"^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ xX]\]", re.MULTILINE)  # for which reading alone takes the square
_NAMELESS = lazy(r"^([ >*+-]*#{1,6}) $", re.MULTILINE)  # a heading without a text, which mdformat ends with a blank
_NEEDLESS = (("\\[", "\\]"), ("\\_",), ("\\*",))
_ESCAPE = lazy(r"\\[!-/:-@\[-`{-~]")
_ENTITY = lazy(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{2,31});")


class Formatted(NamedTuple):
    """The text as mdformat writes it; None where that cannot be had, and then `reason` says why."""

    text: str | None
    reason: str = ""


def formatted(view: Markdown) -> Formatted:
    """Return a body as mdformat writes it, if it is the same for readers.

    What the flavour owns and attribute lists are hidden from mdformat, and stay byte for byte. Two renderers must make
    the same HTML of both texts, one of them also where it knows footnotes, mathematics, definition lists and links of
    wikis; definitions, tags and comments must stay, and nothing be escaped that was not.
    """
    text = view.region.text
    if view.flavour in _UNSUITED:
        return Formatted(None, f"{view.flavour} reads some of what mdformat writes in another way")
    if len(text) > LONGEST or _UNDECODED.search(text):
        return Formatted(None, "it is too long, or not UTF-8 throughout")
    crlf = text.count("\r\n")
    if "\r" in text and not crlf == text.count("\r") == text.count("\n"):
        return Formatted(None, "its line endings are not all the same")
    if crlf:
        done = formatted(markdown.parse(Region(text.replace("\r\n", "\n"), "", 0), view.flavour))
        return done if done.text is None else Formatted(done.text.replace("\n", "\r\n"))
    body = text.lstrip("\n")
    if not body.strip():
        return Formatted(text)
    return _written(body, text[: len(text) - len(body)], view)


def _written(body: str, above: str, view: Markdown) -> Formatted:
    shift = len(above)
    kept = [(one.start - shift, one.end - shift) for one in view.owned]
    base = view.region.source_span(0, 0).start + shift
    kept += [(one.span.start - base, one.span.end - base) for one in view.attribute_lists]
    if view.flavour.jsx:  # there a comment is no HTML, and mdformat would read what is in it
        kept += [(one.span.start - base, one.span.end - base) for one in view.comments]
    tokens = _tokens(body, _apart(_with_angles(body, *_without_blanks(body, start, end)) for start, end in kept))
    hidden = _replaced(body, tokens)
    if len(_TASK.findall(hidden)) ** 2 > COSTLIEST or _steps(before := parser().parse(hidden)) > COSTLIEST:
        return Formatted(None, "it has a list or a paragraph of too many parts")
    entities = _tokens(hidden, [one.span() for one in _ENTITY.finditer(hidden)])
    try:
        wanted = _mdformat(_replaced(hidden, entities))
    except Exception as error:  # noqa: BLE001  # whatever another program stumbles over, the body stays as it is
        return Formatted(None, f"mdformat fails with {type(error).__name__}")
    if not _NAMELESS.search(hidden):
        wanted = _NAMELESS.sub(r"\1", wanted)
    # Needless in nearly all texts, and harmful where other programs read them: `[!NOTE]`, `[[page]]`, `[toc]`.
    for escaped in _NEEDLESS:
        if not any(one in hidden for one in escaped):
            for one in escaped:
                wanted = wanted.replace(one, one[1:])
    spelt = _restored(wanted, entities)
    result = None if spelt is None else _restored(spelt, tokens)
    if result == body:
        return Formatted(above + body)
    reason = _difference(hidden, before, spelt or wanted, view.flavour) or (
        "what the flavour owns would be lost" if result is None else _changed(body, result, view.flavour)
    )
    if reason or result is None:
        return Formatted(None, reason or "")
    return Formatted(above + result)


def _mdformat(text: str) -> str:
    import mdformat

    return mdformat.text(text, options={"number": True, "wrap": "keep"}, extensions={"gfm"})


class _Token(NamedTuple):
    """A word that stands for `text[start:end]`."""

    word: str
    start: int
    end: int
    written: str


def _without_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch without the blanks it begins with: they tell Markdown what it belongs to."""
    return start + len(text[start:end]) - len(text[start:end].lstrip(" \t")), end


def _with_angles(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch with the angle brackets around it, between which a word would be a tag: `<{{ url }}>`."""
    around = start > 0 and text[start - 1] == "<" and text[end : end + 1] == ">"
    return (start - 1, end + 1) if around else (start, end)


def _apart(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return stretches in order, without those that lie in others."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(stretches, key=lambda one: (one[0], -one[1])):
        if start >= 0 and (not found or start >= found[-1][1]):
            found.append((start, end))
    return found


def _tokens(text: str, stretches: Sequence[tuple[int, int]]) -> list[_Token]:
    """Return a word of letters and digits for each stretch, as long as it is where it can be, so that tables align."""
    mark = "Qz"
    while mark in text:
        mark += "qz"
    made = []
    for number, (start, end) in enumerate(stretches):
        word = f"{mark}{number}".ljust(min(end - start, 200) - 1, "x")
        made.append(_Token(f"{word}z", start, end, text[start:end]))
    return made


def _replaced(text: str, tokens: Iterable[_Token]) -> str:
    pieces, reached = [], 0
    for one in tokens:
        pieces += [text[reached : one.start], one.word]
        reached = one.end
    return "".join([*pieces, text[reached:]])


def _restored(text: str, tokens: Sequence[_Token]) -> str | None:
    if not tokens:
        return text
    by_word = {one.word: one.written for one in tokens}
    mark = re.match(r"(?:Qz)(?:qz)*", tokens[0].word)
    found = re.compile(rf"{mark[0] if mark else 'Qz'}\d+x*z")
    words = found.findall(text)
    if sorted(words) != sorted(by_word):
        return None
    return found.sub(lambda match: by_word[match[0]], text)


def _steps(tokens: Iterable[Token]) -> int:
    """Return the sum of the squares of how many parts each block, and each inline element, has."""
    total, open_ = 0, [0]
    for token in tokens:
        if token.nesting >= 0:
            open_[-1] += 1
        if token.nesting > 0:
            open_.append(0)
        elif token.nesting < 0:
            total += open_.pop() ** 2
        total += _steps(token.children or ())
    return total + sum(count**2 for count in open_)


def _difference(before: str, read: Sequence[Token], after: str, flavour: Flavour) -> str | None:
    """Say what of a text that mdformat wrote would be otherwise for readers, None if nothing; `read` is the old one."""
    if len(_ESCAPE.findall(after)) > len(_ESCAPE.findall(before)):
        return "it would escape what was not escaped"
    if _ENTITY.findall(before) != _ENTITY.findall(after):
        return "an entity such as &nbsp; would be written out"
    breaks = len(_BACKSLASH_BREAK.findall(after)) > len(_BACKSLASH_BREAK.findall(before))
    if breaks and flavour in _WITHOUT_BACKSLASH_BREAKS:
        return f"{flavour} does not know line breaks with a backslash, which it would write"
    reader = parser()
    if plain_html(reader.renderer.render(read, reader.options, {})) != plain_html(reader.render(after)):
        return "its HTML would change"
    both = zip(markdown.html(before), markdown.html(after), strict=True)
    if any(plain_html(one) != plain_html(other) for one, other in both):
        return "its HTML would change in another renderer"
    return None


def _changed(before: str, after: str, flavour: Flavour) -> str | None:
    """Say what of the flavour, of tags, links, comments and definitions would change, None if nothing does."""
    old, new = (markdown.parse(Region(one, "", 0), flavour) for one in (before, after))
    if [one.text for one in old.comments] != [one.text for one in new.comments]:
        return "a comment would change"
    return changed(old, new)


@cache
def parser() -> MarkdownIt:
    """Return the very parser that mdformat reads with, which can render HTML."""
    from markdown_it import MarkdownIt
    from mdformat.plugins import PARSER_EXTENSIONS

    made = MarkdownIt()
    made.options["store_labels"] = True
    made.options["parser_extension"] = []
    made.options["mdformat"] = {}
    made.options["codeformatters"] = {}
    PARSER_EXTENSIONS["gfm"].update_mdit(made)
    return made
