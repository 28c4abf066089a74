"""From a problem to a finding: positions, excerpt, identity, and the fix as a report shows it."""

from __future__ import annotations

from collections import Counter

from linter.digests import digest
from linter.finding import Finding, PlacedEdit, PlacedFix
from linter.text import Span, apply_edits
from linter.values import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from linter.document import Document
    from linter.finding import Fix, Problem
    from linter.rule import ConfiguredRule

_EXCERPT_LINES = 3
_DIFF_LINES = 20
_LONGEST, _MARGIN = 4000, 200
"""How much of very long lines a fix shows: findings must stay small."""


def stamp(document: Document, judged: Iterable[tuple[ConfiguredRule, Problem]]) -> tuple[Finding, ...]:
    """Return the findings, sorted, for problems of one document."""
    ordered = sorted(judged, key=lambda pair: (pair[1].span, pair[0].rule.name, pair[1].message))
    if not ordered:
        return ()  # as mostly
    seen: Counter[str] = Counter()
    return tuple(_finding(document, configured, problem, seen) for configured, problem in ordered)


def _finding(document: Document, configured: ConfiguredRule, problem: Problem, seen: Counter[str]) -> Finding:
    source, rule = document.source, configured.rule
    length = len(source.text)
    span = Span(min(problem.span.start, length), min(problem.span.end, length))
    start, end = source.position(span.start), source.position(span.end)
    head = document.readable
    pointer = head.pointer_at(span.start) if head.format and span.start < head.span.end else None
    last = min(end.line, start.line + _EXCERPT_LINES - 1)
    excerpt = tuple(source.line(line) for line in range(start.line, last + 1))
    return Finding(
        path=document.path,
        span=span,
        start=start,
        end=end,
        rule=rule.name,
        category=rule.category,
        severity=problem.severity or configured.severity,
        message=problem.message,
        excerpt=excerpt,
        fingerprint=_fingerprint(document, rule.name, pointer, replace(problem, span=span), seen),
        pointer=pointer,
        fix=place(document, problem.fix) if problem.fix else None,
    )


def _fingerprint(document: Document, rule: str, pointer: str | None, problem: Problem, seen: Counter[str]) -> str:
    """Hash what a finding is about, without path and line; the n-th of several equal ones is told by its number."""
    span = problem.span
    line = document.source.line_number(span.start)
    whole = pointer is None and len(document.source.line_span(line)) <= _LONGEST
    about = document.source.line(line) if whole else document.source.slice(span)[:_LONGEST]
    key = "\0".join((rule, pointer or "", " ".join(about.split()), *filter(None, (problem.about,))))
    seen[key] += 1
    return digest(f"{key}\0{seen[key]}".encode("utf-8", "surrogateescape"))


def place(document: Document, fix: Fix) -> PlacedFix:
    """Return a fix with positions, and the lines that it changes before and after."""
    source = document.source
    first = source.line_number(min(edit.span.start for edit in fix.edits))
    last = source.line_number(max(edit.span.end for edit in fix.edits))
    start, end = source.line_starts[first - 1], source.line_span(last).end
    if end - start > _LONGEST:
        start = max(start, min(edit.span.start for edit in fix.edits) - _MARGIN)
        end = min(end, max(start + _LONGEST, max(edit.span.end for edit in fix.edits) + _MARGIN))
    shifted = [type(edit)(edit.span.shifted(-start), edit.replacement) for edit in fix.edits]
    before = source.text[start:end]
    after = apply_edits(before, shifted)
    edits = tuple(
        PlacedEdit(source.position(edit.span.start), source.position(edit.span.end), edit) for edit in fix.edits
    )
    return PlacedFix(fix.title, fix.applicability, edits, first, _lines(before), _lines(after))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[:_DIFF_LINES])
