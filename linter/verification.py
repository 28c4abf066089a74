"""Whether a fixed document is the original with the declared changes and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.finding import Applicability, Effect
from linter.text import Edit, Span
from linter.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linter.document import Document
    from linter.document.node import FrontMatter
    from linter.finding import Fix


_MARK = "\ufeff"


@dataclass(slots=True)
class Changes:
    """What the fixes of one document declared, gathered round by round, and the edits of each round."""

    rounds: list[tuple[Edit, ...]] = field(default_factory=list)
    pointers: set[str] = field(default_factory=set)
    effects: set[Effect] = field(default_factory=set)

    def record(self, before: Document, after: Document, edits: tuple[Edit, ...], fixes: Iterable[Fix]) -> None:
        """Note what one round of edits touches, in the document before it and in the one after it."""
        self.rounds.append(edits)
        for fix in fixes:
            self.pointers.update(fix.pointers)
            self.effects.update(fix.effects)
            if fix.applicability is Applicability.UNSAFE:
                self.effects.add(Effect.STRUCTURE)
        self.pointers.update(_touched(before.front_matter, (edit.span for edit in edits)))
        self.pointers.update(_touched(after.front_matter, _landed(edits)))


def objection(before: Document, after: Document, changes: Changes) -> str | None:
    """Return why `after` must not be written (None if it may).

    Front matter data may differ only at the declared pointers, the order of keys not at all; the body must have the
    same block skeleton; the file's BOM and line endings stay. What a fix declared as its effect may change.
    """
    head, new = before.front_matter, after.front_matter
    if head.root is not None and new.root is None:
        return "the front matter could no longer be parsed"
    if head.root is not None:
        for pointer in differences(head.data, new.data):
            if not any(pointer == one or pointer.startswith(f"{one}/") for one in changes.pointers):
                return f"the front matter value at {pointer or 'the top'} would change as well"
    if before.source.bom != after.source.bom and Effect.BYTE_ORDER_MARK not in changes.effects:
        return "the byte order mark would change"
    if after.text.startswith(_MARK) and not after.source.bom:
        return "the text would begin with what is read as a byte order mark"
    if Effect.LINE_ENDINGS not in changes.effects and _new_line_endings(before, after):
        return "the line endings would change"
    if Effect.STRUCTURE not in changes.effects and _skeleton(before) != _skeleton(after):
        return "the structure of the text (headings, lists, tables, …) would change"
    return None


def differences(one: object, other: object, pointer: str = "") -> Iterator[str]:
    """Yield the JSON pointers at which two trees of plain data differ; a change in key order counts as one."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in [*one, *(key for key in other if key not in one)]:
            below = f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}"
            if key in one and key in other:
                yield from differences(one[key], other[key], below)
            else:
                yield below
        if [key for key in one if key in other] != [key for key in other if key in one]:
            yield pointer
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for index, (left, right) in enumerate(zip(one, other, strict=True)):
            yield from differences(left, right, f"{pointer}/{index}")
    elif type(one) is not type(other) or not (one == other or one != one):  # noqa: PLR0124  # NaN equals NaN here
        yield pointer


def _touched(head: FrontMatter, spans: Iterable[Span]) -> Iterator[str]:
    if head.root is None:
        return
    leaves = [node for node in head.root.walk() if not node.children]
    keyed = [node for node in head.root.walk() if node.key_span is not None]
    for span in spans:
        if span.start >= head.span.end:
            continue
        for node in leaves:
            if _meets(span, node.span):
                yield node.pointer
        for node in keyed:
            if node.key_span is not None and _meets(span, node.key_span):
                yield node.pointer


def _meets(edit: Span, node: Span) -> bool:
    """Tell whether an edit can change a node; text inserted at either end of it can."""
    if edit.start == edit.end or node.start == node.end:
        return node.start <= edit.end and edit.start <= node.end
    return edit.overlaps(node)


def _landed(edits: tuple[Edit, ...]) -> Iterator[Span]:
    """Yield where each replacement stands in the text after all the edits."""
    moved = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        start = edit.span.start + moved
        yield Span(start, start + len(edit.replacement))
        moved += len(edit.replacement) - len(edit.span)


def _new_line_endings(before: Document, after: Document) -> bool:
    return bool(_line_endings(after) - _line_endings(before)) and bool(_line_endings(before))


def _line_endings(document: Document) -> set[str]:
    text = document.text
    rest = text.replace("\r\n", "")
    return {ending for ending, there in (("\r\n", "\r\n" in text), ("\n", "\n" in rest), ("\r", "\r" in rest)) if there}


def _skeleton(document: Document) -> list[tuple[str, int]]:
    # Nobody sees comments: they may come and go.
    comments = {comment.span.start: comment.span.end for comment in document.markdown.comments}
    return [
        (block.kind, block.depth)
        for block in document.markdown.blocks
        if block.span.end > comments.get(block.span.start, block.span.start) or block.span.start == block.span.end
    ]
