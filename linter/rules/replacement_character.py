"""replacement-character: U+FFFD, which stands where a conversion lost a character."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linter.finding import Problem
from linter.rule import Options, Stage, rule
from linter.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document

_LOST = re.compile("\ufffd+")
_WORD = re.compile(r"[\w\ufffd'’-]+")
_AROUND = 20


@rule("replacement-character", category="encoding", stage=Stage.ENCODING)
def replacement_character(document: Document, options: Options) -> Iterator[Problem]:  # noqa: ARG001  # it has none
    """A replacement character (U+FFFD) left by a bad conversion."""
    text = document.text
    for lost in _LOST.finditer(text):
        if not document.in_code(lost.start()):
            yield Problem(Span(*lost.span()), f'{_what(lost)} in "{_word(text, lost)}": restore it from the original')


def _what(lost: re.Match[str]) -> str:
    count = len(lost[0])
    return "a character was lost (U+FFFD)" if count == 1 else f"text was lost ({count} U+FFFD)"


def _word(text: str, lost: re.Match[str]) -> str:
    """Return the word around, at most twenty characters on either side."""
    start, end = max(0, lost.start() - _AROUND), min(len(text), lost.start() + _AROUND)
    found = (word[0] for word in _WORD.finditer(text, start, end) if word.start() <= lost.start() < word.end())
    return next(found, "\ufffd")
