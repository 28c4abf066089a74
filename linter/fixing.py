"""Mending one document: fixes in three stages, each to a standstill, and nothing that cannot be verified."""

from __future__ import annotations

from bisect import bisect_right, insort
from typing import TYPE_CHECKING

from linter import engine
from linter.finding import Applicability, Effect, Problem, Severity
from linter.rule import ConfiguredRule, Options, Stage, tool_rule
from linter.stamp import stamp
from linter.text import Span
from linter.values import dataclass, field
from linter.verification import Changes, objection

if TYPE_CHECKING:
    from linter.document import Document
    from linter.finding import Finding
    from linter.project import Project

FIX_ROLLED_BACK = "fix-rolled-back"
_ROUNDS = 20
"""How often the three stages may be gone through; real documents need one round and one that changes nothing."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A document after its fixes: `applied` are the findings that were mended (placed where each was seen).

    `changes` are all that was done to get there. `rolled_back` is set, and `document` the original, where the result
    could not be verified.
    """

    document: Document
    applied: tuple[Finding, ...]
    changes: Changes = field(default_factory=Changes)
    rolled_back: Finding | None = None


def fix(
    document: Document, rules: tuple[ConfiguredRule, ...], project: Project | None = None, *, unsafe: bool = False
) -> Fixed:
    """Apply the safe fixes (with `unsafe`, those too) of `rules`, verify the result, or change nothing."""
    current, changes, applied = document, Changes(), list[tuple["engine.Judged", "Document"]]()
    for _ in range(_ROUNDS):
        before = current
        for stage in Stage:
            current = _stage(current, rules, project, stage, (unsafe, changes, applied))
        if current is before:
            break
    else:
        return _roll_back(document, rules, "the fixes undo one another and never come to rest")
    if current.text == document.text and current.source.bom == document.source.bom:
        return Fixed(document, ())
    reason = objection(document, current, changes)
    if reason is None and not unsafe:
        reason = _new_errors(document, current, rules, project)
    if reason is not None:
        return _roll_back(document, rules, reason)
    findings = tuple(finding for judged, at in applied for finding in stamp(at, [judged]))
    return Fixed(current, findings, changes)


def _stage(
    document: Document,
    rules: tuple[ConfiguredRule, ...],
    project: Project | None,
    stage: Stage,
    state: tuple[bool, Changes, list[tuple[engine.Judged, Document]]],
) -> Document:
    unsafe, changes, applied = state
    if not any(configured.rule.stage == stage for configured in rules):
        return document
    if stage is not Stage.LAYOUT:  # the last one sees all the rules: only then can a directive be called unused
        rules = tuple(configured for configured in rules if configured.rule.stage == stage)
    for _ in range(_ROUNDS):
        chosen = _choose(document, rules, project, stage, unsafe=unsafe)
        if not chosen:
            return document
        edits = tuple(edit for _, problem in chosen if problem.fix for edit in problem.fix.edits)
        fixes = [problem.fix for _, problem in chosen if problem.fix]
        after = document.edited(edits, bom=not any(Effect.BYTE_ORDER_MARK in each.effects for each in fixes))
        changes.record(document, after, edits, fixes)
        applied += [(judged, document) for judged in chosen]
        document = after
    return document


def _choose(
    document: Document, rules: tuple[ConfiguredRule, ...], project: Project | None, stage: Stage, *, unsafe: bool
) -> list[engine.Judged]:
    """Return the problems of a stage whose fixes can be applied together: none touches another's text."""
    wanted = {Applicability.SAFE, Applicability.UNSAFE} if unsafe else {Applicability.SAFE}
    open_to_fix = [
        (configured, problem)
        for configured, problem in engine.judge(document, rules, project)
        if configured.rule.stage == stage and problem.fix and problem.fix.applicability in wanted
    ]
    open_to_fix.sort(key=lambda judged: (judged[1].span, judged[0].rule.name))
    taken: list[Span] = []
    chosen: list[engine.Judged] = []
    for configured, problem in open_to_fix:
        spans = [
            edit.span
            for edit in (problem.fix.edits if problem.fix else ())
            if document.source.slice(edit.span) != edit.replacement
        ]
        whole = problem.fix is not None and Effect.BYTE_ORDER_MARK in problem.fix.effects
        if (spans or whole) and not any(_clashes(span, taken) for span in spans):
            for span in spans:
                insort(taken, span)
            chosen.append((configured, problem))
    return chosen


def _clashes(span: Span, taken: list[Span]) -> bool:
    """Tell whether a span touches or overlaps one of `taken`, which are sorted and apart from one another.

    Edits that touch wait for the next round, where their order is plain.
    """
    index = bisect_right(taken, span.end, key=lambda one: one.start)
    return index > 0 and taken[index - 1].end >= span.start


def _new_errors(
    before: Document, after: Document, rules: tuple[ConfiguredRule, ...], project: Project | None
) -> str | None:
    """Name a rule of which the fixed document has more errors than the original, where both could be read."""
    if before.front_matter.format and before.front_matter.root is None:
        return None
    was, now = _errors(before, rules, project), _errors(after, rules, project)
    worse = sorted(name for name, count in now.items() if count > was.get(name, 0))
    return f"the result would have a new {worse[0]}" if worse else None


def _errors(document: Document, rules: tuple[ConfiguredRule, ...], project: Project | None) -> dict[str, int]:
    counts: dict[str, int] = {}
    for configured, problem in engine.judge(document, rules, project):
        if (problem.severity or configured.severity) is Severity.ERROR:
            counts[configured.rule.name] = counts.get(configured.rule.name, 0) + 1
    return counts


def _roll_back(document: Document, rules: tuple[ConfiguredRule, ...], reason: str) -> Fixed:
    known = next((configured for configured in rules if configured.rule.name == FIX_ROLLED_BACK), None)
    tool = known or ConfiguredRule(tool_rule(FIX_ROLLED_BACK, ""), Options(), Severity.WARNING)
    problem = Problem(Span(0, 0), f"the fixes of this file were not applied: {reason}")
    return Fixed(document, (), rolled_back=stamp(document, [(tool, problem)])[0])
