"""Signs that became U+FFFD: apostrophes, quotation marks and no-break spaces, told by what stands beside them."""

from __future__ import annotations

import re

from linter.encoding.change import Change
from linter.encoding.completions import completions
from linter.patterns import lazy

_QUOTES = {"de": "„“", "cs": "„“", "pl": "„”", "hu": "„”", "ro": "„”", "es": "«»", "it": "«»"}
_ENGLISH = lazy(r"\b(?:the|an|of|is|this|that|with|called|as) [(]?$", re.IGNORECASE)  # before a quotation
_BEFORE = 12  # characters looked at before a quotation
_COMMON = 3.0  # bits from which a word is more likely than a quotation
_APOSTROPHE = lazy(
    r"(?:\b(?:do|does|is|ca|wo|did|are|would|should|could|has|have|was|were)n(\ufffd)t\b"
    r"|\b(?:it|that|there|let|what|who|he|she|you|we|they|I|here|user|system|package)(\ufffd)(?:s|re|ve|ll|d|m)\b)",
    re.IGNORECASE,
)
_ELISION = lazy(
    r"(?<![^\W_\d])(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|aujourd|dell|nell|all|un|dall|sull)(\ufffd)"
    r"(?=[aeiouyh\ufffd])[^\W\d_\ufffd]*(?:\ufffd[^\W\d_\ufffd]*)*",
    re.IGNORECASE,
)
_NO_BREAK = lazy(r"(?<=\d)\ufffd(?=\w)|(?<=[\d.)])\ufffd(?=[A-Z\d])|(?<=[a-z]{4})\ufffd(?=\d)|(?<=\s)\ufffd(?=https?:)")
_FRENCH_NO_BREAK = lazy(r"(?<=\w)\ufffd(?=[!?;:%])")
_DEGREE = lazy(r"(?<=\b[nN])\ufffd(?=\s?\d)|(?<=\d)\ufffd(?=C\b)|(?<=\d)\ufffd(?= [^\W\d_])")
_EURO = lazy(r"(?<=\d )\ufffd(?![\w\ufffd]| [\d\ufffd])")
_GUILLEMETS = lazy(r"(?<![\w\ufffd])(\ufffd\ufffd)[^\ufffd\n]*(?:\ufffd[^\W\d_][^\ufffd\n]*)*(\ufffd\ufffd)(?!\w)")
_QUOTED = lazy(r"(?<![\w\ufffd])(\ufffd)[A-Za-z][^\ufffd\n]{1,60}(\ufffd)(?![\w\ufffd])")
_REASON = "a sign, told by what stands beside it"


def sign_changes(text: str, language: str | None) -> list[Change]:
    """Return what signs were that stand as U+FFFD in `text`, written in `language`; no two overlap, in order."""
    found: dict[int, Change] = {}
    french = language == "fr"
    if french:
        for match in _GUILLEMETS.finditer(text):
            _add(found, match.span(1), "«\xa0")
            _add(found, match.span(2), "\xa0»")
    for pattern, sign in ((_DEGREE, "°"), (_EURO, "€"), (_NO_BREAK, "\xa0"), (_FRENCH_NO_BREAK, "\xa0")):
        for match in pattern.finditer(text) if french or pattern is not _FRENCH_NO_BREAK else ():
            _add(found, match.span(), sign)
    for match in _APOSTROPHE.finditer(text):
        _add(found, match.span(match.lastindex or 1), "’")
    for match in _ELISION.finditer(text) if language in {"fr", "it", "pt"} else ():
        if not completions(match[0].lower()):
            _add(found, match.span(1), "’")
    if not french:
        _add_quotes(found, text, language)
    return [found[start] for start in sorted(found)]


def _add_quotes(found: dict[int, Change], text: str, language: str | None) -> None:
    for match in _QUOTED.finditer(text):
        if match.start() not in found and match.end() - 1 not in found and not _parts_of_words(match[0], language):
            english = _ENGLISH.search(text, max(0, match.start() - _BEFORE), match.start())
            marks = "“”" if english else _QUOTES.get(language or "", "“”")
            _add(found, match.span(1), marks[0])
            _add(found, match.span(2), marks[1])


def _add(found: dict[int, Change], span: tuple[int, int], value: str) -> None:
    if not any(place in found for place in range(span[0] - 1 if span[1] - span[0] == 1 else span[0], span[1])):
        found.setdefault(span[0], Change(*span, value, (), "unsafe", _REASON))


def _parts_of_words(quotation: str, language: str | None) -> bool:
    """Tell whether U+FFFD at either end of a quotation is rather a letter of the word there."""
    words = quotation.lower().split()
    return any(
        number >= _COMMON and language in {None, where}
        for word in {words[0], words[-1]}
        for _, where, number in completions(word)
    )
