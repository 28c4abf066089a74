"""The rule todo-marker."""

from __future__ import annotations

import re
from functools import lru_cache

from linter.document.prose import in_prose
from linter.finding import Problem, Severity
from linter.patterns import lazy
from linter.rule import Options, rule
from linter.schema.words import quoted
from linter.showcase import is_showcase, is_template
from linter.tuples import NamedTuple
from linter.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document

_LOREM = "lorem ipsum dolor"
_PHRASES = ("à compléter", "lien à changer")  # « à » in capitals needs no accent
# What may stand between the beginning of a line and a marker that is alone: list marks, a box, emphasis, brackets.
_BEGINNING = lazy(r"[\s>]*(?:[*+•–—-]\s+|\d{1,3}[.)]\s+)?(?:\[[ xX]\]\s)?[\s*_~\[({«\"“]*\Z")
_CELL = lazy(r"(?:\A|.*\|)[\s*_]*\Z")
_END = lazy(r"[\s*_~\])}»\"”.!…|]*\Z")
_IN_BRACKETS = lazy(r"[\[{][\s*_«\"“]*\Z")
_CALL = lazy(r"[*_]*[ \xa0\u202f]?:(?!\w)|\([\w. @-]{1,40}\)")
# The end of a question, a label, a URL or a date, after which there is nothing but the marker.
_AFTER_VALUE = lazy(r"(?:[?:=]|\S/\S*|\d)[\s*_]*[/,;–—-]?[\s*_]*\Z")
# "TODO" is a word of Spanish and Portuguese too, and a kind of list.
_OTHER_SENSE = lazy(
    r"[*_]*\s+(?:(?:lists?|listes?|apps?|el|la|lo|las|los|es|está|esto|eso|un|en|y|o|a|os|as|e|isso|isto|mundo|sobre|"
    r"para|por|de|del|se|su)\b|[A-ZÀ-Þ]{2})"
)
# The text of a link that only begins with the word: the name of a product.
_NAMED = lazy(r"(?: \w+)+\]\(")
_YEAR = lazy(r"\b(?:19|20)\d\d\b")
_BOARD = lazy(r"\b(?:DOING|DONE|IN[ _-]PROGRESS)\b")
_LINES = lazy(r"\r\n|\n|\r")
_NEAR = 120


@dataclass(frozen=True)
class TodoMarkerOptions(Options):
    """`words` are the markers: one in capitals is a call ("TODO: …"), anything else a phrase in any case."""

    words: frozenset[str] = frozenset({"TODO", "FIXME", "TBD", *_PHRASES, _LOREM})


class _Place(NamedTuple):
    """What stands before and after a marker on its line (`_NEAR` characters at most), and whether a sentence may start.

    Where lines are wrapped, one that is only « à compléter » can be the end of a sentence.
    """

    before: str
    after: str
    starts: bool

    @property
    def alone(self) -> bool:
        """Whether the line, the value or the item has nothing else."""
        return _END.match(self.after) is not None and _BEGINNING.match(self.before) is not None


@rule(
    "todo-marker",
    category="placeholders",
    options=TodoMarkerOptions,
    severity=Severity.WARNING,
    only=("todo", "fixme", "tbd", *_PHRASES, *(one.replace("à", "a") for one in _PHRASES), _LOREM, "option:words"),
)
def todo_marker(document: Document, options: TodoMarkerOptions) -> Iterator[Problem]:
    """A reminder to the author, or filler text, that was left in the page."""
    if not any(phrase in document.folded for phrase in _spellings(options.words)):
        return
    if is_showcase(document.path) or is_template(document.path):
        return
    pattern = _pattern(options.words)
    discussed = frozenset(
        document.text[hit.start() : hit.end()]
        for hit in pattern.finditer(document.text)
        if document.in_code(hit.start())
    )
    calls = frozenset(word for word in options.words if word.isupper())
    board = _BOARD.search(document.text) is not None
    for region in document.regions:
        for hit in in_prose(document, region, pattern):
            marker, place = region.text[hit.start : hit.end], _place(region.text, hit.start, hit.end)
            if marker in discussed or place.before.startswith("%"):
                continue  # the name of a file, or a kind of comment, that the text is about; or a comment of MyST
            called = marker.upper() in calls
            if _is_call(marker, place, board=board) if called else _is_phrase(marker, place):
                message = f"{quoted(marker)} was left in the text: finish what is missing and delete the marker"
                yield Problem(region.source_span(hit.start, hit.end), message)


@lru_cache(maxsize=16)
def _spellings(phrases: frozenset[str]) -> frozenset[str]:
    """Return texts, case folded, one of which is in all that the pattern finds; they are quick to look for."""
    folded = [phrase.casefold() for phrase in phrases if phrase]
    pieces = [max(phrase.split("à"), key=len) for phrase in folded if phrase.count("à") > 1]
    return frozenset([*pieces, *(one.replace("à", a) for one in folded if one.count("à") <= 1 for a in "àa")])


def _is_call(marker: str, place: _Place, *, board: bool) -> bool:
    if place.alone:
        if not marker.isupper():
            return marker.upper() != "TODO"  # "Todo" is a title in Spanish, "tbd" alone on a line says nothing else
        return not board
    if not marker.isupper():
        return False
    if _CALL.match(place.after):
        return True
    if _IN_BRACKETS.search(place.before):
        return _NAMED.match(place.after) is None
    begins = _BEGINNING.match(place.before) is not None
    if begins and marker != "TBD" and not _OTHER_SENSE.match(place.after):
        return place.after[:1] in " \t*_.!\xa0\u202f"
    in_cell = "|" in place.before + place.after
    ends = _END.match(place.after) is not None
    if in_cell and marker == "TBD" and _YEAR.search(place.before + place.after):
        return False  # the date of a release that is to come
    if in_cell:
        return not board and re.match(r"[\s*_]*(?:\||\Z)", place.after) is not None and bool(_CELL.match(place.before))
    return ends and _AFTER_VALUE.search(place.before) is not None


def _is_phrase(marker: str, place: _Place) -> bool:
    if marker.casefold() == _LOREM or _IN_BRACKETS.search(place.before):
        return True
    if place.alone:
        return (
            place.starts and "(" not in place.before
        )  # "(à compléter)" after the name of a form tells readers what to do
    return _END.match(place.after) is not None and re.search(r"[?:]\s*\Z", place.before) is not None


@lru_cache(maxsize=16)
def _pattern(words: frozenset[str]) -> re.Pattern[str]:
    """Return a pattern for the words as words, not in URLs or paths; for « à » in capitals no accent is needed."""
    spelt = (re.escape(word).replace("à", "[àÀaA]") for word in sorted(words, key=len, reverse=True) if word)
    return re.compile(rf"(?<![\w.@#&=%-])(?<!\w/)(?:{'|'.join(spelt) or '(?!)'})(?![\w/@=-]|\.\w)", re.IGNORECASE)


def _place(text: str, start: int, end: int) -> _Place:
    *earlier, before = _LINES.split(text[max(start - _NEAR, 0) : start])
    after = _LINES.split(text[end : end + _NEAR])[0]
    previous = earlier[-1].strip() if earlier else ""
    listed = before.strip()[:1] in {"-", "*", "+", "•"}
    return _Place(before, after, listed or not previous or previous[-1] in ".?!:…" or previous.startswith("#"))
