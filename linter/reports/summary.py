"""What a run says beside its report: the last line, what was mended, the table of its rules."""

from __future__ import annotations

from collections import defaultdict

from linter.finding import Applicability
from linter.reports.counts import counted, files, fixable, severities
from linter.reports.escape import line_start, visible
from linter.reports.phrases import ENGLISH, phrase

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.finding import Finding, Run
    from linter.reports.style import Style


def summary(run: Run, seconds: float, language: str = ENGLISH) -> str:
    """Say in one line how the run ended; `seconds` is how long it took."""
    known = f"{run.baselined:,} baselined." if run.baselined else ""
    older = f"{run.older:,} older." if run.older else ""
    said = filter(None, (_outcome(run, seconds), _fixable(run), known, older))
    return " ".join(phrase(one, language) for one in said)


def mended(run: Run, style: Style) -> Iterator[str]:
    """Yield `fixed: path:line:column: message (rule)` for each finding that was mended, where it was when it was."""
    for one in run.fixed:
        place = f"{style.place(one.path)}:{one.start.line}:{one.start.column}"
        yield f"fixed: {line_start(place)}: {visible(one.message)} ({visible(one.rule)})"


def statistics(run: Run) -> str:
    """Return a table with a line for each rule: count, `[*]` or `[?]` if some are fixable so, rule, files."""
    groups: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in run.findings:
        groups[line_start(finding.rule)].append(finding)
    order = sorted(groups, key=lambda rule: (-len(groups[rule]), rule))
    digits = max((len(f"{len(group):,}") for group in groups.values()), default=0)
    longest = max(map(len, groups), default=0)
    return "".join(
        f"{len(groups[rule]):>{digits},} {_mark(groups[rule]):3} {rule:{longest}}  "
        f"{counted(files(groups[rule]), 'file')}\n"
        for rule in order
    )


def _outcome(run: Run, seconds: float) -> str:
    looked_at = counted(run.files, "file")
    fixed = f"Fixed {counted(len(run.fixed), 'finding')} in {counted(len(run.changed), 'file')}; " if run.fixed else ""
    if run.findings:
        what = f"{severities(run.findings)} left" if fixed else f"Found {severities(run.findings)}"
        return f"{fixed}{what} in {files(run.findings):,} of {looked_at} ({seconds:.1f} s)."
    if run.errors:
        passed = f"{looked_at} passed" if run.files else "no file checked"
        return f"{fixed}{counted(len(run.errors), 'failure')}, {passed}."
    if fixed:
        return f"{fixed}nothing left ({looked_at})."
    return f"All checks passed ({looked_at})." if run.files else "No files checked."


def _fixable(run: Run) -> str:
    safe = fixable(run.findings, Applicability.SAFE)
    unsafe = fixable(run.findings, Applicability.UNSAFE)
    if not safe:
        return f"[?] {unsafe:,} fixable with --unsafe-fixes." if unsafe else ""
    more = f", {unsafe:,} more with --unsafe-fixes" if unsafe else ""
    return f"[*] {safe:,} fixable with --fix{more}."


def _mark(findings: list[Finding]) -> str:
    if fixable(findings, Applicability.SAFE):
        return "[*]"
    return "[?]" if fixable(findings, Applicability.UNSAFE) else ""
