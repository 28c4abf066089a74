"""The rule placeholder-link."""

from __future__ import annotations

import re
from functools import lru_cache, partial

from linter.document.targets import Question
from linter.finding import Applicability, Fix, Problem
from linter.patterns import lazy
from linter.rule import Options, rule
from linter.schema.words import quoted
from linter.showcase import is_showcase, is_template
from linter.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document
    from linter.document.element import Link
    from linter.text import Span

_SCHEME = lazy(r"https?:(?://)?(?:www\.)?", re.IGNORECASE)
_DOTS = lazy(r"\.{3,}|…")
_WORD = lazy(r"[^\W\d_]+")
# `#` is the top of the page: a link that says so is right, and scripts hang on to the others.
_TOP = lazy(r"\b(?:haut|top|début|retour|back)\b|[↑⬆⇧^▲]", re.IGNORECASE)
_SCRIPTED = lazy(r"\s(?:on[a-z]+|data-[\w-]+|role|id|class)\s*=", re.IGNORECASE)

_PREFIX = lazy(r"(?:url|lien|link)\s*:\s*(?=https?://)", re.IGNORECASE)
# Where there are that many, markup is demonstrated: a menu, a list of what a template gives.
_DEMONSTRATION = 3
_HASH = lazy(r"href=[\"']#[\"']", re.IGNORECASE)


@dataclass(frozen=True)
class PlaceholderLinkOptions(Options):
    """`words` are what people write where a destination will be, in any case."""

    words: frozenset[str] = frozenset({"todo", "fixme", "tbd", "xxx", "lien", "url"})


@rule("placeholder-link", category="links", options=PlaceholderLinkOptions, only=("is:linking-within", "option:words"))
def placeholder_link(document: Document, options: PlaceholderLinkOptions) -> Iterator[Problem]:
    """A link that still points at a placeholder."""
    if is_showcase(document.path) or is_template(document.path):
        return
    words = _folded(options.words)
    targets = document.unusual_targets if all(map(str.isalnum, words)) else document.targets
    if not _question(words).any(targets):
        return
    seen: set[Span] = set()
    for link in document.links:
        if link.kind == "bare" or link.destination in seen or _is_scheme(link):
            continue
        prefix = _PREFIX.match(link.target)
        if prefix:
            seen.add(link.destination)
            yield _prefixed(link, prefix[0])
            continue
        if not _is_placeholder(link.target.strip(), words):
            continue
        if link.target.strip() == "#" and (_is_meant(document, link) or _is_shown(document, link)):
            continue
        seen.add(link.destination)
        what = "image" if link.image else "link"
        yield Problem(
            link.destination, f"this {what} points at the placeholder {quoted(link.target)}: give it a destination"
        )


def _is_scheme(link: Link) -> bool:
    """Tell whether `<http://>` is meant: text, of which the parser makes a link."""
    return link.kind == "autolink" and link.target.endswith("://")


@lru_cache(maxsize=64)
def _folded(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)


@lru_cache(maxsize=64)
def _question(words: frozenset[str]) -> Question:
    return Question(partial(_may_be_judged, words=words))


def _may_be_judged(target: str, words: frozenset[str]) -> bool:
    return _PREFIX.match(target) is not None or _is_placeholder(target.strip(), words)


def _prefixed(link: Link, prefix: str) -> Problem:
    """Return the problem of `URL:https://…`, which has an address but is none."""
    edit = None
    if link.region.text.startswith(prefix, link.start):
        edit = link.region.edit(link.start, link.start + len(prefix), "")
    fix = Fix(f"delete {quoted(prefix)}", (edit,), Applicability.UNSAFE) if edit else None
    return Problem(link.destination, f"{quoted(prefix)} stands before the address: delete it", fix)


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


def _is_shown(document: Document, link: Link) -> bool:
    """Tell whether a link is one of several by which markup is demonstrated."""
    return link.kind == "attribute" and document.view(_hashes) >= _DEMONSTRATION


def _hashes(document: Document) -> int:
    return len(_HASH.findall(document.text))


def _is_meant(document: Document, link: Link) -> bool:
    if _TOP.search(link.text):
        return True
    if link.kind == "reference":
        return True  # `[//]: # (a remark)`: a comment to those who write it; `[this page]: #`: where one is already
    return link.kind == "attribute" and _SCRIPTED.search(document.source.slice(link.span)) is not None
