"""The rule email-without-mailto."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linter.finding import Fix, Problem
from linter.rule import rule
from linter.schema.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document
    from linter.document.element import Link
    from linter.text import Span

# An address and perhaps a `?subject=…`; strict, as anything else is a path to a browser and may be meant as one.
_ADDRESS = re.compile(
    r"[\w!#$%&'*+=^`{|}~-][\w.!#$%&'*+=^`{|}~-]*@(?:[^\W_](?:[\w-]*[^\W_])?\.)+([^\W\d_]{2,63})(?:\?.*)?"
)
_LONGEST = 320  # RFC 3696, erratum 1690: 64 before the @ and 255 after it
# `logo@2x.png` is an image for fine screens.
_FILES = frozenset({"avif", "css", "gif", "ico", "jpeg", "jpg", "js", "json", "md", "pdf", "png", "svg", "webp"})


@rule("email-without-mailto", category="email")
def email_without_mailto(document: Document, _options: object) -> Iterator[Problem]:
    """A link to an e-mail address that lacks `mailto:`."""
    if "@" not in document.text and "&#" not in document.text:
        return
    seen: set[Span] = set()
    for link in document.links:
        if link.kind not in {"inline", "reference", "attribute"} or link.image or link.destination in seen:
            continue
        if _is_address(link.target):
            seen.add(link.destination)
            message = f'e-mail link without "mailto:": {quoted(link.target)}'
            yield Problem(link.destination, message, _fix(link))


def _is_address(target: str) -> bool:
    match = _ADDRESS.fullmatch(target) if "@" in target and len(target.partition("?")[0]) <= _LONGEST else None
    return match is not None and match[1].casefold() not in _FILES


def _fix(link: Link) -> Fix | None:
    edit = link.region.edit(link.start, link.start, "mailto:")
    return Fix('add "mailto:"', (edit,)) if edit else None
