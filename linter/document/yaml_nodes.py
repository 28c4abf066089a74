"""The nodes of a YAML text with exact spans, built from libyaml's events; the only module that imports `yaml`."""

# ruff: noqa: ANN401, PLR0913, PLR0917  # events are a union that no annotation makes safer; a key in parts is faster

from __future__ import annotations

from functools import cached_property, partial

from linter.patterns import compiled_late
from linter.tuples import NamedTuple

with compiled_late():
    import yaml
    from yaml import (
        AliasEvent,
        MappingEndEvent,
        MappingStartEvent,
        MarkedYAMLError,
        ScalarEvent,
        SequenceEndEvent,
        StreamEndEvent,
    )

try:
    from yaml._yaml import CParser
except ImportError as error:
    message = "PyYAML is installed without libyaml, whose positions contentlint needs: install a PyYAML wheel"
    raise ImportError(message) from error

from linter.document.masking import mask
from linter.document.node import Defect, Node, Tree
from linter.document.scalar_map import scalar_region
from linter.document.yaml_errors import explain
from linter.document.yaml_scalars import CORE, NOT_ONLY_TEXT, resolve, short_tag, tagged
from linter.text import Source, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, NoReturn

    from linter.document.node import DefectKind, Kind, Style
    from linter.document.region import Region

MAX_DEPTH = 100
MAX_NODES = 100_000
_NEVER = 2**30  # the width at which a line is wrapped
_STYLES: Mapping[str, Style] = {"": "plain", "'": "single", '"': "double", "|": "literal", ">": "folded"}
_BLOCK = frozenset(("literal", "folded"))
_COLLECTION_TAGS = {CORE + "map": "mapping", CORE + "seq": "sequence"}
_CORE_TAGS = frozenset({"!"} | {CORE + name for name in ("str", "null", "bool", "int", "float", "map", "seq")})


_new_node = tuple.__new__  # what NamedTuple._make calls: nodes are made by the thousand


def parse(text: str, content: Span) -> Tree:
    """Build the nodes of the YAML at `content` of a file's `text`; never raises, whatever the text."""
    masked, unmask = mask(text[content.start : content.end])
    builder = _Builder(text, content, masked, unmask)
    try:
        root = builder.document()
    except _Refused as refused:
        stopped = refused.defect.span if refused.defect.kind == "invalid" else None
        return Tree(defects=[*builder.defects, refused.defect], stopped=stopped)
    except MarkedYAMLError as error:
        problem, context = _index(error.problem_mark), _index(error.context_mark)
        span, words = explain(masked, error.problem or "", problem, context)
        defect = Defect("invalid", span.shifted(content.start), words.translate(unmask))
        end = min(len(masked) if problem is None else problem, len(masked))
        start = end if context is None else min(context, end)
        stopped = Span(start, end).shifted(content.start)
        return Tree(defects=[*builder.defects, defect], stopped=stopped)
    return Tree(root, builder.nodes, builder.defects)


def _index(mark: Any) -> int | None:
    return None if mark is None else mark.index


class _Refused(Exception):  # noqa: N818  # not an error of ours: it carries what is wrong with the text
    def __init__(self, defect: Defect) -> None:
        super().__init__(defect.message)
        self.defect = defect


class _Anchor(NamedTuple):
    """What an alias stands for: how many nodes and how many levels it adds, expanded."""

    node: Node
    size: int
    height: int


