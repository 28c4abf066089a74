"""unreadable-file: a file that could not be read."""

from __future__ import annotations

from linter.rule import tool_rule

unreadable_file = tool_rule("unreadable-file", "A file that could not be read.")
