"""Mistakes within one YAML value: text that needs quotes, quotes and brackets that do not match, two keys on a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linter.document.yaml_lines import Line, without_comment
from linter.document.yaml_mistake import SHOWN, Mistake, quote
from linter.patterns import lazy
from linter.text import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_COLON = lazy(r":(?=[ \t]|\Z)")
_LETTER = lazy(r"[^\W\d_]")
_WORD = lazy(r"(?:\A|[ \t])([A-Za-z_][A-Za-z0-9_-]*)\Z")
_NEXT_KEY = lazy(r"[ \t]+([A-Za-z_][A-Za-z0-9_-]*):(?:[ \t]|\Z)")
_LINK = lazy(r"!?\[[^\]]*\]\([^)]*\)?")
_COLON_WORDS = "text that contains a colon followed by a blank needs quotes"
_TEMPLATE = lazy(r"\{[{%]")
_APOSTROPHE = lazy(r"(?<=\w)'(?=\w)")
_DOUBLE = lazy(r'"((?:[^"\\]|\\.)*+)"')
_SINGLE = lazy(r"'((?:[^']|'')*+)'")
_ESCAPE = lazy(r"\\(.)")
_VALID_ESCAPES = frozenset('0abtnvfre "/\\N_LPxuU\t')
# Words that front matters have as keys and sentences seldom have before a colon.
_USUAL_KEYS = lazy(
    r"authors?|categor(?:y|ies)|contact|date|description|draft|email|id|image|lang(?:uage)?|layout|links?|name|order"
    r"|permalink|phone|producer|published|slug|subtitle|summary|tags?|tagline|themes?|thumbnail|title|type|updated|url"
    r"|weight|\w+_\w+"
)


def value_mistakes(line: Line, below: Sequence[Line]) -> Iterator[Mistake]:
    """Yield what may be wrong with the value of a line; `below` are the lines that are indented under it."""
    value = line.value
    if not value or line.opens_block:
        return
    first = value[0]
    if first in "\"'":
        yield from _quoted(line, below)
    elif first in "[{":
        yield from _bracketed(line, below)
    elif first in "@`%,]}*&!|>?" or value.startswith("- "):
        yield from _indicator(line, below)
    else:
        yield from _colon(line, below)


def _wrapped(line: Line, message: str, span: Span, *, certain: bool = True) -> Mistake:
    """Put the value of one line in quotes."""
    value = line.value
    plain = without_comment(value)
    if value[0] in "\"'[{":
        plain = value  # whether `#` begins a comment there is not certain
    certain = certain and plain == value and " #" not in value
    return Mistake(
        span, message, "put it in quotes", quote(plain, line.value_start), certain, (line.value_start, plain)
    )


def _indicator(line: Line, below: Sequence[Line]) -> Iterator[Mistake]:
    value, first = line.value, line.value[0]
    span = Span(line.value_start, line.value_start + 1)
    if first in "|>":
        words = f"text that begins with `{first}` needs quotes (alone on the line it opens a block of text)"
        yield _wrapped(line, words, span, certain=first == ">" and not below)
    elif first == "-":
        words = "a list begins on the line below its key; text that begins with `- ` needs quotes"
        yield _wrapped(line, words, span, certain=False)
    elif first == "*":
        name = value[1:].split(maxsplit=1)[0] if value[1:].strip() else ""
        words = "text that begins with `*` needs quotes (YAML takes it for a reference to a `&`)"
        yield _wrapped(line, words, Span(line.value_start, line.value_start + 1 + len(name)), certain=not below)
    else:
        yield _wrapped(line, f"text that begins with `{first}` needs quotes", span, certain=not below)


def _colon(line: Line, below: Sequence[Line]) -> Iterator[Mistake]:
    """Yield a colon within plain text: French ` : `, a subtitle, or a second key."""
    value = line.value
    plain = without_comment(value)
    colon = _COLON.search(plain)
    if colon is None or below:
        yield from _colon_in_lines(line, below)
    if colon is None:
        return
    at = line.value_start + colon.start()
    word = _WORD.search(plain, 0, colon.start())
    split = word is not None and word.start() > 0 and _USUAL_KEYS.fullmatch(word[1])
    if split and word:
        yield _split(line, word.start(1), word[1])
        return
    attached = word is not None and word[1][0].islower()
    # `name: Marie Dupont role: maire` are two keys, `title: Premiers pas: le guichet` is a sentence: nobody can tell.
    certain = (
        not below and not attached and " #" not in value and "://" not in plain and _LETTER.search(plain) is not None
    )
    yield Mistake(
        Span(at, at + 1),
        _COLON_WORDS,
        "put the text in quotes",
        quote(plain, line.value_start),
        certain,
        (line.value_start, plain),
    )


def _colon_in_lines(line: Line, below: Sequence[Line]) -> Iterator[Mistake]:
    """Yield a colon in plain text of several lines."""
    if not below or any(one.has_strict_key or one.role not in {"key", "other"} for one in below):
        return
    pieces = [line.value, *(one.written.strip(" \t") for one in below)]
    starts = [line.value_start, *(one.start + one.indent for one in below)]
    found = (
        start + colon.start() for piece, start in zip(pieces, starts, strict=True) if (colon := _COLON.search(piece))
    )
    at = next(found, None)
    if at is None or any(mark in piece for piece in pieces for mark in ('"', "\\", " #")):
        return
    end = below[-1].span.end
    edits = (Edit(Span(line.value_start, line.value_start), '"'), Edit(Span(end, end), '"'))
    meant = (line.value_start, " ".join(pieces))
    yield Mistake(Span(at, at + 1), _COLON_WORDS, "put the text in quotes", edits, certain=True, meant=meant)


def _split(line: Line, at: int, key: str, *, certain: bool = False) -> Mistake:
    """Put the second key of a line, `at` characters into its value, on a line of its own."""
    start = line.value_start + at
    blanks = len(line.value[:at]) - len(line.value[:at].rstrip(" \t"))
    words = f"two keys on one line: `{key[:SHOWN]}` begins a line of its own"
    newline, indent = line.newline or "\n", " " * line.column
    edit = Edit(Span(start - blanks, start), f"{newline}{indent}")
    return Mistake(Span(start, start + len(key)), words, f"put `{key[:SHOWN]}` on a new line", (edit,), certain)


def _quoted(line: Line, below: Sequence[Line]) -> Iterator[Mistake]:
    value, mark = line.value, line.value[0]
    closed = (_DOUBLE if mark == '"' else _SINGLE).match(value)
    if closed is None:
        if not below:
            yield _unclosed_quote(line)
        return
    after = value[closed.end() :]
    if mark == '"' and (not after.strip() or after.lstrip().startswith("#")):
        yield from _escapes(line, closed)
        return
    if not after.strip():
        return
    if following := _NEXT_KEY.match(after):
        yield _split(line, closed.end() + following.start(1), following[1], certain=True)
        return
    yield _inner_quote(line, closed.end() - 1)


def _unclosed_quote(line: Line) -> Mistake:
    value, mark = line.value, line.value[0]
    end = line.value_start + len(value)
    telling = mark == '"' or "''" in value  # an apostrophe may begin a text, but nobody doubles one outside of quotes
    certain = telling and value[-1] not in "'\"’”»" and " #" not in value and "\\" not in value
    return Mistake(
        Span(line.value_start, line.value_start + 1),
        "this quote is never closed",
        "close the quote",
        (Edit(Span(end, end), mark),),
        certain,
        (line.value_start, value[1:].replace("''", "'") if mark == "'" else value[1:]),
    )


def _inner_quote(line: Line, first: int) -> Mistake:
    """Explain text after a closing quote: a quote inside of quotes, or quotes that are part of the text."""
    value, mark = line.value, line.value[0]
    at = line.value_start + first
    inner = value[1:-1]
    stray = [index for index, char in enumerate(inner) if char == mark]
    opening = first > 1 and value[first - 1] in " (" and not value[first + 1 : first + 2].isspace()
    apostrophes = mark == "'" and len(stray) == len(_APOSTROPHE.findall(inner))
    if value[-1] == mark and len(value) > 1 and (apostrophes or opening):
        doubled = "'" if mark == "'" else "\\"
        edits = tuple(Edit(Span(place, place), doubled) for place in (line.value_start + 1 + index for index in stray))
        certain = mark * 2 not in inner and "\\" not in inner and (apostrophes or len(stray) % 2 == 0)
        words = (
            "inside single quotes an apostrophe is written twice ('')"
            if mark == "'"
            else 'inside double quotes a quote is written \\"'
        )
        return Mistake(
            Span(at, at + 1),
            f"this quote ends the text; {words}",
            "escape it",
            edits,
            certain,
            (line.value_start, inner),
        )
    words = "text follows the closing quote; where quotes are part of the text, all of it needs other quotes around it"
    return _wrapped(line, words, Span(at, at + 1), certain=value[-1] != mark)


def _escapes(line: Line, closed: re.Match[str]) -> Iterator[Mistake]:
    inner = closed[1]
    bad = next((one for one in _ESCAPE.finditer(inner) if one[1] not in _VALID_ESCAPES), None)
    if bad is None:
        return
    at = line.value_start + 1 + bad.start()
    start, end = line.value_start, line.value_start + closed.end() - 1
    doubled = [Edit(Span(start + 1 + i, start + 1 + i), "'") for i, char in enumerate(inner) if char == "'"]
    edits = (Edit(Span(start, start + 1), "'"), *doubled, Edit(Span(end, end + 1), "'"))
    certain = all(one[1] not in _VALID_ESCAPES for one in _ESCAPE.finditer(inner))
    words = "in double quotes a backslash begins an escape: write `\\\\`, or use single quotes"
    yield Mistake(Span(at, at + 2), words, "use single quotes", edits, certain, (start, inner))


def _bracketed(line: Line, below: Sequence[Line]) -> Iterator[Mistake]:
    value, first = line.value, line.value[0]
    span = Span(line.value_start, line.value_start + 1)
    if link := _LINK.match(value):
        words = "a Markdown link as a value needs quotes: YAML takes its `[` for the beginning of a list"
        yield _wrapped(line, words, Span(line.value_start, line.value_start + link.end()), certain=not below)
        return
    if _TEMPLATE.match(value):
        words = f"text that begins with `{value[:2]}` needs quotes"
        yield _wrapped(line, words, Span(line.value_start, line.value_start + 2), certain=False)
        return
    last = "]" if first == "[" else "}"
    close = value.find(last)
    if close >= 0 and (after := value[close + 1 :].strip()) and after[0] not in "#,]}":
        if following := _NEXT_KEY.match(value, close + 1):
            yield _split(line, following.start(1), following[1], certain=True)
            return
        words = f"text that begins with `{first}` needs quotes: YAML takes it for a {_NAMES[first]}"
        yield _wrapped(line, words, span, certain=not below)
    elif close < 0 and not below:
        end = line.value_start + len(value)
        simple = re.fullmatch(r"[\[{](?:[\w ,.’-]|(?<=\w)'(?=\w))*", value) is not None and first == "["
        words = f"a {_NAMES[first]} that is opened here with `{first}` is not closed"
        yield Mistake(
            span, words, f"close it with `{last}`", (Edit(Span(end, end), last),), simple and value[-1] != ","
        )


_NAMES = {"[": "list", "{": "mapping"}
