"""The rule vague-link-text."""

from __future__ import annotations

from linter.finding import Problem, Severity
from linter.rule import Options, rule
from linter.schema.words import quoted
from linter.showcase import is_showcase
from linter.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document
    from linter.text import Span

_WORDS = frozenset(
    (
        "ici", "cliquez ici", "cliquer ici", "cliquez-ici", "par ici", "là", "ce lien", "lien", "le lien", "la suite",
        "lire la suite", "en savoir plus", "savoir plus", "voir plus", "plus d'infos", "plus d'informations",
        "here", "see here", "click here", "this link", "link", "this", "this page", "more", "read more", "learn more",
    )
)  # fmt: skip


@dataclass(frozen=True)
class VagueLinkTextOptions(Options):
    """`words` are the texts that say nothing of where a link leads, in any case."""

    words: frozenset[str] = _WORDS


@rule("vague-link-text", category="links", options=VagueLinkTextOptions, severity=Severity.INFO, on=False)
def vague_link_text(document: Document, options: VagueLinkTextOptions) -> Iterator[Problem]:
    """A link whose text does not say where it leads."""
    if is_showcase(document.path):
        return
    words = {word.casefold() for word in options.words}
    seen: set[Span] = set()
    for link in document.links:
        text = " ".join(link.text.replace("’", "'").casefold().split()).strip(" .…!:»«")
        if text in words and not link.image and not link.title and link.span not in seen:
            seen.add(link.span)
            yield Problem(link.span, f"{quoted(link.text.strip())} does not say where the link leads: name the page")
