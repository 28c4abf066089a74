"""The rule moved-external-link."""

from __future__ import annotations

from urllib.parse import urlsplit

from linter.external import Answer, external_links
from linter.finding import Applicability, Fix, Problem, Severity
from linter.rule import Options, rule
from linter.schema.words import quoted
from linter.values import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document
    from linter.document.element import Link


@dataclass(frozen=True)
class MovedExternalLinkOptions(Options):
    """`answers` is what the addresses answered; the command `links` fills it in."""

    answers: dict[str, Answer] = field(default_factory=dict)


@rule(
    "moved-external-link",
    category="links",
    options=MovedExternalLinkOptions,
    severity=Severity.INFO,
    on=False,
    only=("option:answers",),
)
def moved_external_link(document: Document, options: MovedExternalLinkOptions) -> Iterator[Problem]:
    """A link to a page of another site that has a new address for good."""
    if not options.answers:
        return
    for link, url, fragment in external_links(document):
        answer = options.answers.get(url)
        if answer is None or not answer.moved_to or _is_front(answer.moved_to, url):
            continue
        new = answer.moved_to + (f"#{fragment}" if fragment else "")
        yield Problem(link.destination, f"{quoted(url)} has moved to {quoted(new)}", _fix(link, new))


def _is_front(new: str, old: str) -> bool:
    """Tell whether a page leads to the front page of a site: where it moved to is not known then."""
    return urlsplit(new).path in {"", "/"} and urlsplit(old).path not in {"", "/"}


def _fix(link: Link, new: str) -> Fix | None:
    """Return the fix that writes the new address, where nothing in it could mean something else in its place."""
    marks = "()<>[]`|\"' *_" if link.kind == "bare" else "()<>[]`|\"' "
    if link.region.text[link.start : link.end] != link.target or not new.isprintable() or set(new) & set(marks):
        return None
    edit = link.region.edit(link.start, link.end, new)
    return Fix(f"write {quoted(new)}", (edit,), Applicability.UNSAFE) if edit else None
