"""The rule doubly-escaped-entity."""

from __future__ import annotations

import html

from linter.finding import Applicability, Fix, Problem, Severity
from linter.patterns import lazy
from linter.rule import Options, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document

_ENTITY = lazy(r"&amp;(?:amp;)*(?:#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,30};)")
_TURNS = 20  # each save of a form escapes once more
_PLAIN = lazy(r"[\w /'’\"«».,;:!?()%+=@\xa0\u202f…–—-]")  # no `<`, `&`, `*`: these mean something in a text


@rule("doubly-escaped-entity", category="front-matter", severity=Severity.WARNING, only=("&amp;",))
def doubly_escaped_entity(document: Document, _options: Options) -> Iterator[Problem]:
    """A character in the front matter that was escaped for HTML more than once."""
    head = document.front_matter
    if "&amp;" not in document.text[head.content.start : head.content.end]:
        return
    for node in head.strings:
        if node.region is None or "&amp;" not in node.region.text:
            continue
        for found in _ENTITY.finditer(node.region.text):
            meant = _meant(found[0])
            span = node.region.source_span(*found.span())
            if meant is None or document.in_code(span.start):
                continue
            edit = node.region.edit(*found.span(), meant)
            applicability = Applicability.SAFE if _PLAIN.fullmatch(meant) else Applicability.UNSAFE
            fix = Fix(f'write "{meant}"', (edit,), applicability) if edit else None
            words = f'"{found[0][:40]}" is the character "{meant}", escaped more than once; write it as it is'
            yield Problem(span, words, fix)


def _meant(entity: str) -> str | None:
    """Return the one character that was escaped, None where there is none."""
    for _ in range(_TURNS):
        if len(entity) == 1:
            return entity if entity.isprintable() or entity in "\xa0\u202f" else None
        entity = html.unescape(entity)
    return None
