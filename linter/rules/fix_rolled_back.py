"""fix-rolled-back: fixes that were not written, as their result could not be verified."""

from __future__ import annotations

from linter.finding import Severity
from linter.rule import tool_rule

fix_rolled_back = tool_rule(
    "fix-rolled-back", "Fixes that were not written, as their result could not be verified.", severity=Severity.WARNING
)
