"""The rule unusual-value."""

from __future__ import annotations

from linter.finding import Severity
from linter.rule import project_rule
from linter.unusual import UnusualOptions, problems

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.finding import Problem
    from linter.project import Facts, Project

_KINDS = frozenset({"rare-spelling", "odd-format", "odd-date", "odd-type", "dangling-reference"})


@project_rule("unusual-value", category="front-matter", options=UnusualOptions, severity=Severity.WARNING)
def unusual_value(facts: Facts, project: Project, options: UnusualOptions) -> Iterator[Problem]:
    """A front matter value unlike those of nearly all other documents of the folder."""
    return problems(facts, project, options, _KINDS)
