"""Why a YAML text cannot be read, in words and at the author's mistake, and how it is mended where that is certain.

A mistake is only supposed from the look of the lines; it is reported if the parser gets further once it is mended.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from linter.document.node import Defect
from linter.document.yaml_lines import read_lines
from linter.document.yaml_nodes import parse
from linter.document.yaml_scalars import resolve
from linter.document.yaml_structure import structure_mistakes
from linter.document.yaml_values import value_mistakes
from linter.finding import Applicability, Fix
from linter.text import Edit, Span, apply_edits
from linter.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.document.node import Tree
    from linter.document.yaml_lines import Line
    from linter.document.yaml_mistake import Mistake

MAX_SIZE = 16 * 1024  # code points; each supposed mistake costs one more parse, and no real front matter has half of it
_MISTAKES = 6
_TRIALS = 24
_NEAR = 30  # lines above the place where the parser gave up


class _Step(NamedTuple):
    """A mistake that was confirmed, and the text and tree after it; offsets of `mistake` are those before it."""

    mistake: Mistake
    edits: tuple[Edit, ...]
    text: str
    tree: Tree


def mended(text: str, content: Span, tree: Tree) -> list[Defect] | None:
    """Return one defect per mistake in the YAML at `content` of a file's `text`; None where no cause was found.

    `tree` is what the parser made of it.
    """
    current = text[content.start : content.end]
    if tree.stopped is None or len(current) > MAX_SIZE:
        return None
    stopped = tree.stopped.shifted(-content.start)
    steps: list[_Step] = []
    while len(steps) < _MISTAKES and (step := _step(current, stopped)) is not None:
        steps.append(step)
        current = step.text
        if step.tree.stopped is None:
            break
        stopped = step.tree.stopped
    return _defects(steps, content.start) if steps else None


def _step(text: str, stopped: Span) -> _Step | None:
    """Return the first supposed mistake without which all can be read, else the first without which more can."""
    further: _Step | None = None
    for mistake in _supposed(text, stopped):
        edits = mistake.trial or mistake.edits
        try:
            after = apply_edits(text, edits)
        except ValueError:
            continue
        tree = parse(after, Span(0, len(after)))
        step = _Step(mistake, edits, after, tree)
        if tree.stopped is None:
            if tree.root is not None and isinstance(tree.root.value, dict):
                return step
        elif further is None and before(tree.stopped.end, edits) > max(stopped.end, mistake.span.end):
            further = step
    return further


def _supposed(text: str, stopped: Span) -> Sequence[Mistake]:
    """Return what may be wrong, from where the parser gave up backwards; what only takes lines away comes last."""
    lines = read_lines(text)
    starts = [line.start for line in lines]
    last = bisect_right(starts, stopped.end) - 1
    first = bisect_right(starts, stopped.start) - 1
    numbers = dict.fromkeys([first, *range(last, max(-1, last - _NEAR), -1)])
    found = [mistake for number in numbers for mistake in _of_line(lines, number, text)]
    return list(islice(sorted(found, key=lambda mistake: not mistake.edits), _TRIALS))


def _of_line(lines: Sequence[Line], number: int, text: str) -> Iterator[Mistake]:
    line = lines[number]
    if line.written.startswith(("---", "...")):  # a second document
        return
    if line.role in {"key", "item"}:
        for mistake in value_mistakes(line, _below(lines, number)):
            # `- Ouvert : le lundi` and the like are rather text than a key.
            is_key = line.key is None or (line.has_strict_key and (line.column == line.indent or line.key[0].islower()))
            is_key = is_key or not line.column
            yield mistake if is_key else replace(mistake, certain=False)
    if line.role != "blank":
        yield from structure_mistakes(lines, number, text)


def _below(lines: Sequence[Line], number: int) -> list[Line]:
    """Return the lines right below one that are indented deeper than it."""
    column = lines[number].column
    found: list[Line] = []
    for line in lines[number + 1 :]:
        if line.role == "blank" or line.indent <= column:
            break
        found.append(line)
    return found


def _defects(steps: Sequence[_Step], base: int) -> list[Defect]:
    whole = steps[-1].tree.stopped is None and not any(step.mistake.trial for step in steps)
    certain = whole and not steps[-1].tree.defects and _has_all_keys(steps[-1])
    certain = certain and all(step.mistake.certain and _is_meant(steps, at) for at, step in enumerate(steps))
    defects: list[Defect] = []
    for at, step in enumerate(steps):
        span = _original(step.mistake.span, steps[:at])
        edits = [Edit(_original(edit.span, steps[:at]).shifted(base), edit.replacement) for edit in step.mistake.edits]
        applicability = Applicability.SAFE if certain else Applicability.UNSAFE
        fix = Fix(step.mistake.title, tuple(edits), applicability) if edits else None
        defects.append(Defect("invalid", span.shifted(base), step.mistake.message, fix))
    return defects


def _has_all_keys(step: _Step) -> bool:
    """Tell whether each line that looks like a key of the front matter is one, once all is mended."""
    keys = step.tree.root.value if step.tree.root is not None else None
    written = [line.key for line in read_lines(step.text) if line.has_strict_key and not line.column]
    return isinstance(keys, dict) and all(key in keys for key in written)


def _is_meant(steps: Sequence[_Step], at: int) -> bool:
    """Tell whether the value that a mistake concerned is read, at last, as its author meant it."""
    if steps[at].mistake.meant is None:
        return True
    offset, value = steps[at].mistake.meant or (0, "")
    for step in steps[at + 1 :]:
        offset += sum(len(edit.replacement) - len(edit.span) for edit in step.edits if edit.span.end <= offset)
    values = [node.value for node in steps[-1].tree.nodes.values() if node.start == offset]
    return value in values or resolve(value) in values


def _original(span: Span, steps: Sequence[_Step]) -> Span:
    start, end = span.start, span.end
    for step in reversed(steps):
        start, end = before(start, step.edits), before(end, step.edits)
    return Span(start, max(start, end))


def before(offset: int, edits: Sequence[Edit]) -> int:
    """Return where an offset of the text after `edits`, which do not overlap, was before them."""
    moved = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        start = edit.span.start + moved
        if offset < start:
            break
        if offset < start + len(edit.replacement):
            return edit.span.start
        moved += len(edit.replacement) - len(edit.span)
    return offset - moved
