"""Rules as the index tells of them: what they do is imported when they are asked for it."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from linter.finding import Severity
from linter.rule import ProjectRule, Rule, Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from linter.rule import AnyRule, Options


Row = tuple[str, str, str, str, int, str, tuple[str, ...], tuple[str, ...], tuple[tuple[str, object], ...]]
"""What the index (`linter/rule_index.py`) tells of a rule, all but what it does.

Name, category, summary, severity, stage; of `on`, `style`, `supposes`, `checks` and `project` the words that hold; the
signs that it says `only`; the names of its options, and what of these tells something as it comes.
"""


@cache
def _real(module: str) -> Any:  # noqa: ANN401  # a rule of either kind
    return getattr(import_module(f"linter.rules.{module}"), module)


class _Listed:
    """What a listed rule has of its own; the module of the same name holds the real one."""

    __slots__ = ()
    _module: str
    _row: Row

    def _take(self, module: str, row: Row) -> None:
        name, category, summary, severity, stage, words, only, _, _ = row
        known: dict[str, object] = {"name": name, "category": category, "summary": summary, "only": only}
        known |= {"severity": Severity(severity), "stage": Stage(stage), "_module": module, "_row": row}
        flags = words.split()
        known |= {name: name in flags for name in ("on", "style", "supposes")}
        for name, value in known.items():
            object.__setattr__(self, name, value)

    @property
    def real(self) -> Any:  # noqa: ANN401  # a rule of either kind
        """The rule that the module makes."""
        return _real(self._module)

    @property
    def checks(self) -> bool:
        return "checks" in self._row[5]

    @property
    def check(self) -> Callable[..., Any] | None:
        check: Callable[..., Any] | None = _real(self._module).check  # asked for each document
        return check

    @property
    def options(self) -> type[Options]:
        options: type[Options] = self.real.options
        return options

    @property
    def option_names(self) -> tuple[str, ...]:
        return self._row[7]

    @property
    def telling(self) -> Mapping[str, object]:
        return dict(self._row[8])


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
    return ListedProjectRule(module, row) if "project" in row[5] else ListedRule(module, row)


def row_of(rule: AnyRule) -> Row:
    """Return what the index is to tell of a rule."""
    holds = {"on": rule.on, "style": rule.style, "supposes": rule.supposes, "checks": rule.checks}
    flags = [name for name, one in (holds | {"project": isinstance(rule, ProjectRule)}).items() if one]
    telling = tuple(sorted(rule.telling.items()))
    stage, words = int(rule.stage), " ".join(flags)
    told = (rule.name, rule.category, rule.summary, str(rule.severity), stage, words)
    return (*told, rule.only, rule.option_names, telling)
