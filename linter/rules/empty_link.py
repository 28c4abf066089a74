"""The rule empty-link."""

from __future__ import annotations

import re

from linter.document.targets import Question, may_have_targets
from linter.finding import Applicability, Fix, Problem
from linter.patterns import lazy
from linter.rule import rule
from linter.schema.words import quoted
from linter.showcase import is_showcase

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document
    from linter.document.element import Link
    from linter.text import Span

_NO_TEXT = lazy(r"\[\s*\]")
# In HTML, that of the parser or of the author; in tags that only people take for some, quotes are escaped.
_NOWHERE = lazy(r"(?:href|src)\s*=\s*(?:[\"']\s*[\"']|&quot;|&#|'|>|\Z)", re.IGNORECASE)
_NO_CONTENT = lazy(r"\s*</a\s*>", re.IGNORECASE)
# No image, and followed by a destination that leads away, or by a label; `operator[](…)` of C++ is neither.
_WITHOUT_TEXT = lazy(r"\[(?:(?<!!\[)|(?<=\\!\[))\s*\](?:\[|\(\s*<?(?:https?:|mailto:|/|\\|&))", re.IGNORECASE)
_WITHOUT_CONTENT = lazy(r">\s*</a\b", re.IGNORECASE)
# What gives an `<a>` without content a name, a look or a purpose all the same.
_SPEAKS = lazy(r"\s(?:aria-|class|data-|id|name|on|role|style|title)", re.IGNORECASE)
# Documentation tools fill in the text of `[](#label)` and `[](page.md)`, never that of these.
_LEADS_AWAY = lazy(r"https?://|mailto:|/(?!.*\.(?:md|markdown|ipynb|rst)(?:#|\Z))", re.IGNORECASE)
# No title, size (`a.png =20x30`) or template after the address, only the rest of the file's name.
_TORN = lazy(
    r"(?![^ ]*\.(?:png|jpe?g|gif|svg|webp|avif) )[^\"'={}<>|\s]+(?: [^\"'={}<>|\s]+)+\.(?:png|jpe?g|gif|svg|webp|avif)",
    re.IGNORECASE,
)
# `[concept:python/sets]()`, of which a tool makes a link; no URL, as that is a destination in the wrong place.
_NAMED = lazy(r"(?!https?:|mailto:)[a-z][\w-]*:[\w-]+(?:/[\w-]+)+")
_URL = lazy(r"https?://[^\s()<>\"'\\]+")


def _may_be_judged(target: str) -> bool:
    """Tell whether a target is none, or that of an image may be torn apart by blanks."""
    return not target or target.isspace() or (" " in target and _TORN.fullmatch(target.strip()) is not None)


_judged = Question(_may_be_judged)


@rule("empty-link", category="links", only=("is:linking-nowhere",))
def empty_link(document: Document, _options: object) -> Iterator[Problem]:
    """A link without a destination or without a text."""
    if is_showcase(document.path):
        return
    if not (_may_say_nothing(document) or (document.may_link_to(_judged) and _may_be_shown(document))):
        return
    seen: set[Span] = set()
    for link in document.links:
        if link.kind in {"bare", "autolink", "email"} or link.destination in seen:
            continue
        if not link.target.strip():
            if not _is_anchor(document, link) and not _is_disabled(document, link) and not _NAMED.fullmatch(link.text):
                seen.add(link.destination)
                yield _without_destination(link)
        elif link.image:
            if _is_torn(link):
                seen.add(link.destination)
                message = f"{quoted(link.target)} is no address because of its blanks: write each as %20"
                yield Problem(link.destination, message, _whole(link))
        elif _LEADS_AWAY.match(link.target) and _says_nothing(document, link):
            yield Problem(link.span, f"the link to {quoted(link.target)} has no text: give it one or delete it")


def _may_be_shown(document: Document) -> bool:
    """Tell whether a link may be without a destination, by the HTML; `operator[]()` of code is none there."""
    targets = document.targets
    if targets is None or document.flavour.jsx or any(one.strip(" \t") and _may_be_judged(one) for one in targets):
        return True
    head = document.text[: document.front_matter.span.end]
    return may_have_targets(head) or _NOWHERE.search(document.markdown.html) is not None


def _may_say_nothing(document: Document) -> bool:
    """Tell whether a link may have no text, by the looks of its brackets or tags."""
    if _WITHOUT_TEXT.search(document.text) is not None:
        return True
    return "href" in document.folded and _WITHOUT_CONTENT.search(document.text) is not None


def _without_destination(link: Link) -> Problem:
    span = link.span if link.kind == "inline" else link.destination
    what = "image" if link.image else "link"
    named = f"the {what} {quoted(link.text)}" if link.text.strip() else f"the {what}"
    url = _URL.fullmatch(link.text.strip())
    edit = link.region.edit(link.start, link.end, url[0]) if url and link.kind == "inline" and not link.image else None
    fix = Fix("make the link lead to the URL that it shows", (edit,), Applicability.UNSAFE) if edit else None
    return Problem(span, f"{named} has no destination: give it one or delete it", fix)


def _is_torn(link: Link) -> bool:
    """Tell whether a Markdown image has blanks in its address, so that it is text; `<a b.png>` is whole."""
    written = link.region.text[link.start : link.end]
    around = link.region.text[link.start - 1 : link.start]
    return link.kind == "inline" and around != "<" and _TORN.fullmatch(written.strip()) is not None


def _whole(link: Link) -> Fix | None:
    written = link.region.text[link.start : link.end]
    edit = link.region.edit(link.start, link.end, written.strip().replace(" ", "%20"))
    return Fix("write blanks as %20", (edit,), Applicability.UNSAFE) if edit else None


def _is_anchor(document: Document, link: Link) -> bool:
    """Tell whether `[](){#id}` is meant: a place to link to, for the tools that know attribute lists."""
    return link.kind == "inline" and not link.text.strip() and document.text.startswith("{", link.span.end)


def _is_disabled(document: Document, link: Link) -> bool:
    """Tell whether a tag says itself that it leads nowhere."""
    return link.kind == "attribute" and "disabled" in document.source.slice(link.span)


def _says_nothing(document: Document, link: Link) -> bool:
    """Tell whether there is nothing to click on; an image or an icon is something."""
    if link.kind != "attribute":
        return _NO_TEXT.match(document.text, link.span.start, link.span.end) is not None
    if link.tag is None or link.tag.lower() != "a":
        return False
    tag = document.source.slice(link.span)
    return _NO_CONTENT.match(document.text, link.span.end) is not None and _SPEAKS.search(tag) is None
