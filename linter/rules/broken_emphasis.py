"""The rule broken-emphasis."""

from __future__ import annotations

import re

from linter.document import markdown
from linter.document.flavour import may_hold
from linter.document.intervals import Intervals
from linter.finding import Applicability, Fix, Problem, Severity
from linter.patterns import lazy
from linter.rule import Options, rule
from linter.schema.words import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document
    from linter.document.region import Region

# A pair on one line with words between, none of it part of a longer row of asterisks, a path or a power.
_PAIR = lazy(
    r"\*\*(?<![*\\/\w]\*\*)(?P<before>[ \t]*)(?P<words>[^\s*`|/][^*`|\r\n]{0,200}?)(?P<after>[ \t]*)(?<!\\)\*\*(?![*/])"
)

_SIGN_BEFORE, _SIGN_AFTER = re.compile(r"\w "), re.compile(r" \w")


@rule("broken-emphasis", category="structure", severity=Severity.WARNING, only=("**",))
def broken_emphasis(document: Document, options: Options) -> Iterator[Problem]:  # noqa: ARG001  # it has none
    """Asterisks that were to make text bold, and that readers see."""
    if "**" not in document.text:
        return
    for region in document.regions_with("**"):
        if not region.is_body and "\n" not in region.text:
            continue  # a title has no emphasis
        found = [match for match in _PAIR.finditer(region.text) if _is_broken(region.text, match)]
        if not found or not _may_be_seen(document, region.text, found):
            continue
        view = document.markdown if region.is_body else markdown.parse(region, document.flavour)
        if "**" not in view.html:
            continue  # nobody sees any
        shown = Intervals(view.text_spans)
        for match in found:
            ends = (match.start(), match.start() + 1, match.end() - 2, match.end() - 1)
            if all(map(shown.cover, ends)):
                span = region.source_span(*match.span())
                message = f"readers see the asterisks: a blank stands beside {quoted(match['words'])} within them"
                yield Problem(span, message, _fix(region, match))


def _may_be_seen(document: Document, text: str, found: list[re.Match[str]]) -> bool:
    """Tell whether readers may see asterisks, by the paragraphs alone: that costs less than the HTML of all of it."""
    if document.flavour.jsx or "\r" in text:
        return True
    reached = 0
    for match in found:
        if match.start() < reached:
            continue  # in the same paragraph
        start = text.rfind("\n\n", 0, match.start()) + 1
        reached = text.find("\n\n", match.end())
        reached = len(text) if reached < 0 else reached
        paragraph = text[start:reached]
        # What is defined elsewhere can make links of it, and no emphasis goes beyond the end of one.
        if (
            ("[" in paragraph and "]:" in text)
            or may_hold(paragraph, document.flavour)
            or "**" in markdown.shown(paragraph)
        ):
            return True
    return False


def _is_broken(text: str, match: re.Match[str]) -> bool:
    """Tell whether a blank keeps a pair from making bold; with blanks on all sides it is a sign, as of powers."""
    if match["before"] and match["after"]:
        outside = text[: match.start()][-2:], text[match.end() :][:2]
        return not (_SIGN_BEFORE.fullmatch(outside[0]) and _SIGN_AFTER.fullmatch(outside[1]))
    return bool(match["before"] or match["after"])


def _fix(region: Region, match: re.Match[str]) -> Fix | None:
    """Return the fix that takes away the blanks, or moves them out where words would grow together."""
    text = region.text
    left = " " if match["before"] and text[match.start() - 1 : match.start()].strip() else ""
    right = " " if match["after"] and text[match.end() : match.end() + 1].isalnum() else ""
    edit = region.edit(match.start(), match.end(), f"{left}**{match['words']}**{right}")
    return Fix("take away the blank", (edit,), Applicability.UNSAFE) if edit else None
