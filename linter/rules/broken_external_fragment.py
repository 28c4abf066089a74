"""The rule broken-external-fragment."""

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
class BrokenExternalFragmentOptions(Options):
    """`answers` is what the addresses answered; the command `links` fills it in."""

    answers: dict[str, Answer] = field(default_factory=dict)


@rule(
    "broken-external-fragment",
    category="links",
    options=BrokenExternalFragmentOptions,
    severity=Severity.INFO,
    on=False,
    only=("option:answers",),
)
def broken_external_fragment(document: Document, options: BrokenExternalFragmentOptions) -> Iterator[Problem]:
    """A link to a place that a page of another site does not have."""
    if not options.answers:
        return
    for link, url, fragment in external_links(document):
        answer = options.answers.get(url)
        if answer is not None and answer.good and answer.fragments.get(fragment) is False:
            yield Problem(link.destination, f"{quoted(url)} is there, but has no place called {quoted(fragment)}")
