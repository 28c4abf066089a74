"""Where and how a new value or member can be written into YAML: the edits to try, the most faithful first."""

from __future__ import annotations

import re

from linter.document import yaml_spelling
from linter.document.block_scalar import BREAK, line_start
from linter.patterns import lazy
from linter.text import Edit, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.document.node import FrontMatter, Node

_REST = lazy(r"[^\r\n]*")
INDENT = 2  # of what is written anew; what is there keeps its own


def spellings(text: str, front_matter: FrontMatter, node: Node, value: object) -> list[Edit]:
    """Return the edits that may give a node another value. Raises ValueError for what is no plain data."""
    flow = in_flow(front_matter, node.pointer)
    newline = _newline(text, front_matter)
    gap = " " if node.start == node.end and text[node.start - 1 : node.start] in (":", "-") else ""
    if not isinstance(value, (list, dict)):
        lines = _scalars(text, node, value, newline, flow=flow)
        return [edit for line in lines for edit in _inline(text, node, gap + line)]
    inline = _inline(text, node, gap + yaml_spelling.collection(value, 0, newline, flow=True))
    if flow or not value or node.style == "flow":
        return inline
    found = []
    if node.style == "block":
        column = _column(text, node.start)
        found = [Edit(node.span, yaml_spelling.collection(value, column, newline, flow=False))]
    if node.key is not None:
        column = _key_column(text, node) + INDENT
        below = newline + " " * column + yaml_spelling.collection(value, column, newline, flow=False)
        starts = [_skip_back(text, node.start, " \t\r\n"), _skip_back(text, node.start, " \t")]
        found += [Edit(Span(start, node.end), below) for start in starts]
    return found + inline


def _scalars(text: str, node: Node, value: object, newline: str, *, flow: bool) -> list[str]:
    """Return how a scalar may be spelt: in the style of what it replaces if that can be, else in double quotes."""
    found = []
    blocks = node.style in ("literal", "folded")
    if isinstance(value, str) and not flow and (blocks or "\n" in value):
        column = _block_column(text, node) if blocks else _key_column(text, node) + INDENT
        block = yaml_spelling.block(value, node.style, column, newline)
        found = [] if block is None else [block]
    like = node.style if isinstance(node.value, str) else "plain"
    return [*found, yaml_spelling.scalar(value, like, flow=flow), yaml_spelling.scalar(value, "double", flow=flow)]


def _inline(text: str, node: Node, written: str) -> list[Edit]:
    """Return the edits that put a value where it was; one in lines of its own goes up to its key."""
    if node.style != "block" or node.key is None:
        return [Edit(node.span, written)]
    return [Edit(Span(_skip_back(text, node.start, " \t\r\n"), node.end), f" {written}"), Edit(node.span, written)]


def block_insertions(  # noqa: PLR0913, PLR0917  # what insert_key was given
    text: str, front_matter: FrontMatter, mapping: Node, key: str, value: object, order: Sequence[str]
) -> list[Edit]:
    """Return the edits that may add a member to a block mapping, or to an empty front matter."""
    newline = _newline(text, front_matter)
    column = _column(text, mapping.children[0].key_start) if mapping.children else 0
    line = _member(key, value, column, newline)
    if not mapping.children:
        at = front_matter.content.end if not mapping.pointer else mapping.end
        return [Edit(Span(at, at), line + newline)]
    before = _before(mapping, key, order)
    if before is None:
        first = mapping.children[0].key_start
        return [Edit(Span(first, first), line + newline + " " * column)]
    end = before.end + len(_rest(text, before.end))
    at = mapping.children.index(before) + 1
    following = line_start(text, mapping.children[at].key_start) if at < len(mapping.children) else _after(text, end)
    places = (end, following)
    edits = [Edit(Span(end, end), newline + " " * column + line)]
    if places[1] <= front_matter.content.end:
        edits.append(Edit(Span(places[1], places[1]), " " * column + line + newline))
    return edits


def _member(key: str, value: object, column: int, newline: str) -> str:
    name = yaml_spelling.scalar(key)
    if isinstance(value, (list, dict)) and value:
        below = newline + " " * (column + INDENT)
        return f"{name}:{below}{yaml_spelling.collection(value, column + INDENT, newline, flow=False)}"
    if isinstance(value, (list, dict)):
        return f"{name}: {yaml_spelling.collection(value, 0, newline, flow=True)}"
    block = yaml_spelling.block(value, "literal", column + INDENT, newline) if isinstance(value, str) else None
    inline = not (isinstance(value, str) and "\n" in value)
    return f"{name}: {yaml_spelling.scalar(value) if inline or block is None else block}"


def flow_insertion(text: str, mapping: Node, key: str, value: object, order: Sequence[str]) -> Edit:
    """Return the edit that adds a member to `{…}`."""
    nested = isinstance(value, (list, dict))
    written = yaml_spelling.collection(value, 0, "\n", flow=True) if nested else yaml_spelling.scalar(value, flow=True)
    member = f"{yaml_spelling.scalar(key, flow=True)}: {written}"
    if not mapping.children:
        at = text.index("{", mapping.start) + 1
        return Edit(Span(at, at), member)
    before = _before(mapping, key, order)
    if before is None:
        at = mapping.children[0].key_start
        return Edit(Span(at, at), f"{member}, ")
    return Edit(Span(before.end, before.end), f", {member}")


def _before(mapping: Node, key: str, order: Sequence[str]) -> Node | None:
    """Return the member after which `key` belongs; None where it comes first."""
    if key not in order:
        return mapping.children[-1]
    rank = {name: number for number, name in enumerate(order)}
    earlier = [child for child in mapping.children if rank.get(child.key or "", len(rank)) < rank[key]]
    return earlier[-1] if earlier else None


def in_flow(front_matter: FrontMatter, pointer: str) -> bool:
    """Tell whether the node at `pointer` stands inside of `[…]` or `{…}`."""
    while pointer:
        pointer = pointer.rpartition("/")[0]
        node = front_matter.nodes.get(pointer)
        if node is not None and node.style == "flow":
            return True
    return False


def _newline(text: str, front_matter: FrontMatter) -> str:
    found = BREAK.search(text, front_matter.span.start, front_matter.span.end)
    return found[0] if found else "\n"


def _column(text: str, at: int) -> int:
    return at - line_start(text, at)


def _key_column(text: str, node: Node) -> int:
    return _column(text, node.key_start if node.key is not None else node.start)


def _block_column(text: str, node: Node) -> int:
    """Return the indentation of a block scalar's first line that is not blank, or a new one's."""
    lines = re.split(r"\r\n|\r|\n", text[node.start : node.end])[1:]
    written = next((line for line in lines if line.strip()), None)
    return _key_column(text, node) + INDENT if written is None else len(written) - len(written.lstrip(" "))


def _rest(text: str, at: int) -> str:
    rest = _REST.match(text, at)
    return rest[0] if rest else ""


def next_line(text: str, at: int) -> int:
    """Return where the line after that of `at` begins."""
    found = BREAK.search(text, at)
    return found.end() if found else len(text)


def _after(text: str, end: int) -> int:
    """Return where the blank lines after a line's `end` are over."""
    blank = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n))*").match(text, end)
    return blank.end() if blank else end


def _skip_back(text: str, at: int, blanks: str) -> int:
    while at and text[at - 1] in blanks:
        at -= 1
    return at
