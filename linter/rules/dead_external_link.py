"""The rule dead-external-link."""

from __future__ import annotations

from linter.external import Answer, external_links
from linter.finding import Problem, Severity
from linter.rule import Options, rule
from linter.schema.words import quoted
from linter.values import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document


@dataclass(frozen=True)
class DeadExternalLinkOptions(Options):
    """`answers` is what the addresses answered; the command `links` fills it in."""

    answers: dict[str, Answer] = field(default_factory=dict)


@rule(
    "dead-external-link",
    category="links",
    options=DeadExternalLinkOptions,
    severity=Severity.WARNING,
    on=False,
    only=("option:answers",),
)
def dead_external_link(document: Document, options: DeadExternalLinkOptions) -> Iterator[Problem]:
    """A link to another site that leads nowhere any more."""
    if not options.answers:
        return
    for link, url, _ in external_links(document):
        answer = options.answers.get(url)
        if answer is not None and not answer.good:
            severity = Severity.INFO if answer.unclear else None
            yield Problem(link.destination, f"{quoted(url)}: {_said(answer)}", severity=severity)


def _said(answer: Answer) -> str:
    if answer.failure:
        return answer.failure
    try:
        from http import HTTPStatus

        phrase = f" ({HTTPStatus(answer.status).phrase})"
    except ValueError:
        phrase = ""
    doubt = "; it may be there for readers" if answer.unclear else ""
    return f"the answer is {answer.status}{phrase}{doubt}"
