"""What a rule is: a name, a category, a pure function, its options and its default severity."""

from __future__ import annotations

from enum import IntEnum

from linter.finding import Severity
from linter.values import dataclass, field_names, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any, ClassVar, TypeVar

    from pydantic import TypeAdapter

    from linter.document import Document
    from linter.finding import Problem
    from linter.project import Facts, Project

    O = TypeVar("O", bound="Options")  # noqa: E741  # the options of one rule; the letter is the convention

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


@dataclass(frozen=True)
class CountingOptions(Options):
    """Those of a rule that asks how many documents use an e-mail domain, so that it must wait for all of them."""

    @property
    def counts_mail(self) -> bool:
        """Always true."""
        return True


class _Telling:
    """What a rule of either kind tells of itself, by its function and its options."""

    __slots__ = ()
    check: Any
    options: Any

    @property
    def checks(self) -> bool:
        """Whether it looks at documents: what the tool itself reports does not."""
        return self.check is not None

    @property
    def option_names(self) -> tuple[str, ...]:
        """The names of the options."""
        return field_names(self.options)

    @property
    def telling(self) -> Mapping[str, object]:
        """What of the options, and properties beside them, is not empty as it comes; `...` for what is not plain."""
        return telling(self.options)


@dataclass(frozen=True, slots=True)
class Rule(_Telling):
    """A rule that judges one document by itself.

    `check` takes a document and an instance of `options` and yields problems; None for what the tool itself
    reports. `on` tells whether it is on by default, `severity` what its findings are then. What is a matter of the
    repository's own `style` is judged only where there is a configuration, and mended only where that was asked for:
    a repair of damage must not come with a thousand changes of taste. A rule that `supposes` mends what could not be
    read, so that nothing can be compared afterwards: only where there is a configuration, or where its name or category
    (not `all`) was asked for, is any fix of it safe. It has something to say `only` of documents that show one of these
    signs (`linter/signs.py`), () where that cannot be told in advance: of others it is not asked, nor even imported.
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
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProjectRule(_Telling):
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
    only: tuple[str, ...] = ()


AnyRule = Rule | ProjectRule


def telling(options: type[Options]) -> Mapping[str, object]:
    """Return what is not empty as it comes: options and the properties beside them, `...` for what is not plain."""
    unset = options()
    found = {name: getattr(unset, name) for name in dir(unset) if name[0] != "_"}
    return {name: one if isinstance(one, (bool, int, str)) else ... for name, one in found.items() if one}


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

    def option(self, name: str) -> Any:  # noqa: ANN401 -- of whatever type it is
        """Return an option by name, None where there is none of that name."""
        return getattr(self.options, name, None)

    def has_set(self, name: str) -> bool:
        """Tell whether an option may have been set."""
        return hasattr(self.options, name)


class PendingRule(ConfiguredRule):
    """A rule whose options are made, for which its module is imported, when they are needed.

    `given` are values that are known to fit, `told` is what the run says, `found` what properties of such options are
    known to say.
    """

    __slots__ = ("_options", "found", "given", "told")
    _options: Options | None
    found: Mapping[str, object]
    given: Mapping[str, object]
    told: Mapping[str, object]

    def __init__(  # noqa: PLR0913  # as said
        self,
        rule: AnyRule,
        severity: Severity,
        *,
        given: Mapping[str, object] | None = None,
        told: Mapping[str, object] | None = None,
        found: Mapping[str, object] | None = None,
        mends: bool = True,
        supposes: bool = False,
    ) -> None:
        """Take what a `ConfiguredRule` is made of, with the values of options instead of these."""
        values = {"rule": rule, "severity": severity, "mends": mends, "supposes": supposes, "_options": None}
        for name, value in (values | {"given": given or {}, "told": told or {}, "found": found or {}}).items():
            object.__setattr__(self, name, value)

    @property
    def options(self) -> Options:
        """The options, made now."""
        if self._options is None:
            made = self.rule.options(**self.given, **self.told)
            object.__setattr__(self, "_options", made)
            return made
        return self._options

    def option(self, name: str) -> Any:  # noqa: ANN401 -- as above
        """Return an option by name, None where there is none of that name, or nothing in it."""
        for known in (self.told, self.given, self.found):
            if name in known:
                return known[name]
        if name not in self.rule.telling:
            return None
        unset = self.rule.telling[name]
        plain = unset is not ... and (not self.given or name in self.rule.option_names)
        return unset if plain else getattr(self.options, name)

    def has_set(self, name: str) -> bool:
        """Tell whether an option may have been set."""
        return name in self.given or bool(self.told.get(name))


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
    only: tuple[str, ...] = (),
) -> Callable[[Callable[[Document, O], Iterator[Problem]]], Rule]:
    """Make a `Rule` of a function whose docstring's first line names the wrong thing."""

    def make(check: Callable[[Document, O], Iterator[Problem]]) -> Rule:
        return Rule(name, category, _summary(check), check, options, severity, stage, on, style, supposes, only)

    return make


def project_rule(  # noqa: PLR0913  # as above
    name: str,
    *,
    category: str,
    options: type[O] = Options,  # type: ignore[assignment]  # as above
    severity: Severity = Severity.ERROR,
    on: bool = True,
    only: tuple[str, ...] = (),
) -> Callable[[Callable[[Facts, Project, O], Iterator[Problem]]], ProjectRule]:
    """Make a `ProjectRule` of a function whose docstring's first line names the wrong thing."""

    def make(check: Callable[[Facts, Project, O], Iterator[Problem]]) -> ProjectRule:
        return ProjectRule(name, category, _summary(check), check, options, severity, on=on, only=only)

    return make


def tool_rule(
    name: str, summary: str, *, options: type[Options] = Options, severity: Severity = Severity.ERROR
) -> Rule:
    """Make a rule without a check: the name under which the tool itself reports."""
    return Rule(name, "tool", summary, None, options, severity, Stage.LAYOUT)


def configured(  # noqa: PLR0913  # what a `ConfiguredRule` has
    rule: AnyRule,
    values: Mapping[str, object] | None = None,
    severity: Severity | None = None,
    *,
    told: Mapping[str, object] | None = None,
    mends: bool = True,
    supposes: bool = False,
) -> ConfiguredRule:
    """Configure a rule with option values from a file, and with what the run tells it.

    Raises pydantic.ValidationError for values that do not fit.
    """
    severity = severity or rule.severity
    if not values:
        return PendingRule(rule, severity, told=told, mends=mends, supposes=supposes)
    options = _adapter(rule.options).validate_python({key.replace("-", "_"): value for key, value in values.items()})
    return ConfiguredRule(rule, replace(options, **told) if told else options, severity, mends, supposes)


_ADAPTERS: dict[type[object], TypeAdapter[Any]] = {}


def _adapter(options: type[Options]) -> TypeAdapter[Any]:
    """Return what checks the options of a class: many rules share one, and to make it takes ten milliseconds."""
    if options not in _ADAPTERS:
        from pydantic import TypeAdapter

        _ADAPTERS[options] = TypeAdapter(options)
    return _ADAPTERS[options]


def _summary(check: Callable[..., object]) -> str:
    return (check.__doc__ or "").strip().partition("\n")[0]
