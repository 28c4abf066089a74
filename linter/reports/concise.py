"""The report for pipes and editors: one line for each finding."""

from __future__ import annotations

from linter.reports.escape import line_start
from linter.reports.head import head

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

    from linter.finding import Run
    from linter.reports.style import Style


def concise(run: Run, stream: TextIO, style: Style) -> None:
    """Write `path:line:column: severity [*] message (rule)` for each finding."""
    stream.writelines(
        f"{style.paint('path', line_start(style.place(finding.path)))}:{head(finding, style)}\n"
        for finding in run.findings
    )
