"""The rule reversed-link."""

from __future__ import annotations

import re

from linter.document.intervals import Intervals
from linter.document.markdown_links import normalized
from linter.finding import Fix, Problem
from linter.patterns import lazy
from linter.rule import Options, rule
from linter.showcase import is_showcase

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document
    from linter.document.markdown import Markdown

_URL = r"(?:https?://|mailto:|www\.)[^\s()\[\]<>]{3,500}"
_REVERSED = lazy(rf"(?<![\w\]])\((?P<text>[^()\[\]\r\n]{{1,200}})\)\[(?P<url>{_URL})\](?![(\[])", re.IGNORECASE)
# One of these is in all that the two below find, in small letters; they are found much sooner.
_ADDRESSES = tuple(lazy(rf"{mark}(?:https?://|mailto:|www\.)") for mark in (r"\)\[", r"\]\s+\("))
_APART = lazy(rf"(?<![\w\]!\\])\[(?P<text>[^\[\]\r\n]{{2,200}})\](?P<gap>[ \t]+)\((?P<url>{_URL})\)", re.IGNORECASE)
# A number or a box is no text of a link.
_NO_TEXT = lazy(r"[\d\s.,xX^-]*|\^.*")


@rule("reversed-link", category="links", only=(")[", "] (", "]\t("))
def reversed_link(document: Document, options: Options) -> Iterator[Problem]:  # noqa: ARG001  # it has none
    """A link whose brackets are the wrong way round, or come apart."""
    if ")[" not in document.text and "] (" not in document.text and "]\t(" not in document.text:
        return
    if is_showcase(document.path) or not _may_lead_somewhere(document):
        return
    for view in document.markdowns:
        yield from _problems(view)


def _may_lead_somewhere(document: Document) -> bool:
    """Tell whether there is an address where one has to be; escapes in the front matter may stand for one."""
    if "\\" in document.text[: document.front_matter.span.end]:
        return True
    return any(pattern.search(document.folded) is not None for pattern in _ADDRESSES)


def _problems(view: Markdown) -> Iterator[Problem]:
    region, text = view.region, view.region.text
    prose: Intervals | None = None
    for pattern, what in ((_REVERSED, "its brackets are the wrong way round"), (_APART, "a blank tears it apart")):
        for match in pattern.finditer(text):
            if _NO_TEXT.fullmatch(match["text"]) or normalized(match["text"]) in _labels(view):
                continue
            prose = prose or Intervals(view.text_spans)
            if not all(prose.cover(offset) for offset in (match.start(), match.end("text"), match.end() - 1)):
                continue
            edit = region.edit(match.start(), match.end(), f"[{match['text']}]({match['url']})")
            fix = Fix("write it as a link", (edit,)) if edit else None
            message = f"this is no link, as {what}: write [text](address)"
            yield Problem(region.source_span(*match.span()), message, fix)


def _labels(view: Markdown) -> set[str]:
    return {normalized(one.label) for one in view.definitions}
