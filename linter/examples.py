r"""The examples of rule pages: what is wrong, what is right, and what a fix makes of it.

A page is Markdown. A fenced block whose info string ends in `bad`, `good` or `fixed` is an example:

- `bad`: the rule yields exactly the spans between `⟦` and `⟧` (`⟦⟧` is an empty span);
- `fixed`: what the fixer makes of the `bad` example before it (`unsafe fixed`: with unsafe fixes);
- `good`: the rule yields nothing;
- `escaped`: backslash escapes are meant, so that invisible characters can be shown: `\xNN` is a byte,
  `\uNNNN` and `\UNNNNNNNN` code points, `\r`, `\t`, `\n`; a line break in the block is still a line feed;
- a `toml` block sets the rule's options up to the next heading;
- a line that consists of a file name in backticks names the file of the block after it; a block with a file name and
  without any of these words is another file of the project, up to the next heading; `api/{1..24}.md` stands for as
  many files, and in their content `{n}` for the number of each.

The final line feed of a block belongs to its content, but for `escaped` ones.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

from linter.patterns import lazy
from linter.text import Source, Span
from linter.values import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_FENCE = lazy(r"(?ms)^(?P<fence>`{3,}|~{3,})(?P<info>[^\n`]*)\n(?P<content>.*?)^(?P=fence)[ \t]*$")
_FILE = lazy(r"(?m)^`(?P<name>[^`\n]+)`:?[ \t]*\n\n?\Z")
_RANGE = lazy(r"\{(\d{1,3})\.\.(\d{1,3})\}")
_ESCAPE = lazy(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([rtn\\]))")
_SIMPLE = {"r": "\r", "t": "\t", "n": "\n", "\\": "\\"}
_OPEN, _CLOSE = "⟦", "⟧"


@dataclass(frozen=True, slots=True)
class Example:
    """One example of a page; `marks` are the spans that the findings must have, `line` where its block begins."""

    verdict: str
    source: Source
    marks: tuple[Span, ...]
    path: str
    line: int
    options: Mapping[str, object] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    fixed: str | None = None
    unsafe_fixed: str | None = None


def examples(page: str) -> tuple[Example, ...]:
    """Return the examples of a page, in order. Raises ValueError for a `fixed` block that follows no `bad` one."""
    found: list[Example] = []
    for section in _sections(page):
        found += _section_examples(section)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Block:
    words: tuple[str, ...]
    content: str
    name: str | None
    line: int


def _sections(page: str) -> Iterator[list[_Block]]:
    """Yield the blocks of each section: a heading outside blocks ends one."""
    blocks: list[_Block] = []
    reached = 0
    for match in _FENCE.finditer(page):
        between = page[reached : match.start()]
        if re.search(r"(?m)^#{1,6} ", between) and blocks:
            yield blocks
            blocks = []
        named = _FILE.search(between)
        line = page.count("\n", 0, match.start()) + 1
        blocks.append(_Block(tuple(match["info"].split()), match["content"], named["name"] if named else None, line))
        reached = match.end()
    yield blocks


def _section_examples(blocks: list[_Block]) -> Iterator[Example]:
    options: dict[str, object] = {}
    files = {name: text for block in blocks for name, text in _named(block)}
    pending: Example | None = None
    for block in blocks:
        if "fixed" in block.words:
            if pending is None or pending.verdict != "bad":
                message = f"line {block.line}: a fixed block needs a bad one before it"
                raise ValueError(message)
            fixed = _content(block)[0].encode().decode("utf-8", "surrogateescape")
            key = "unsafe_fixed" if "unsafe" in block.words else "fixed"
            pending = _with(pending, key, fixed)
            continue
        if pending is not None:
            yield pending
            pending = None
        if block.words[:1] == ("toml",) and len(block.words) == 1 and not block.name:
            options |= tomllib.loads(block.content)
        elif {"bad", "good"} & set(block.words):
            source, marks = _content(block)
            verdict = "bad" if "bad" in block.words else "good"
            pending = Example(verdict, source, marks, block.name or "document.md", block.line, dict(options), files)
    if pending is not None:
        yield pending


def _named(block: _Block) -> Iterator[tuple[str, str]]:
    """Yield the files that a block stands for, none where it has no name."""
    text = _content(block)[0].text
    several = _RANGE.search(block.name or "")
    if block.name and several is None:
        yield block.name, text
    elif block.name and several is not None:
        for number in range(int(several[1]), int(several[2]) + 1):
            yield block.name.replace(several[0], str(number)), text.replace("{n}", str(number))


def _with(example: Example, key: str, fixed: str) -> Example:
    return replace(example, fixed=fixed) if key == "fixed" else replace(example, unsafe_fixed=fixed)


def _content(block: _Block) -> tuple[Source, tuple[Span, ...]]:
    raw = block.content
    if "escaped" in block.words:
        raw = _ESCAPE.sub(_unescape, raw.removesuffix("\n"))
    marks: list[Span] = []
    plain, start = "", 0
    for piece in re.split(f"([{_OPEN}{_CLOSE}])", raw):
        if piece == _OPEN:
            start = len(plain)
        elif piece == _CLOSE:
            marks.append(Span(start, len(plain)))
        else:
            plain += piece
    source = Source.decode(plain.encode("utf-8", "surrogateescape"))
    bom = int(source.bom)
    return source, tuple(Span(max(0, mark.start - bom), max(0, mark.end - bom)) for mark in marks)


def _unescape(match: re.Match[str]) -> str:
    byte, four, eight, simple = match.groups()
    if byte:
        value = int(byte, 16)
        return chr(value) if value < 128 else chr(0xDC00 + value)  # noqa: PLR2004  # PEP 383: a byte that is no ASCII
    return _SIMPLE[simple] if simple else chr(int(four or eight, 16))
