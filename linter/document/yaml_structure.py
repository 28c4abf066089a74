"""Mistakes in how the lines of a YAML text stand to one another: tabs, keys without a blank, keys in no column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.document.yaml_lists import item_mistakes, tight_dash
from linter.document.yaml_mistake import SHOWN, STEP, Mistake, deeper, without
from linter.document.yaml_texts import margin_mistakes, text_mistakes
from linter.patterns import lazy
from linter.text import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.document.yaml_lines import Line

_TIGHT_KEY = lazy(r"([A-Za-z_][A-Za-z0-9_-]*):(?=[^\s:])(?!//)")


def structure_mistakes(lines: Sequence[Line], index: int, text: str) -> Iterator[Mistake]:
    """Yield what may be wrong with the place of the line at `index`."""
    line = lines[index]
    if "\t" in line.written[: line.indent] and line.role != "blank":
        yield from _tabs(lines, index)
    if line.role == "other":
        yield from _tight(line)
        yield from tight_dash(lines, index)
        yield from text_mistakes(lines, index, text)
    elif line.role in {"item", "comment"} or (line.role == "key" and not line.has_strict_key):
        yield from margin_mistakes(lines, index)
    if line.role in {"item", "key"}:
        yield from item_mistakes(lines, index)
    if line.role == "key":
        yield from _nested(lines, index)


def _tabs(lines: Sequence[Line], index: int) -> Iterator[Mistake]:
    """Yield a tab for an indentation; all of them are replaced at once, by two blanks each."""
    line = lines[index]
    tabbed = [one for one in lines[index:] if one.role != "blank" and "\t" in one.written[: one.indent]]
    edits = tuple(Edit(Span(one.start, one.start + one.indent), _blanks(one)) for one in tabbed)
    spaced = any(one.indent and "\t" not in one.written[: one.indent] for one in lines if one.role != "blank")
    certain = not spaced and all(set(one.written[: one.indent]) == {"\t"} for one in tabbed)
    at = line.start + line.written.index("\t")
    words = "a tab cannot indent in YAML: use blanks"
    yield Mistake(Span(at, at + 1), words, "use blanks", edits, certain)
    above = next((one for one in reversed(lines[:index]) if one.role in {"key", "item"}), None)
    if above is not None and above.value and not above.opens_block:  # nothing can be indented below it
        edits = tuple(Edit(Span(one.start, one.start + one.indent), " " * above.indent) for one in tabbed)
        yield Mistake(Span(at, at + 1), words, "align it with the line above", edits)


def _blanks(line: Line) -> str:
    return line.written[: line.indent].replace("\t", " " * STEP)


def _tight(line: Line) -> Iterator[Mistake]:
    """Yield `key:value`."""
    bare = line.written.strip()
    if key := _TIGHT_KEY.match(bare):
        at = line.start + line.indent + key.end()
        value = bare[key.end() :]
        meant = None if value[0] in "\"'[{" else (at + 1, value)
        words = f"a blank is missing after the colon of the key `{key[1][:SHOWN]}`"
        certain = key[1].islower() and key[1] not in {"http", "https", "mailto"} and " #" not in bare
        yield Mistake(line.span, words, "insert a blank", (Edit(Span(at, at), " "),), certain, meant)


def _nested(lines: Sequence[Line], index: int) -> Iterator[Mistake]:
    """Yield a key that is indented below one with a value, or that stands in no column of the keys around it."""
    line = lines[index]
    key = (line.key or "")[:SHOWN]
    span = Span(line.start + line.column, line.start + line.column + len(line.key or ""))
    trial = without(lines, index, line.indent)
    above = next((one for one in reversed(lines[:index]) if one.role in {"key", "other", "item"}), None)
    if above is None:
        if line.indent:
            yield _first_key(lines, index)
    elif above.role == "key" and above.value and line.indent > above.column:
        words = (
            f"`{key}` is indented below `{(above.key or '')[:SHOWN]}`, which has a value already: "
            "a parent key is missing between them, or the indentation is too deep"
        )
        # One blank is a slip of the finger, more may have been meant.
        run = deeper(lines, index, line.indent) if line.indent - above.column == 1 else []
        edits = tuple(Edit(Span(one.start, one.start + 1), "") for one in run)
        yield Mistake(span, words, "align it with the key above", edits, trial=trial)
    elif any(one.role == "key" and line.indent < one.column for one in lines[:index]):
        words = f"the key `{key}` stands in no column of the keys above: align it with those it belongs to"
        yield Mistake(span, words, trial=trial)


def _first_key(lines: Sequence[Line], index: int) -> Mistake:
    line = lines[index]
    words = (
        f"the first key `{(line.key or '')[:SHOWN]}` is indented: its parent key is missing above it, or the blanks "
        "before it are too many"
    )
    edits = (Edit(Span(one.start, one.start + line.indent), "") for one in deeper(lines, index, line.indent))
    return Mistake(line.span, words, "remove the indentation", tuple(edits))
