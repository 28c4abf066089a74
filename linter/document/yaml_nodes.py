"""The nodes of a YAML text with exact spans, built from libyaml's events; the only module that imports `yaml`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import yaml

try:
    from yaml.cyaml import CParser
except ImportError as error:
    message = "PyYAML is installed without libyaml, whose positions contentlint needs: install a PyYAML wheel"
    raise ImportError(message) from error

from linter.document.masking import mask
from linter.document.node import Defect, Node, Tree
from linter.document.scalar_map import scalar_region
from linter.document.yaml_errors import explain
from linter.document.yaml_scalars import CORE, resolve, short_tag, tagged
from linter.text import Source, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from linter.document.node import DefectKind, Kind, Style

MAX_DEPTH = 100
MAX_NODES = 100_000
_STYLES: Mapping[str, Style] = {"": "plain", "'": "single", '"': "double", "|": "literal", ">": "folded"}
_COLLECTION_TAGS = {CORE + "map": "mapping", CORE + "seq": "sequence"}
_CORE_TAGS = frozenset({"!"} | {CORE + name for name in ("str", "null", "bool", "int", "float", "map", "seq")})


def parse(text: str, content: Span) -> Tree:
    """Build the nodes of the YAML at `content` of a file's `text`; never raises, whatever the text."""
    masked, unmask = mask(text[content.start : content.end])
    builder = _Builder(text, content, masked, unmask)
    try:
        root = builder.document()
    except _Refused as refused:
        return Tree(defects=[*builder.defects, refused.defect])
    except yaml.MarkedYAMLError as error:
        span, words = explain(masked, error.problem or "", _index(error.problem_mark), _index(error.context_mark))
        defect = Defect("invalid", span.shifted(content.start), words.translate(unmask))
        return Tree(defects=[*builder.defects, defect])
    return Tree(root, builder.nodes, builder.defects)


def _index(mark: Any) -> int | None:  # noqa: ANN401  # libyaml's own Mark class, which has no stubs
    return None if mark is None else mark.index


class _Refused(Exception):  # noqa: N818  # not an error of ours: it carries what is wrong with the text
    def __init__(self, defect: Defect) -> None:
        super().__init__(defect.message)
        self.defect = defect


class _Anchor(NamedTuple):
    node: Node
    count: int
    height: int


class _Place(NamedTuple):
    """Where the next value stands: its pointer and, in a mapping, its key."""

    pointer: str
    key: str | None = None
    key_span: Span | None = None


