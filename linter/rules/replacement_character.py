"""replacement-character: U+FFFD, which stands where a conversion lost a character."""

from __future__ import annotations

from bisect import bisect_right
from itertools import groupby

from linter.encoding import repair
from linter.finding import Applicability, Fix, Problem
from linter.patterns import lazy
from linter.rule import Options, Stage, rule
from linter.text import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from linter.document import Document
    from linter.text import Edit

# Alone between quotation marks or brackets it is the character that is talked about.
_LOST = lazy("(?!(?<=[\"'“‘«(\\[])\ufffd[\"'”’»)\\]])\ufffd+")
_WORD = lazy(r"[\w\ufffd'’-]+")
_IN_WORDS = lazy("\\w\ufffd|\ufffd\\w|[\\w,;:.!?’'»)] \ufffd+ \\w|\\A \ufffd|\ufffd \\Z")
_AROUND = 20
_LONGEST = 40


@rule("replacement-character", category="encoding", stage=Stage.ENCODING, only=("\ufffd",))
def replacement_character(document: Document, options: Options) -> Iterator[Problem]:  # noqa: ARG001  # it has none
    """A replacement character (U+FFFD) left by a bad conversion."""
    if "\ufffd" not in document.text:
        return
    places = [lost for lost in _LOST.finditer(document.text) if not document.in_code(lost.start())]
    if not places:
        return
    edits = repair(document.text, unsafe=True).edits
    starts = [edit.span.start for edit in edits]
    for _, group in groupby(enumerate(places), key=lambda each: _inferred(edits, starts, each[1]) or -1 - each[0]):
        lost = [place for _, place in group]
        yield _problem(document, lost, _inferred(edits, starts, lost[0]))


def _inferred(edits: Sequence[Edit], starts: list[int], lost: re.Match[str]) -> Edit | None:
    """Return the edit that puts back what was lost there, if that can be inferred."""
    around = lost.string[max(lost.start() - 2, 0) : lost.end() + 2]
    if not _IN_WORDS.search(around):
        return None  # between symbols nothing tells which one it was
    index = bisect_right(starts, lost.start()) - 1
    return edits[index] if index >= 0 and edits[index].span.end >= lost.end() else None


def _problem(document: Document, places: list[re.Match[str]], edit: Edit | None) -> Problem:
    first, last = places[0], places[-1]
    span = Span(first.start(), last.end())
    count = sum(len(place[0]) for place in places)
    what = "a character was lost (U+FFFD)" if count == 1 else f"{count} characters were lost (U+FFFD)"
    message = f'{what} in "{_word(document.text, first.start())}": restore '
    if edit is None or len(edit.replacement) > _LONGEST:
        return Problem(span, f"{message}{'it' if count == 1 else 'them'} from the original")
    fix = Fix(f'write "{edit.replacement}"', (edit,), Applicability.UNSAFE)
    return Problem(span, f'{message}"{edit.replacement}", if that is what it was', fix)


def _word(text: str, place: int) -> str:
    """Return the word around, at most twenty characters on either side."""
    start, end = max(0, place - _AROUND), min(len(text), place + _AROUND)
    found = (word[0] for word in _WORD.finditer(text, start, end) if word.start() <= place < word.end())
    return next(found, "\ufffd")
