"""What a run says at its end, on which streams, and with which exit code."""

from __future__ import annotations

import os
import sys

from linter import __version__, catalog, reports
from linter.finding import Severity
from linter.reports.escape import visible
from linter.reports.style import RuleInfo, Style
from linter.reports.summary import mended, statistics, summary
from linter.terminal import coloured, say
from linter.values import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from typing import TextIO

    from linter.config import Configuration
    from linter.finding import Run

OK, FOUND, FAILED = 0, 1, 2
_EXPLAINED = frozenset({"sarif", "html"})


def report_on(
    run: Run,
    arguments: Namespace,
    formats: list[tuple[str, str | None]],
    configuration: Configuration,
    stream: TextIO | None = None,
) -> None:
    """Write the reports of a run, and say how it ended; `stream` stands for standard output."""
    out = stream or sys.stdout
    run = spoken(run, arguments.lang)
    explained = bool(_EXPLAINED & {name for name, _ in formats})
    style = style_of(run, configuration, arguments.lang, explained=explained)
    if arguments.statistics:
        out.write(statistics(run))
    else:
        for name, file in formats:
            if file:
                from pathlib import Path

                from linter.files import open_report

                with open_report(Path(file), configuration.root) as written:
                    reports.write(name, run, written, style)
            else:
                reports.write(name, run, out, replace(style, colour=coloured(arguments.color, out)))
        _summarise(run, formats, arguments.lang)
    out.flush()
    for line in mended(run, style) if arguments.verbose else ():
        say(line)
    for error in run.errors:
        say(f"error: {error}")
    if not arguments.quiet:
        say(summary(run, run.seconds, arguments.lang))


def spoken(run: Run, language: str) -> Run:
    """Return a run whose findings speak a language."""
    if language == "en":
        return run
    from linter.reports.translation import translated

    return translated(run, language)


def style_of(run: Run, configuration: Configuration, language: str, *, explained: bool = True) -> Style:
    """Return how to report a run: for reports that are `explained`, with its rules and collections."""
    style = Style(root=configuration.real_root, current=os.getcwd(), version=__version__, language=language)
    if not explained:
        return style
    from linter import pages

    known = catalog.rules()
    found = map(known.__getitem__, sorted({finding.rule for finding in run.findings} & known.keys()))
    info = {one.name: RuleInfo(one.name, one.summary, pages.explain(one), one.severity, one.category) for one in found}
    collections = {path: configuration.collection(path) for path in {finding.path for finding in run.findings}}
    return replace(style, rules=info, collections={path: one.name for path, one in collections.items() if one})


def note(notes: tuple[str, ...], arguments: Namespace, run: Run) -> None:
    """Say the notes of a run, and what went wrong where no report will say it."""
    if arguments.diff:
        for error in run.errors:
            say(f"error: {error}")
    for note in () if arguments.quiet else notes:
        say(f"warning: {note}")


def patch(diff: str) -> str:
    """Return a diff as it is for programs; for a terminal, with nothing in it that could command it."""
    return "\n".join(map(visible, diff.split("\n"))) if sys.stdout.isatty() else diff


def fail(message: str) -> int:
    """Say what is wrong with what was asked for, and return the exit code for that."""
    say(f"error: {message}")
    return FAILED


def exit_code(run: Run, arguments: Namespace) -> int:
    """Return with what code a run ends."""
    if run.errors or (arguments.no_files == "error" and not run.files):
        return FAILED
    if arguments.diff or (arguments.exit_non_zero_on_fix and run.changed):
        return FOUND if run.changed else OK
    if arguments.exit_zero or arguments.fail_on == "never":
        return OK
    limit = Severity(arguments.fail_on).rank
    return FOUND if any(finding.severity.rank <= limit for finding in run.findings) else OK


def _summarise(run: Run, formats: list[tuple[str, str | None]], language: str) -> None:
    """Add the findings to the summary of the job, where GitHub runs it: it shows but ten annotations of a kind."""
    summary_file = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary_file and any(name == "github" for name, _ in formats):
        with open(summary_file, "a", encoding="utf-8", newline="\n") as stream:  # GitHub names it
            reports.write("markdown", run, stream, Style(language=language))