class _Builder:
    """One pass over the events; recursion is bounded by MAX_DEPTH."""

    def __init__(self, text: str, content: Span, masked: str, unmask: Mapping[int, str]) -> None:
        self.text = text
        self.base = content.start
        self.limit = content.end
        self.masked = masked
        self.unmask = unmask
        self.next: Callable[[], Any] = CParser(masked).get_event
        self.nodes: dict[str, Node] = {}
        self.defects: list[Defect] = []
        self.anchors: dict[str, _Anchor | None] = {}
        self.count = 0  # nodes in the collections read so far, aliases counted as often as they are used
        self.reach = 0  # deepest level since the innermost anchor began, aliases expanded
        self.region_of = partial(scalar_region, text, content.end, False)  # noqa: FBT003  # in `[…]` or `{…}`: no

    def document(self) -> Node | None:
        """Build the only document of the stream; None where it is empty."""
        self.next()  # the start of the stream
        if self.next().__class__ is StreamEndEvent:
            return None
        root = self.value(self.next(), "", None, 0, 0, 1)
        self.nodes[""] = root
        self.next()  # the end of the document
        further = self.next()
        if further.__class__ is not StreamEndEvent:
            self.refuse("invalid", self.span(further), "a second YAML document begins here; front matter is only one")
        return root

    def span(self, event: Any) -> Span:
        return Span(self.base + event.start_mark.index, self.base + event.end_mark.index)

    def refuse(self, kind: DefectKind, span: Span, message: str) -> NoReturn:
        raise _Refused(Defect(kind, span, message))

    def value(self, event: Any, pointer: str, key: str | None, key_start: int, key_end: int, depth: int) -> Node:
        kind = event.__class__
        if kind is ScalarEvent:
            return self.scalar(event, pointer, key, key_start, key_end)
        if kind is AliasEvent:
            return self.alias(event, pointer, key, key_start, key_end, depth)
        return self.collection(event, pointer, key, key_start, key_end, depth)

    def scalar(self, event: Any, pointer: str, key: str | None, key_start: int, key_end: int) -> Node:
        value = event.value
        style = _STYLES[event.style]
        tag = event.tag
        start, end = self.base + event.start_mark.index, self.base + event.end_mark.index
        region_of: Callable[[Node], Region] | None = self.region_of
        if self.unmask:
            value = value.translate(self.unmask)
        if tag is not None:
            value = self.tagged(value, tag, style, Span(start, end))
            tag = short_tag(tag)
        elif style == "plain" and value[:1] in NOT_ONLY_TEXT:
            value = resolve(value)
        if value.__class__ is not str:
            region_of = None
        if style in _BLOCK:
            end = self.base + self.content_end(event)
        node = _new_node(
            Node, ("scalar", start, end, pointer, value, style, key, key_start, key_end, tag, None, (), region_of)
        )
        if event.anchor is not None:
            self.anchors[event.anchor] = _Anchor(node, 1, 0)
        return node

    def content_end(self, event: Any) -> int:
        """Return where the last line of a block scalar that is not blank ends."""
        start, end = event.start_mark.index, event.end_mark.index
        chunk = self.masked[start:end]
        length = len(chunk.rstrip(" \t\r\n"))
        blanks = chunk[length:]
        return int(start + length + len(blanks) - len(blanks.lstrip(" \t")))

    def tagged(self, value: str, tag: str, style: Style, span: Span) -> object:
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

    def alias(self, event: Any, pointer: str, key: str | None, key_start: int, key_end: int, depth: int) -> Node:
        name, span = event.anchor, self.span(event)
        anchor = self.anchors.get(name)
        if anchor is None:
            if name in self.anchors:
                self.refuse("unsafe", span, f"`*{name}` stands inside of what it stands for, which has no end")
            words = f"`*{name}` refers to nothing: no `&{name}` precedes it; text that begins with `*` needs quotes"
            self.refuse("invalid", span, words)
        self.count += anchor.size - 1
        self.reach = max(self.reach, depth - 1 + anchor.height)
        self.check(span, self.reach)
        target = anchor.node
        return Node(
            target.kind, span.start, span.end, pointer, target.value, target.style, key, key_start, key_end, alias=name
        )

    def check(self, span: Span, depth: int) -> None:
        if depth > MAX_DEPTH:
            self.refuse("unsafe", span, f"nested more than {MAX_DEPTH} levels deep here; the rest was not read")
        if self.count > MAX_NODES:
            words = f"more than {MAX_NODES:,} values up to here, aliases expanded; the rest was not read"
            self.refuse("unsafe", span, words)

    def collection(self, event: Any, pointer: str, key: str | None, key_start: int, key_end: int, depth: int) -> Node:
        start = self.base + event.start_mark.index
        anchor, before, reach = event.anchor, self.count, self.reach
        if anchor is not None:
            self.anchors[anchor] = None
            reach, self.reach = self.reach, depth
        elif depth > reach:
            self.reach = depth
        kind: Kind = "mapping" if event.__class__ is MappingStartEvent else "sequence"
        if depth > MAX_DEPTH:
            self.check(Span(start, start + 1), depth)
        flow = event.flow_style
        region_of = self.region_of
        if flow:
            self.region_of = partial(scalar_region, self.text, self.limit, True)  # noqa: FBT003  # in `[…]` or `{…}`
        value, children, end = (self.mapping if kind == "mapping" else self.sequence)(pointer, depth)
        self.region_of = region_of
        self.count += len(children)
        stop = self.base + end.end_mark.index if flow or not children else children[-1].end
        if self.count > MAX_NODES:
            self.check(Span(start, start + 1), depth)
        tag = event.tag
        if tag is not None:
            if tag != "!" and _COLLECTION_TAGS.get(tag) != kind:
                self.tag_defect(tag, Span(start, stop))
            tag = short_tag(tag)
        style: Style = "flow" if flow else "block"
        node = _new_node(
            Node, (kind, start, stop, pointer, value, style, key, key_start, key_end, tag, None, tuple(children), None)
        )
        if anchor is not None:
            self.anchors[anchor] = _Anchor(node, self.count - before + 1, self.reach - depth + 1)
            self.reach = max(reach, self.reach)
        return node

    def sequence(self, pointer: str, depth: int) -> tuple[list[object], list[Node], Any]:
        value: list[object] = []
        children: list[Node] = []
        nodes, next_event, scalar = self.nodes, self.next, self.scalar
        while (event := next_event()).__class__ is not SequenceEndEvent:
            place = f"{pointer}/{len(value)}"
            if event.__class__ is ScalarEvent:
                node = scalar(event, place, None, 0, 0)
            else:
                node = self.value(event, place, None, 0, 0, depth + 1)
            nodes[place] = node
            value.append(node.value)
            children.append(node)
        return value, children, event

    def mapping(self, pointer: str, depth: int) -> tuple[dict[str, object], list[Node], Any]:
        value: dict[str, object] = {}
        children: list[Node] = []
        twins: list[Node] = []
        merged: dict[str, object] = {}
        nodes, next_event, scalar, base = self.nodes, self.next, self.scalar, self.base
        while (event := next_event()).__class__ is not MappingEndEvent:
            if event.__class__ is ScalarEvent and event.anchor is None and event.tag is None:
                key = event.value.translate(self.unmask) if self.unmask else event.value
            else:
                key = self.key(event)
            start, end = base + event.start_mark.index, base + event.end_mark.index
            escaped = key.replace("~", "~0").replace("/", "~1") if "~" in key or "/" in key else key
            place = f"{pointer}/{escaped}"
            below = next_event()
            if below.__class__ is ScalarEvent:
                node = scalar(below, place, key, start, end)
            else:
                node = self.value(below, place, key, start, end, depth + 1)
            nodes[place] = node
            children.append(node)
            if key == "<<" and (sources := _merge_sources(node, event)):
                for source in sources:
                    for name, each in source.items():
                        merged.setdefault(name, each)
                continue
            if key in value:
                twins.append(node)
            value[key] = node.value
        if twins:
            self.duplicates(children, twins)
        return {**merged, **value} if merged else value, children, event

    def key(self, event: Any) -> str:
        """Return a key that is anchored, tagged, an alias, or no scalar at all, as a string."""
        span = self.span(event)
        kind = event.__class__
        text: str = event.value.translate(self.unmask) if kind is ScalarEvent else ""
        if kind is AliasEvent:
            node = self.alias(event, "", None, 0, 0, 1)
            text = str(node.value)
        if kind not in (ScalarEvent, AliasEvent) or (kind is AliasEvent and node.kind != "scalar"):
            words = "a list or a mapping cannot be a key"
            if self.masked.startswith(("{", "["), event.start_mark.index):
                words += "; text that begins with `{` or `[` needs quotes"
            self.refuse("invalid", Span(span.start, max(span.end, span.start + 1)), words)
        if kind is ScalarEvent and event.anchor is not None:
            self.anchors[event.anchor] = _Anchor(Node("scalar", span.start, span.end, "", text, "plain"), 1, 0)
        if kind is ScalarEvent and event.tag is not None and event.tag not in _CORE_TAGS:
            self.tag_defect(event.tag, span)
        return text

    def duplicates(self, children: list[Node], twins: list[Node]) -> None:
        firsts: dict[str | None, int] = {}
        for child in children:
            firsts.setdefault(child.key, child.key_start)
        for twin in twins:
            line = self.source.line_number(firsts[twin.key])
            words = f'key "{(twin.key or "")[:60]}" was already set on line {line}; the first value is lost'
            self.defects.append(Defect("duplicate-key", Span(twin.key_start, twin.key_end), words))

    @cached_property
    def source(self) -> Source:
        """The file with its lines, which only messages need."""
        return Source(self.text)


def _merge_sources(node: Node, key_event: Any) -> list[dict[str, object]]:
    """Return the mappings that `<<: …` merges, the strongest first ([] where it merges none)."""
    if key_event.style or key_event.tag is not None:
        return []
    sources = node.value if isinstance(node.value, list) else [node.value]
    mappings = [source for source in sources if isinstance(source, dict)]
    return mappings if len(mappings) == len(sources) else []


def dump(value: object, *, flow: bool) -> str:
    """Return plain data as libyaml writes it, in the order given. Raises ValueError for any other object."""
    options: dict[str, Any] = {"allow_unicode": True, "sort_keys": False, "width": _NEVER}
    try:
        return str(yaml.dump(value, Dumper=_Dumper, default_flow_style=flow, **options))
    except yaml.representer.RepresenterError as error:
        message = f"front matter cannot hold a {type(error.args[-1]).__name__}"
        raise ValueError(message) from None


class _Dumper(yaml.CSafeDumper):
    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002  # the signature is PyYAML's
        """Write what is used twice out twice."""
        return True
