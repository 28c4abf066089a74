"""How a replacement inside of a YAML string is spelt, so that the string says what was meant and nothing else moves."""

from __future__ import annotations

from linter.document.block_scalar import BREAK, indentation, line_start
from linter.document.yaml_scalars import resolve
from linter.patterns import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linter.document.node import Node
    from linter.text import Span

CONTROL = lazy("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
# What a plain scalar may not hold: https://yaml.org/spec/1.2.2/#733-plain-style. The second is for `[…]` and `{…}`.
_NOT_PLAIN = lazy(r"\A[ \t]|[ \t]\Z|:(?=[ \t]|\Z)|[ \t]#|\A[#,\[\]{}&*!|>'\"%@`]|\A[-?:](?=[ \t]|\Z)|[\r\n]")
_NOT_IN_FLOW = lazy(r"[,\[\]{}]|:(?=[,\[\]{}])|\A-(?=[,\[\]{}])|\A[?:]")  # libyaml: no `[:0]`, no `[?x]`
_REST = lazy(r"[^\r\n]*")


def is_plain(value: str, *, flow: bool = True) -> bool:
    """Tell whether a string can stand in a file without quotes (inside `[…]` or `{…}` if `flow`), and is one then."""
    if not value or _NOT_PLAIN.search(value) or CONTROL.search(value) or (flow and _NOT_IN_FLOW.search(value)):
        return False
    return isinstance(resolve(value), str) and not value.startswith(("---", "..."))


def spell(text: str, node: Node, in_flow: bool, span: Span, replacement: str, result: str) -> str | None:  # noqa: FBT001, PLR0913, PLR0917  # a partial holds the first three
    """Return how `replacement` at `span` of a file's `text` is written in a string's style; None if it cannot be.

    `result` is the whole value that it leads to; `in_flow` says that the string stands inside of `[…]` or `{…}`.
    Double quotes can hold a line break (as an escape), literal blocks too (as a line), the other styles cannot; none
    takes control characters.
    """
    if CONTROL.search(replacement) or "\r" in replacement or _moves_edge(text, span, replacement, node):
        return None
    if node.style == "double":
        return replacement.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    if "\n" in replacement:
        return _lines(text, node, replacement) if node.style == "literal" else None
    if node.style == "single":
        return replacement.replace("'", "''")
    if node.style == "plain" and not (is_plain(result, flow=in_flow) or node.tag in ("!!str", "!")):
        return None
    return replacement


def _moves_edge(text: str, span: Span, replacement: str, node: Node) -> bool:
    """Tell whether blanks or breaks would come to stand where the style reads them otherwise: at the edge of a line."""
    block = node.style in ("literal", "folded")
    if not block and not BREAK.search(text, node.start, node.end):
        return False
    if text[span.end - 1 : span.end] in ("\r", "\n") and span.start < span.end:
        return True  # the indentation after the break belongs to no character, and would stay
    before = text[line_start(text, span.start) : span.start]
    rest = _REST.match(text, span.end)
    after = rest[0] if rest else ""
    if not before.strip() and not after.strip() and not (replacement.strip() and span.start < span.end):
        return True
    if block and (
        not before or not str(node.value).strip()
    ):  # below the last line, or no line to copy the indentation of
        return True
    left, right = before.strip(" \t") == "", after.strip(" \t") == ""
    if (
        node.style == "folded"
        and left
        and _is_blank(text[span.start : span.start + 1]) != _is_blank((replacement + after)[:1])
    ):
        return True  # the break above is kept where a line begins with a blank, and folded where not
    if not block and left and span.start == span.end and after[:1] in (" ", "\t"):
        return True  # these blanks belong to no character; behind something they would
    if replacement:
        return (left and replacement[0] in " \t\n") or (right and replacement[-1] in " \t\n")
    return (left and after[:1] in ("", " ", "\t")) or (right and before[-1:] in ("", " ", "\t"))


def _is_blank(char: str) -> bool:
    return char in (" ", "\t")


def _lines(text: str, node: Node, replacement: str) -> str:
    """Return a replacement of several lines with the indentation and the line ending of the literal block."""
    start = text.index("|", node.start)
    blanks = " " * indentation(text, start, node.end, str(node.value))
    newline = BREAK.search(text, start)
    first, *others, last = replacement.split("\n")
    written = (first, *(line and blanks + line for line in others), blanks + last)
    return (newline[0] if newline else "\n").join(written)
