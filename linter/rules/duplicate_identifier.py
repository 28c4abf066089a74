"""The rule duplicate-identifier."""

from __future__ import annotations

from linter.finding import Problem
from linter.project import folded
from linter.rule import Options, project_rule
from linter.schema.words import quoted
from linter.values import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.project import Facts, Project


@dataclass(frozen=True)
class DuplicateIdentifierOptions(Options):
    """`unique` maps front matter keys to "collection.key", of whose values no two documents may have the same.

    Of the keys in `folded`, not even values that differ in case and accents alone.
    """

    unique: dict[str, str] = field(default_factory=dict)
    folded: frozenset[str] = frozenset()


@project_rule(
    "duplicate-identifier", category="references", options=DuplicateIdentifierOptions, only=("option:unique",)
)
def duplicate_identifier(facts: Facts, project: Project, options: DuplicateIdentifierOptions) -> Iterator[Problem]:
    """A front matter value that another document has already."""
    for value in facts.values:
        target = options.unique.get(value.key)
        if target is None or not value.text.strip():
            continue
        fold = value.key in options.folded
        holders = project.holders.get(f"~{target}" if fold else target, {})
        others = [
            path for path in holders.get(folded(value.text) if fold else value.text.strip(), ()) if path != facts.path
        ]
        if others:
            yield Problem(value.span, f"{quoted(value.text)} is the {quoted(value.key)} of {quoted(others[0])} as well")
