"""internal-error: a rule that failed; the run went on without it."""

from __future__ import annotations

from linter.rule import tool_rule

internal_error = tool_rule("internal-error", "A rule that failed; the run went on without it.")
