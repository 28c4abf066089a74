"""One mistake of an author in a YAML text: where, in words, and how it is mended or at least shown to be the cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.text import Edit, Span
from linter.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.document.yaml_lines import Line

SHOWN = 40  # characters of a key that a message quotes
STEP = 2  # blanks by which what belongs to a key is indented


@dataclass(frozen=True, slots=True)
class Mistake:
    """A cause that is supposed until the parser gets further without it; offsets are those of the YAML text.

    `edits` mend it; `trial` are edits that only show that the parser gets further, where the mend is another one or
    unknown. `meant` is the value that must be read at an offset once it is mended, for the mend to be safe.
    """

    span: Span
    message: str
    title: str = ""
    edits: tuple[Edit, ...] = ()
    certain: bool = False
    meant: tuple[int, str] | None = None
    trial: tuple[Edit, ...] = ()


def quote(text: str, at: int) -> tuple[Edit, ...]:
    """Return the edits that put a value, as written at offset `at`, in quotes."""
    if '"' not in text and "\\" not in text:
        mark, doubled = '"', []
    else:
        mark, doubled = "'", [index for index, char in enumerate(text) if char == "'"]
    inner = [Edit(Span(at + index, at + index), "'") for index in doubled]
    end = at + len(text)
    # Edits at one place are applied in the order given: a quote at the very end is doubled before the last one.
    return (Edit(Span(at, at), mark), *inner, Edit(Span(end, end), mark))


def deeper(lines: Sequence[Line], index: int, indent: int) -> list[Line]:
    """Return the lines from `index` on that are indented by `indent` at least, without blank ones."""
    run: list[Line] = []
    for one in lines[index:]:
        if one.role != "blank" and one.indent < indent:
            break
        if one.role != "blank":
            run.append(one)
    return run


def without(lines: Sequence[Line], index: int, indent: int) -> tuple[Edit, ...]:
    """Return the edits that take a line away, and those that are indented like it or deeper."""
    return tuple(Edit(Span(one.start, one.end), "") for one in deeper(lines, index, indent))
