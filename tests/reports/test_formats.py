"""What only one of the reports promises: valid SARIF, bounded JSON, formats that load when asked for."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from linter.finding import Finding, Run, Severity
from linter.reports import REPORTS, write
from linter.reports.style import RuleInfo, Style
from tests.reports.sample import found, report, sample_run
from tests.reports.test_escape import findings

CHECKOUT = Path(__file__).parents[2]
# Official schemas are not ours to publish, so they are looked for: sarif-schema-2.1.0.json (oasis-tcs/sarif-spec,
# sarif-2.1/schema/), DiagnosticResult.json (reviewdog/reviewdog, proto/rdf/jsonschema/), junit-10.xsd
# (jenkinsci/xunit-plugin, src/main/resources/), checkstyle-report-1.0.0.xsd (checkstyle/checkstyle, config/),
# codeclimate.json (gitlabhq/gitlabhq, app/validators/json_schemas/).
SCHEMAS = Path(os.environ.get("REPORT_SCHEMAS") or CHECKOUT.parent / "shared" / "report-schemas")


def official(name: str) -> Path:
    """Return the path of an official schema; skip where it is not there."""
    if not (SCHEMAS / name).is_file():
        pytest.skip(f"no {name}: set REPORT_SCHEMAS to a folder with it, or put it into ../shared/report-schemas/")
    return SCHEMAS / name


@pytest.fixture(scope="module")
def sarif_schema() -> dict[str, Any]:
    """Return the official schema of SARIF 2.1.0."""
    schema: dict[str, Any] = json.loads(official("sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    return schema


def sarif_errors(schema: dict[str, Any], run: Run, style: Style) -> list[str]:
    from jsonschema import Draft4Validator, FormatChecker

    checker = Draft4Validator(schema, format_checker=FormatChecker())
    return [error.message for error in checker.iter_errors(json.loads(report("sarif", run, style)))]


def test_sarif_is_valid(sarif_schema: dict[str, Any]) -> None:
    assert not sarif_errors(sarif_schema, sample_run(), Style(root_uri="file:///srv/pages", version="1"))
    assert not sarif_errors(sarif_schema, Run((), 0), Style())


@settings(max_examples=15, deadline=None)
@given(finding=findings())
def test_sarif_is_valid_whatever_is_found(sarif_schema: dict[str, Any], finding: Finding) -> None:
    assert not sarif_errors(sarif_schema, Run((finding,), 1), Style())


def test_sarif_tells_what_can_be_applied() -> None:
    run = json.loads(report("sarif", sample_run()))["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == sorted({finding.rule for finding in sample_run().findings})
    for result, finding in zip(run["results"], sample_run().findings, strict=True):
        assert rules[result["ruleIndex"]] == result["ruleId"] == finding.rule
    fixed = {result["ruleId"] for result in run["results"] if "fixes" in result}
    assert fixed == {"control-character", "email-without-mailto", "fr-missing-nbsp", "soft-break", "vague-place"}


def test_sarif_describes_a_rule_as_the_catalog_does() -> None:
    style = Style(rules={"soft-break": RuleInfo("soft-break", "A break.", "# soft-break", Severity.INFO, "layout")})
    rules = json.loads(report("sarif", sample_run(), style))["runs"][0]["tool"]["driver"]["rules"]
    assert rules[5] == {
        "id": "soft-break",
        "shortDescription": {"text": "A break."},
        "help": {"text": "# soft-break", "markdown": "# soft-break"},
        "defaultConfiguration": {"level": "note"},
        "properties": {"tags": ["layout"]},
    }


def test_sarif_paths_keep_their_bytes() -> None:
    finding = found("caf\udce9/é\ud800.md", "x", "x", "some-rule", Severity.INFO, "x")
    result = json.loads(report("sarif", Run((finding,), 1)))["runs"][0]["results"][0]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "caf%E9/%C3%A9%EF%BF%BD.md"
    assert json.loads(report("json", Run((finding,), 1)))["findings"][0]["path"] == r"caf\udce9/é\ud800.md"


def test_json_excerpts_are_bounded() -> None:
    finding = found("a.md", "é" * 50_000 + "ici" + "é" * 50_000, "ici", "some-rule", Severity.INFO, "x")
    (line,) = json.loads(report("json", Run((finding,), 1)))["findings"][0]["excerpt"]
    assert len(line) == 1002
    assert "ici" in line


def test_every_format_writes_an_empty_run() -> None:
    assert [report(name, Run((), 0)) for name in ("full", "concise", "github")] == ["", "", ""]
    assert json.loads(report("json", Run((), 0)))["findings"] == []
    assert json.loads(report("sarif", Run((), 0)))["runs"][0]["results"] == []


def test_only_known_formats_are_written() -> None:
    assert len(REPORTS) == 12
    with pytest.raises(KeyError):
        write("xml", Run((), 0), StringIO(), Style())


def test_formats_load_when_asked_for() -> None:
    code = "import sys, linter.reports; print(*({'json', 'difflib', 'urllib.parse'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=CHECKOUT)
    assert done.stdout.strip() == ""
