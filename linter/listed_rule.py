"""Rules as the index tells of them: what they do is imported when they are asked for it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from linter.finding import Severity
from linter.rule import ProjectRule, Rule, Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from linter.rule import AnyRule, Options


class Row(NamedTuple):
    """What the index (`linter/rule_index.py`) tells of a rule: all but what it does."""

    name: str
    category: str
    summary: str
    severity: str
    stage: int
    flags: str
    """Of `on`, `style`, `supposes`, `checks` and `project`, the words that hold."""
    only: tuple[str, ...] = ()
    option_names: tuple[str, ...] = ()
    telling: tuple[tuple[str, object], ...] = ()


class _Listed:
    """What a listed rule has of its own; the module of the same name holds the real one."""

    __slots__ = ()
    _module: str
    _row: Row

    def _take(self, module: str, row: Row) -> None:
        flags = row.flags.split()
        known: dict[str, object] = {
            "name": row.name,
            "category": row.category,
            "summary": row.summary,
            "only": row.only,
        }
        known |= {"severity": Severity(row.severity), "stage": Stage(row.stage), "_module": module, "_row": row}
        known |= {name: name in flags for name in ("on", "style", "supposes")}
        for name, value in known.items():
            object.__setattr__(self, name, value)

    @property
    def real(self) -> Any:  # noqa: ANN401  # a rule of either kind
        """The rule that the module makes."""
        return getattr(import_module(f"linter.rules.{self._module}"), self._module)

    @property
    def checks(self) -> bool:
        return "checks" in self._row.flags

    @property
    def check(self) -> Callable[..., Any] | None:
        check: Callable[..., Any] | None = self.real.check
        return check

    @property
    def options(self) -> type[Options]:
        options: type[Options] = self.real.options
        return options

    @property
    def option_names(self) -> tuple[str, ...]:
        return self._row.option_names

    @property
    def telling(self) -> Mapping[str, object]:
        return dict(self._row.telling)


class ListedRule(_Listed, Rule):
    """A rule for one document."""

    __slots__ = ("_module", "_row")

    def __init__(self, module: str, row: Row) -> None:
        """Take the name of the module and what is told of it."""
        self._take(module, row)


class ListedProjectRule(_Listed, ProjectRule):  # type: ignore[misc]  # its `check` is never None
    """A rule for a document among others."""

    __slots__ = ("_module", "_row")

    def __init__(self, module: str, row: Row) -> None:
        """Take the name of the module and what is told of it."""
        self._take(module, row)


def listed(module: str, row: Row) -> AnyRule:
    """Return the rule that a row of the index tells of."""
    return ListedProjectRule(module, row) if "project" in row.flags else ListedRule(module, row)


def row_of(rule: AnyRule) -> Row:
    """Return what the index is to tell of a rule."""
    holds = {"on": rule.on, "style": rule.style, "supposes": rule.supposes, "checks": rule.checks}
    flags = [name for name, one in (holds | {"project": isinstance(rule, ProjectRule)}).items() if one]
    telling = tuple(sorted(rule.telling.items()))
    stage, words = int(rule.stage), " ".join(flags)
    told = (rule.name, rule.category, rule.summary, str(rule.severity), stage, words)
    return Row(*told, rule.only, rule.option_names, telling)
