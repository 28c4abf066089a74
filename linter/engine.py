"""Checking one document: rules in, findings out; pure, and proof against a rule that raises."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain

from linter.finding import Applicability, Problem, Severity
from linter.project import Facts
from linter.rule import ConfiguredRule, Options, ProjectRule, Rule, Stage, tool_rule
from linter.signs import Signs, gate
from linter.stamp import stamp
from linter.text import Span
from linter.tuples import NamedTuple
from linter.values import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from linter.document import Document
    from linter.document.directives import Directive
    from linter.finding import Finding
    from linter.project import Project
    from linter.rule import AnyRule
    from linter.signs import Sign

    Judged = tuple[ConfiguredRule, Problem]

INTERNAL_ERROR = "internal-error"
UNUSED_SUPPRESSION = "unused-suppression"


def check(document: Document, rules: tuple[ConfiguredRule, ...], project: Project | None = None) -> tuple[Finding, ...]:
    """Return the findings of a document, sorted; rules that need the project run only if it is given."""
    return stamp(document, judge(document, rules, project))


def judge(document: Document, rules: tuple[ConfiguredRule, ...], project: Project | None = None) -> tuple[Judged, ...]:
    """Return the problems that are not silenced, each with its rule, and the directives that silence nothing."""
    judged = tuple(_problems(document, rules, project))
    return _unsilenced(document, rules, project, judged) if document.directives else judged


def _unsilenced(
    document: Document, rules: tuple[ConfiguredRule, ...], project: Project | None, judged: tuple[Judged, ...]
) -> tuple[Judged, ...]:
    from linter import suppression

    used: set[Directive] = set()
    kept: list[Judged] = []
    for configured, problem in judged:
        directive = suppression.silencer(document, configured.rule, problem)
        if directive is None:
            kept.append((configured, problem))
        else:
            used.add(directive)
    tool = next((configured for configured in rules if configured.rule.name == UNUSED_SUPPRESSION), None)
    if tool is not None:
        ran = rules if project is not None else _local(rules)
        partial = len(ran) < len(rules) or bool(tool.option("partial"))
        idle = suppression.idle(document, ran, used, partial=partial)
        kept += [(tool, suppression.unused(document, each)) for each in idle]
    return tuple(kept)


class Wanted(NamedTuple):
    """What the project rules want to know of each document."""

    keys: frozenset[str]
    base_urls: frozenset[str]


@lru_cache(maxsize=256)
def wanted(rules: tuple[ConfiguredRule, ...]) -> Wanted:
    """Return what some rules want gathered; asked once for each configuration, not for each document."""
    return Wanted(keys_of_interest(rules), base_urls(rules))


@lru_cache(maxsize=256)
def siblings(rules: tuple[ConfiguredRule, ...]) -> frozenset[int]:
    """Return with how many others, at least, some rules compare a document; nothing if none does."""
    return frozenset(one.option("siblings") or 0 for one in rules if compares((one,)))


@lru_cache(maxsize=256)
def counts_mail(rules: tuple[ConfiguredRule, ...]) -> bool:
    """Tell whether some rules count how many documents use an e-mail domain."""
    return any(one.option("counts_mail") for one in rules)


@lru_cache(maxsize=256)
def without_comparing(rules: tuple[ConfiguredRule, ...]) -> tuple[ConfiguredRule, ...]:
    """Return the rules that need to know nothing of what stands in other documents beside it."""
    return tuple(one for one in rules if not (compares((one,)) or counts_mail((one,))))


def keys_of_interest(rules: Iterable[ConfiguredRule]) -> frozenset[str]:
    """Return the front matter keys ("producer", "api[]") that the project rules want gathered."""
    wanted: set[str] = set()
    for configured in rules:
        for name in ("references", "assets", "unique"):
            wanted.update(configured.option(name) or ())
    return frozenset(wanted)


def base_urls(rules: Iterable[ConfiguredRule]) -> frozenset[str]:
    """Return the addresses of the site itself, links to which are internal."""
    return frozenset(url for one in rules if (url := one.option("base_url")))


def compares(rules: Iterable[ConfiguredRule]) -> bool:
    """Tell whether rules compare a document with its siblings."""
    return any(one.option("compares") for one in rules)


def _local(rules: tuple[ConfiguredRule, ...]) -> tuple[ConfiguredRule, ...]:
    return tuple(configured for configured in rules if isinstance(configured.rule, Rule))


class _Plan:
    """The rules that check something, and the signs of which a document must show one for each of them to be asked."""

    def __init__(self, rules: tuple[ConfiguredRule, ...]) -> None:
        self._gates = [(one, gate(one)) for one in rules if one.rule.checks]
        self._signs = Signs(chain.from_iterable(signs for _, signs in self._gates if signs is not None))
        self._asked: dict[frozenset[Sign], tuple[tuple[ConfiguredRule, bool], ...]] = {}

    def asked(self, document: Document) -> tuple[tuple[ConfiguredRule, bool], ...]:
        """Return the rules that may have something to say of a document, with whether they look at it alone."""
        shown = self._signs.shown(document)
        asked = self._asked.get(shown)
        if asked is None:
            passed = (one for one, signs in self._gates if signs is None or not signs.isdisjoint(shown))
            asked = self._asked[shown] = tuple((one, isinstance(one.rule, Rule)) for one in passed)
        return asked


_plan = lru_cache(maxsize=256)(_Plan)


def _problems(document: Document, rules: tuple[ConfiguredRule, ...], project: Project | None) -> Iterator[Judged]:
    facts: Facts | None = None
    readable = document.source.unreadable is None
    for configured, alone in _plan(rules).asked(document):
        rule = configured.rule
        if not readable and rule.category != "encoding":
            continue
        try:
            if alone:
                problems = document.view(_found, configured)
            elif project is not None:
                facts = facts or Facts(document, *wanted(rules))
                problems = tuple(_check(rule)(facts, project, configured.options))
            else:
                continue
        except Exception as error:  # noqa: BLE001  # whatever a rule does, the run goes on
            yield _internal_error(rule, rules, error)
            continue
        for problem in problems:
            yield configured, _trusted(problem, configured, document)


def _found(document: Document, configured: ConfiguredRule) -> tuple[Problem, ...]:
    """Return what a rule finds in a document alone: a view, as mending asks for it more than once."""
    return tuple(_check(configured.rule)(document, configured.options))


def _check(rule: AnyRule) -> Callable[..., Iterator[Problem]]:
    return rule.check  # type: ignore[return-value]  # which one that `checks` has


def _mends(configured: ConfiguredRule, document: Document) -> bool:
    """Tell whether the fixes of a rule may be applied.

    Where bytes are not UTF-8 only the encoding can be mended: in Shift JIS or Big5, what looks like a bar or a
    backslash is half a character.
    """
    return configured.mends and (configured.rule.stage is Stage.ENCODING or not document.source.has_foreign_bytes)


def _trusted(problem: Problem, configured: ConfiguredRule, document: Document) -> Problem:
    """Return a problem whose fix is only shown where it may not be applied, and unsafe where the rule but supposes."""
    fix = problem.fix
    if fix is None:
        return problem
    if not _mends(configured, document):
        return replace(problem, fix=replace(fix, applicability=Applicability.MANUAL))
    if configured.supposes and fix.applicability is Applicability.SAFE:
        return replace(problem, fix=replace(fix, applicability=Applicability.UNSAFE))
    return problem


def _internal_error(rule: Rule | ProjectRule, rules: tuple[ConfiguredRule, ...], error: Exception) -> Judged:
    known = next((configured for configured in rules if configured.rule.name == INTERNAL_ERROR), None)
    tool = known or ConfiguredRule(tool_rule(INTERNAL_ERROR, ""), Options(), Severity.ERROR)
    what = f"{type(error).__name__}: {error}".rstrip(": ")
    return tool, Problem(Span(0, 0), f"the rule {rule.name} failed with {what}; please report this")
