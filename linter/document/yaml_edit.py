"""Changes of YAML front matter as edits of its text: set, rename, insert, delete; all else stays as it is written.

Every function reads the outcome again and returns None unless it holds exactly the data that was meant, the body is
the same and nothing is newly wrong; so what it returns can be trusted, whatever the text.
"""

from __future__ import annotations

from linter.document import yaml_spelling
from linter.document.block_scalar import line_start
from linter.document.front_matter import read
from linter.document.plain_data import copied, same, with_value
from linter.document.yaml_placing import block_insertions, flow_insertion, in_flow, next_line, spellings
from linter.text import Edit, Span, apply_edits

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from linter.document.node import FrontMatter, Node


def set_value(text: str, front_matter: FrontMatter, pointer: str, value: object) -> tuple[Edit, ...] | None:
    """Return the edit that gives the node at `pointer` a `value` of plain data; None where it cannot be done."""
    node = front_matter.nodes.get(pointer)
    if node is None or front_matter.format != "yaml" or not pointer:
        return None
    try:
        candidates = spellings(text, front_matter, node, value)
        expected = with_value(front_matter.data, pointer, value)
    except (ValueError, LookupError):
        return None
    return _first_good(text, front_matter, ((edit,) for edit in candidates), expected)


def rename_key(text: str, front_matter: FrontMatter, pointer: str, key: str) -> tuple[Edit, ...] | None:
    """Return the edit that gives the member at `pointer` another `key`; None where it cannot be done, or is taken."""
    node, parent = front_matter.nodes.get(pointer), _parent(front_matter, pointer)
    if node is None or node.key_span is None or parent is None or key in parent[1]:
        return None
    members = {key if name == node.key else name: each for name, each in parent[1].items()}
    try:
        written = yaml_spelling.scalar(key, flow=in_flow(front_matter, pointer))
        expected = with_value(front_matter.data, parent[0].pointer, members)
    except (ValueError, LookupError):
        return None
    return _first_good(text, front_matter, [(Edit(node.key_span, written),)], expected)


def insert_key(  # noqa: PLR0913  # where (two) and what (two) of which document (two)
    text: str, front_matter: FrontMatter, parent: str, key: str, value: object, *, order: Sequence[str] = ()
) -> tuple[Edit, ...] | None:
    """Return the edit that adds a member to the mapping at pointer `parent`; None where it cannot be done.

    It comes after the last member that `order` names before `key` (before all of them if they all come later); at the
    end where `order` does not name it.
    """
    node = front_matter.nodes.get(parent)
    if node is None or node.kind != "mapping" or node.alias or front_matter.format != "yaml":
        return None
    members = copied(node.value)
    if not isinstance(members, dict) or key in members:
        return None
    try:
        expected = with_value(front_matter.data, parent, {**members, key: value})
        if node.style == "flow" or in_flow(front_matter, parent + "/"):
            edits = [flow_insertion(text, node, key, value, order)]
        else:
            edits = block_insertions(text, front_matter, node, key, value, order)
    except (ValueError, LookupError):
        return None
    return _first_good(text, front_matter, ((edit,) for edit in edits), expected)


def delete_key(text: str, front_matter: FrontMatter, pointer: str) -> tuple[Edit, ...] | None:
    """Return the edit that removes the member of a mapping at `pointer`; None where it cannot be done.

    A comment on its last line goes with it; the last member of a mapping leaves `{}` behind.
    """
    node, parent = front_matter.nodes.get(pointer), _parent(front_matter, pointer)
    if node is None or node.key is None or parent is None or front_matter.format != "yaml":
        return None
    mapping = parent[0]
    if len(mapping.children) == 1 and mapping.pointer:
        return set_value(text, front_matter, mapping.pointer, {})
    at = next(number for number, child in enumerate(mapping.children) if child is node)
    members = {name: each for name, each in parent[1].items() if name != node.key}
    try:
        expected = with_value(front_matter.data, mapping.pointer, members)
    except LookupError:  # inside of a merge
        return None
    following = mapping.children[at + 1].key_start if at + 1 < len(mapping.children) else None
    if mapping.style == "flow":
        start = node.key_start if following is not None or not at else mapping.children[at - 1].end
        return _first_good(text, front_matter, [(Edit(Span(start, following or node.end), ""),)], expected)
    start = line_start(text, node.key_start)
    if text[start : node.key_start].strip():  # the first member of a list's item stands on the line of its dash
        edits = [] if following is None else [(Edit(Span(node.key_start, following), ""),)]
    else:
        edits = [(Edit(Span(start, min(next_line(text, node.end), front_matter.content.end)), ""),)]
        if following is not None:
            edits.append((Edit(Span(node.key_start, following), ""),))
    return _first_good(text, front_matter, edits, expected)


def _first_good(
    text: str, front_matter: FrontMatter, candidates: Iterable[tuple[Edit, ...]], expected: object
) -> tuple[Edit, ...] | None:
    kinds = sorted(defect.kind for defect in front_matter.defects)
    for edits in candidates:
        outcome = apply_edits(text, edits)
        after = read(outcome, explained=False)
        body = outcome[after.span.end :] == text[front_matter.span.end :]
        if body and same(after.data, expected) and sorted(defect.kind for defect in after.defects) == kinds:
            return edits
    return None


def _parent(front_matter: FrontMatter, pointer: str) -> tuple[Node, dict[str, object]] | None:
    node = front_matter.nodes.get(pointer.rpartition("/")[0])
    return (node, node.value) if node is not None and isinstance(node.value, dict) else None
