"""The signs that a document shows, by which a rule that says `only` them is left out where it has nothing to say.

A sign is a piece of text, in any case; `option:` and the name of an option that is set; one of `SIGNS`, as
`is:headless`; or `is:violating` the schema. They are looked for in every document, so that each must be quick to tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import is_normalized

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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
    "is:leading within pages": _links_within_pages,
    "is:linking": lambda document: document.targets is None or bool(document.targets),
    "is:marked": lambda document: document.source.bom,
    "is:suspicious": _suspicious,
    "is:unprintable": _unprintable,
    "is:unreadable": lambda document: document.source.unreadable is not None,
}


def _violates(document: Document, configured: ConfiguredRule) -> bool:
    """Tell whether the document violates its schema in what is a matter of the rule; all such rules ask once."""
    schema = configured.option("schema")
    if schema is None:
        return False
    from linter.schema_rule import violations

    return bool(violations(document, schema, configured.rule.name, configured.option("locale")))


VIOLATING = "is:violating"


def shows(document: Document, configured: ConfiguredRule) -> bool:
    """Tell whether a document shows one of the signs without which a rule has nothing to say."""
    for sign in configured.rule.only:
        told = SIGNS.get(sign)
        if told is not None:
            found = document.view(told)
        elif sign == VIOLATING:
            found = _violates(document, configured)
        elif sign.startswith(OPTION):
            found = configured.has_set(sign.removeprefix(OPTION))
        else:
            found = sign in document.folded
        if found:
            return True
    return False
