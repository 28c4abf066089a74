"""The rule undefined-reference."""

from __future__ import annotations

import re

from linter.anchors import takes_in_others
from linter.document.flavour import Flavour
from linter.document.intervals import Intervals
from linter.document.markdown_links import normalized
from linter.finding import Applicability, Fix, Problem
from linter.patterns import lazy
from linter.rule import Options, rule
from linter.schema.words import quoted
from linter.showcase import is_showcase
from linter.spelling import closest
from linter.text import Edit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document
    from linter.document.markdown import Markdown

# `a[0][1]` is an index, `[[a][b]]` a wiki's, `\[a][b]` text, `[a][b](c)` or `[a][b][c]` something else.
_REFERENCE = lazy(r"(?<![\w\]\\)\[])!?\[([^\[\]\r\n]{1,200})\]\[([^\[\]\r\n]{1,100})\](?![(\[:])")
# `[/version][version=17]` ends a shortcode and begins the next one.
_ENDS = "/"
# Footnotes, names of code (`yii\web\View`, `std::fs`), templates.
_NO_LABEL = lazy(r"\^|.*(?:[\\{}$<>|]|::)")
_DEFINED = lazy(r"^ {0,3}\[([^\[\]\r\n]{1,100})\]:", re.MULTILINE)
_MATHEMATICS = lazy(r"\$\$[^$]{1,2000}\$\$|(?<![\\$])\$(?![\s$])[^$\r\n]{1,500}(?<![\s\\])\$")  # $d[i][j]$
_MOST = 200


@rule("undefined-reference", category="links", only=("][",))
def undefined_reference(document: Document, options: Options) -> Iterator[Problem]:  # noqa: ARG001  # it has none
    """A reference link whose label nothing defines."""
    if "][" not in document.text or is_showcase(document.path):
        return
    # The plugin autorefs of MkDocs finds labels in the code; what a page takes in may define them.
    if document.flavour is Flavour.PYTHON_MARKDOWN or takes_in_others(document.text):
        return
    told = 0
    for view in document.markdowns:
        for match in _undefined(view):
            told += 1
            if told > _MOST:
                return
            yield _problem(view, match)


def _undefined(view: Markdown) -> Iterator[re.Match[str]]:
    text = view.region.text
    found = [match for match in _REFERENCE.finditer(text) if _may_be_one(match)] if "][" in text else []
    if not found or "][" not in view.html:
        return
    known = {normalized(one.label) for one in view.definitions}
    if view.flavour is Flavour.KRAMDOWN:  # there a line that is wrong does not take the next ones with it
        known |= {normalized(label) for label in _DEFINED.findall(text)}
    prose = Intervals(view.text_spans)
    mathematics = Intervals(match.span() for match in _MATHEMATICS.finditer(text))
    for match in found:
        if mathematics.cover(match.start()) or normalized(match[2]) in known:
            continue
        if all(prose.cover(offset) for offset in (match.start(), match.end(1), match.start(2) - 1, match.end() - 1)):
            yield match


def _may_be_one(match: re.Match[str]) -> bool:
    """Tell whether that is a link, by its text and its label."""
    text, label = match[1], match[2]
    if text.startswith(_ENDS) or not (label.strip() and text.strip()) or (text.isdigit() and label.isdigit()):
        return False
    return _NO_LABEL.match(label) is None


def _problem(view: Markdown, match: re.Match[str]) -> Problem:
    labels = sorted({one.label for one in view.definitions})
    meant = closest(match[2], labels)
    advice = f"did you mean {quoted(meant)}?" if meant else f"add [{match[2]}]: with its address, or correct the label"
    edit = view.region.edit(match.start(2), match.end(2), meant) if meant else None
    fix = Fix(f"write {quoted(meant)}", (edit,), Applicability.UNSAFE) if meant and isinstance(edit, Edit) else None
    message = f"nothing defines the reference {quoted(match[2])}; {advice}"
    return Problem(view.region.source_span(match.start(2), match.end(2)), message, fix)
