"""What reports count in a run, and how a count is said."""

from __future__ import annotations

from collections import Counter

from linter.finding import Applicability, Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from linter.finding import Finding


def counted(number: int, noun: str) -> str:
    """Say a number of things: `1 file`, `2,013 files`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def by_severity(findings: Iterable[Finding]) -> dict[Severity, int]:
    """Count findings of each severity, errors first, zeros included."""
    counts = Counter(finding.severity for finding in findings)
    return {severity: counts[severity] for severity in Severity}


def severities(findings: Iterable[Finding]) -> str:
    """Say how many of each severity there are, those there are none of left out: `4 errors, 7 warnings`."""
    return ", ".join(counted(number, severity.value) for severity, number in by_severity(findings).items() if number)


def fixable(findings: Iterable[Finding], applicability: Applicability) -> int:
    """Count the findings whose fix has this applicability."""
    return sum(finding.fix is not None and finding.fix.applicability is applicability for finding in findings)


def files(findings: Iterable[Finding]) -> int:
    """Count the files that findings are in."""
    return len({finding.path for finding in findings})
