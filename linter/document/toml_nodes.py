"""TOML front matter: values from `tomllib`, the spans of keys and values from tree-sitter."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

from linter.document.node import Defect, Node, Tree
from linter.document.toml_places import Place, places
from linter.patterns import lazy
from linter.text import Source, Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.document.node import DefectKind, Kind, Style
    from linter.document.region import Region

MAX_DEPTH = 100
MAX_LINE = 4096  # code points; tomllib takes quadratic time over a key of thousands of parts
_PLACE = lazy(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_KEY_OR_BRACKET = lazy(r"[^=\r\n]*")


def parse(text: str, content: Span) -> Tree:
    """Build the nodes of the TOML at `content` of a file's `text`; never raises, whatever the text."""
    written = text[content.start : content.end]
    try:
        for key in _KEY_OR_BRACKET.finditer(written):
            if len(key[0]) > MAX_LINE and key[0].count(".") > MAX_DEPTH:
                return _refused("unsafe", content.start + key.start(), f"a key of more than {MAX_DEPTH} parts")
        data = tomllib.loads(written)
        return _Builder(text, content, places(written)).tree(data)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        place = _PLACE.search(message)
        offset = len(written.rstrip())
        if place and place[1]:
            offset = min(Source(written).line_starts[int(place[1]) - 1] + int(place[2]) - 1, len(written))
        words = _PLACE.sub("", message)
        return _refused("invalid", content.start + offset, words[:1].lower() + words[1:])
    except (RecursionError, _TooDeepError):
        return _refused("unsafe", content.start, f"nested more than {MAX_DEPTH} levels deep; it was not read")
    except ValueError:  # Python refuses to convert a number of more than 4,300 digits
        return _refused("invalid", content.start, "a number here is too long to be one")


def _refused(kind: DefectKind, offset: int, words: str) -> Tree:
    return Tree(defects=[Defect(kind, Span(offset, offset), words)])


class _TooDeepError(Exception):
    pass


class _Builder:
    """Nodes for the data that tomllib read, each at the place that tree-sitter saw."""

    def __init__(self, text: str, content: Span, known: Mapping[str, Place]) -> None:
        self.text = text
        self.base = content.start
        self.known = known
        self.nodes: dict[str, Node] = {}

    def tree(self, data: dict[str, object]) -> Tree:
        root = self.node(data, "", None, 1)
        return Tree(root, self.nodes)

    def node(self, data: object, pointer: str, key: str | None, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise _TooDeepError
        place = self.known.get(pointer, Place())
        spot = (key, self.base + place.key_start, self.base + place.key_end)
        start, end = self.base + place.start, self.base + place.end
        if isinstance(data, (dict, list)):
            node = self.collection(data, (start, end), pointer, spot, depth)
        else:
            node = self.scalar(data, (start, end), pointer, spot)
        self.nodes[pointer] = node
        return node

    def scalar(self, data: object, at: tuple[int, int], pointer: str, spot: tuple[str | None, int, int]) -> Node:
        written = self.text[at[0] : at[1]]
        if isinstance(data, str):
            style: Style = "single" if written.startswith("'") else "double"
            return Node("scalar", at[0], at[1], pointer, data, style, *spot, region_of=self.region)
        value = data if isinstance(data, (bool, int, float)) else written  # dates stay as they are written
        return Node("scalar", at[0], at[1], pointer, value, "plain", *spot)

    def collection(
        self, data: object, at: tuple[int, int], pointer: str, spot: tuple[str | None, int, int], depth: int
    ) -> Node:
        if isinstance(data, list):
            items = [self.node(item, f"{pointer}/{at}", None, depth + 1) for at, item in enumerate(data)]
            value: object = [item.value for item in items]
        else:
            members: dict[str, object] = data if isinstance(data, dict) else {}
            items = [
                self.node(item, f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}", key, depth + 1)
                for key, item in members.items()
            ]
            value = {item.key: item.value for item in items}
            items.sort(key=lambda node: node.key_start)
        starts = [item.start if item.key is None else item.key_start for item in items]
        start = min([at[0], *starts] if at[1] > at[0] else starts or [at[0]])
        end = max([at[1], *(item.end for item in items)])
        headed = at[0] <= spot[1] < at[1]  # `[key]` and `[[key]]` hold their key, `key = {…}` does not
        style: Style = "flow" if self.text[start : start + 1] in ("[", "{") and not headed else "block"
        kind: Kind = "sequence" if isinstance(data, list) else "mapping"
        return Node(kind, start, end, pointer, value, style, *spot, children=tuple(items))

    def region(self, node: Node) -> Region:
        """Return the region of a string: exact where it has no escapes, else one span for all of it."""
        from linter.document.region import Region

        value = str(node.value)
        start = node.start + (3 if self.text.startswith(('"""', "'''"), node.start) else 1)
        exact = self.text.startswith(value, start)

        def spans() -> list[Span]:
            if exact:
                return [Span(start + at, start + at + 1) for at in range(len(value))]
            return [Span(node.start, node.end)] * len(value)

        return Region(value, node.pointer, start, spans, _Spelling(node.style) if exact else None)


class _Spelling:
    """How a replacement is written inside of a TOML string of one line without escapes."""

    def __init__(self, style: Style) -> None:
        quote = "'" if style == "single" else '"\\\\'
        self.forbidden = re.compile(f"[{quote}\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")

    def __call__(self, _span: Span, replacement: str, _result: str) -> str | None:
        return None if self.forbidden.search(replacement) else replacement
