"""file-too-large: a file above the size limit, which was not checked."""

from __future__ import annotations

from linter.finding import Severity
from linter.rule import tool_rule

file_too_large = tool_rule(
    "file-too-large", "A file above the size limit, which was not checked.", severity=Severity.WARNING
)
