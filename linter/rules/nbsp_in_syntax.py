"""nbsp-in-syntax: a no-break space where Markdown or an address needs a plain one, or none."""

from __future__ import annotations

from linter.document.intervals import Intervals
from linter.document.targets import Question
from linter.finding import Applicability, Effect, Fix, Problem
from linter.patterns import lazy
from linter.rule import Options, Stage, rule
from linter.text import Edit, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from linter.document import Document
    from linter.document.element import Link

_NBSP = lazy("[\xa0\u202f]")
_RUN = lazy("[\xa0\u202f][\xa0\u202f ]*+")
_HEADING = lazy(r"(?m)^ {0,3}#{1,6}(?P<gap>[\xa0\u202f][\xa0\u202f ]*+)(?=[^\W\d_]|[*`\"«\[])")
_ITEM = lazy(
    r"(?m)^(?P<indent>[ \t]*+)(?:(?P<bullet>[-*+])|(?P<number>\d{1,9})(?P<end>[.)]))"
    r"(?P<gap>[\xa0\u202f][\xa0\u202f ]*+)(?=\S)"
)
_SIBLING = lazy(r"[ \t]*+(?:(?P<bullet>[-*+])|(?P<number>\d{1,9})(?P<end>[.)]))[ \xa0\u202f]")
_DELIMITERS = lazy(r"(?m)^[|: \t\xa0\u202f-]++(?=[\r\n]|\Z)")
_WRITTEN = frozenset({"inline", "reference", "autolink", "attribute"})
_ADDRESS = lazy("[\xa0\u202f]*+(?:https?://|mailto:)[^ \t\r\n]++\\Z")


@rule("nbsp-in-syntax", category="encoding", stage=Stage.ENCODING, only=("\xa0", "\u202f"))
def nbsp_in_syntax(document: Document, options: Options) -> Iterator[Problem]:  # noqa: ARG001  # it has none
    """A no-break space in Markdown's own signs, or in an address, where it is not read as a space."""
    if "\xa0" not in document.text and "\u202f" not in document.text:
        return
    yield from _headings(document)
    yield from _items(document)
    yield from _tables(document)
    yield from _addresses(document)


def _headings(document: Document) -> Iterator[Problem]:
    for match in _HEADING.finditer(document.text, document.front_matter.span.end):
        line = document.source.line_number(match.start())
        # In the middle of a paragraph "#" and a word are more likely a tag.
        if _line(document, line - 1).strip() == "" and not _is_verbatim(document, match.start("gap")):
            yield _problem(match, "a no-break space after the # makes it no heading: write a plain space")


def _items(document: Document) -> Iterator[Problem]:
    for match in _ITEM.finditer(document.text, document.front_matter.span.end):
        line = document.source.line_number(match.start())
        # A single dash or asterisk may open a line of dialogue or a footnote: only a neighbour makes it a list.
        around = (_line(document, line + step) for step in (-1, 1))
        if any(_are_siblings(match, each) for each in around) and not _is_verbatim(document, match.start("gap")):
            what = match["bullet"] or match["number"] + match["end"]
            yield _problem(match, f'a no-break space after "{what}" makes it no list item: write a plain space')


def _are_siblings(item: re.Match[str], line: str) -> bool:
    other = _SIBLING.match(line)
    if other is None or other["bullet"] != item["bullet"] or other["end"] != item["end"]:
        return False
    return item["number"] is None or abs(int(other["number"]) - int(item["number"])) == 1


def _tables(document: Document) -> Iterator[Problem]:
    for match in _DELIMITERS.finditer(document.text, document.front_matter.span.end):
        runs = list(_RUN.finditer(document.text, match.start(), match.end()))
        if not runs or "|" not in match[0] or "-" not in match[0] or _is_verbatim(document, match.start()):
            continue
        if "|" in _line(document, document.source.line_number(match.start()) - 1):
            edits = tuple(Edit(Span(*run.span()), " ") for run in runs)
            message = "a no-break space in the line below the table's head makes it no table: write a plain space"
            yield Problem(Span(runs[0].start(), runs[-1].end()), message, _fix("write plain spaces", edits))


def _addresses(document: Document) -> Iterator[Problem]:
    told: set[Span] = set()
    for link in document.links if document.may_link_to(_with_nbsp) else ():
        if link.kind in _WRITTEN and link.destination not in told and link.start < link.end:
            told.add(link.destination)
            yield from _address(document, link)
    known = Intervals((span.start, span.end) for span in told)
    for node in document.front_matter.strings:
        region = node.region
        if region is not None and _NBSP.search(region.text) and _ADDRESS.match(region.text):
            for run in _RUN.finditer(region.text):
                span = region.source_span(run.start(), run.end())
                if not known.cover(span.start):
                    edit = _at_edge(run, 0, len(region.text)) and region.edit(run.start(), run.end(), "")
                    yield _in_address(span, edit or None)


_with_nbsp = Question(lambda target: _NBSP.search(target) is not None)


def _address(document: Document, link: Link) -> Iterator[Problem]:
    written = document.source.slice(link.destination)
    if _NBSP.search(written) is None:
        return
    for run in _RUN.finditer(link.region.text, link.start, link.end):
        edit = _at_edge(run, link.start, link.end) and link.region.edit(run.start(), run.end(), "")
        yield _in_address(link.region.source_span(run.start(), run.end()), edit or None)


def _at_edge(run: re.Match[str], start: int, end: int) -> bool:
    return run.start() == start or run.end() == end


def _in_address(span: Span, edit: Edit | None) -> Problem:
    if edit is None:
        return Problem(span, "a no-break space within the address: write the address as it is")
    fix = Fix("delete it", (edit,), Applicability.SAFE)
    return Problem(span, "a no-break space became part of the address: delete it", fix)


def _problem(match: re.Match[str], message: str) -> Problem:
    span = Span(*match.span("gap"))
    return Problem(span, message, _fix("write a plain space", (Edit(span, " "),)))


def _fix(title: str, edits: tuple[Edit, ...]) -> Fix:
    return Fix(title, edits, Applicability.SAFE, effects=frozenset({Effect.STRUCTURE}))


def _line(document: Document, number: int) -> str:
    """Return a line of the body, "" for what is no line of it."""
    body = document.front_matter.span.end
    starts = document.source.line_starts
    if not 1 <= number <= len(starts) or starts[number - 1] < body:
        return ""
    return document.source.line(number)


def _is_verbatim(document: Document, place: int) -> bool:
    """Tell whether a place lies in code or in a tag."""
    return document.in_code(place) or document.view(_tags).cover(place)


def _tags(document: Document) -> Intervals:
    return Intervals((tag.span.start, tag.span.end) for tag in document.tags)
