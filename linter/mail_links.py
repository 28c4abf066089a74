"""The e-mail addresses that links lead to, and the domains of them; what is merely text is none."""

from __future__ import annotations

import re

from linter.document.destination import unquoted
from linter.document.targets import Question
from linter.patterns import lazy
from linter.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document
    from linter.document.element import Link
    from linter.text import Span

_MAILTO = lazy(r"\s*mailto:", re.IGNORECASE)
_LOCAL = r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*"
_DOMAIN = r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{1,63}"
_ADDRESS = lazy(rf"(?P<local>{_LOCAL})@(?P<domain>{_DOMAIN})")
_IN_TEXT = lazy(rf"(?<![\w.@/%+-])(?P<local>[\w.%+-]{{1,64}})@(?P<domain>{_DOMAIN})(?![\w@-]|\.\w)")
_AFTER_AT = lazy(r"@((?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]{1,63})(?![A-Za-z0-9@-])")
_TEMPLATE = lazy(r"[{}<>$]|%7B", re.IGNORECASE)
# `logo@2x.png` is an image for fine screens.
_FILES = frozenset({"avif", "css", "gif", "ico", "jpeg", "jpg", "js", "json", "md", "pdf", "png", "svg", "webp"})
_LONGEST = 2000


class MailAddress(NamedTuple):
    """A well-formed address; `domain` is in lower case."""

    local: str
    domain: str


class MailLink(NamedTuple):
    """A link to well-formed addresses (at least one); `mailto` tells whether that is what it begins with."""

    link: Link
    addresses: tuple[MailAddress, ...]
    mailto: bool


class MailDomain(NamedTuple):
    """The domain of an address: in lower case, where it stands, whether it can be rewritten there."""

    name: str
    span: Span
    editable: bool


def mail_links(document: Document) -> Iterator[MailLink]:
    """Yield the links to e-mail addresses, each destination once; templates and autolinks, which are text, are none."""
    if ("@" not in document.text and "&#" not in document.text) or not document.may_link_to(_with_at):
        return
    seen: set[Span] = set()
    for link in document.links:
        if link.kind in {"bare", "email", "autolink"} or link.image or link.destination in seen:
            continue
        addresses = tuple(_addresses(link.target))
        if addresses:
            seen.add(link.destination)
            yield MailLink(link, addresses, _MAILTO.match(link.target) is not None)


_with_at = Question(lambda target: "@" in target)


def mail_domains(document: Document) -> Iterator[MailDomain]:
    """Yield the domains that mail goes to: of links, and of front matter values that are an address."""
    for link, addresses, _ in mail_links(document):
        written = link.region.text[link.start : link.end]
        for name in dict.fromkeys(one.domain for one in addresses):
            found = [match.start() + 1 for match in re.finditer(re.escape(f"@{name}"), written, re.IGNORECASE)]
            if len(found) == 1 and len(written.lower()) == len(written):
                start = link.start + found[0]
                editable = link.region.edit(start, start + len(name), name) is not None
                yield MailDomain(name, link.region.source_span(start, start + len(name)), editable)
            else:
                yield MailDomain(name, link.destination, editable=False)
    for node in document.front_matter.strings if "@" in document.text else ():
        region = node.region
        if region is None or "@" not in region.text:
            continue
        match = _ADDRESS.fullmatch(region.text.strip())
        if match is not None and not _is_file(match["domain"]):
            start = region.text.index(match[0]) + match.start("domain")
            end = start + len(match["domain"])
            editable = region.edit(start, end, match["domain"]) is not None
            yield MailDomain(match["domain"].lower(), region.source_span(start, end), editable)


def domains_used(document: Document) -> frozenset[str]:
    """Return the names of the domains that mail may go to; whether it does, and from where, takes longer to tell."""
    texts = document.front_matter.texts if "@" in document.text else ()
    values = (_ADDRESS.fullmatch(text.strip()) for text in texts if "@" in text)
    targets = document.targets if "@" in document.text or "&#" in document.text else ()
    if targets is None:
        linked = [one.domain for link in mail_links(document) for one in link.addresses]
    else:
        linked = [one.domain for target in targets if "@" in target for one in _addresses(target)]
    return frozenset({one["domain"].lower() for one in values if one and not _is_file(one["domain"])}.union(linked))


def addresses_in(text: str) -> tuple[MailAddress, ...]:
    """Return the addresses in a text that readers see."""
    found = _IN_TEXT.finditer(text) if "@" in text else ()
    return tuple(MailAddress(match["local"], match["domain"].lower()) for match in found)


def domains_written(text: str) -> frozenset[str]:
    """Return what stands after an @ in a text and looks like a domain (ASCII), in lower case, wherever it stands."""
    return frozenset(name.lower() for name in _AFTER_AT.findall(text)) if "@" in text else frozenset()


def _addresses(target: str) -> Iterator[MailAddress]:
    head = _MAILTO.match(target)
    if "@" not in target or len(target) > _LONGEST or _TEMPLATE.search(target):
        return
    if head is None:
        match = _ADDRESS.fullmatch(target.partition("?")[0])
        if match is not None and "/" not in match["local"] and not _is_file(match["domain"]):
            yield MailAddress(match["local"], match["domain"].lower())
        return
    for one in re.split("[,;]", unquoted(target[head.end() :].partition("?")[0])):
        match = _ADDRESS.fullmatch(one.strip())
        if match is not None:
            yield MailAddress(match["local"], match["domain"].lower())


def _is_file(domain: str) -> bool:
    return domain.rpartition(".")[2].lower() in _FILES
