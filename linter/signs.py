"""The signs that a document shows, by which a rule that says `only` them is left out where it has nothing to say.

A sign is a piece of text, in any case; `option:` and the name of an option that is set; one of `SIGNS`, as
`is:headless`; or `is:violating` the schema. They are looked for in every document, so that each must be quick to tell.
"""

from __future__ import annotations

from functools import partial
from unicodedata import is_normalized

from linter.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from linter.document import Document
    from linter.rule import ConfiguredRule

OPTION = "option:"


def _decomposed(document: Document) -> bool:
    return not document.text.isascii() and not is_normalized("NFC", document.text)


def _links_within_pages(document: Document) -> bool:
    return document.targets is None or any("#" in target for target in document.targets)


def _unprintable(document: Document) -> bool:
    return not document.text.replace("\n", " ").replace("\r", " ").replace("\t", " ").isprintable()


def _suspicious(document: Document) -> bool:
    if document.text.isascii():
        return False
    from linter.encoding.detect import suspicious

    return suspicious(document.text)


SIGNS: Mapping[str, Callable[[Document], bool]] = {
    "is:decomposed": _decomposed,
    "is:defective": lambda document: bool(document.front_matter.defects),
    "is:foreign": lambda document: document.source.has_foreign_bytes,
    "is:headless": lambda document: document.front_matter.format is None,
    "is:leading-within-pages": _links_within_pages,
    "is:linking": lambda document: document.targets is None or bool(document.targets),
    "is:marked": lambda document: document.source.bom,
    "is:suspicious": _suspicious,
    "is:unprintable": _unprintable,
    "is:unreadable": lambda document: document.source.unreadable is not None,
}


def _violates(document: Document, configured: ConfiguredRule) -> bool:
    """Tell whether the document violates its schema in what is a matter of the rule; all such rules ask once."""
    from linter.schema_rule import violations

    return bool(violations(document, configured.option("schema"), configured.rule.name, configured.option("locale")))


VIOLATING = "is:violating"


class Gate(NamedTuple):
    """What lets a rule pass: one of some pieces of text, or one of some questions to which the document says yes."""

    words: frozenset[str]
    questions: tuple[Callable[[Document], bool], ...]

    def is_met(self, document: Document) -> bool:
        """Tell whether a document says yes to one of the questions."""
        return bool(self.questions) and any(map(document.view, self.questions))


def gate(configured: ConfiguredRule) -> Gate | None:
    """Return what a document must show for a rule to be asked; None where it is asked of each."""
    words, questions = set(), []
    for sign in configured.rule.only:
        told = SIGNS.get(sign)
        if told is not None:
            questions.append(told)
        elif sign == VIOLATING:
            if configured.option("schema") is not None:
                questions.append(partial(_violates, configured=configured))
        elif not sign.startswith(OPTION):
            words.add(sign)
        elif configured.has_set(sign.removeprefix(OPTION)):
            return None
    return Gate(frozenset(words), tuple(questions)) if configured.rule.only else None


def seen(document: Document, words: Iterable[str]) -> frozenset[str]:
    """Return those of some pieces of text (without case) that are in a document, in any case."""
    text = document.folded
    return frozenset(word for word in words if word in text)