class _Builder:
    """One pass over the events; recursion is bounded by MAX_DEPTH."""

    def __init__(self, text: str, content: Span, masked: str, unmask: Mapping[int, str]) -> None:
        self.text = text
        self.base = content.start
        self.masked = masked
        self.unmask = unmask
        self.next: Callable[[], Any] = CParser(masked).get_event
        self.nodes: dict[str, Node] = {}
        self.defects: list[Defect] = []
        self.anchors: dict[str, _Anchor | None] = {}
        self.count = 0  # nodes, aliases counted as often as they are used
        self.reach = 0  # deepest level since the innermost anchor began, aliases expanded
        self.region_of = partial(scalar_region, text, content.end)

    def document(self) -> Node | None:
        """Build the only document of the stream; None where it is empty."""
        self.next()  # the start of the stream
        if self.next().__class__ is yaml.StreamEndEvent:
            return None
        root = self.value(self.next(), _Place(""), 1)
        self.next()  # the end of the document
        further = self.next()
        if further.__class__ is not yaml.StreamEndEvent:
            self.refuse("invalid", self.span(further), "a second YAML document begins here; front matter is only one")
        return root

    def span(self, event: Any) -> Span:  # noqa: ANN401  # events have no stubs
        return Span(self.base + event.start_mark.index, self.base + event.end_mark.index)

    def refuse(self, kind: DefectKind, span: Span, message: str) -> NoReturn:
        raise _Refused(Defect(kind, span, message))

    def value(self, event: Any, place: _Place, depth: int) -> Node:  # noqa: ANN401  # events have no stubs
        kind = event.__class__
        if kind is yaml.ScalarEvent:
            node = self.scalar(event, place)
        elif kind is yaml.AliasEvent:
            node = self.alias(event, place, depth)
        else:
            node = self.collection(event, place, depth)
        self.nodes[place.pointer] = node
        return node

    def scalar(self, event: Any, place: _Place) -> Node:  # noqa: ANN401  # events have no stubs
        value: object = event.value
        tag = event.tag
        if self.unmask:
            value = event.value.translate(self.unmask)
        style = _STYLES[event.style]
        if style in ("literal", "folded"):
            span = Span(self.base + event.start_mark.index, self.base + self.content_end(event))
        else:
            span = Span(self.base + event.start_mark.index, self.base + event.end_mark.index)
        if tag is not None:
            value = self.tagged(value, tag, style, span)
        elif style == "plain":
            value = resolve(value)
        self.count += 1
        region_of = self.region_of if value.__class__ is str else None
        tag = tag if tag is None else short_tag(tag)
        node = Node(
            "scalar", span, place.pointer, value, style, place.key, place.key_span, tag=tag, region_of=region_of
        )
        if event.anchor is not None:
            self.anchors[event.anchor] = _Anchor(node, 1, 0)
        return node

    def content_end(self, event: Any) -> int:  # noqa: ANN401  # events have no stubs
        """Return where the last line of a block scalar that is not blank ends."""
        start, end = event.start_mark.index, event.end_mark.index
        chunk = self.masked[start:end]
        length = len(chunk.rstrip(" \t\r\n"))
        blanks = chunk[length:]
        return start + length + len(blanks) - len(blanks.lstrip(" \t"))

    def tagged(self, value: Any, tag: str, style: Style, span: Span) -> object:  # noqa: ANN401  # a str as yet
        if tag not in _CORE_TAGS:
            self.tag_defect(tag, span)
            return value
        try:
            return tagged(value, tag)
        except ValueError:
            words = f"{value[:40]!r} is not what its tag `{short_tag(tag)}` says"
            self.defects.append(Defect("invalid", span, words))
            return resolve(value) if style == "plain" else value

    def tag_defect(self, tag: str, span: Span) -> None:
        words = f"the tag `{short_tag(tag)[:60]}` asks for more than plain data; it is ignored here"
        self.defects.append(Defect("unsafe", span, words))

    def alias(self, event: Any, place: _Place, depth: int) -> Node:  # noqa: ANN401  # events have no stubs
        name, span = event.anchor, self.span(event)
        anchor = self.anchors.get(name)
        if anchor is None:
            if name in self.anchors:
                self.refuse("unsafe", span, f"`*{name}` stands inside of what it stands for, which has no end")
            words = f"`*{name}` refers to nothing: no `&{name}` precedes it; text that begins with `*` needs quotes"
            self.refuse("invalid", span, words)
        self.count += anchor.count
        self.reach = max(self.reach, depth - 1 + anchor.height)
        self.check(span, self.reach)
        target = anchor.node
        return Node(target.kind, span, place.pointer, target.value, target.style, place.key, place.key_span, alias=name)

    def check(self, span: Span, depth: int) -> None:
        if depth > MAX_DEPTH:
            self.refuse("unsafe", span, f"nested more than {MAX_DEPTH} levels deep here; the rest was not read")
        if self.count > MAX_NODES:
            words = f"more than {MAX_NODES:,} values up to here, aliases expanded; the rest was not read"
            self.refuse("unsafe", span, words)

    def collection(self, event: Any, place: _Place, depth: int) -> Node:  # noqa: ANN401  # events have no stubs
        start = self.base + event.start_mark.index
        anchor, before, reach = event.anchor, self.count, self.reach
        self.count += 1
        self.reach = depth if anchor is not None else max(reach, depth)
        if anchor is not None:
            self.anchors[anchor] = None
        self.check(Span(start, start + 1), depth)
        kind: Kind = "mapping" if event.__class__ is yaml.MappingStartEvent else "sequence"
        build = self.mapping if kind == "mapping" else self.sequence
        value, children, end = build(place.pointer, depth)
        if event.flow_style:
            end_offset = self.base + end.end_mark.index
        else:
            end_offset = children[-1].span.end if children else start
        span = Span(start, end_offset)
        tag = event.tag
        if tag is not None:
            if _COLLECTION_TAGS.get(tag, kind if tag == "!" else None) != kind:
                self.tag_defect(tag, span)
            tag = short_tag(tag)
        node = Node(
            kind,
            span,
            place.pointer,
            value,
            "flow" if event.flow_style else "block",
            place.key,
            place.key_span,
            tag=tag,
            children=tuple(children),
        )
        if anchor is not None:
            self.anchors[anchor] = _Anchor(node, self.count - before, self.reach - depth + 1)
            self.reach = max(reach, self.reach)
        return node

    def sequence(self, pointer: str, depth: int) -> tuple[list[object], list[Node], Any]:
        value: list[object] = []
        children: list[Node] = []
        while (event := self.next()).__class__ is not yaml.SequenceEndEvent:
            node = self.value(event, _Place(f"{pointer}/{len(value)}"), depth + 1)
            value.append(node.value)
            children.append(node)
        return value, children, event

    def mapping(self, pointer: str, depth: int) -> tuple[dict[str, object], list[Node], Any]:
        value: dict[str, object] = {}
        children: list[Node] = []
        merged: dict[str, object] = {}
        while (event := self.next()).__class__ is not yaml.MappingEndEvent:
            key, span = self.key(event)
            escaped = key.replace("~", "~0").replace("/", "~1") if "~" in key or "/" in key else key
            node = self.value(self.next(), _Place(f"{pointer}/{escaped}", key, span), depth + 1)
            children.append(node)
            if key == "<<" and (sources := _merge_sources(node, event)):
                for source in sources:
                    merged = {**source, **merged}
            elif key in value:
                self.duplicate(key, span, children)
                value[key] = node.value
            else:
                value[key] = node.value
        return {**merged, **value} if merged else value, children, event

    def key(self, event: Any) -> tuple[str, Span]:  # noqa: ANN401  # events have no stubs
        span = self.span(event)
        kind = event.__class__
        if kind is yaml.ScalarEvent:
            if event.anchor is not None:
                text = event.value.translate(self.unmask)
                self.anchors[event.anchor] = _Anchor(Node("scalar", span, "", text, "plain"), 1, 0)
            if event.tag is not None and event.tag not in _CORE_TAGS:
                self.tag_defect(event.tag, span)
            self.count += 1
            return event.value.translate(self.unmask) if self.unmask else event.value, span
        if kind is yaml.AliasEvent:
            node = self.alias(event, _Place(""), 1)
            if node.kind == "scalar":
                return str(node.value), span
        words = "a list or a mapping cannot be a key"
        if self.masked.startswith(("{", "["), event.start_mark.index):
            words += "; text that begins with `{` or `[` needs quotes"
        self.refuse("invalid", Span(span.start, max(span.end, span.start + 1)), words)

    def duplicate(self, key: str, span: Span, children: list[Node]) -> None:
        first = next(node for node in children if node.key == key)
        line = Source(self.text).line_number(first.key_span.start if first.key_span else 0)
        words = f'key "{key[:60]}" was already set on line {line}; the first value is lost'
        self.defects.append(Defect("duplicate-key", span, words))


def _merge_sources(node: Node, key_event: Any) -> list[dict[str, object]]:  # noqa: ANN401  # events have no stubs
    """Return the mappings that `<<: …` merges, the strongest first ([] where it merges none)."""
    if key_event.style != "" or key_event.tag is not None:
        return []
    sources = node.value if isinstance(node.value, list) else [node.value]
    if not all(isinstance(source, dict) for source in sources):
        return []
    return sources
