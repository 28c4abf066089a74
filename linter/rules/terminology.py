"""The rule terminology."""

from __future__ import annotations

import re
from functools import lru_cache

from linter.document.intervals import Intervals
from linter.document.prose import in_prose
from linter.finding import Applicability, Fix, Problem, Severity
from linter.patterns import lazy
from linter.rule import Options, rule
from linter.schema.words import quoted
from linter.values import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.document import Document
    from linter.document.prose import Hit
    from linter.document.region import Region

_BLANK = "[ \xa0\u202f]"
# A URL, address, path, host, or identifier; the pieces of "SIREN/SIRET" and "Siret," are words.
_NO_WORD = lazy(r"://|@|\A[(\[«\"']*[./~\\#$]|[^\W_][.:][^\W\d_]|/.*/|[=_\\]|%[0-9A-Fa-f]{2}")
_NEAR = 60
_MOST_FIXES = 100  # of one front matter string, as an edit costs the whole string; the rest is mended in the next round


@dataclass(frozen=True)
class Term:
    """Spellings that are `bad`, the `good` one if there is one, and a `message` to give instead of the usual one."""

    bad: tuple[str, ...]
    good: str | None = None
    message: str | None = None


@dataclass(frozen=True)
class TerminologyOptions(Options):
    """`terms` are those of the project; `references` are front matter keys whose values are names of documents."""

    terms: tuple[Term, ...] = ()
    references: dict[str, str] = field(default_factory=dict)


@rule("terminology", category="words", options=TerminologyOptions, severity=Severity.WARNING, only=("option:terms",))
def terminology(document: Document, options: TerminologyOptions) -> Iterator[Problem]:
    """A word that this project spells otherwise."""
    pattern, terms = _compiled(options.terms)
    if not any(bad.split()[0] in document.text for bad in terms):  # much quicker than the pattern
        return
    headings = Intervals((heading.span.start, heading.span.end) for heading in document.headings)
    for region in document.regions:
        if _is_name(region, options.references):
            continue
        for count, hit in enumerate(in_prose(document, region, pattern)):
            term = terms.get(_plain(region.text[hit.start : hit.end]))
            if term is not None and not _is_part(region.text, hit):
                heading = region.is_body and headings.cover(region.start + hit.start)
                yield _problem(region, hit, term, heading=heading, fixable=region.is_body or count < _MOST_FIXES)


def _problem(region: Region, hit: Hit, term: Term, *, heading: bool, fixable: bool) -> Problem:
    bad, good = region.text[hit.start : hit.end], term.good
    span = region.source_span(hit.start, hit.end)
    if good is None:
        return Problem(span, term.message or f"do not write {quoted(bad)}")
    message = term.message or f"write {quoted(good)}, not {quoted(bad)}"
    if not fixable:
        return Problem(span, message)
    # A link to a heading follows its text, but not its capitals.
    moves = heading and good.casefold() != bad.casefold()
    whole = not region.is_body and region.text.strip() == bad
    edit = region.edit(hit.start, hit.end, good)
    safety = Applicability.UNSAFE if moves or whole else Applicability.SAFE
    fix = Fix(f"write {quoted(good)}", (edit,), safety) if edit else None
    return Problem(span, message, fix)


@lru_cache(maxsize=64)
def _compiled(terms: tuple[Term, ...]) -> tuple[re.Pattern[str], Mapping[str, Term]]:
    """Return a pattern for all spellings, good ones too, and the term that each bad one belongs to.

    Good spellings are matched, longest first, so that "mail" is not found within "adresse mail" where that is right.
    """
    right = {_plain(term.good) for term in terms if term.good}
    wrong = {_plain(bad): term for term in reversed(terms) for bad in term.bad if bad.strip() and bad != term.good}
    spelt = sorted({*wrong, *right}, key=lambda word: (-len(word), word))
    either = "|".join(re.escape(word).replace(r"\ ", _BLANK) for word in spelt)
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])"), wrong


def _plain(words: str) -> str:
    return re.sub(_BLANK, " ", words.strip())


def _is_part(text: str, hit: Hit) -> bool:
    """Tell whether a match is part of a URL, address, path or identifier, judged by what is written against it."""
    before = re.split(r"\s", text[max(hit.start - _NEAR, hit.opens) : hit.start])[-1]
    after = re.split(r"\s", text[hit.end : min(hit.end + _NEAR, hit.closes)])[0]
    return _NO_WORD.search(before + text[hit.start : hit.end] + after) is not None


def _is_name(region: Region, references: Mapping[str, str]) -> bool:
    """Tell whether a string of the front matter is a name: a reference, or an item of a list that is one word."""
    if region.is_body:
        return False
    parts = region.pointer.split("/")[1:]
    key = ".".join(part for part in parts if not part.isdecimal()) + "[]" * parts[-1].isdecimal()
    single = " " not in region.text.strip()
    return key in references or (single and parts[-1].isdecimal())
