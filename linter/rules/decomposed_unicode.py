"""decomposed-unicode: letters written as a base and a separate accent, where one character holds both."""

from __future__ import annotations

import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple

from linter.document.intervals import Intervals
from linter.finding import Applicability, Fix, Problem, Severity
from linter.patterns import lazy
from linter.rule import Options, Stage, rule
from linter.text import Edit, Span
from linter.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document

# Unicode, DerivedNormalizationProps.txt, NFC_Quick_Check=Maybe: what a character before it may be composed with; and
# all of U+0300-036F, as other marks may stand between. U+0338 is left out: it negates signs, which nobody types as one.
_MARKS = (
    "\u0300-\u0337\u0339-\u036f\u0653-\u0655\u093c\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0c56\u0cc2\u0cd5\u0cd6"
    "\u0d3e\u0d57\u0dca\u0dcf\u0ddf\u102e\u1161-\u1175\u11a8-\u11c2\u1b35\u3099\u309a\U000110ba\U00011127\U0001133e"
    "\U00011357\U000114b0\U000114ba\U000114bd\U000115af\U00011930"
)
# Longer pile-ups are made on purpose; and to sort many marks takes quadratic time.
_MARK = lazy(f"[{_MARKS}]")
_ACCENTED = lazy(f"[^{_MARKS}\\s][{_MARKS}]{{1,6}}+(?![{_MARKS}])")
_COMPOSED = lazy("[\u00c0-\u1fff\u304c-\u30fe\uac00-\ud7a3]")
_WORD = lazy(r"[^\s!-&(-,./:-@\[-`{-~«»“”„…]+")
_PATH = lazy(r"[/\\]|\.\w{1,5}\Z")
_AROUND = 20


@dataclass(frozen=True)
class DecomposedUnicodeOptions(Options):
    """`form` is the form wanted: "NFC" (one character for letter and accent) or "NFD" (two)."""

    form: Literal["NFC", "NFD"] = "NFC"


class _Place(NamedTuple):
    start: int
    end: int
    replacement: str
    safe: bool


@rule(
    "decomposed-unicode",
    category="encoding",
    options=DecomposedUnicodeOptions,
    severity=Severity.WARNING,
    stage=Stage.ENCODING,
    only=("is:decomposed", "option:form"),
)
def decomposed_unicode(document: Document, options: DecomposedUnicodeOptions) -> Iterator[Problem]:
    """Letters whose accents are separate characters."""
    if document.text.isascii() or (options.form == "NFC" and _MARK.search(document.text) is None):
        return
    # Code that has letters apart from their accents mostly shows just that.
    found = [each for each in _found(document.text, options.form) if not document.in_code(each[0])]
    if not found:
        return
    names = document.view(_names)
    # Where no letter is in the other form this one may be meant; form = "NFD" is nobody's accident.
    slips = options.form == "NFD" or next(_found(document.text, "NFD"), None) is not None
    places = [_Place(*each, slips and _is_prose(document, names, each[0])) for each in found]
    line_number = document.source.line_number
    for _, group in groupby(places, key=lambda place: (line_number(place.start), place.safe)):
        yield _problem(document, list(group), options.form)


def _found(text: str, form: Literal["NFC", "NFD"]) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and replacement of what is not in the form; only what composes or decomposes counts."""
    for match in (_ACCENTED if form == "NFC" else _COMPOSED).finditer(text):
        written = match[0]
        wanted = unicodedata.normalize(form, written)
        if (len(wanted) < len(written)) if form == "NFC" else (len(wanted) > len(written)):
            yield match.start(), match.end(), wanted


def _problem(document: Document, places: list[_Place], form: str) -> Problem:
    text, first, last = document.text, places[0], places[-1]
    start, end = max(0, first.start - _AROUND), min(len(text), first.end + _AROUND)
    words = (word[0] for word in _WORD.finditer(text, start, end) if word.start() <= first.start < word.end())
    word = next(words, text[first.start : first.end])
    one = len(places) == 1
    if form == "NFC":
        what, title = "written as several characters: use one (NFC)", "write one character for letter and accent"
    else:
        what, title = "written as one character: use several (NFD)", "write letter and accent apart"
    about = f'"{first.replacement}" in "{word}" is' if one else f'{len(places)} letters from "{word}" on are'
    edits = tuple(Edit(Span(place.start, place.end), place.replacement) for place in places)
    fix = Fix(title, edits, Applicability.SAFE if first.safe else Applicability.UNSAFE)
    return Problem(Span(first.start, last.end), f"{about} {what}", fix)


def _names(document: Document) -> Intervals:
    """Return where the text names something that may be spelt so elsewhere: files, addresses, attributes."""
    links = (link.destination for link in document.links if not link.target.startswith("#"))
    spans = [*links, *(tag.span for tag in document.tags)]
    return Intervals((span.start, span.end) for span in spans)


def _is_prose(document: Document, names: Intervals, place: int) -> bool:
    """Tell whether nothing but the eyes of readers depends on the characters at a place."""
    if names.cover(place):
        return False
    if place >= document.front_matter.span.end:
        return True
    return document.view(_sentences).cover(place)


def _sentences(document: Document) -> Intervals:
    """Return the strings of the front matter that are no path."""
    strings = (node for node in document.front_matter.strings if _PATH.search(str(node.value)) is None)
    return Intervals((node.span.start, node.span.end) for node in strings)
