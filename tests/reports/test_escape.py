"""Nothing that a document says may act on a terminal, a build log or a reader of JSON."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from linter.finding import Applicability, Finding, PlacedEdit, PlacedFix, Run, Severity
from linter.reports import REPORTS
from linter.reports.escape import cells, display_width, line_start, visible
from linter.reports.summary import statistics
from linter.text import Edit, Source, Span
from tests.reports.sample import STYLE, report

NASTY = (
    "::",
    "::set-output name=a::b",
    "##[",
    "##[add-mask]",
    "##vso[",
    "\x1b[31m",
    "\u202e",
    "\n",
    "\r",
    "\x7f",
    " ",
    "\t",
)
ANYTHING = st.lists(st.one_of(st.sampled_from(NASTY), st.text(st.characters(), max_size=8)), max_size=8).map("".join)
# Text of a document: of the lone surrogates only those that stand for a byte (PEP 383).
DOCUMENT = ANYTHING.map(lambda text: re.sub("[\ud800-\udc7f\udd00-\udfff]", "", text))
BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
OUR_COMMAND = re.compile(
    r"::(error|warning|notice) file=[^:,\n]*,line=\d+,col=\d+,endLine=\d+(,endColumn=\d+)?,title=[^:,\n]*::.*"
)
COUNT_OF_THE_REST = re.compile(r"::notice::[\d,]+ more findings?: [\w, ]+")


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    """Any text with any place in it, said of by any message, with any fix."""
    source = Source(draw(DOCUMENT))
    start, end = sorted((draw(st.integers(0, len(source.text))), draw(st.integers(0, len(source.text)))))
    places = source.position(start), source.position(end)
    replacement = draw(ANYTHING)
    before = tuple(source.line(line) for line in range(places[0].line, places[1].line + 1))
    fix = PlacedFix(
        draw(ANYTHING),
        draw(st.sampled_from(Applicability)),
        (PlacedEdit(*places, Edit(Span(start, end), replacement)),),
        places[0].line,
        before,
        tuple(replacement.split("\n")),
    )
    return Finding(
        draw(ANYTHING),
        Span(start, end),
        *places,
        draw(ANYTHING),
        "links",
        draw(st.sampled_from(Severity)),
        draw(ANYTHING),
        before[:3],
        "0123",
        pointer=draw(st.none() | ANYTHING),
        fix=draw(st.none() | st.just(fix)),
    )


RUNS = st.lists(findings(), max_size=4).map(lambda found: Run(tuple(found) * 4, 4, errors=("\x1b\u202e",)))


def assert_harmless(text: str) -> None:
    text.encode("utf-8")
    for char in set(text) - {"\n"}:
        assert unicodedata.category(char) not in {"Cc", "Cs", "Zl", "Zp"}
        assert char not in BIDI
    assert not re.search(r"##(vso|teamcity)?\[", text)


@settings(deadline=None)
@given(RUNS, st.sampled_from(sorted(REPORTS)))
def test_safety_promise_14_no_report_carries_what_could_act(run: Run, name: str) -> None:
    text = report(name, run)
    assert_harmless(text)
    for line in text.split("\n"):
        if line.lstrip().startswith("::"):
            assert name == "github"
            assert OUR_COMMAND.fullmatch(line) or COUNT_OF_THE_REST.fullmatch(line)


@settings(deadline=None)
@given(RUNS, st.sampled_from(["full", "concise"]))
def test_colour_adds_nothing_but_its_own_sequences(run: Run, name: str) -> None:
    plain = report(name, run)
    assert re.sub(r"\x1b\[[0-9;]*m", "", report(name, run, replace(STYLE, colour=True))) == plain


@settings(deadline=None)
@given(RUNS)
def test_statistics_are_harmless(run: Run) -> None:
    assert_harmless(statistics(run))


@settings(deadline=None)
@given(findings())
def test_json_carries_the_very_text(finding: Finding) -> None:
    data = json.loads(report("json", Run((finding,), 1)))["findings"][0]
    if data["message"] != finding.message:
        assert re.sub(r"[\ud800-\udfff]", "\ufffd", finding.message) == data["message"]
    if data["fix"]:
        assert finding.fix is not None
        assert data["fix"]["edits"][0]["content"] == finding.fix.edits[0].edit.replacement
    report("sarif", Run((finding,), 1)).encode("ascii")


@given(ANYTHING)
def test_cells_are_the_visible_text(text: str) -> None:
    assert "".join(cells(text)) == visible(text)
    assert len(cells(text)) == len(text)
    assert_harmless(line_start(text))


def test_escapes_are_those_of_python() -> None:
    assert visible("a\x1b\x85\u202e\udce9\U000e0041\t\r\n") == r"a\x1b\x85\u202e\udce9\U000e0041\t\r\n"
    assert visible("Équipe 日本語, 100 % sûr") == "Équipe 日本語, 100 % sûr"
    assert visible("## Titre [lien](x) ##[group]") == r"## Titre [lien](x) #\x23[group]"
    assert line_start("  ::debug::x") == r"  \x3a:debug::x"
    assert line_start("a::b") == "a::b"


def test_width_is_that_of_a_terminal() -> None:
    assert display_width("abc") == 3
    assert display_width("日本") == 4
    assert display_width("e\u0301") == 1
    assert display_width("é") == 1
