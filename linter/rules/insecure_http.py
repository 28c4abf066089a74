"""The rule insecure-http."""

from __future__ import annotations

import re

from linter.finding import Applicability, Fix, Problem, Severity
from linter.patterns import lazy
from linter.rule import Options, rule
from linter.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document
    from linter.text import Span

_HOST = lazy(r"http://(?:[^/?#@\s]*@)?(?P<host>\[[0-9a-f:.]+\]|[^/?#:\s\\]+)", re.IGNORECASE)
# Hosts without a dot, numbers, and names that lead to no public site have no certificate.
_OWN = lazy(r"[^.]+|[\d.]+|\[.*|.*\.(?:localhost|local|test|internal|invalid|example|onion)", re.IGNORECASE)
_TEMPLATE = lazy(r"[{}<>$]")


@dataclass(frozen=True)
class InsecureHttpOptions(Options):
    """`allow` are hosts, and those below them, that are linked to without encryption."""

    allow: frozenset[str] = frozenset()


@rule(
    "insecure-http", category="links", options=InsecureHttpOptions, severity=Severity.INFO, on=False, only=("http://",)
)
def insecure_http(document: Document, options: InsecureHttpOptions) -> Iterator[Problem]:
    """A link to another site without encryption."""
    if "http://" not in document.folded:
        return
    allowed = tuple(f".{host.casefold().strip('.')}" for host in options.allow)
    seen: set[Span] = set()
    for link in document.links:
        match = _HOST.match(link.target)
        if match is None or link.destination in seen or _TEMPLATE.search(link.target):
            continue
        host = match["host"].casefold()
        if _OWN.fullmatch(host) or f".{host}".endswith(allowed):
            continue
        seen.add(link.destination)
        edit = None
        if link.region.text[link.start : link.end].lower().startswith("http://"):
            edit = link.region.edit(link.start, link.start + len("http"), "https")
        fix = Fix('write "https"', (edit,), Applicability.UNSAFE) if edit else None
        yield Problem(link.destination, 'anybody on the way can read and change the page: write "https"', fix)
