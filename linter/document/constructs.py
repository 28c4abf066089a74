"""Finds what a flavour owns in a text (templates, shortcodes, JavaScript), which a Markdown parser must not read."""

from __future__ import annotations

import re

from linter.document.flavour import Flavour
from linter.document.tag_scanner import TagScanner
from linter.patterns import lazy
from linter.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

# Liquid (https://shopify.github.io/liquid/basics/introduction/) and the shortcodes of Hugo
# (https://gohugo.io/content-management/shortcodes/): each ends where its closer first stands.
_OPENER = lazy(r"\{\{[<%]?|\{%")
_CLOSERS = {"{{<": ">}}", "{{%": "%}}", "{%": "%}", "{{": "}}"}
_COMMENT = lazy(r"\{\{-?\s*/\*")  # of Hugo
_BLANK_LINE = lazy(r"(?:\r?\n|\r)[ \t]*(?:\r?\n|\r)")
_TAG = lazy(r"\{\{?[%<]-?\s*(?P<end>/|end(?=\w))?\s*(?P<name>[\w./-]+)")
# Blocks whose content is no Markdown: https://jekyllrb.com/docs/liquid/tags/, and what Hugo sites call their own.
_VERBATIM = frozenset({"raw", "highlight", "comment", "prism", "codeblock", "math", "mermaid", "katex", "csvtable"})
_CODE_NAME = lazy(r"code(?!-?(?:group|tab|block-wrapper))|highlight|terminal|console|mermaid|katex", re.IGNORECASE)
_ESM = lazy(r"^(?:import|export)\b[ \t]*(?:\r?\n)?[ \t]*[\w*{\"'][^\r\n]*(?:(?:\r?\n|\r)[^\r\n]+)*", re.MULTILINE)
_PARAGRAPH = lazy(r"(?:(?:\r?\n|\r)[ \t]*)*(?:\r?\n|\r)[^\r\n]*\S[^\r\n]*(?:(?:\r?\n|\r)[^\r\n]+)*")
_ADMONITION = lazy(r"^[ \t]*:{3,}[^\r\n]*", re.MULTILINE)
_MYST_LINE = lazy(r"^(?:%[^\r\n]*|\([^()\s]+\)=[ \t]*$|\+\+\+[^\r\n]*)", re.MULTILINE)
# https://kramdown.gettalong.org/syntax.html#extensions and #math-blocks
_KRAMDOWN = lazy(r"\{::(?P<block>comment|nomarkdown)\}|\{::[^{}\r\n]*\}|\{:/[^{}\r\n]*\}|(?P<math>\$\$)")
_BLOCK_END = lazy(r"\{:/(?:comment|nomarkdown)?\}")
_LEADING_TAG = lazy(r"^[ \t]*(?:(?:[-*+>]|\d{1,9}[.)])[ \t]+)*<(?=/?[A-Za-z])", re.MULTILINE)
_JSX_TAG = lazy(r"(?<!\\)</?(?=[A-Za-z])")
_DEEP = lazy(r"^([ ]{3}|(?=\t))([ \t]+)", re.MULTILINE)
_FENCE = lazy(r"^[ \t]*(?:(?:[-*+>]|\d{1,9}[.)])[ \t]+)*(?P<marks>`{3,}|~{3,})(?P<info>[^`\r\n]*)$", re.MULTILINE)
_BRACE = lazy(r"[{}]")
_SHOWN = lazy(r"[^\s]+(?:[ \t]+[^\s]+)*")
HIDDEN = "\ue000"
"""What stands for each character that the Markdown parser must not see: of private use, so that it means nothing."""

_LONGEST = 20_000
"""Code points of one template, which keeps what is unclosed from being searched for again and again."""


class Construct(NamedTuple):
    """A stretch in code points of the text.

    `code` where it holds what is no prose and no Markdown; `tag` for a tag of JSX, which other means read.
    """

    start: int
    end: int
    code: bool
    tag: bool = False


def constructs(text: str, flavour: Flavour, in_code: Callable[[int], bool]) -> tuple[Construct, ...]:
    """Return what `flavour` owns in a text, sorted and without overlaps; none that begins `in_code` of Markdown."""
    kept: list[Construct] = []
    for found in sorted(_all(text, flavour), key=lambda one: (one.start, -one.end)):
        fence = found.code and text.startswith(("```", "~~~"), found.start)
        if (not kept or found.start >= kept[-1].end) and (fence or not in_code(found.start)):
            kept.append(found)
    return tuple(kept)


def hidden(text: str, owned: Iterable[Construct]) -> str:
    """Return the text with every character of what is owned replaced, but for line breaks and indentation."""
    pieces: list[str] = []
    reached = 0
    for one in owned:
        pieces += (text[reached : one.start], _SHOWN.sub(_blot, text[one.start : one.end]))
        reached = one.end
    return "".join((*pieces, text[reached:])) if pieces else text


def _blot(match: re.Match[str]) -> str:
    return HIDDEN * len(match[0])


def _all(text: str, flavour: Flavour) -> Iterator[Construct]:
    if flavour.jsx:
        yield from _esm(text)
        yield from _fences(text)
        yield from _tags(text)
        yield from _expressions(text)
    elif flavour is not Flavour.PYTHON_MARKDOWN:
        yield from _templates(text)
    if flavour is Flavour.KRAMDOWN:
        yield from _kramdown(text)
    if flavour in {Flavour.DOCUSAURUS, Flavour.MYST}:
        yield from (Construct(*one.span(), code=False) for one in _ADMONITION.finditer(text))
    if flavour is Flavour.MYST:
        yield from (Construct(*one.span(), one[0].startswith("%")) for one in _MYST_LINE.finditer(text))


