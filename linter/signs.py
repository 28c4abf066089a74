"""The signs that a document shows, by which a rule that says `only` them is left out where it has nothing to say.

A sign is a piece of text, in any case; `option:` and the name of an option that is set; one of `SIGNS`, as
`is:headless`; or `is:violating` the schema. They are looked for in every document, so that each must be quick to tell.
"""

from __future__ import annotations

import re
from functools import partial
from unicodedata import is_normalized

from linter.document.targets import Question, is_plain_address, leads_away
from linter.document.yaml_scalars import may_differ
from linter.patterns import lazy
from linter.unreachable import may_be_linked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from linter.document import Document
    from linter.rule import ConfiguredRule

    Sign = str | Callable[[Document], bool]

OPTION = "option:"
_NO_TEXT = lazy(r"\][\[(](?<=[\[\s]..)")
_PRINTABLE = bytes([*b"\t\r\n", *range(0x20, 0x7F)])
_COMMON = " etaoinsrhldcumpfgwyb.,vk-()[]:xjqz"
"""What texts are mostly made of, the commonest first."""
_RARE = _COMMON.index("b")
"""From there on in `_COMMON`, and beyond it, a character is rare enough for a longer piece to be told by it."""
_LONG = 3  # characters of a piece that is found nearly as soon as one of them
_FEW = 50
"""Documents from which on it pays to compile patterns."""
_odd_addresses = Question(lambda target: not is_plain_address(target))
_empty_or_blank = Question(lambda target: " " in target or not target.strip())
_staying = Question(lambda target: not leads_away(target))


def _decomposed(document: Document) -> bool:
    return not document.text.isascii() and not is_normalized("NFC", document.text)


def _ambiguous(document: Document) -> bool:
    head = document.front_matter
    if head.format != "yaml":
        return False
    if head.outline is not None:
        return head.outline.ambiguous
    plain = (node for node in head.nodes.values() if node.style == "plain" and node.kind == "scalar")
    return any(may_differ(document.text[node.start : node.end]) for node in plain)


def _linking_oddly(document: Document) -> bool:
    return document.may_link_to(_odd_addresses) and "ttp" in document.folded


def _linking_nowhere(document: Document) -> bool:
    if document.may_link_to(_empty_or_blank):
        return True
    # `<a name="…"></a>` is a place to link to.
    if "<" in document.text and "</a" in document.folded and "href" in document.folded:
        return True
    return _NO_TEXT.search(document.text) is not None


def _skipping(document: Document) -> bool:
    # Three levels, one after the other, are there only if one is the third or below.
    if "###" not in document.text and "<h" not in document.folded and "\r" not in document.text:
        return False
    from linter.document.heading_levels import spelt_headings

    spelt = document.view(spelt_headings)
    return spelt.skips is not False and any({level + 1, level + 2} <= spelt.levels for level in spelt.levels)


def _linking_within(document: Document) -> bool:
    targets, odd = document.targets, document.unusual_targets
    return targets is None or odd is None or len(odd) < len(targets) or _staying.any(odd)


def _links_within_pages(document: Document) -> bool:
    return document.targets is None or any("#" in target for target in document.targets)


def _unprintable(document: Document) -> bool:
    text = document.text
    if text.isascii():
        return bool(text.encode().translate(None, _PRINTABLE))
    return not text.replace("\n", " ").replace("\r", " ").replace("\t", " ").isprintable()


def _suspicious(document: Document) -> bool:
    if document.text.isascii():
        return False
    from linter.encoding.detect import suspicious

    return suspicious(document.text)


SIGNS: Mapping[str, Callable[[Document], bool]] = {
    "is:ambiguous": _ambiguous,
    "is:decomposed": _decomposed,
    "is:defective": lambda document: bool(document.front_matter.defects),
    "is:foreign": lambda document: document.source.has_foreign_bytes,
    "is:headless": lambda document: document.front_matter.format is None,
    "is:leading-within-pages": _links_within_pages,
    "is:linking-nowhere": _linking_nowhere,
    "is:linking-oddly": _linking_oddly,
    "is:linking-to-nobody": lambda document: may_be_linked(document.folded),
    "is:linking-within": _linking_within,
    "is:marked": lambda document: document.source.bom,
    "is:skipping": _skipping,
    "is:suspicious": _suspicious,
    "is:unprintable": _unprintable,
    "is:unreadable": lambda document: document.source.unreadable is not None,
}


def _violates(document: Document, configured: ConfiguredRule) -> bool:
    """Tell whether the document violates its schema in what is a matter of the rule; all such rules ask once."""
    from linter.schema_rule import violations

    return bool(violations(document, configured.option("schema"), configured.rule.name, configured.option("locale")))


VIOLATING = "is:violating"


def gate(configured: ConfiguredRule) -> frozenset[Sign] | None:
    """Return the signs one of which a document must show for a rule to be asked; None where it is asked of each."""
    signs: set[Sign] = set()
    for sign in configured.rule.only:
        told = SIGNS.get(sign)
        if told is not None:
            signs.add(told)
        elif sign == VIOLATING:
            if configured.option("schema") is not None:
                signs.add(partial(_violates, configured=configured))
        elif not sign.startswith(OPTION):
            signs.add(sign)
        elif configured.has_set(sign.removeprefix(OPTION)):
            return None
    return frozenset(signs) if configured.rule.only else None


class Signs:
    """Signs to look for in many documents."""

    def __init__(self, signs: Iterable[Sign]) -> None:
        """Take pieces of text (without case) and questions."""
        wanted = set(signs)
        self._questions = tuple(one for one in wanted if not isinstance(one, str))
        self._documents = 0
        # Nothing is found sooner than a rare character: by that of each piece most are told not to be there.
        groups: dict[tuple[str, bool], list[str]] = {}
        self._long: list[str] = []
        for piece in sorted(one for one in wanted if isinstance(one, str)):
            rarest = max(piece, key=lambda char: _COMMON.index(char) if char in _COMMON else len(_COMMON))
            if len(piece) >= _LONG and rarest in _COMMON[:_RARE]:
                self._long.append(piece)
            else:
                groups.setdefault((rarest, piece == rarest), []).append(piece)
        rows = [(char, pieces, None if alone else _any_of(pieces, char)) for (char, alone), pieces in groups.items()]
        self._ascii = [row for row in rows if row[0].isascii()]
        self._other = [row for row in rows if not row[0].isascii()]

    def shown(self, document: Document) -> frozenset[Sign]:
        """Return those that a document shows; also those that cannot be told, as the rule then will say why."""
        text = document.folded
        self._documents += 1
        early = self._documents < _FEW
        found: list[Sign] = [piece for piece in self._long if piece in text]
        for char, pieces, pattern in self._ascii if text.isascii() else (*self._ascii, *self._other):
            if char in text and (pattern is None or early or pattern.search(text)):
                found += [piece for piece in pieces if piece in text]
        for question in self._questions:
            try:
                if question(document):
                    found.append(question)
            except Exception:  # noqa: BLE001  # as said
                found.append(question)
        return frozenset(found)


def _any_of(pieces: list[str], char: str) -> re.Pattern[str]:
    """Return a pattern of pieces that have a character in common, which it begins with: so it is found the soonest."""
    halves = [piece.partition(char) for piece in pieces]
    around = "|".join(f"(?<={re.escape(before + char)}){re.escape(after)}" for before, _, after in halves)
    return lazy(f"{re.escape(char)}(?:{around})")
