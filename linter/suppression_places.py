"""Where a comment could stand that silences a finding: beside its line, around its block, or for the whole file.

What is proposed here is but likely to be right; `silencing` tries it, and keeps only what does no harm.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from linter.document.intervals import Intervals
from linter.patterns import lazy
from linter.text import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator

    from linter.document import Document

    Edits = tuple[Edit, ...]
    Variants = Callable[[str], tuple[Edits, ...]]
    Place = tuple[Hashable, Variants]

_BEFORE_VALUE = lazy(r"[ \t]*(?:-[ \t]+)*")
_ROW_END = lazy(r"[ \t]*\|?[ \t]*\Z")
_LINE_END = lazy(r"[ \t]*\\?[ \t]*\Z")


class Target(NamedTuple):
    """A finding to silence: its rule, and where it begins."""

    rule: str
    start: int


class Attempt(NamedTuple):
    """Comments that would silence `targets`, in several ways (`variants`, the best first); all only insert."""

    targets: tuple[Target, ...]
    variants: tuple[Edits, ...]


def beside(document: Document, targets: Iterable[Target], reason: str) -> Iterator[Attempt]:
    """Propose a comment for each line: above it where a block begins or in the front matter, else at its end."""
    source, markdown = document.source, document.markdown
    first = {source.line_number(block.span.start) for block in markdown.blocks if not block.depth}
    code = Intervals((one.span.start, one.span.end) for one in markdown.code if one.block)
    tables = Intervals((table.span.start, table.span.end) for table in markdown.tables)

    def place(start: int) -> Place | None:
        if start < document.front_matter.span.end:
            return _above_key(document, start, reason)
        line = source.line_number(start)
        span = source.line_span(line)
        if code.cover(span.start):
            return None
        ending = (_ROW_END if tables.cover(span.start) else _LINE_END).search(source.text, span.start, span.end)
        end = span.end if ending is None else ending.start()

        def variants(names: str) -> tuple[Edits, ...]:
            above = _line(document, line, _comment(document, f"disable-next-line {names}{reason}"))
            apart = Edit(above.span, above.replacement + source.newline)
            at_end = Edit(Span(end, end), f" {_comment(document, f'disable-line {names}{reason}')}")
            ordered = (above, at_end, apart) if line in first else (at_end, above, apart)
            return tuple((edit,) for edit in ordered)

        return line, variants

    yield from _grouped(targets, place)


def around(document: Document, targets: Iterable[Target], reason: str) -> Iterator[Attempt]:
    """Propose a pair of comments around the outermost block that each line is part of."""
    source = document.source
    outer = [block.span for block in document.markdown.blocks if not block.depth and block.span.start < block.span.end]
    starts = [span.start for span in outer]

    def place(start: int) -> Place | None:
        line = source.line_span(source.line_number(start))
        index = bisect_right(starts, line.end) - 1
        if index < 0 or outer[index].end < line.start:
            return None
        first, last = (source.line_number(offset) for offset in (outer[index].start, outer[index].end))

        def variants(names: str) -> tuple[Edits, ...]:
            before = _line(document, first, _comment(document, f"disable {names}{reason}"))
            after = _line(document, last + 1, _comment(document, f"enable {names}"))
            apart = Edit(after.span, source.newline + after.replacement)
            return (before, after), (before, apart)

        return first, variants

    yield from _grouped(targets, place)


def everywhere(document: Document, targets: Iterable[Target], reason: str) -> Iterator[Attempt]:
    """Propose a comment for the whole file, for each rule: in the front matter, else where the body begins."""
    head, newline = document.front_matter, document.source.newline
    by_rule: defaultdict[str, list[Target]] = defaultdict(list)
    for target in targets:
        by_rule[target.rule].append(target)
    for rule, found in by_rule.items():
        words = f"disable-file {rule}{reason}"
        body = Span(head.span.end, head.span.end)
        variants = [(Edit(body, f"{_comment(document, words)}{blank}"),) for blank in (newline, newline * 2)]
        if head.root is not None and head.format in {"yaml", "toml"}:
            start = Span(head.content.start, head.content.start)
            variants.insert(0, (Edit(start, f"# contentlint-{words}{newline}"),))
        yield Attempt(tuple(found), tuple(variants))


def _grouped(targets: Iterable[Target], place: Callable[[int], Place | None]) -> Iterator[Attempt]:
    groups: dict[Hashable, tuple[list[Target], Variants]] = {}
    for target in targets:
        found = place(target.start)
        if found is not None:
            groups.setdefault(found[0], ([], found[1]))[0].append(target)
    for members, variants in groups.values():
        names = ", ".join(sorted({target.rule for target in members}))
        yield Attempt(tuple(members), variants(names))


def _above_key(document: Document, start: int, reason: str) -> Place | None:
    """Return the lines above the innermost key or list item that begins a line and has the finding, then above others.

    Above a key of a block: within a string, or brackets, a line of its own would be something else.
    """
    head, source = document.front_matter, document.source
    if head.root is None or head.format not in {"yaml", "toml"}:
        return None
    lines: list[int] = []
    for node in head.root.walk():
        begin = node.span.start if node.key_span is None else node.key_span.start
        line = source.line_number(begin)
        covers = source.line_starts[line - 1] <= start <= max(node.span.end, source.line_span(line).end)
        if node.pointer and covers and _BEFORE_VALUE.fullmatch(source.text, source.line_starts[line - 1], begin):
            lines.insert(0, line)
    if not lines:
        return None

    def variants(names: str) -> tuple[Edits, ...]:
        words = f"# contentlint-disable-next-line {names}{reason}"
        return tuple((_line(document, line, words),) for line in dict.fromkeys(lines))

    return lines[0], variants


def _line(document: Document, number: int, words: str) -> Edit:
    """Insert a line before that of a number; one of the front matter is indented as that is."""
    source = document.source
    if number > len(source.line_starts):
        end = len(source.text)
        return Edit(Span(end, end), f"{source.newline}{words}")
    start, line = source.line_starts[number - 1], source.line(number)
    indented = start < document.front_matter.content.end
    indentation = line[: len(line) - len(line.lstrip(" \t"))] if indented else ""
    return Edit(Span(start, start), f"{indentation}{words}{source.newline}")


def _comment(document: Document, words: str) -> str:
    """Return a comment of Markdown: MDX knows but its own."""
    return f"{{/* contentlint-{words} */}}" if document.flavour.jsx else f"<!-- contentlint-{words} -->"
