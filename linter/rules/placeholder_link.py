"""The rule placeholder-link."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linter.finding import Problem
from linter.rule import Options, rule
from linter.schema.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document
    from linter.document.element import Link
    from linter.text import Span

_SCHEME = re.compile(r"https?:(?://)?(?:www\.)?", re.IGNORECASE)
_DOTS = re.compile(r"\.{3,}|…")
_WORD = re.compile(r"[^\W\d_]+")
# `#` is the top of the page: a link that says so is right, and scripts hang on to the others.
_TOP = re.compile(r"\b(?:haut|top|début|retour|back)\b|[↑⬆⇧^▲]", re.IGNORECASE)
_SCRIPTED = re.compile(r"\s(?:on[a-z]+|data-[\w-]+|role|id|class)\s*=", re.IGNORECASE)


@dataclass(frozen=True)
class PlaceholderLinkOptions(Options):
    """`words` are what people write where a destination will be, in any case."""

    words: frozenset[str] = frozenset({"todo", "fixme", "tbd", "xxx", "lien", "url"})


@rule("placeholder-link", category="links", options=PlaceholderLinkOptions)
def placeholder_link(document: Document, options: PlaceholderLinkOptions) -> Iterator[Problem]:
    """A link that still points at a placeholder."""
    words = frozenset(word.casefold() for word in options.words)
    seen: set[Span] = set()
    for link in document.links:
        if link.kind == "bare" or link.destination in seen or not _is_placeholder(link.target.strip(), words):
            continue
        if link.target.strip() == "#" and _is_meant(document, link):
            continue
        seen.add(link.destination)
        what = "image" if link.image else "link"
        yield Problem(
            link.destination, f"this {what} points at the placeholder {quoted(link.target)}: give it a destination"
        )


def _is_placeholder(target: str, words: frozenset[str]) -> bool:
    scheme = _SCHEME.match(target)
    rest = target[scheme.end() :] if scheme else target
    if scheme and not rest.strip("/"):
        return True
    if target == "#" or _DOTS.fullmatch(rest.strip("/")):
        return True
    if scheme:
        return rest.strip("/").casefold() in words
    word = _first_word(rest)
    # Written small, `/todo` may be a route and `#todo` a heading.
    return word.casefold() in words and (rest[0] not in "#/" or word.isupper())


def _first_word(target: str) -> str:
    """Return the word that the target is, perhaps followed by a remark ("TODO: page du service"); "" if it is more."""
    bare = target.strip("[]<>{}()#/").removeprefix("./")
    match = _WORD.match(bare)
    if match is None:
        return bare
    return match[0] if match.end() == len(bare) or bare[match.end()] in ": \t" else bare


def _is_meant(document: Document, link: Link) -> bool:
    if _TOP.search(link.text):
        return True
    return link.kind == "attribute" and _SCRIPTED.search(document.source.slice(link.span)) is not None
