r"""The report for other programs: version 1 of our own JSON; members are only ever added within a version.

Lines and columns count from 1, columns in code points (`utf16_*`: in UTF-16 units); `*_offset` counts code points of
the text from 0, `*_byte` bytes of the file from 0, a BOM included; ends are exclusive. A byte that is not UTF-8 shows
as U+FFFD, in a path as `\udcxx`; a line of an excerpt longer than 1,000 code points is cut around its finding with `…`.
`schemas/report.schema.json` is its schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.finding import Applicability, Severity
from linter.reports.ascii_json import dump, write_object
from linter.reports.counts import by_severity, files, fixable
from linter.reports.escape import has_surrogate, path_without_surrogates, without_surrogates
from linter.reports.excerpt import CUT, window

if TYPE_CHECKING:
    from typing import TextIO

    from linter.finding import Finding, PlacedEdit, PlacedFix, Run
    from linter.reports.style import Style

_LONGEST = 1_000


def json(run: Run, stream: TextIO, style: Style) -> None:
    """Write `{"version": 1, "summary": {...}, "findings": [...]}`, a line for each finding."""
    head = {"version": 1, "tool": {"name": "contentlint", "version": style.version}, "summary": _summary(run)}
    write_object(stream, head, "findings", map(_finding, run.findings))
    stream.write("\n")


def json_lines(run: Run, stream: TextIO, style: Style) -> None:  # noqa: ARG001  # as all reports
    """Write each finding on a line of its own, as it is in the list of findings of `json`, and nothing else."""
    stream.writelines(f"{dump(_finding(finding))}\n" for finding in run.findings)


def _summary(run: Run) -> dict[str, object]:
    counts = by_severity(run.findings)
    return {
        "files": run.files,
        "files_with_findings": files(run.findings),
        "errors": counts[Severity.ERROR],
        "warnings": counts[Severity.WARNING],
        "infos": counts[Severity.INFO],
        "fixable_safe": fixable(run.findings, Applicability.SAFE),
        "fixable_unsafe": fixable(run.findings, Applicability.UNSAFE),
        "fixed": len(run.fixed),
        "baselined": run.baselined,
        "older": run.older,
        "changed": [path_without_surrogates(path) for path in run.changed],
        "failures": [without_surrogates(error) for error in run.errors],
    }


def _finding(finding: Finding) -> dict[str, object]:
    start, end = finding.start, finding.end
    return {
        "rule": finding.rule,
        "category": finding.category,
        "severity": finding.severity.value,
        "message": without_surrogates(finding.message),
        "path": path_without_surrogates(finding.path),
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "utf16_column": start.utf16_column,
        "end_utf16_column": end.utf16_column,
        "start_offset": finding.span.start,
        "end_offset": finding.span.end,
        "start_byte": start.byte,
        "end_byte": end.byte,
        "pointer": None if finding.pointer is None else without_surrogates(finding.pointer),
        "excerpt": [_bounded(line, start.column if index == 0 else 0) for index, line in enumerate(finding.excerpt)],
        "fingerprint": finding.fingerprint,
        "fix": _fix(finding.fix) if finding.fix else None,
    }


def _bounded(line: str, start: int) -> str:
    """Return a line of an excerpt whole, unless a report of its many findings would be many times the file."""
    first, last = window(len(line), start, _LONGEST)
    return (CUT if first else "") + without_surrogates(line[first:last]) + (CUT if last < len(line) else "")


def _fix(fix: PlacedFix) -> dict[str, object] | None:
    """Return the fix, or None where its text holds bytes that are not UTF-8 and so no JSON string can carry."""
    if any(has_surrogate(placed.edit.replacement) for placed in fix.edits):
        return None
    return {
        "title": without_surrogates(fix.title),
        "applicability": fix.applicability.value,
        "edits": [_edit(placed) for placed in fix.edits],
    }


def _edit(placed: PlacedEdit) -> dict[str, object]:
    return {
        "line": placed.start.line,
        "column": placed.start.column,
        "end_line": placed.end.line,
        "end_column": placed.end.column,
        "start_offset": placed.edit.span.start,
        "end_offset": placed.edit.span.end,
        "start_byte": placed.start.byte,
        "end_byte": placed.end.byte,
        "content": placed.edit.replacement,
    }
