"""The report as test results: the XML of JUnit as Jenkins (junit-10.xsd of its xunit plugin) and others read it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from linter.finding import Severity
from linter.reports.xml import HEAD, tag, text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from linter.finding import Finding, Run
    from linter.reports.style import Style


def junit(run: Run, stream: TextIO, style: Style) -> None:  # noqa: ARG001  # as all reports
    """Write a suite for each document with findings, and one for the run itself.

    Errors and warnings are failures, infos skipped tests; what was wrong with the environment is an error of the run.
    """
    stream.write(f"{HEAD}<testsuites>\n")
    _write_suite(
        stream, "contentlint", [_failed(error) for error in run.errors] or [_passed(run)], (0, len(run.errors), 0)
    )
    for path, group in groupby(run.findings, key=lambda finding: finding.path):
        findings = list(group)
        infos = sum(finding.severity is Severity.INFO for finding in findings)
        _write_suite(stream, path, [_case(finding) for finding in findings], (len(findings) - infos, 0, infos))
    stream.write("</testsuites>\n")


def _write_suite(stream: TextIO, name: str, cases: Sequence[str], counts: tuple[int, int, int]) -> None:
    failures, errors, skipped = counts
    attributes = {"name": name, "tests": len(cases), "failures": failures, "errors": errors, "skipped": skipped}
    stream.write(f"  {tag('testsuite', attributes)}\n")
    stream.writelines(f"    {case}\n" for case in cases)
    stream.write("  </testsuite>\n")


def _passed(run: Run) -> str:
    return tag("testcase", {"name": f"{run.files} files checked", "classname": "contentlint"}, empty=True)


def _failed(error: str) -> str:
    opened = tag("testcase", {"name": "failure", "classname": "contentlint"})
    return f"{opened}{tag('error', {'type': 'failure', 'message': error}, empty=True)}</testcase>"


def _case(finding: Finding) -> str:
    place = f"{finding.start.line}:{finding.start.column}"
    opened = tag("testcase", {"name": f"{finding.rule} ({place})", "classname": finding.path})
    kind = "skipped" if finding.severity is Severity.INFO else "failure"
    told = tag(kind, {"type": finding.severity.value, "message": finding.message})
    where = text(f"{finding.path}:{place}: {finding.message} ({finding.rule})")
    return f"{opened}{told}{where}</{kind}></testcase>"
