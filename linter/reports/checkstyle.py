"""The report in the XML of Checkstyle, which many a build server reads (checkstyle-report-1.0.0.xsd)."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from linter.reports.xml import HEAD, tag, text

if TYPE_CHECKING:
    from typing import TextIO

    from linter.finding import Finding, Run
    from linter.reports.style import Style


def checkstyle(run: Run, stream: TextIO, style: Style) -> None:
    """Write a `file` for each document with findings, with an `error` for each of them."""
    stream.write(f"{HEAD}{tag('checkstyle', {'version': style.version or '0'})}\n")
    for path, findings in groupby(run.findings, key=lambda finding: finding.path):
        stream.write(f"  {tag('file', {'name': style.place(path)})}\n")
        stream.writelines(f"    {_error(finding)}\n" for finding in findings)
        stream.write("  </file>\n")
    stream.writelines(f"  <exception>{text(error)}</exception>\n" for error in run.errors)
    stream.write("</checkstyle>\n")


def _error(finding: Finding) -> str:
    attributes = {
        "line": finding.start.line,
        "column": finding.start.column,
        "severity": finding.severity.value,
        "message": finding.message,
        "source": f"contentlint.{finding.rule}",
    }
    return tag("error", attributes, empty=True)
