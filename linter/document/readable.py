"""What of a broken YAML front matter can be read for certain, so that its checks go on there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.document.delimiters import MAX_SIZE
from linter.document.node import FrontMatter, Node
from linter.finding import Applicability
from linter.text import Span, apply_edits
from linter.values import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.document.node import Defect
    from linter.text import Edit

_CLOSED = ("single", "double", "flow")
_INDENTED = ("literal", "folded", "block")
_TRIALS = 8  # parses of ever shorter beginnings


def readable(text: str, front_matter: FrontMatter) -> FrontMatter:
    """Return what can be read of a broken YAML front matter (`partial`, perhaps nothing), any other as it is.

    Where its mistakes are mended safely, that is every top-level key but those which the mend touches, else those far
    enough above the first mistake.
    """
    broken = front_matter.root is None and any(one.kind == "invalid" for one in front_matter.defects)
    if not broken or front_matter.format != "yaml" or len(front_matter.content) > MAX_SIZE:
        return front_matter
    return _mended(text, front_matter) or _beginning(text, front_matter)


def _mended(text: str, broken: FrontMatter) -> FrontMatter | None:
    """Return the front matter as it is once mended, with the places where its parts are now."""
    fixes = [one.fix for one in broken.defects]
    edits = [edit for fix in fixes if fix is not None for edit in fix.edits]
    if any(fix is None or fix.applicability is not Applicability.SAFE for fix in fixes):
        return None
    from linter.document.front_matter import read

    try:
        mended = read(apply_edits(text, edits), explained=False)
    except ValueError:  # pragma: no cover  # two mends of one place; none are known that overlap
        return None
    if mended.root is None or mended.defects:  # pragma: no cover  # a mend is safe only where this was read already
        return None
    children = [_moved(child, edits) for child in mended.root.children]
    first, last = min(edit.span for edit in edits).start, max(edit.span.end for edit in edits)
    above = _unmixed([child for child in children if child.end < first], text, broken.content)
    below = [child for child in children if child.key_start > last]
    return _certain(broken, [*above, *below], (), children)


def _moved(node: Node, edits: Sequence[Edit]) -> Node:
    """Return a node of the mended text where it is in the broken one; it cannot be edited there."""
    value, key = _span_before(node.span, edits), _span_before(Span(node.key_start, node.key_end), edits)
    return node._replace(
        start=value.start,
        end=value.end,
        key_start=key.start,
        key_end=key.end,
        children=tuple(_moved(child, edits) for child in node.children),
        region_of=None,
    )


def _span_before(span: Span, edits: Sequence[Edit]) -> Span:
    from linter.document.yaml_mending import before

    start, end = before(span.start, edits), before(span.end, edits)
    return Span(start, max(start, end))


def _beginning(text: str, broken: FrontMatter) -> FrontMatter:
    """Return the top-level keys above the first mistake, without the last two: it may begin within them."""
    from linter.document.yaml_nodes import parse

    content = broken.content
    stopped = parse(text, content).stopped
    places = [one.span.start for one in broken.defects if one.kind == "invalid"]
    mistake = min(places if stopped is None else [*places, stopped.end])
    keys = [start for start in _keys(text, content) if start <= mistake]
    for cut in list(reversed(keys[:-1]))[:_TRIALS]:
        tree = parse(text, Span(content.start, cut))
        if tree.root is not None and isinstance(tree.root.value, dict):
            return _certain(broken, _unmixed(tree.root.children, text, content), tree.defects, tree.root.children)
    return replace(broken, defects=(), partial=True)


def _keys(text: str, content: Span) -> list[int]:
    """Return where the lines begin that have a key and are not indented."""
    from linter.document.yaml_lines import read_lines

    lines = read_lines(text[content.start : content.end])
    return [content.start + line.start for line in lines if line.role == "key" and not line.column]


def _unmixed(children: Sequence[Node], text: str, content: Span) -> list[Node]:
    """Return the members above a mistake up to where what raises no error may be part of it.

    A quote or a bracket that is never closed can end by chance some lines later; of a list or mapping, some lines may
    have lost their indentation, which begins another one.
    """
    starts = _keys(text, content)
    kept: list[Node] = []
    for child in children:
        if child.style in _CLOSED and any(child.start < start < child.end for start in starts):
            break
        kept.append(child)
    mixed = [at for at, child in enumerate(kept) if child.style == "block" or not len(child.span)]
    return kept[: mixed[-1]] if mixed else kept


def _certain(
    broken: FrontMatter, children: Sequence[Node], twins: Sequence[Defect], every: Sequence[Node]
) -> FrontMatter:
    """Return a front matter with some of `every` top-level key that could be read.

    What stands below a key whose value is indented may have lost its indentation, and be no key of the front matter at
    all: this shows where the schema knows no such key, or where it is there twice.
    """
    base, end = broken.content.start, broken.content.end
    first = next((child.end for child in every if not len(child.span) or child.style in _INDENTED), end)
    doubtful = Span(min(first, end), end)
    kept = [child for index, child in enumerate(children) if not _is_odd(child, doubtful, children[:index])]
    value = {child.key: child.value for child in kept if child.key is not None and child.key != "<<"}
    root = Node("mapping", base, kept[-1].end if kept else base, "", value, "block", children=tuple(kept))
    return replace(
        broken,
        root=root,
        defects=tuple(one for one in twins if _is_told(one, kept)),
        nodes={node.pointer: node for node in root.walk()},
        partial=True,
        doubtful=doubtful,
    )


def _is_odd(node: Node, doubtful: Span, above: Sequence[Node]) -> bool:
    """Tell whether a key that may be none is there twice."""
    return doubtful.covers(Span(node.key_start, node.key_end)) and any(one.key == node.key for one in above)


def _is_told(defect: Defect, kept: Sequence[Node]) -> bool:
    return defect.kind == "duplicate-key" and any(one.key_start <= defect.span.start <= one.end for one in kept)
