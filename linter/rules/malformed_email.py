"""The rule malformed-email."""

from __future__ import annotations

import re

from linter.document.destination import unquoted
from linter.finding import Applicability, Fix, Problem
from linter.patterns import lazy
from linter.rule import rule
from linter.schema.addresses import email_problem
from linter.schema.words import quoted
from linter.schema_rule import SchemaOptions, problems

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document
    from linter.document.element import Link
    from linter.text import Span

_MAILTO = lazy(r"\s*mailto:(?P<slashes>/*)(?P<before>(?:\s|%20)*)", re.IGNORECASE)
_TEMPLATE = lazy(r"[{}<>]|%7B", re.IGNORECASE)
_SHORT_END = lazy(r"[^\W_]\.[^\W\d_]\Z")
_LONGEST = 2000


@rule("malformed-email", category="email", options=SchemaOptions, only=("mailto:", "is:violating"))
def malformed_email(document: Document, options: SchemaOptions) -> Iterator[Problem]:
    """An e-mail address that no mail can reach."""
    yield from problems(document, options, "malformed-email")
    if "mailto:" not in document.folded:
        return
    seen: set[Span] = set()
    for link in document.links:
        if link.kind not in {"bare", "email"} and link.destination not in seen:
            seen.add(link.destination)
            yield from _link_problems(link)


def _link_problems(link: Link) -> Iterator[Problem]:
    head = _MAILTO.match(link.target)
    if head is None or _TEMPLATE.search(link.target) or len(link.target) > _LONGEST:
        return
    addresses, question, _ = link.target[head.end() :].partition("?")
    plain = unquoted(addresses)
    if not plain.strip():
        if not question:  # without an address, `mailto:?subject=…` lets the reader choose one: to share a page
            yield Problem(link.destination, 'there is no address after "mailto:": add one')
        return
    reason = next(filter(None, map(_reason, re.split("[,;]", plain))), None)
    if reason is not None:
        yield Problem(link.destination, reason)
    elif head["slashes"]:
        yield Problem(
            link.destination, f'{quoted(link.target)} has slashes after "mailto:": take them away', _fix(link)
        )
    elif plain != plain.strip() or head["before"]:
        yield Problem(
            link.destination, f"{quoted(link.target)} has a blank beside the address: take it away", _fix(link)
        )


def _reason(address: str) -> str | None:
    """Say what is wrong with an address; blanks around it, as after the comma of a list, are another matter."""
    if _SHORT_END.search(address.strip()):
        address = f"{address.strip()}x"  # that there is no such end is for unknown-email-domain to say
    return email_problem(address.strip(), international=True) if address.strip() else None


def _fix(link: Link) -> Fix | None:
    """Return the fix that takes away what stands between `mailto:` and the address, and blanks after it."""
    written = link.region.text[link.start : link.end]
    head = _MAILTO.match(written)
    if head is None:
        return None
    rest, question, query = written[head.end() :].partition("?")
    wanted = f"mailto:{_without_blanks(rest)}{question}{query}"
    edit = link.region.edit(link.start, link.end, wanted)
    if edit is None:
        return None
    slashes = bool(head["slashes"])
    title = "take away the slashes" if slashes else "take away the blank"
    return Fix(title, (edit,), Applicability.UNSAFE if slashes else Applicability.SAFE)


def _without_blanks(text: str) -> str:
    while (shorter := text.strip().removesuffix("%20")) != text:
        text = shorter
    return text
