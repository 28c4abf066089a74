"""The report for a page that renders Markdown, such as the summary of a job on GitHub: what to change, ready to paste.

GitHub takes at most 1 MiB for a summary, and a reader far less: beyond some findings only counts by rule are told.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from linter.reports.counts import counted, files, severities
from linter.reports.difference import difference
from linter.reports.escape import visible
from linter.reports.excerpt import excerpt
from linter.reports.phrases import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from linter.finding import Finding, Run
    from linter.reports.style import Style

_MOST = 200
_MOST_DIFF_LINES = 12
_ACTIVE = re.compile(r"[\\`*_\[\]<>#|~&$]|(?<=www)\.", re.IGNORECASE)
_REFERENCE = re.compile(r"(?<=[@#/:])(?=[^\s])")
_TICKS = re.compile(r"`+")


def markdown(run: Run, stream: TextIO, style: Style) -> None:
    """Write how the run ended, then the findings by file, each with its fix as a diff."""
    stream.write("".join(f"{phrase(line, style.language)}\n" for line in _outcome(run)))
    failure = phrase("**failure**", style.language)
    stream.writelines(f"\n- {failure} {_plain(error)}\n" for error in run.errors)
    for path, findings in groupby(run.findings[:_MOST], key=lambda finding: finding.path):
        stream.write(f"\n### {_code(path)}\n\n")
        for finding in findings:
            stream.writelines(f"{line}\n" for line in _item(finding, style))
    rest = run.findings[_MOST:]
    if rest:
        more, head = (
            phrase(one, style.language) for one in (counted(len(rest), "more finding"), "| rule | findings |")
        )
        stream.write(f"\n### {more}\n\n{head}\n| --- | ---: |\n")
        counts = Counter(finding.rule for finding in rest).most_common()
        stream.writelines(f"| {_code(rule)} | {number:,} |\n" for rule, number in counts)


def _outcome(run: Run) -> Iterator[str]:
    if run.findings:
        yield f"**{severities(run.findings)}** in {files(run.findings):,} of {counted(run.files, 'file')}."
    elif not run.errors:
        yield f"All checks passed ({counted(run.files, 'file')})."
    if run.older:
        yield ""
        yield f"Only what this change caused is told; {counted(run.older, 'older finding')} left out."


def _item(finding: Finding, style: Style) -> Iterator[str]:
    info = style.rules.get(finding.rule)
    rule = f"[{_code(finding.rule)}](<{info.url}>)" if info and info.url else _code(finding.rule)
    place = phrase(f"**{finding.severity}**, line {finding.start.line}:", style.language)
    yield f"- {place} {_plain(finding.message)} ({rule})"
    changes = difference(finding.fix)[:_MOST_DIFF_LINES] if finding.fix else ()
    if changes:
        lines = [f"{one.sign} {excerpt(one.text, one.start, one.end).text}" for one in changes]
        fence = "`" * max(3, 1 + max((len(run) for line in lines for run in _TICKS.findall(line)), default=0))
        yield ""
        yield from (f"  {line}" for line in (f"{fence}diff", *lines, fence))


def _plain(text: str) -> str:
    """Return text that Markdown shows as it is; people and issues that it seems to name are not told of it."""
    return _REFERENCE.sub("<!-- -->", _ACTIVE.sub(r"\\\g<0>", visible(text)))


def _code(text: str) -> str:
    """Return text as a code span."""
    shown = visible(text)
    ticks = "`" * (1 + max((len(run) for run in _TICKS.findall(shown)), default=0))
    blank = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{ticks}{blank}{shown}{blank}{ticks}"
