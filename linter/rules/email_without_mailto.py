"""The rule email-without-mailto."""

from __future__ import annotations

from linter.finding import Fix, Problem
from linter.mail_links import mail_links
from linter.rule import rule
from linter.schema.words import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document
    from linter.document.element import Link


@rule("email-without-mailto", category="email", only=("@", "&#"))
def email_without_mailto(document: Document, _options: object) -> Iterator[Problem]:
    """A link to an e-mail address that lacks `mailto:`."""
    for link, _, mailto in mail_links(document):
        if not mailto:
            message = f'e-mail link without "mailto:": {quoted(link.target)}'
            yield Problem(link.destination, message, _fix(link))


def _fix(link: Link) -> Fix | None:
    edit = link.region.edit(link.start, link.start, "mailto:")
    return Fix('add "mailto:"', (edit,)) if edit else None
