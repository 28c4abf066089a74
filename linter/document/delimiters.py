"""Where the front matter begins and ends: `---` … `---` or `...`, `+++` … `+++`."""

from __future__ import annotations

import re

from linter.document.node import Defect
from linter.patterns import lazy
from linter.text import Edit, Source, Span
from linter.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    Format = Literal["yaml", "toml"]

_EOL = r"(?:\r\n|\n|\r)"
_OPENING = lazy(rf"(---|\+\+\+)[ \t]*{_EOL}")
_CLOSING = {
    "---": lazy(rf"[\r\n](?:---|\.\.\.)[ \t]*(?:{_EOL}|\Z)"),
    "+++": lazy(rf"[\r\n]\+\+\+[ \t]*(?:{_EOL}|\Z)"),
}
_BLANK_LINES = lazy(rf"(?:[ \t\ufeff\xa0]*{_EOL})+|\ufeff")
_LINE = lazy(rf"([^\r\n]*)({_EOL}|\Z)")
_KEY = lazy(r"(?:[\w.-]+|\"[^\"]*\"|'[^']*')[ \t]*(?::(?:[ \t]|$)|=)")
_LOOSE_KEY = lazy(r"[^\W\d_][\w .-]{0,40}:(?:[ \t]|$)|(?:[\w.-]+|\"[^\"]*\"|'[^']*')[ \t]*=")
_ALMOST = lazy(r"[ \t]*(?:-{2,}|[—–]+|- -( -)?|\.{3}|…|\+{2,}|\*{3,}|_{3,}|={3,}|~{3,})[ \t]*|---.*")
_PART = lazy(r"[ \t]|- |-$|#|[\]}]")  # what lines of front matter begin with that are no keys

MAX_SIZE = 256 * 1024  # code points; the largest of 4,665 real ones has 6,800


@dataclass(frozen=True, slots=True)
class Split:
    """A front matter as its delimiters show it: `span` with them, up to the body, `content` between them."""

    format: Format
    span: Span
    content: Span
    defect: Defect | None = None
    closing: Closing | None = None


@dataclass(frozen=True, slots=True)
class Closing:
    """How the end of a front matter that is not closed can be marked; certain where a line is nearly the mark."""

    edit: Edit
    certain: bool


def split(text: str) -> Split | None:
    """Find the front matter of a document; None where it has none."""
    opening = _OPENING.match(text)
    if opening is not None:
        return _opened(text, opening)
    blank = _BLANK_LINES.match(text)
    opening = _OPENING.match(text, blank.end()) if blank else None
    if opening is None or not _begins_with_key(text, opening.end()):
        return None
    found = _opened(text, opening)
    if found is None or found.defect is not None:
        return None
    words = f"front matter must begin with the first character of the file; move this `{opening[1]}` up to it"
    defect = Defect("misplaced", Span(opening.start(), opening.end(1)), words)
    return Split(found.format, Span(0, found.span.end), found.content, defect)


def _opened(text: str, opening: re.Match[str]) -> Split | None:
    format_: Format = "yaml" if opening[1] == "---" else "toml"
    closing = _closing(text, opening)
    if closing is not None:
        if _is_thematic_break(text, opening.end()):
            return None
        content = Span(opening.end(), closing.start() + 1)
        return Split(format_, Span(opening.start(), closing.end()), content)
    if not _begins_with_key(text, opening.end()):
        return None
    end, words, closing_ = _probable_end(text, opening)
    defect = Defect("unclosed", Span(opening.start(), opening.end(1)), words)
    return Split(format_, Span(opening.start(), end), Span(opening.end(), end), defect, closing_)


def _closing(text: str, opening: re.Match[str]) -> re.Match[str] | None:
    """Find the closing delimiter and the line break before it (`str.find` is far faster than the pattern)."""
    pattern = _CLOSING[opening[1]]
    if opening[0].endswith("\r") or opening[1] != "---":
        return pattern.search(text, opening.end() - 1)
    at = opening.end() - 1
    while (at := text.find("\n---", at)) >= 0 and not (closing := pattern.match(text, at)):
        at += 4
    dots = text.find("\n...", opening.end() - 1, at if at >= 0 else len(text))
    if dots >= 0 or at < 0:
        return pattern.search(text, max(dots, opening.end() - 1))
    return closing


def _lines(text: str, start: int) -> Iterator[re.Match[str]]:
    while start < len(text) and (line := _LINE.match(text, start)):
        yield line
        start = line.end()


def _is_thematic_break(text: str, start: int) -> bool:
    """Tell whether prose follows after a blank line, which is how people write a rule across the page."""
    if text[start] not in " \t\r\n":
        return False
    lines = _lines(text, start)
    first = next(lines, None)
    if first is None or first[1].strip():
        return False
    line = next((line for line in lines if line[1].strip()), None)
    if line is None:
        return False
    written = line[1]
    return not (
        _LOOSE_KEY.match(written) or written.startswith(("-", "{", "[", '"', "'", " ", ".")) or written == "---"
    )


def _begins_with_key(text: str, start: int) -> bool:
    """Tell whether the lines from `start` on look like keys rather than like Markdown below a thematic break."""
    spaced = False
    keys = 0
    for line in _lines(text, start):
        written = line[1]
        if not written.strip():
            spaced = spaced or not keys
            if keys:
                return False
        elif _KEY.match(written) if spaced else _LOOSE_KEY.match(written) or _KEY.match(written):
            keys += 1
            if keys > 1 or not spaced:  # one alone, below a blank line, may be prose ("Note: …")
                return True
        elif not written.startswith("#") and not (keys and _PART.match(written)):
            return False
    return False


def _probable_end(text: str, opening: re.Match[str]) -> tuple[int, str, Closing]:
    """Return where an unclosed front matter probably ends, the words to say so, and how it can be closed there."""
    mark = opening[1]
    source = Source(text)
    end = opening.end()
    blank = False
    for line in _lines(text, opening.end()):
        written = line[1]
        number = source.line_number(line.start())
        if line.end() - opening.end() > MAX_SIZE:
            break
        if _ALMOST.fullmatch(written):
            words = (
                f"the front matter is not closed: line {number} ({written.strip()[:20]!r}) should be exactly `{mark}`"
            )
            bare = written.strip()
            certain = mark == "---" and re.fullmatch(r"-{2,}|[—–]+", bare) is not None
            return line.end(), words, Closing(Edit(Span(*line.span(1)), mark), certain)
        key = _KEY.match(written) or _LOOSE_KEY.match(written)
        if not written.strip():
            blank = True
            continue
        if not key and not (_PART.match(written) and not (blank and written[0] not in " \t")):
            words = f"the front matter is not closed: a line `{mark}` is missing, probably before line {number}"
            return end, words, _inserted(text, opening, end)
        blank = False
        end = line.end()
    words = f"the front matter is not closed: a line `{mark}` is missing after its last key"
    return end, words, _inserted(text, opening, end)


def _inserted(text: str, opening: re.Match[str], end: int) -> Closing:
    """Return the missing line, in the line endings of the first one."""
    newline = opening[0].lstrip("-+ \t")
    before = "" if text[:end].endswith(("\n", "\r")) else newline
    return Closing(Edit(Span(end, end), f"{before}{opening[1]}{newline}"), certain=False)
