"""What a rule is: a name, a category, a pure function, its options and its default severity."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from linter.finding import Severity
from linter.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from linter.document import Document
    from linter.finding import Problem
    from linter.project import Facts, Project

CATEGORIES = (
    "encoding",
    "front-matter",
    "references",
    "links",
    "email",
    "placeholders",
    "structure",
    "layout",
    "typography",
    "words",
    "tool",
)


class Stage(IntEnum):
    """When a rule's fixes are applied: each stage is brought to a standstill before the next."""

    ENCODING = 0
    CONTENT = 1
    LAYOUT = 2


@dataclass(frozen=True)
class Options:
    """What can be set about a rule; subclasses are frozen dataclasses whose every field has a default.

    A field whose name is also a setting of a collection (`schema`, `components`, `references`, …) is filled from
    the document's collection. Configured values are checked against the annotations by pydantic, at the rim.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}


O = TypeVar("O", bound=Options)  # noqa: E741  # the options of one rule; the letter is the convention


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that judges one document by itself.

    `check` takes a document and an instance of `options` and yields problems; None for what the tool itself
    reports. `on` tells whether it is on by default, `severity` what its findings are then. What is a matter of the
    repository's own `style` is judged only where there is a configuration, and mended only where that was asked for:
    a repair of damage must not come with a thousand changes of taste. A rule that `supposes` mends what could not be
    read, so that nothing can be compared afterwards: only where there is a configuration, or where its name or category
    (not `all`) was asked for, is any fix of it safe.
    """

    name: str
    category: str
    summary: str
    check: Callable[[Document, Any], Iterator[Problem]] | None
    options: type[Options] = Options
    severity: Severity = Severity.ERROR
    stage: Stage = Stage.CONTENT
    on: bool = True
    style: bool = False
    supposes: bool = False


@dataclass(frozen=True, slots=True)
class ProjectRule:
    """A rule that judges a document among others: `check` takes its facts, the project, and the options."""

    name: str
    category: str
    summary: str
    check: Callable[[Facts, Project, Any], Iterator[Problem]]
    options: type[Options] = Options
    severity: Severity = Severity.ERROR
    stage: Stage = Stage.CONTENT
    on: bool = True
    style: bool = False
    supposes: bool = False


AnyRule = Rule | ProjectRule


@dataclass(frozen=True, slots=True, eq=False)
class ConfiguredRule:
    """A rule that is on, with its options and its findings' severity.

    `mends` tells whether its fixes are applied, `supposes` that none of them is safe. Each is but equal to itself,
    which makes tuples of them quick keys.
    """

    rule: AnyRule
    options: Options
    severity: Severity
    mends: bool = True
    supposes: bool = False


def rule(  # noqa: PLR0913  # what a rule declares, each by name
    name: str,
    *,
    category: str,
    options: type[O] = Options,  # type: ignore[assignment]  # mypy has no defaults for type variables before PEP 696
    severity: Severity = Severity.ERROR,
    stage: Stage = Stage.CONTENT,
    on: bool = True,
    style: bool = False,
    supposes: bool = False,
) -> Callable[[Callable[[Document, O], Iterator[Problem]]], Rule]:
    """Make a `Rule` of a function whose docstring's first line names the wrong thing."""

    def make(check: Callable[[Document, O], Iterator[Problem]]) -> Rule:
        return Rule(name, category, _summary(check), check, options, severity, stage, on, style, supposes)

    return make


def project_rule(
    name: str,
    *,
    category: str,
    options: type[O] = Options,  # type: ignore[assignment]  # as above
    severity: Severity = Severity.ERROR,
    on: bool = True,
) -> Callable[[Callable[[Facts, Project, O], Iterator[Problem]]], ProjectRule]:
    """Make a `ProjectRule` of a function whose docstring's first line names the wrong thing."""

    def make(check: Callable[[Facts, Project, O], Iterator[Problem]]) -> ProjectRule:
        return ProjectRule(name, category, _summary(check), check, options, severity, on=on)

    return make


def tool_rule(
    name: str, summary: str, *, options: type[Options] = Options, severity: Severity = Severity.ERROR
) -> Rule:
    """Make a rule without a check: the name under which the tool itself reports."""
    return Rule(name, "tool", summary, None, options, severity, Stage.LAYOUT)


def configured(
    rule: AnyRule, values: Mapping[str, object] | None = None, severity: Severity | None = None
) -> ConfiguredRule:
    """Configure a rule with option values from a file. Raises pydantic.ValidationError for values that do not fit."""
    options = rule.options()
    if values:
        from pydantic import TypeAdapter

        options = TypeAdapter(rule.options).validate_python(
            {key.replace("-", "_"): value for key, value in values.items()}
        )
    return ConfiguredRule(rule, options, severity or rule.severity)


def _summary(check: Callable[..., object]) -> str:
    return (check.__doc__ or "").strip().partition("\n")[0]
