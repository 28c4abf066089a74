"""The rule unusual-key."""

from __future__ import annotations

from linter.finding import Severity
from linter.rule import project_rule
from linter.unusual import UnusualOptions, problems

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.finding import Problem
    from linter.project import Facts, Project

_KINDS = frozenset({"misspelt-key"})


@project_rule("unusual-key", category="front-matter", options=UnusualOptions, severity=Severity.WARNING)
def unusual_key(facts: Facts, project: Project, options: UnusualOptions) -> Iterator[Problem]:
    """A key spelt nearly like one that the other documents of the folder have."""
    return problems(facts, project, options, _KINDS)
