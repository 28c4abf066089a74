"""The one-line form of a finding that the reports for people share."""

from __future__ import annotations

from linter.finding import Applicability
from linter.reports.escape import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linter.finding import Finding, PlacedFix
    from linter.reports.style import Style

_MARKS = {Applicability.SAFE: "[*]", Applicability.UNSAFE: "[?]", Applicability.MANUAL: ""}


def mark(fix: PlacedFix | None) -> str:
    """Return `[*]` for a safe fix, `[?]` for an unsafe one, "" where nothing can be applied."""
    return _MARKS[fix.applicability] if fix else ""


def head(finding: Finding, style: Style) -> str:
    """Return `line:column: severity [*] message (rule)`, painted and harmless."""
    place = style.paint("place", f"{finding.start.line}:{finding.start.column}")
    words = (
        f"{place}:",
        style.paint(finding.severity.value, finding.severity.value),
        style.paint("fix", mark(finding.fix)),
        visible(finding.message),
        style.paint("dim", f"({visible(finding.rule)})"),
    )
    return " ".join(filter(None, words))
