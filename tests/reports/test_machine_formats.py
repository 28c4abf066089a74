"""What other programs read: each format against what its readers ask, and its official schema where that is here."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings

from linter.finding import Applicability, Run, Severity
from linter.text import Position, Source
from tests.reports.sample import PAGE, found, placed_fix, report, sample_run
from tests.reports.test_escape import RUNS, findings
from tests.reports.test_formats import official

if TYPE_CHECKING:
    from linter.finding import Finding

EMPTY = Run((), 3)


def gitlab_mistakes(issues: list[dict[str, Any]]) -> list[object]:
    """Hold issues against docs.gitlab.com, "Code Quality report format": the members that are required."""
    severities = {"info", "minor", "major", "critical", "blocker"}
    prints = [one["fingerprint"] for one in issues]
    wrong: list[object] = [one for one in issues if not (one["description"] and one["check_name"])]
    wrong += [one for one in issues if one["severity"] not in severities or one["location"]["lines"]["begin"] < 1]
    return wrong + [
        one for one in issues if one["location"]["path"].startswith("./") or prints.count(one["fingerprint"]) > 1
    ]


def test_gitlab() -> None:
    issues = json.loads(report("gitlab", sample_run()))
    assert len(issues) == len(sample_run().findings)
    assert gitlab_mistakes(issues) == []
    assert json.loads(report("gitlab", EMPTY)) == []


def test_gitlab_is_valid() -> None:
    from jsonschema import Draft202012Validator

    checker = Draft202012Validator(json.loads(official("codeclimate.json").read_text(encoding="utf-8")))
    for issue in json.loads(report("gitlab", sample_run())):
        assert list(checker.iter_errors(issue)) == []


def test_gitlab_knows_a_finding_again_on_another_line_but_not_in_another_file() -> None:
    one = found("a.md", PAGE, "equipe", "x", Severity.ERROR, "m")
    moved = replace(one, start=Position(99, *one.start.__getnewargs__()[1:]))
    copied = replace(one, path="b.md")
    prints = [issue["fingerprint"] for issue in json.loads(report("gitlab", Run((one, moved, copied), 2)))]
    assert prints[0] == prints[1] != prints[2]


def test_json_is_as_its_schema_says_and_the_schema_says_all_of_it() -> None:
    from tools.report_model import ReportModel

    for run in (sample_run(), EMPTY):
        data = json.loads(report("json", run))
        assert ReportModel.model_validate(data).model_dump() == data


def test_json_lines_are_the_findings_of_json() -> None:
    lines = [json.loads(line) for line in report("json-lines", sample_run()).splitlines()]
    assert lines == json.loads(report("json", sample_run()))["findings"]


def test_checkstyle() -> None:
    root = ET.fromstring(report("checkstyle", sample_run()))  # noqa: S314  # our own words
    assert root.tag == "checkstyle"
    errors = [error for file in root.iter("file") for error in file]
    assert len(errors) == len(sample_run().findings)
    assert {error.get("severity") for error in errors} == {"error", "warning", "info"}
    assert len({file.get("name") for file in root.iter("file")}) == len(list(root.iter("file")))
    assert [one.text for one in root.iter("exception")] == [r"docs/\x1bmissing: no such path"]


def test_junit() -> None:
    root = ET.fromstring(report("junit", sample_run()))  # noqa: S314  # our own words
    suites = root.findall("testsuite")
    assert [suite.get("name") for suite in suites[:1]] == ["contentlint"]
    for suite in suites:
        counted = (
            len(suite),
            len(suite.findall("*/failure")),
            len(suite.findall("*/error")),
            len(suite.findall("*/skipped")),
        )
        assert counted == tuple(int(suite.get(name, "")) for name in ("tests", "failures", "errors", "skipped"))
    assert sum(len(suite) for suite in suites[1:]) == len(sample_run().findings)
    assert "3 files checked" in report("junit", EMPTY)


@settings(deadline=None, max_examples=25)
@given(RUNS)
def test_xml_is_well_formed_whatever_is_found(run: Run) -> None:
    for name in ("junit", "checkstyle"):
        ET.fromstring(report(name, run))  # noqa: S314  # our own words


@pytest.mark.parametrize(("name", "schema"), [("junit", "junit-10.xsd"), ("checkstyle", "checkstyle-report-1.0.0.xsd")])
def test_xml_is_valid(name: str, schema: str) -> None:
    xmlschema = pytest.importorskip("xmlschema")
    checker = xmlschema.XMLSchema(str(official(schema)))
    for run in (sample_run(), EMPTY):
        assert [error.reason for error in checker.iter_errors(report(name, run))] == []


@settings(deadline=None, max_examples=15)
@given(finding=findings())
def test_rdjson_is_valid(finding: Finding) -> None:
    from jsonschema import Draft4Validator

    schema = json.loads(official("DiagnosticResult.json").read_text(encoding="utf-8"))
    for run in (sample_run(), EMPTY, Run((finding,), 1)):
        assert list(Draft4Validator(schema).iter_errors(json.loads(report("rdjson", run)))) == []


def applied(text: str, suggestion: dict[str, Any]) -> str:
    """Apply a suggestion as the format says: bytes, ends exclusive, whole lines where there are no columns."""
    lines = text.encode().split(b"\n")
    start, end = suggestion["range"]["start"], suggestion["range"]["end"]
    first, last = start["line"] - 1, end["line"] - 1
    head = lines[first][: start.get("column", 1) - 1]
    tail = lines[last][end["column"] - 1 :] if "column" in end else b""
    return b"\n".join([*lines[:first], head + suggestion["text"].encode() + tail, *lines[last + 1 :]]).decode()


@pytest.mark.parametrize(
    "edits",
    [
        (("equipe@exemple.fr", "mailto:équipe@exemple.fr"),),
        ((" : le", "\u00a0: le"),),
        (("日本語 👩", "Léa"), ("paragraphe\nsur", "paragraphe\n\nsur")),
        (("Données", "Donnees"), ("ouvertes", "fermées")),
        (("Un paragraphe\n", ""),),
    ],
)
def test_a_suggestion_of_rdjson_does_what_the_fix_does(edits: tuple[tuple[str, str], ...]) -> None:
    fix = placed_fix(PAGE, "mend", Applicability.SAFE, *edits)
    finding = found("a.md", PAGE, edits[0][0], "x", Severity.ERROR, "m", fix)
    (diagnostic,) = json.loads(report("rdjson", Run((finding,), 1)))["diagnostics"]
    (suggestion,) = diagnostic["suggestions"]
    assert applied(PAGE, suggestion) == Source(PAGE).edited([placed.edit for placed in fix.edits]).text


def test_rdjson_suggests_nothing_where_lines_are_cut() -> None:
    fix = placed_fix(PAGE, "mend", Applicability.SAFE, ("Données", "Donnees"), ("ouvertes", "fermées"))
    cut = replace(fix, before=tuple(line[3:] for line in fix.before), after=tuple(line[3:] for line in fix.after))
    finding = found("a.md", PAGE, "Données", "x", Severity.ERROR, "m", cut)
    assert "suggestions" not in json.loads(report("rdjson", Run((finding,), 1)))["diagnostics"][0]


def test_markdown_shows_text_as_it_is_and_tells_nobody() -> None:
    message = "<img src=x> [a](http://b.fr) @all #12 *x* www.b.fr `c`"
    finding = found("a`b|.md", PAGE, "equipe", "x", Severity.ERROR, message)
    text = report("markdown", Run((finding,), 1))
    assert r"\<img src=x\> \[a\](http:<!-- -->/<!-- -->/<!-- -->b.fr)" in text
    assert "@<!-- -->all" in text
    assert "www\\.b.fr" in text
    assert "### ``a`b|.md``" in text


def test_markdown_is_bounded() -> None:
    finding = found("a.md", PAGE, "equipe", "some-rule", Severity.ERROR, "m")
    text = report("markdown", Run((finding,) * 20_000, 1))
    assert "### 19,800 more findings" in text
    assert "| `some-rule` | 19,800 |" in text
    assert len(text) < 1_000_000
