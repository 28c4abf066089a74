"""The report for GitHub Actions: workflow commands that become annotations, the worst first, and not too many.

GitHub shows at most ten errors, ten warnings and ten notices of a step; what lies beyond is only counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.finding import Severity
from linter.reports.counts import severities
from linter.reports.escape import visible
from linter.reports.phrases import phrase

if TYPE_CHECKING:
    from typing import TextIO

    from linter.finding import Finding, Run
    from linter.reports.style import Style

_MOST = 10
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github(run: Run, stream: TextIO, style: Style) -> None:
    """Write an annotation for the first ten errors and the first ten others, then one that counts the rest."""
    errors = [finding for finding in run.findings if finding.severity is Severity.ERROR]
    others = [finding for finding in run.findings if finding.severity is not Severity.ERROR]
    others.sort(key=lambda finding: finding.severity.rank)
    notices = sum(finding.severity is Severity.INFO for finding in others[:_MOST])
    counted = notices == _MOST and max(len(errors), len(others)) > _MOST  # by a notice, of which there are ten at most
    most = _MOST - 1 if counted else _MOST
    stream.writelines(f"{_annotation(finding, style)}\n" for finding in (*errors[:_MOST], *others[:most]))
    rest = errors[_MOST:] + others[most:]
    if rest:
        more = "1 more finding" if len(rest) == 1 else f"{len(rest):,} more findings"
        stream.write(f"::notice::{phrase(f'{more}: {severities(rest)}', style.language)}\n")


def _annotation(finding: Finding, style: Style) -> str:
    properties = {
        "file": style.place(finding.path),
        "line": str(finding.start.line),
        "col": str(finding.start.column),
        "endLine": str(finding.end.line),
        "endColumn": str(finding.end.column),
        "title": finding.rule,
    }
    if finding.end.line != finding.start.line:
        del properties["endColumn"]  # GitHub takes it for a column of the first line
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {listed}::{_data(finding.message)}"


def _data(text: str) -> str:
    """Escape a message as actions/toolkit does (packages/core/src/command.ts); line breaks are visible escapes."""
    return visible(text).replace("%", "%25")


def _property(text: str) -> str:
    """Escape the value of a property as actions/toolkit does."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
