"""The rule quoting-style."""

from __future__ import annotations

from linter.document.yaml_spelling import scalar
from linter.finding import Applicability, Fix, Problem, Severity
from linter.rule import Stage, rule
from linter.schema_rule import SchemaOptions
from linter.text import Edit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    from linter.document import Document
    from linter.document.node import Node

    Style = Literal["plain", "single", "double"]

_WORDS: dict[Style, str] = {"plain": "without quotes", "single": "in single quotes", "double": "in double quotes"}
_MARKS = {"plain": "", "single": "'", "double": '"'}


@rule(
    "quoting-style",
    category="front-matter",
    options=SchemaOptions,
    severity=Severity.INFO,
    stage=Stage.LAYOUT,
    style=True,
    only=("option:schema",),
)
def quoting_style(document: Document, options: SchemaOptions) -> Iterator[Problem]:
    """A text with other quotes than its schema wants."""
    head = document.front_matter
    if options.schema is None or not options.schema.mentions("style") or head.format != "yaml" or head.root is None:
        return
    wanted = {key: one["style"] for key, one in options.schema.annotations.items() if "style" in one}
    for key, node, flow in _texts(head.root, "", flow=False) if wanted else ():
        style = next((one for one in _WORDS if one == wanted.get(key)), None)
        written = _written(document, node, style, flow=flow) if style is not None else None
        if style is not None and written is not None:
            fix = Fix(f"write it {_WORDS[style]}", (Edit(node.span, written),), Applicability.SAFE)
            yield Problem(node.span, f"the schema wants this text {_WORDS[style]}", fix)


def _texts(node: Node, key: str, *, flow: bool) -> Iterator[tuple[str, Node, bool]]:
    """Yield the texts, each with its key path ("phases[].name"), and whether it stands in `[…]` or `{…}`."""
    if node.kind == "scalar" and isinstance(node.value, str) and node.alias is None:
        yield key, node, flow
    for child in node.children:
        name = f"{key}[]" if child.key is None else f"{key}.{child.key}".lstrip(".")
        yield from _texts(child, name, flow=flow or node.style == "flow")


def _written(document: Document, node: Node, style: Style, *, flow: bool) -> str | None:
    """Return how a text of one line is written in a style; None where it is, and where it cannot be."""
    before = document.text[node.start : node.end]
    tagged = node.tag is not None or before.startswith("&")
    if node.style not in _MARKS or node.style == style or tagged or "\n" in before or "\r" in before:
        return None
    try:
        written = scalar(node.value, style, flow=flow)
    except ValueError:
        return None
    quoted = written[0] if written[0] in "'\"" else ""
    return written if quoted == _MARKS[style] else None
