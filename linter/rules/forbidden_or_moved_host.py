"""The rule forbidden-or-moved-host."""

from __future__ import annotations

import re

from linter.finding import Fix, Problem
from linter.patterns import lazy
from linter.rule import Options, rule
from linter.schema.words import quoted
from linter.showcase import is_showcase
from linter.unreachable import may_be_linked
from linter.values import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document
    from linter.document.element import Link
    from linter.text import Span

_HOST = lazy(r"(?:[a-z][a-z0-9+.-]*:)?//(?:[^/?#@\s]*@)?(\[[0-9a-f:.]+\]|[^/?#:\s\\]+)", re.IGNORECASE)
_LOOPBACK = lazy(r"localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1?\]")
_SIGNS = ("is:linking-to-nobody", "option:forbidden_hosts", "option:moved_hosts")
_RESERVED = lazy(r"(?:.+\.)?(?:test|invalid|localhost|example)|(?:.+\.)?example\.(?:com|net|org|edu)")


@dataclass(frozen=True)
class ForbiddenOrMovedHostOptions(Options):
    """`forbidden_hosts` maps a host to what to do instead, `moved_hosts` an old host to the new one.

    A forbidden host may be a part of one, in whole labels: "staging" is in "staging.exemple.fr". A moved host is
    that host alone, not those below it.
    """

    forbidden_hosts: dict[str, str] = field(default_factory=dict)
    moved_hosts: dict[str, str] = field(default_factory=dict)


@rule("forbidden-or-moved-host", category="links", options=ForbiddenOrMovedHostOptions, only=_SIGNS)
def forbidden_or_moved_host(document: Document, options: ForbiddenOrMovedHostOptions) -> Iterator[Problem]:
    """A link to a host that readers cannot reach, should not, or that has a new name."""
    moved = {old.casefold(): new for old, new in options.moved_hosts.items() if old.casefold() != new.casefold()}
    forbidden = {f".{part.casefold().strip('.')}.": advice for part, advice in options.forbidden_hosts.items()}
    named = (*moved, *(part.strip(".") for part in forbidden))
    if not may_be_linked(document.folded) and not any(one in document.folded for one in named):
        return
    seen: set[Span] = set()
    for link in document.links:
        match = _HOST.match(link.target)
        if match is None or link.destination in seen:
            continue
        host = match[1].casefold().rstrip(".")
        advice = next((advice for part, advice in forbidden.items() if part in f".{host}."), None)
        if host in moved:
            message, fix = f"{quoted(host)} has moved to {quoted(moved[host])}", _fix(link, host, moved[host])
        elif advice is not None:
            message, fix = f"links must not lead to {quoted(host)}{': ' if advice else ''}{advice}", None
        elif (why := _unreachable(host)) and not (_is_shown(link, host) or _is_used(document, host)):
            message, fix = f"{quoted(host)} is {why}: no reader gets there", None
        else:
            continue
        seen.add(link.destination)
        yield Problem(link.destination, message, fix)


def _fix(link: Link, old: str, new: str) -> Fix | None:
    """Return the fix that writes the new host in the place of the old one."""
    written = link.region.text[link.start : link.end]
    start = written.casefold().find(old) if written.isascii() else written.find(old)
    if start < 0 or (start and not written.startswith("//", start - 2)):
        return None
    edit = link.region.edit(link.start + start, link.start + start + len(old), new)
    return Fix(f"write {quoted(new)}", (edit,)) if edit else None


def _unreachable(host: str) -> str | None:
    if _LOOPBACK.fullmatch(host):
        return "the reader’s own computer"
    return "a name reserved for tests and examples" if _RESERVED.fullmatch(host) else None


def _is_used(document: Document, host: str) -> bool:
    """Tell whether the document works with the host: it has it in code too, or is a demonstration.

    Where there are blocks of code, readers are told what to run before they follow a link to their own computer.
    """
    if is_showcase(document.path) or (_LOOPBACK.fullmatch(host) and document.view(_has_blocks_of_code)):
        return True
    return any(document.in_code(match.start()) for match in re.finditer(re.escape(host), document.text, re.IGNORECASE))


def _has_blocks_of_code(document: Document) -> bool:
    return any(code.block for view in document.markdowns for code in view.code)


def _is_shown(link: Link, host: str) -> bool:
    """Tell whether the address is the subject of the sentence, as in instructions for developers.

    A URL that is a whole value of the front matter is shown to nobody as such: it will be linked to.
    """
    if link.kind == "bare":
        return link.region.is_body or link.region.text.strip() != link.region.text[link.start : link.end]
    return host in link.text.casefold()
