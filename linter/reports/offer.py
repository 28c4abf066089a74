"""Which fixes a report may offer to those who apply them with another program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.finding import Applicability
from linter.reports.escape import has_surrogate

if TYPE_CHECKING:
    from linter.finding import PlacedFix


def can_be_told(fix: PlacedFix) -> bool:
    """Tell whether a viewer may offer the fix: it can be applied, and its text is Unicode."""
    unspeakable = any(has_surrogate(placed.edit.replacement) for placed in fix.edits)
    return bool(fix.edits) and fix.applicability is not Applicability.MANUAL and not unspeakable
