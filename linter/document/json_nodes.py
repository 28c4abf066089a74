"""JSON front matter: a small parser that keeps the span of every key and value; strings are read by `json` itself."""

from __future__ import annotations

import json
import math
import re
from functools import partial
from typing import TYPE_CHECKING

from linter.document.delimiters import MAX_SIZE
from linter.document.node import Defect, FrontMatter, Node
from linter.document.yaml_scalars import MAX_DIGITS
from linter.patterns import lazy
from linter.text import Source, Span

if TYPE_CHECKING:
    from linter.document.region import Region

MAX_DEPTH = 100
_FRONT_MATTER = lazy(r"\{[ \t\r\n]*(?:\"(?:[^\"\\\r\n]|\\.)*\"[ \t\r\n]*:|\}[ \t]*(?=[\r\n]|\Z))")
_DECODER = json.JSONDecoder()
_BLANK = lazy(r"[ \t\r\n]*")
_END = lazy(r"[ \t]*(?:\r\n|\r|\n|\Z)")
_CLOSING = lazy(r"[\r\n]\}[ \t]*(?:\r\n|\r|\n|\Z)")
# The grammar of numbers: RFC 8259, section 6.
_NUMBER = lazy(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_WORDS = {"true": True, "false": False, "null": None, "NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}
_WORD = lazy("|".join(_WORDS))
_CHARACTER = lazy(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\.|.", re.DOTALL)
_CONTROL = lazy("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def read(text: str) -> FrontMatter | None:
    """Return the front matter of a text that begins with a JSON object; None where it does not, or goes on after it."""
    if _FRONT_MATTER.match(text) is None:
        return None
    reader = _Reader(text)
    try:
        root = reader.value(0, "", 1)
        ending = _END.match(text, root.end)
        if ending is None:
            return None
    except _Refused as refused:
        closing = _CLOSING.search(text, refused.defect.span.end)
        end = closing.end() if closing else refused.defect.span.end
        return FrontMatter("json", Span(0, end), Span(0, end), defects=(refused.defect,))
    span = Span(0, ending.end())
    return FrontMatter("json", span, Span(0, root.end), root, tuple(reader.defects), reader.nodes)


class _Refused(Exception):  # noqa: N818  # not an error of ours: it carries what is wrong with the text
    def __init__(self, kind: str, span: Span, message: str) -> None:
        super().__init__(message)
        self.defect = Defect("unsafe" if kind == "unsafe" else "invalid", span, message)


class _Reader:
    """One pass over the text; recursion is bounded by MAX_DEPTH."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.source = Source(text)
        self.nodes: dict[str, Node] = {}
        self.defects: list[Defect] = []

    def skip(self, at: int) -> int:
        blank = _BLANK.match(self.text, at)
        return blank.end() if blank else at

    def wrong(self, at: int, words: str) -> _Refused:
        return _Refused("invalid", Span(at, min(at + 1, len(self.text))), words)

    def string(self, at: int) -> tuple[str, int]:
        try:
            value, end = _DECODER.raw_decode(self.text, at)
        except json.JSONDecodeError as error:
            words = f"this string cannot be read: {error.msg[:1].lower()}{error.msg[1:]}"
            raise self.wrong(min(error.pos, len(self.text)), words) from None
        return str(value), end

    def value(self, at: int, pointer: str, depth: int, key: tuple[str | None, int, int] = (None, 0, 0)) -> Node:
        if depth > MAX_DEPTH or at > MAX_SIZE:
            words = f"front matter nested more than {MAX_DEPTH} levels deep, or longer than {MAX_SIZE:,} characters"
            raise _Refused("unsafe", Span(at, at), words)
        char = self.text[at : at + 1]
        if char == "{":
            node = self.object(at, pointer, depth, key)
        elif char == "[":
            node = self.array(at, pointer, depth, key)
        elif char == '"':
            value, end = self.string(at)
            region_of = partial(_region, self.text)
            node = Node("scalar", at, end, pointer, value, "double", *key, region_of=region_of)
        else:
            node = self.word(at, pointer, key)
        self.nodes[pointer] = node
        return node

    def word(self, at: int, pointer: str, key: tuple[str | None, int, int]) -> Node:
        word, number = _WORD.match(self.text, at), _NUMBER.match(self.text, at)
        if word is not None:
            return Node("scalar", at, word.end(), pointer, _WORDS[word[0]], "plain", *key)
        if number is None:
            raise self.wrong(
                at, "a value must stand here: a text in double quotes, a number, true, false, null, [ or {"
            )
        written = number[0]
        whole = number[1] is None and number[2] is None
        value = (written if len(written) > MAX_DIGITS else int(written)) if whole else float(written)
        return Node("scalar", at, number.end(), pointer, value, "plain", *key)

    def more(self, at: int, closing: str) -> tuple[int, bool]:
        """Step over a comma and tell that more follows, or over `closing` and tell that nothing does."""
        at = self.skip(at)
        if self.text[at : at + 1] not in (",", closing):
            raise self.wrong(at, f"a comma or `{closing}` is missing here")
        return at + 1, self.text[at] == ","

    def array(self, start: int, pointer: str, depth: int, key: tuple[str | None, int, int]) -> Node:
        children: list[Node] = []
        at = self.skip(start + 1)
        more = self.text[at : at + 1] != "]"
        at += not more
        while more:
            children.append(self.value(self.skip(at), f"{pointer}/{len(children)}", depth + 1))
            at, more = self.more(children[-1].end, "]")
        value = [child.value for child in children]
        return Node("sequence", start, at, pointer, value, "flow", *key, children=tuple(children))

    def object(self, start: int, pointer: str, depth: int, key: tuple[str | None, int, int]) -> Node:
        children: list[Node] = []
        firsts: dict[str, int] = {}
        at = self.skip(start + 1)
        more = self.text[at : at + 1] != "}"
        at += not more
        while more:
            at = self.skip(at)
            if self.text[at : at + 1] != '"':
                raise self.wrong(at, "a key in double quotes must stand here (no comma may stand before `}`)")
            name, end = self.string(at)
            if name in firsts:
                line = self.source.line_number(firsts[name])
                words = f'key "{name[:60]}" was already set on line {line}; the first value is lost'
                self.defects.append(Defect("duplicate-key", Span(at, end), words))
            firsts.setdefault(name, at)
            colon = self.skip(end)
            if self.text[colon : colon + 1] != ":":
                raise self.wrong(colon, "a colon is missing after this key")
            place = f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}"
            children.append(self.value(self.skip(colon + 1), place, depth + 1, (name, at, end)))
            at, more = self.more(children[-1].end, "}")
        value = {child.key: child.value for child in children}
        return Node("mapping", start, at, pointer, value, "flow", *key, children=tuple(children))


def _region(text: str, node: Node) -> Region:
    from linter.document.region import Region

    def spans() -> list[Span]:
        return [Span(*match.span()) for match in _CHARACTER.finditer(text, node.start + 1, node.end - 1)]

    return Region(str(node.value), node.pointer, node.start + 1, spans, _spell)


def _spell(_span: Span, replacement: str, _result: str) -> str | None:
    """Return a replacement as it is written inside of a JSON string; control characters but line breaks cannot be."""
    if _CONTROL.search(replacement.replace("\n", "")):
        return None
    return json.dumps(replacement, ensure_ascii=False)[1:-1]
