"""The report for people at a terminal: source lines with carets, and each fix as a small diff."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from linter.reports.difference import difference, shown
from linter.reports.escape import line_start, visible
from linter.reports.excerpt import excerpt
from linter.reports.head import head

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from linter.finding import Finding, PlacedFix, Run
    from linter.reports.difference import ChangedLine
    from linter.reports.style import Style

_MOST_DIFF_LINES = 12


def full(run: Run, stream: TextIO, style: Style) -> None:
    """Write the findings grouped by path, a blank line after each."""
    for path, findings in groupby(run.findings, key=lambda finding: finding.path):
        stream.write(f"{style.paint('path', line_start(style.place(path)))}\n")
        for finding in findings:
            stream.writelines(f"{line}\n" for line in _finding_lines(finding, style))


def _finding_lines(finding: Finding, style: Style) -> Iterator[str]:
    yield f"  {head(finding, style)}"
    changes = difference(finding.fix) if finding.fix else ()
    gutter = 2 + max(len(str(number)) for number in (finding.start.line, *(change.number for change in changes)))
    if finding.excerpt:
        yield from _source_lines(finding, gutter, style)
    if finding.fix:
        yield from _fix_lines(finding.fix, changes, gutter, style)
    yield ""


def _source_lines(finding: Finding, gutter: int, style: Style) -> Iterator[str]:
    """Yield the first line of the span, a caret line under it, and `…` where the span goes on."""
    line = finding.excerpt[0]
    goes_on = finding.end.line > finding.start.line
    source = excerpt(line, finding.start.column - 1, len(line) if goes_on else finding.end.column - 1)
    bar = style.paint("dim", "|")
    yield f"{style.paint('dim', f'{finding.start.line:>{gutter}}')} {bar} {source.text}"
    yield f"{'':{gutter}} {bar} {style.paint(finding.severity.value, source.carets)}"
    if goes_on:
        yield f"{'':{gutter}} {bar} …"


def _fix_lines(fix: PlacedFix, changes: tuple[ChangedLine, ...], gutter: int, style: Style) -> Iterator[str]:
    yield f"{'':{gutter}} {style.paint('fix', 'fix:')} {visible(fix.title)}"
    for change in changes[:_MOST_DIFF_LINES]:
        tone = "removed" if change.sign == "-" else "added"
        yield f"{change.number:>{gutter}} {style.paint(tone, f'{change.sign} {shown(change).text}')}"
    if len(changes) > _MOST_DIFF_LINES:
        yield f"{'':{gutter}} … {len(changes) - _MOST_DIFF_LINES:,} more"
