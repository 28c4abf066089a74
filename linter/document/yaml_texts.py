"""Text in a YAML document that is not indented under its key, or that stands below front matter that is not closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.document.yaml_mistake import SHOWN, STEP, Mistake
from linter.patterns import lazy
from linter.text import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.document.yaml_lines import Line

_TIGHT_KEY = lazy(r"[ \t]*[a-z_][a-z0-9_-]*:(?!//)\S")  # a key that lacks its blank
_COMMENT = lazy(r"[ \t]*#(?!#)")  # more `#` make a heading of Markdown
_HEADING = lazy(r"#{1,6}[ \t]")


def text_mistakes(lines: Sequence[Line], index: int, text: str) -> Iterator[Mistake]:
    """Yield text that is not indented under its key, or text below a front matter that is not closed."""
    line = lines[index]
    owner_at = owner_of(lines, index)
    if owner_at is None:
        yield _no_key(line)
        return
    owner = lines[owner_at]
    index = _first_of(lines, owner_at, index)
    line = lines[index]
    run = _run(lines, index, owner.column)
    spaced = any(one.role == "blank" for one in lines[owner_at + 1 : index])
    if not owner.opens_block and spaced:
        rest = lines[index:]
        if not any(one.has_strict_key and one.key and one.key.islower() for one in rest):
            yield _unclosed(lines, owner_at, index, text)
    before = lines[index - 1]
    if before.role == "item" and before.indent == line.indent:
        at = line.start + line.indent
        words = "this line lacks the `-` of its list; if it continues the text above, it must be indented"
        yield Mistake(line.span, words, "insert `- `", (Edit(Span(at, at), "- "),))
    if owner.value[:1] not in {'"', "'", "[", "{"}:
        yield _unindented(lines, owner_at, index, run)
    yield _no_key(line)


def margin_mistakes(lines: Sequence[Line], index: int) -> Iterator[Mistake]:
    """Yield a block of text whose first line, not indented, looks like a list, a heading or a key."""
    above = owner_of(lines, index)
    if above is None or not lines[above].opens_block or lines[index].indent > lines[above].column:
        return
    first = _first_of(lines, above, index)
    yield _unindented(lines, above, first, _run(lines, first, lines[above].column))


def owner_of(lines: Sequence[Line], index: int) -> int | None:
    """Return the number of the key (or item) to which a text that is not indented would belong.

    `Ouvert : le lundi` may be a line of the text too: then the block of text that it stands in is looked for above.
    """
    nearest: int | None = None
    for at in range(index - 1, -1, -1):
        one = lines[at]
        if one.role == "item" or one.has_strict_key:
            return at if nearest is None or one.opens_block else nearest
        if one.role == "key" and nearest is None:
            nearest = at
        elif one.role == "other" and nearest is None:
            return None
    return nearest


def _first_of(lines: Sequence[Line], owner_at: int, index: int) -> int:
    """Return the number of the line with which a text of an owner begins that is not indented at `index`."""
    first = next(number for number in range(owner_at + 1, len(lines)) if lines[number].role != "blank")
    return first if lines[owner_at].opens_block and lines[first].role != "text" else index


def _run(lines: Sequence[Line], index: int, column: int) -> list[Line]:
    """Return the lines of a text from `index` on, up to the next key, without blank ones."""
    run: list[Line] = []
    for one in lines[index:]:
        if one.has_strict_key and one.indent <= column:
            break
        if one.role != "blank":
            run.append(one)
    return run


def _unindented(lines: Sequence[Line], owner_at: int, index: int, run: Sequence[Line]) -> Mistake:
    owner, line = lines[owner_at], lines[index]
    inside = next((one.indent for one in lines[owner_at + 1 : index] if one.role == "text"), None)
    indent = (inside if inside is not None else owner.column + STEP) - min(one.indent for one in run)
    edits = tuple(Edit(Span(one.start, one.start), " " * indent) for one in run)
    name = f"the key `{owner.key[:SHOWN]}`" if owner.key else "its list item"
    words = f"this text must be indented to belong to {name} above"
    certain = _ends_well(lines, index, run, in_block=owner.opens_block) and (owner.has_strict_key or not owner.key)
    meant = None
    if inside is None and owner.value[:1] == "|" and owner.value in {"|", "|-"}:
        written = {one.start: one.written.rstrip("\r") for one in run}
        last = run[-1].start
        body = "\n".join(written.get(one.start, "") for one in lines[index:] if one.start <= last)
        cut = min(one.indent for one in run)
        body = "\n".join(each[cut:] for each in body.split("\n"))
        meant = (owner.value_start, body + ("" if owner.value == "|-" else "\n"))
    elif not owner.opens_block:
        pieces = ([owner.value] if owner.value else []) + [
            one.written.strip() for one in lines[owner_at + 1 : index + len(run)] if one.role != "blank"
        ]
        contiguous = not any(one.role == "blank" for one in lines[owner_at + 1 : index + len(run)])
        at = owner.value_start if owner.value else line.start + indent + line.indent
        meant = (at, " ".join(pieces)) if contiguous else None
        certain = certain and contiguous
    return Mistake(line.span, words, "indent it", edits, certain, meant)


def _ends_well(lines: Sequence[Line], index: int, run: Sequence[Line], *, in_block: bool) -> bool:
    """Tell whether a text that is not indented certainly ends where the next key begins."""
    if not in_block and any(one.role in {"comment", "item"} for one in run):
        return False
    if any(_TIGHT_KEY.match(one.written) or _COMMENT.match(one.written) for one in run):
        return False
    after = [one for one in lines[index:] if one.start > run[-1].start and one.role != "blank"]
    if not after:  # it may be the body, above which the line `---` is missing
        return in_block and not any(one.role == "blank" for one in lines[index : index + len(run)])
    key = after[0].key or ""
    return after[0].has_strict_key and key.islower() and not (len(after) > 1 and after[1].role == "other")


def _unclosed(lines: Sequence[Line], owner_at: int, index: int, text: str) -> Mistake:
    """Explain text after a blank line, with no keys below it: the line that ends the front matter is missing."""
    at = lines[index].start
    for one in reversed(lines[owner_at + 1 : index]):  # a heading above it, which YAML takes for a comment
        if one.role == "comment" and _HEADING.match(one.written):
            at = one.start
    span = next(one.span for one in lines if one.start == at)
    words = (
        "this is no `key: value`: a line `---`, which ends the front matter, is probably missing above it "
        "(text that belongs to the key above must be indented)"
    )
    trial = (Edit(Span(at, len(text)), ""),)
    edit = Edit(Span(at, at), "---" + (lines[index].newline or "\n"))
    return Mistake(span, words, "insert `---`", (edit,), trial=trial)


def _no_key(line: Line) -> Mistake:
    words = "this line is no `key: value`; if it continues the text above, it must be indented"
    return Mistake(line.span, words, trial=(Edit(Span(line.start, line.end), ""),))
