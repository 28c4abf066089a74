"""What `contentlint report` needs beside a run: the trend of the past, and the file that the page goes to."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from linter import reports
from linter.files import open_report
from linter.terminal import Progress, say

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from linter.config import Configuration
    from linter.finding import Run
    from linter.reports.style import Style
    from linter.reports.trend import Past


def trend(arguments: Namespace, configuration: Configuration, paths: tuple[str, ...]) -> tuple[Past, ...]:
    """Return what was found in the last commits, as many as were asked for. Raises GitError."""
    if arguments.history is None:
        return ()
    from linter.history import history

    progress = Progress(sys.stderr, "commits")
    told = history(configuration, paths, arguments.history, arguments.jobs, progress)
    progress.clear()
    for note in () if arguments.quiet else told.notes:
        say(f"warning: {note}")
    return told.pasts


def write(path: Path, run: Run, configuration: Configuration, style: Style) -> None:
    """Write the page. Raises OSError."""
    with open_report(path, configuration.root) as stream:
        reports.write("html", run, stream, style)
