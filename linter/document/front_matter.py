"""The head of a document: found, parsed with the span of every key and value, and what is wrong with it in words."""

from __future__ import annotations

from linter.document.delimiters import MAX_SIZE, split
from linter.document.node import Defect, FrontMatter, Node
from linter.finding import Applicability, Fix
from linter.patterns import lazy
from linter.text import Span, apply_edits
from linter.values import cached_property, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.document.delimiters import Closing, Split
    from linter.document.node import Tree
    from linter.document.outline import Outline


_CONFLICT = lazy(r"(?:\A|(?<=[\r\n]))(?:<{7}|={7}|>{7}|\|{7})(?=\s|\Z)")


def read(text: str, *, explained: bool = True) -> FrontMatter:
    """Return the front matter of a file's text (decoded, without BOM); never raises, whatever the text.

    Without `explained` it is not looked for what is wrong with a broken one, which costs many times the reading.
    """
    if text.startswith("{"):
        from linter.document.json_nodes import read as read_json

        return read_json(text) or _none()
    found = split(text)
    if found is None:
        return _none()
    if found.defect is not None and found.defect.kind == "unclosed":
        defect = _closed(text, found.defect, found) if explained else found.defect
        return FrontMatter(found.format, found.span, found.content, defects=(defect,))
    size = found.content.end - found.content.start
    if size > MAX_SIZE:
        words = f"this front matter is longer than {MAX_SIZE:,} characters; it was not read"
        return FrontMatter(found.format, found.span, found.content, defects=(Defect("unsafe", _head(found), words),))
    return _parsed(text, found, explained=explained)


def _none() -> FrontMatter:
    return FrontMatter(None, Span(0, 0), Span(0, 0))


def _head(found: Split) -> Span:
    """Return the span of the opening delimiter."""
    return Span(found.span.start, found.span.start + 3)


def _parsed(text: str, found: Split, *, explained: bool) -> FrontMatter:
    if found.format == "toml":
        from linter.document.toml_nodes import parse as parse_toml

        tree = parse_toml(text, found.content)
    else:
        from linter.document import yaml_plain

        outline = yaml_plain.outline(text, found.content)
        if outline is not None and found.defect is None:
            return _Outlined(text, found, outline)
        tree = _parsed_by_libyaml(text, found.content) if outline is None else _built(outline, text, found.content)
    root = tree.root
    if found.defect is None and not tree.defects and root is not None and root.value.__class__ is dict:
        return FrontMatter(found.format, found.span, found.content, root, (), tree.nodes)
    causes = _explained(text, found, tree) if explained else None
    defects = ([found.defect] if found.defect else []) + (causes or tree.defects)
    if (root is None or root.value is None) and not any(defect.kind in ("invalid", "unsafe") for defect in defects):
        root = Node("mapping", found.content.start, found.content.start, "", {}, "block")
        tree.nodes[""] = root
    elif root is not None and not isinstance(root.value, dict):
        words = f"the front matter is {_NAMES[root.kind]}, not keys with values"
        if root.kind == "scalar" and ":" in text[root.start : root.end]:
            words += "; a blank is missing after the colon"
        defects.append(Defect("not-a-mapping", root.span, words))
    return FrontMatter(found.format, found.span, found.content, root, tuple(defects), tree.nodes)


class _Outlined(FrontMatter):
    """A front matter whose nodes are made when they are asked for; of most documents that is never."""

    def __init__(self, text: str, found: Split, outline: Outline) -> None:
        self.__dict__.update(format="yaml", span=found.span, content=found.content, outline=outline, _text=text)

    @cached_property
    def _tree(self) -> Tree:
        return _built(self.__dict__["outline"], self.__dict__["_text"], self.content)

    @property
    def root(self) -> Node | None:
        return self._tree.root

    @property
    def nodes(self) -> Mapping[str, Node]:
        return self._tree.nodes


def _built(outline: Outline, text: str, content: Span) -> Tree:
    from linter.document.yaml_building import tree

    return tree(outline, text, content)


def _parsed_by_libyaml(text: str, content: Span) -> Tree:
    from linter.document.yaml_nodes import parse  # imports PyYAML, which takes longer than a page to check

    return parse(text, content)


def _closed(text: str, defect: Defect, found: Split) -> Defect:
    """Return the defect of an unclosed front matter with a fix, if what is above the missing line can be read."""
    closing = found.closing
    if closing is None or len(found.content) > MAX_SIZE:
        return defect
    closed = read(apply_edits(text, (closing.edit,)), explained=False)
    if closed.defects or not closed.data or closed.content.end != closing.edit.span.start + _break(closing):
        return defect
    title = "close it" if closing.edit.span.start == closing.edit.span.end else "make it the closing line"
    applicability = Applicability.SAFE if closing.certain else Applicability.UNSAFE
    return replace(defect, fix=Fix(title, (closing.edit,), applicability))


def _break(closing: Closing) -> int:
    """Return the length of the line break that is inserted before the closing line."""
    written = closing.edit.replacement
    return len(written) - len(written.lstrip("\r\n"))


def _explained(text: str, found: Split, tree: Tree) -> list[Defect] | None:
    """Return the mistakes for which a YAML text cannot be read; None where they are not found, or it is no YAML."""
    if tree.stopped is None or _CONFLICT.search(text, found.content.start, found.content.end):
        return None
    from linter.document.yaml_mending import mended

    return mended(text, found.content, tree)


_NAMES = {"sequence": "a list", "scalar": "plain text", "mapping": "a mapping"}
