"""The rule unclosed-tag."""

from __future__ import annotations

import re
from collections import defaultdict

from linter.finding import Problem
from linter.patterns import lazy
from linter.pieces import is_piece
from linter.rule import Options, rule
from linter.schema.words import quoted
from linter.showcase import is_showcase

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document
    from linter.document.element import Tag
    from linter.document.markdown import Markdown
    from linter.document.tag_scanner import RawTag

# Elements whose end may not be left out, but for those of one letter, which stand for all sorts of things in text.
_JUDGED = frozenset(
    (
        "article", "aside", "audio", "blockquote", "button", "center", "code", "del", "details", "div", "dl", "em",
        "fieldset", "figcaption", "figure", "font", "footer", "form", "header", "iframe", "ins", "kbd", "main", "mark",
        "nav", "object", "ol", "picture", "pre", "samp", "section", "select", "small", "span", "strike", "strong",
        "style", "sub", "summary", "sup", "svg", "table", "textarea", "tt", "ul", "video", "h1", "h2", "h3", "h4", "h5",
        "h6",
    )
)  # fmt: skip
# Templates open tags here and close them there.
_TEMPLATE = lazy(r"\{%|\{\{[<%]|<%|<\?")
_TAG = lazy(rf"</?(?:{'|'.join(sorted(_JUDGED))})(?![\w.:-])")
# Nothing in between can be the end of what would make one of the two no tag: code, an attribute, a comment.
_PAIR = lazy(
    rf"(?<!\\)<({'|'.join(sorted(_JUDGED))})>"
    r"[\w .,;:+^_*/=&(-]*+(?:(?:\\[*&_]|\[\w*\]\([\w./#-]*\))[\w .,;:+^_*/=&(-]*+)*+</\1>(?!`)"
)
_MOST = 50
_NEAR = 1000  # characters before the end of a tag in which it may begin


@rule("unclosed-tag", category="structure", only=("<",))
def unclosed_tag(document: Document, options: Options) -> Iterator[Problem]:  # noqa: ARG001  # it has none
    """A tag that is never closed, or one that closes nothing."""
    if "<" not in document.text or is_showcase(document.path) or is_piece(document.path, document.flavour):
        return  # a piece of a page may hold one end only
    if not document.flavour.jsx and not _may_be_alone(document.folded):
        return
    told = 0
    for view in document.markdowns:
        title = not view.region.is_body and "\n" not in view.region.text
        if title or _TEMPLATE.search(view.region.text):
            continue
        for tag in sorted(_alone(document, view), key=lambda one: one.span):
            told += 1
            if told > _MOST:
                return
            shown = quoted(f"<{'/' * tag.closing}{tag.name}>")
            advice = "delete it, or open what it closes" if tag.closing else f"add {quoted(f'</{tag.name}>')}"
            yield Problem(tag.span, f"{shown} {'closes nothing' if tag.closing else 'is never closed'}: {advice}")


def _may_be_alone(folded: str) -> bool:
    """Tell whether there are more tags than such as `<sup>2</sup>`, which have each other."""
    if _TAG.search(folded) is None:
        return False
    declared = "<?" in folded or folded.count("<!") > folded.count("<!--")  # which may end with a tag
    return declared or _TAG.search(_PAIR.sub("", folded)) is not None


def _alone(document: Document, view: Markdown) -> Iterator[Tag]:
    """Yield the tags that have no partner of their name; how names nest in one another is not looked at."""
    jsx = document.flavour.jsx
    if _are_pairs(view, jsx=jsx):
        return
    opened: dict[str, list[Tag]] = defaultdict(list)
    for tag in view.tags:
        name = _judged_name(tag, jsx=jsx)
        if name is None or _is_quoted(document, tag):
            continue
        if not tag.closing:
            opened[name].append(tag)
        elif opened[name]:
            opened[name].pop()
        elif not _may_be_open(document, tag):
            yield tag
    for name, rest in opened.items():
        if rest and not _ends_in_code(document, view, name):
            yield from rest


def _judged_name(tag: Tag | RawTag, *, jsx: bool) -> str | None:
    """Return the name by which a tag is paired with another, None where it needs no partner."""
    name = tag.name if tag.name[:1].isupper() and jsx else tag.name.lower()
    return None if tag.self_closing or (name not in _JUDGED and not (jsx and name[:1].isupper())) else name


def _are_pairs(view: Markdown, *, jsx: bool) -> bool:
    """Tell whether each tag has its partner, as nearly always: where it is in the file need not be known for that."""
    opened: dict[str, int] = defaultdict(int)
    for tag in view.raw_tags:
        name = _judged_name(tag, jsx=jsx)
        if name is None:
            continue
        opened[name] += -1 if tag.closing else 1
        if opened[name] < 0 or view.region.text.startswith("`", tag.end):  # which may be quoted
            return False
    return not any(opened.values())


def _is_quoted(document: Document, tag: Tag) -> bool:
    """Tell whether a tag is meant as code in HTML that holds Markdown, as Markdown itself has none there."""
    return document.text.startswith("`", tag.span.end) and document.text[tag.span.start - 1 : tag.span.start] == "`"


def _may_be_open(document: Document, end: Tag) -> bool:
    """Tell whether what begins like a tag stands before one that ends: Vue's `<b @click="…">` is one to Vue alone."""
    begins = rf"<{re.escape(end.name)}(?=\s)[^<>]*?\s[@:#][\w.:-]+="
    before = document.text[max(0, end.span.start - _NEAR) : end.span.start]
    return re.search(begins, before, re.IGNORECASE) is not None


def _ends_in_code(document: Document, view: Markdown, name: str) -> bool:
    """Tell whether the end stands where it is code only to those to whom four blanks make some: Eleventy has none."""
    end = f"</{name}".lower()
    if end not in view.region.text.lower():
        return False
    blocks = (one for one in view.blocks if one.kind == "indented-code")
    return any(end in document.source.slice(one.span).lower() for one in blocks)
