"""Links to other sites: how their addresses may be asked, and what they answered; nothing here asks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from linter.patterns import lazy
from linter.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.document import Document
    from linter.document.element import Link
    from linter.text import Span

_HTTP = lazy(r"(?:https?:)?//(?:[^/?#@\s]*@)?(?P<host>\[[0-9a-f:.]+\]|[^/?#:\s\\]+)", re.IGNORECASE)
_UNASKED = lazy(r"[\s{}<>\"\\^`|\x00-\x20\x7f\ud800-\udfff]")
# RFC 2606 and RFC 6761: nobody owns these names; links to them are the business of forbidden-or-moved-host.
_RESERVED = lazy(r"(?:.+\.)?(?:test|invalid|localhost|example|example\.(?:com|net|org|edu))\.?")
_LONGEST = 2000
_DEAD = frozenset({404, 410})
_HINTS = frozenset({"link", "base", "form", "script"})
"""Tags whose addresses are for browsers, not for readers."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How addresses are asked.

    `accept` are statuses of 400 and above that are all right; `exclude` maps a host (and those below it) or the
    beginning of an address to the reason why it is not asked; `per_host` limits the requests to one host at a time;
    `timeout` is in seconds; an answer that was good counts for `cache_days`. Private networks are asked only where
    `allow_private`, which no configuration can say; a busy host is left alone for `pause` seconds, then twice that.
    """

    accept: frozenset[int] = frozenset()
    exclude: Mapping[str, str] = field(default_factory=dict)
    per_host: int = 2
    timeout: float = 20.0
    cache_days: float = 7.0
    allow_private: bool = False
    pause: float = 2.0

    def excludes(self, url: str) -> bool:
        """Tell whether an address is not to be asked."""
        host = host_of(url) or ""
        return any(
            url.startswith(one) if "://" in one else host == one.lower() or host.endswith(f".{one.lower()}")
            for one in self.exclude
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered.

    `status` is that of the last response, 0 where there was none, and then `failure` says why in words, `lasting` where
    asking again would not help. `unasked` tells that it was not asked, because it lies in a private network or its
    host was given up. `moved_to` is where permanent redirects lead, ""
    where there are none or one was for the moment. `fragments` tells of each one that was looked for whether the page
    has it; None where that cannot be told.
    """

    status: int = 0
    failure: str = ""
    lasting: bool = False
    unasked: bool = False
    moved_to: str = ""
    fragments: dict[str, bool | None] = field(default_factory=dict)

    @property
    def good(self) -> bool:
        """True where the address leads somewhere."""
        return 200 <= self.status < 400  # noqa: PLR2004  # RFC 9110, 15

    @property
    def unclear(self) -> bool:
        """True where readers may well get there, today or tomorrow, though a program did not."""
        return not self.good and not self.lasting and (self.status not in _DEAD)


class ExternalLink(NamedTuple):
    """A link to another site; `url` is its address without the `fragment`."""

    link: Link
    url: str
    fragment: str


def external_links(document: Document) -> Iterator[ExternalLink]:
    """Yield the links to other sites that can be asked, each destination once; templates and examples cannot."""
    seen: set[Span] = set()
    for link in document.links:
        if link.destination in seen or link.tag in _HINTS or not may_be_asked(link.target):
            continue
        seen.add(link.destination)
        url, _, fragment = link.target.partition("#")
        yield ExternalLink(link, f"https:{url}" if url.startswith("//") else url, fragment)


def may_be_asked(target: str) -> bool:
    """Tell whether a target is an address of the web, and of a host that can exist."""
    match = _HTTP.match(target) if len(target) <= _LONGEST else None
    if match is None or _UNASKED.search(target):
        return False
    return _RESERVED.fullmatch(match["host"].lower()) is None


def host_of(url: str) -> str | None:
    """Return the host of an address, in lower case; None where it has none."""
    match = _HTTP.match(url)
    return match["host"].lower().rstrip(".") if match else None
