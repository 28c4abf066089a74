"""Findings as plain data, which can be kept in a file, and made again of it."""

from __future__ import annotations

from linter.finding import Applicability, Finding, PlacedEdit, PlacedFix, Severity
from linter.text import Edit, Position, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Row = tuple[Any, ...]


def row_of(finding: Finding) -> Row:
    """Return all of a finding but its path, as numbers, texts and tuples of such."""
    return (
        _ends(finding.span),
        int(finding.start),
        int(finding.end),
        finding.rule,
        finding.category,
        str(finding.severity),
        finding.message,
        finding.excerpt,
        finding.fingerprint,
        finding.pointer,
        None if finding.fix is None else _row_of_fix(finding.fix),
    )


def finding_of(path: str, row: Row) -> Finding:
    """Return the finding in the document `path` of which `row_of` made a row."""
    span, start, end, rule, category, severity, message, excerpt, fingerprint, pointer, fix = row
    return Finding(
        path,
        Span(*span),
        Position.packed(start),
        Position.packed(end),
        rule,
        category,
        Severity(severity),
        message,
        excerpt,
        fingerprint,
        pointer,
        None if fix is None else _fix_of(fix),
    )


def _row_of_fix(fix: PlacedFix) -> Row:
    edits = tuple((int(one.start), int(one.end), _ends(one.edit.span), one.edit.replacement) for one in fix.edits)
    return fix.title, str(fix.applicability), edits, fix.line, fix.before, fix.after


def _fix_of(row: Row) -> PlacedFix:
    title, applicability, edits, line, before, after = row
    placed = tuple(
        PlacedEdit(Position.packed(start), Position.packed(end), Edit(Span(*span), replacement))
        for start, end, span, replacement in edits
    )
    return PlacedFix(title, Applicability(applicability), placed, line, before, after)


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end
