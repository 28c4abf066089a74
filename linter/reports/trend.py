"""What a report may tell of the past: how much was found in a commit, judged as the repository is judged today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.finding import Severity


@dataclass(frozen=True, slots=True)
class Past:
    """A commit with its date (`2026-11-21`), the first line of its message, and what was found in it."""

    commit: str
    date: str
    subject: str
    files: int
    severities: Mapping[Severity, int]
    rules: Mapping[str, int]
