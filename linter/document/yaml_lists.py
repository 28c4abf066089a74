"""Lists in a YAML document whose items do not stand where items can."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linter.document.yaml_mistake import SHOWN, Mistake, without
from linter.document.yaml_texts import owner_of
from linter.text import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.document.yaml_lines import Line

_TIGHT_DASH = re.compile(r"-(?=[^\s-])")


def item_mistakes(lines: Sequence[Line], index: int) -> Iterator[Mistake]:
    """Yield what may be wrong with the place of a list item, or of the key in it."""
    yield from _column(lines, index)
    if lines[index].role == "item":
        yield from _below_value(lines, index)


def tight_dash(lines: Sequence[Line], index: int) -> Iterator[Mistake]:
    """Yield an item written `-item`."""
    line = lines[index]
    bare = line.written.strip()
    if _TIGHT_DASH.match(bare) and (before := _item_above(lines, index)) and before.indent == line.indent:
        at = line.start + line.indent + 1
        words = "a blank is missing after the `-` of this list item"
        certain = " #" not in bare and ":" not in bare
        yield Mistake(line.span, words, "insert a blank", (Edit(Span(at, at), " "),), certain, (at + 1, bare[1:]))


def _item_above(lines: Sequence[Line], index: int) -> Line | None:
    """Return the last list item above, unless a key that ends the list stands between."""
    for one in reversed(lines[max(0, index - 200) : index]):
        if one.written.lstrip().startswith("- ") and one.role in {"item", "key"}:
            return one
        if one.role == "key" and one.indent <= lines[index].indent:
            return None
    return None


def _column(lines: Sequence[Line], index: int) -> Iterator[Mistake]:
    """Yield a list item that does not stand in the column of the ones above."""
    line = lines[index]
    above = _item_above(lines, index) if line.written.lstrip().startswith("- ") else None
    if above is None or above.indent == line.indent:
        return
    moved = [line]
    for one in lines[index + 1 :]:
        if one.role != "blank" and (
            one.indent < line.indent or (one.indent == line.indent and one.column == one.indent and one.role != "item")
        ):
            break
        if one.role != "blank":
            moved.append(one)
    shift = above.indent - line.indent
    edits = tuple(
        Edit(Span(one.start, one.start), " " * shift) if shift > 0 else Edit(Span(one.start, one.start - shift), "")
        for one in moved
    )
    words = "this list item does not begin in the column of the items above"
    yield Mistake(line.span, words, "move it into their column", edits, certain=shift > 0)


def _below_value(lines: Sequence[Line], index: int) -> Iterator[Mistake]:
    owner_at = owner_of(lines, index)
    line = lines[index]
    if owner_at is None or lines[owner_at].role != "key" or not lines[owner_at].value:
        return
    owner = lines[owner_at]
    name = (owner.key or "")[:SHOWN]
    words = f"a list cannot begin here: the key `{name}` above has a value already (is a key missing?)"
    yield Mistake(line.span, words, trial=without(lines, index, line.indent))
