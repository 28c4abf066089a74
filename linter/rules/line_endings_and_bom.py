"""line-endings-and-bom: line ends of several kinds in one file, or of another kind than wanted, and a leading BOM."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from linter.finding import Applicability, Effect, Fix, Problem, Severity
from linter.patterns import lazy
from linter.rule import Options, Stage, rule
from linter.text import Edit, Span
from linter.values import dataclass

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from linter.document import Document

# CR CR LF is one line end that was converted twice.
_ENDING = lazy(r"\r*+\n|\r")
_MARK = "\ufeff"
_NAMES = {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}
_WANTED = {"lf": "\n", "crlf": "\r\n", "cr": "\r"}


@dataclass(frozen=True)
class LineEndingsAndBomOptions(Options):
    """`eol` is the line ending of all files; "auto" takes for each file the one that it uses most."""

    eol: Literal["auto", "lf", "crlf", "cr"] = "auto"


@rule(
    "line-endings-and-bom",
    category="encoding",
    options=LineEndingsAndBomOptions,
    severity=Severity.WARNING,
    stage=Stage.ENCODING,
    only=("\r", "is:marked", "option:eol"),
)
def line_endings_and_bom(document: Document, options: LineEndingsAndBomOptions) -> Iterator[Problem]:
    """Line ends of several kinds in one file, or a byte order mark before its text."""
    if document.source.bom:
        # The mark is no part of the text: the fix has to say what no edit can. A second one is, but would be the first.
        further = len(document.text) - len(document.text.lstrip(_MARK))
        edit = Edit(Span(0, further), "")
        certain = Applicability.UNSAFE if further else Applicability.SAFE  # a heading, or front matter, may come of it
        fix = Fix("delete the byte order mark", (edit,), certain, effects=frozenset({Effect.BYTE_ORDER_MARK}))
        yield Problem(Span(0, 0), "the file begins with a byte order mark (U+FEFF): delete it", fix)
    wanted = _WANTED.get(options.eol, document.source.newline)
    if wanted == "\n" and "\r" not in document.text:
        return
    endings = list(_ENDING.finditer(document.text))
    others = [ending for ending in endings if ending[0] != wanted]
    if not others:
        return
    edits = tuple(Edit(Span(*ending.span()), wanted) for ending in others)
    twice = any(ending[0] not in _NAMES for ending in others)
    fix = Fix(
        f"end every line with {_NAMES[wanted]}",
        edits,
        Applicability.UNSAFE if twice else Applicability.SAFE,
        effects=frozenset({Effect.LINE_ENDINGS}),
    )
    yield Problem(edits[0].span, _message(others, len(endings), wanted), fix)


def _message(others: list[re.Match[str]], total: int, wanted: str) -> str:
    kinds = dict.fromkeys(ending[0] for ending in others)
    names = " or ".join(dict.fromkeys(_NAMES.get(kind, "CR CRLF") for kind in kinds))
    if len(others) == total:
        return f"the lines end with {names}: end them with {_NAMES[wanted]}"
    verb = "ends" if len(others) == 1 else "end"
    return f"{len(others)} of {total} lines {verb} with {names}, not {_NAMES[wanted]}: end all with {_NAMES[wanted]}"
