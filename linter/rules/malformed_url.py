"""The rule malformed-url."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from linter.document.targets import Question
from linter.finding import Applicability, Fix, Problem
from linter.patterns import lazy
from linter.rule import Options, rule
from linter.schema.words import quoted
from linter.showcase import is_showcase

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document
    from linter.document.element import Link
    from linter.text import Span

_BEGINNING = lazy(r"\s*h?t{1,3}ps?\b|\s*https", re.IGNORECASE)
_TEMPLATE = lazy(r"[{}<>$|\\*]|%7B", re.IGNORECASE)
_TWICE = lazy(r"(?:https?:?/{1,2})+(?=https?:/{1,2})", re.IGNORECASE)
# What was meant for `https://`: no colon, a slash too few or too many, letters lost, doubled or changed over.
_SLIP = lazy(
    r"(?:(?P<scheme>https?)(?:(?!://)[:;]?/{1,3}(?=[\w.-]+\.)|:/{3,})|(?P<wrong>h?ttps?|hhttps?|htt?ps?|htpps?|httpps?|https?s)://+)",
    re.IGNORECASE,
)
_RIGHT = lazy(r"https?://[^/]", re.IGNORECASE)
_UNSEEN = lazy(r"[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
_TRAILING = lazy(r"(?:[,;»”“\]]|(?:%C2%A0|%20|\xa0)+)+\Z")
_HOST = lazy(r"[\w.-]+", re.ASCII)
# `http://localhost:port` stands for any; `http://file:https://…` does not.
_NAMED_PORT = lazy(r"https?://[\w.-]+:(?!https?\b)[a-z_]+(?:[/?#]|\Z)", re.IGNORECASE)
_LONGEST = 2000


@rule("malformed-url", category="links", only=("is:linking-oddly",))
def malformed_url(document: Document, options: Options) -> Iterator[Problem]:  # noqa: ARG001  # it has none
    """An address that no browser can make anything of, or another than was meant."""
    if "ttp" not in document.folded or is_showcase(document.path):
        return
    if not document.may_link_to(_odd):
        return
    seen: set[Span] = set()
    for link in document.links:
        found = None if link.kind in {"bare", "email"} or link.destination in seen else _judged(link.target)
        if found is not None:
            seen.add(link.destination)
            what, meant = found
            advice = f"; did you mean {quoted(meant)}?" if meant else ": correct the address"
            yield Problem(link.destination, f"{quoted(link.target)} {what}{advice}", _fix(link, meant))


@lru_cache(maxsize=4096)  # pages of a site link to the same places
def _judged(target: str) -> tuple[str, str | None] | None:
    """Return what is wrong with the target of a link, and what was probably meant; None where it is no such address."""
    if len(target) > _LONGEST or _BEGINNING.match(target) is None or _TEMPLATE.search(target) is not None:
        return None
    return _mistake(target.strip())


_odd = Question(lambda target: _judged(target) is not None)


def _mistake(url: str) -> tuple[str, str | None] | None:
    """Return what is wrong with an address, and what was probably meant."""
    twice = _TWICE.match(url)
    if twice is not None:
        return "begins twice", url[twice.end() :]
    slip = _SLIP.match(url)
    if slip is not None and not url[slip.end() :].strip("/"):
        return None  # no address at all is a matter of placeholder-link
    if slip is not None and not _RIGHT.match(url):
        scheme = slip["scheme"] or ("https" if "s" in slip[0].lower() else "http")
        return "does not begin with http:// or https://", f"{scheme.lower()}://{url[slip.end() :].lstrip('/')}"
    if not _RIGHT.match(url):
        return None
    if _UNSEEN.search(unquote(url)):
        return "has characters that nobody sees", _UNSEEN.sub("", re.sub(r"%E2%80%8[B-F]|%C2%AD|%EF%BB%BF", "", url))
    return _at_the_end(url) or _in_the_host(url)


def _at_the_end(url: str) -> tuple[str, str | None] | None:
    ending = _TRAILING.search(url)
    # A search, or a text to be looked for, ends with any character.
    if ending is None or ("[" in url and ending[0].endswith("]")) or ("%" in ending[0] and re.search("[?#]", url)):
        return None
    return f"ends with {quoted(ending[0])}", url[: ending.start()]


def _in_the_host(url: str) -> tuple[str, str | None] | None:
    if _NAMED_PORT.match(url) is not None:
        return None
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return "has no host that there can be", None
    # In a host of letters beyond ASCII what may stand there is not for us to say.
    if ".." in host or (host.isascii() and ":" not in host and not _HOST.fullmatch(host)):
        return "has no host that there can be", None
    return None


def _fix(link: Link, meant: str | None) -> Fix | None:
    edit = link.region.edit(link.start, link.end, meant) if meant and not re.search(r"[\s()\"'<>]", meant) else None
    return Fix(f"write {quoted(meant or '')}", (edit,), Applicability.UNSAFE) if edit else None