def _templates(text: str) -> Iterator[Construct]:
    """Yield tags and output; a block whose content is verbatim is one construct, from its first tag to its last."""
    open_since: tuple[str, int] | None = None
    pending: list[Construct] = []
    for start, end in _template_tags(text):
        whole = text[start:end]
        tag = _TAG.match(whole)
        name = tag["name"] if tag is not None else ""
        ends = tag is not None and tag["end"] is not None
        if open_since is not None:
            if ends and name == open_since[0]:
                yield Construct(open_since[1], end, code=True)
                open_since, pending = None, []
            else:
                pending.append(Construct(start, end, code=False))
            continue
        if tag is not None and not ends and _is_verbatim(whole, name):
            open_since = name, start
            pending = [Construct(start, end, code=False)]
            continue
        yield Construct(start, end, code=False)
    yield from pending  # a block that never ends is none


def _template_tags(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every tag, output and shortcode, in time linear in the text."""
    reached = 0
    closed = dict.fromkeys(_CLOSERS, 0)
    for opener in _OPENER.finditer(text):
        start, kind = opener.start(), opener[0]
        if start < reached:
            continue
        if 0 <= closed[kind] < opener.end():
            closed[kind] = text.find(_CLOSERS[kind], opener.end())
        close = closed[kind]
        if close < 0 or close - start > _LONGEST:
            continue
        if kind == "{{" and not _COMMENT.match(text, start) and _BLANK_LINE.search(text, start, close):
            continue
        reached = close + len(_CLOSERS[kind])
        yield start, reached


def _is_verbatim(tag: str, name: str) -> bool:
    if tag.startswith("{{<"):
        return not tag.rstrip(">}").rstrip().endswith("/") and _CODE_NAME.search(name) is not None
    return name in _VERBATIM


def _kramdown(text: str) -> Iterator[Construct]:
    """Yield the extensions of kramdown and its mathematics; what is never closed is none."""
    reached = 0
    ends = iter(_BLOCK_END.finditer(text))
    end = next(ends, None)
    for match in _KRAMDOWN.finditer(text):
        if match.start() < reached:
            continue
        reached = match.end()
        if match["math"]:
            close = text.find("$$", match.end(), match.end() + _LONGEST)
            if close > match.end():
                reached = close + 2
                yield Construct(match.start(), reached, code=True)
        elif match["block"]:
            while end is not None and end.start() < match.end():
                end = next(ends, None)
            reached = match.end() if end is None else end.end()
            yield Construct(match.start(), reached, code=end is not None)
        else:
            yield Construct(*match.span(), code=False)


def _esm(text: str) -> Iterator[Construct]:
    """Yield the `import` and `export` of MDX, which begin a block (https://mdxjs.com/docs/what-is-mdx/#esm).

    They go on over blank lines as long as a brace is open.
    """
    reached = 0
    for match in _ESM.finditer(text):
        start, end = match.span()
        if start < reached or text[max(0, start - 200) : start].rstrip(" \t")[-2:].strip():
            continue
        depth = _depth(text, start, end)
        while depth > 0 and end - start < _LONGEST and (more := _PARAGRAPH.match(text, end)) is not None:
            depth += _depth(text, end, more.end())
            end = more.end()
        reached = end
        yield Construct(start, end, code=True)


def _depth(text: str, start: int, end: int) -> int:
    return text.count("{", start, end) - text.count("}", start, end)


def _fences(text: str) -> Iterator[Construct]:
    """Yield fenced code however far it is indented, as within JSX indentation means nothing."""
    opened: re.Match[str] | None = None
    for match in _FENCE.finditer(text):
        if opened is None:
            opened = match
        elif match["marks"].startswith(opened["marks"]) and not match["info"].strip():
            yield Construct(opened.start("marks"), match.end(), code=True)
            opened = None


def flattened(text: str) -> str:
    """Return the text with nothing in it that begins HTML, or code because it is indented: MDX has none of these."""
    flat = _LEADING_TAG.sub(lambda match: match[0][:-1] + HIDDEN, text)
    return _DEEP.sub(lambda match: match[1] + HIDDEN * len(match[2]), flat)


def _tags(text: str) -> Iterator[Construct]:
    scanner = TagScanner(text)
    reached = 0
    for match in _JSX_TAG.finditer(text):
        start = match.start()
        tag = scanner.tag_at(start, min(len(text), start + _LONGEST)) if start >= reached else None
        if tag is not None:
            reached = tag.end
            yield Construct(start, tag.end, code=False, tag=True)


def _expressions(text: str) -> Iterator[Construct]:
    """Yield the outermost balanced `{…}` of MDX but for comments and heading ids, which have views of their own."""
    opened: list[int] = []
    for brace in _BRACE.finditer(text):
        if brace[0] == "{":
            if brace.start() == 0 or text[brace.start() - 1] != "\\":
                opened.append(brace.start())
        elif opened:
            start = opened.pop()
            own = text.startswith(("{/*", "{#"), start)
            if not opened and not own and brace.end() - start <= _LONGEST:
                yield Construct(start, brace.end(), code=False)
