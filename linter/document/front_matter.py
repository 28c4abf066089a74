"""The head of a document: found, parsed with the span of every key and value, and what is wrong with it in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.document.delimiters import MAX_SIZE, split
from linter.document.node import Defect, FrontMatter, Node
from linter.text import Span

if TYPE_CHECKING:
    from linter.document.delimiters import Split


def read(text: str) -> FrontMatter:
    """Return the front matter of a file's text (decoded, without BOM); never raises, whatever the text."""
    if text.startswith("{"):
        from linter.document.json_nodes import read as read_json

        return read_json(text) or _none()
    found = split(text)
    if found is None:
        return _none()
    if found.defect is not None and found.defect.kind == "unclosed":
        return FrontMatter(found.format, found.span, found.content, defects=(found.defect,))
    size = found.content.end - found.content.start
    if size > MAX_SIZE:
        words = f"this front matter is longer than {MAX_SIZE:,} characters; it was not read"
        return FrontMatter(found.format, found.span, found.content, defects=(Defect("unsafe", _head(found), words),))
    return _parsed(text, found)


def _none() -> FrontMatter:
    return FrontMatter(None, Span(0, 0), Span(0, 0))


def _head(found: Split) -> Span:
    """Return the span of the opening delimiter."""
    return Span(found.span.start, found.span.start + 3)


def _parsed(text: str, found: Split) -> FrontMatter:
    if found.format == "toml":
        from linter.document.toml_nodes import parse as parse_toml

        tree = parse_toml(text, found.content)
    else:
        from linter.document.yaml_nodes import parse as parse_yaml

        tree = parse_yaml(text, found.content)
    root = tree.root
    if found.defect is None and not tree.defects and root is not None and root.value.__class__ is dict:
        return FrontMatter(found.format, found.span, found.content, root, (), tree.nodes)
    defects = ([found.defect] if found.defect else []) + tree.defects
    if (root is None or root.value is None) and not any(defect.kind in ("invalid", "unsafe") for defect in defects):
        root = Node("mapping", found.content.start, found.content.start, "", {}, "block")
        tree.nodes[""] = root
    elif root is not None and not isinstance(root.value, dict):
        words = f"the front matter is {_NAMES[root.kind]}, not keys with values"
        if root.kind == "scalar" and ":" in text[root.start : root.end]:
            words += "; a blank is missing after the colon"
        defects.append(Defect("not-a-mapping", root.span, words))
    return FrontMatter(found.format, found.span, found.content, root, tuple(defects), tree.nodes)


_NAMES = {"sequence": "a list", "scalar": "plain text", "mapping": "a mapping"}
