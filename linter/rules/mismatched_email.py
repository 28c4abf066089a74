"""The rule mismatched-email."""

from __future__ import annotations

from linter.finding import Problem
from linter.mail_links import addresses_in, mail_links
from linter.rule import rule
from linter.schema.words import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document


@rule("mismatched-email", category="email", only=("@", "&#"))
def mismatched_email(document: Document, _options: object) -> Iterator[Problem]:
    """A link that shows one e-mail address and writes to another."""
    for link, addresses, _ in mail_links(document):
        shown = addresses_in(link.text)
        if not shown:
            continue
        targets = {f"{one.local}@{one.domain}".casefold() for one in addresses}
        other = next((one for one in shown if f"{one.local}@{one.domain}".casefold() not in targets), None)
        if other is not None:
            target = f"{addresses[0].local}@{addresses[0].domain}"
            message = f"readers see {quoted(f'{other.local}@{other.domain}')} and write to {quoted(target)}: which one?"
            yield Problem(link.destination, message)
