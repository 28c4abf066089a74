"""Lists in a YAML document whose items do not stand where items can."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.document.yaml_mistake import SHOWN, Mistake, without
from linter.document.yaml_texts import owner_of
from linter.patterns import lazy
from linter.text import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.document.yaml_lines import Line

_TIGHT_DASH = lazy(r"-(?=[^\s-])")
_ITEM_KEY = lazy(r"-[A-Za-z_][A-Za-z0-9_-]*:(?:[ \t]|\Z)")
_FAR = 200  # lines


def item_mistakes(lines: Sequence[Line], index: int) -> Iterator[Mistake]:
    """Yield what may be wrong with the place of a list item, or of the key in it."""
    yield from _column(lines, index)
    if lines[index].role == "item":
        yield from _below_value(lines, index)


def tight_dash(lines: Sequence[Line], index: int) -> Iterator[Mistake]:
    """Yield an item written `-item`."""
    line = lines[index]
    bare = line.written.strip()
    if not _TIGHT_DASH.match(bare):
        return
    before = _item_above(lines, index)
    owner_at = owner_of(lines, index)
    opened = owner_at is not None and lines[owner_at].role == "key" and not lines[owner_at].value
    if opened or (before is not None and before.indent == line.indent):
        at = line.start + line.indent + 1
        words = "a blank is missing after the `-` of this list item"
        has_key = _ITEM_KEY.match(bare) is not None
        certain = " #" not in bare and (has_key or ":" not in bare)
        meant = None if has_key else (at + 1, bare[1:])
        yield Mistake(line.span, words, "insert a blank", (Edit(Span(at, at), " "),), certain, meant)


def _item_above(lines: Sequence[Line], index: int) -> Line | None:
    """Return the last list item above, unless a key that ends the list stands between."""
    for one in reversed(lines[max(0, index - _FAR) : index]):
        if _is_item(one):
            return one
        if one.role == "key" and one.indent <= lines[index].indent:
            return None
    return None


def _is_item(line: Line) -> bool:
    return line.role in {"item", "key"} and line.written.startswith("- ", line.indent)


def _column(lines: Sequence[Line], index: int) -> Iterator[Mistake]:
    """Yield a list item that does not stand in the column of the ones above."""
    line = lines[index]
    above = _item_above(lines, index) if _is_item(line) else None
    if above is None or above.indent == line.indent:
        return
    moved = [line]
    for one in lines[index + 1 :]:
        if one.role == "blank":
            continue
        if one.indent < line.indent or (one.indent in {line.indent, above.indent} and _is_item(one)):
            break
        if one.indent == line.indent:
            break
        moved.append(one)
    shift = above.indent - line.indent
    edits = tuple(
        Edit(Span(one.start, one.start), " " * shift) if shift > 0 else Edit(Span(one.start, one.start - shift), "")
        for one in moved
    )
    # An item further to the left than the list's key may belong to a list above it.
    key = next(
        (one for one in reversed(lines[:index]) if one.role == "key" and one.start < above.start and not _is_item(one)),
        None,
    )
    certain = shift > 0 and above.role == line.role and key is not None and key.column <= line.indent
    words = "this list item does not begin in the column of the items above"
    yield Mistake(line.span, words, "move it into their column", edits, certain)


def _below_value(lines: Sequence[Line], index: int) -> Iterator[Mistake]:
    owner_at = owner_of(lines, index)
    line = lines[index]
    if owner_at is None or lines[owner_at].role != "key" or not lines[owner_at].value:
        return
    owner = lines[owner_at]
    name = (owner.key or "")[:SHOWN]
    words = f"a list cannot begin here: the key `{name}` above has a value already (is a key missing?)"
    yield Mistake(line.span, words, trial=without(lines, index, line.indent))
