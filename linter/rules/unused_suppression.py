"""unused-suppression: a comment that silences nothing."""

from __future__ import annotations

from linter.finding import Severity
from linter.rule import Options, tool_rule
from linter.values import dataclass


@dataclass(frozen=True)
class UnusedSuppressionOptions(Options):
    """`partial` is set by the run: rules were selected on the command line, so what they would find is not known."""

    partial: bool = False


unused_suppression = tool_rule(
    "unused-suppression",
    "A suppression comment that silences nothing.",
    options=UnusedSuppressionOptions,
    severity=Severity.WARNING,
)
