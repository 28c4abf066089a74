"""Which problems the author silenced, and which of the author's directives silence nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.finding import Fix, Problem
from linter.text import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linter.document import Document
    from linter.document.directives import Directive
    from linter.rule import AnyRule, ConfiguredRule


def silencer(document: Document, rule: AnyRule, problem: Problem) -> Directive | None:
    """Return the directive that silences a problem, None where there is none; the tool's own errors never are."""
    if rule.category == "tool":
        return None
    for directive in document.directives:
        covers = directive.covers
        if covers.start <= problem.span.start <= covers.end and _names(directive, rule):
            return directive
    return None


def idle(document: Document, rules: Iterable[ConfiguredRule], used: set[Directive]) -> Iterator[Directive]:
    """Yield the directives that silenced nothing, of those whose rules were all on."""
    on = {name for configured in rules for name in (configured.rule.name, configured.rule.category)}
    for directive in document.directives:
        if directive not in used and all(name.text in on for name in directive.names):
            yield directive


def unused(document: Document, directive: Directive) -> Problem:
    """Return the problem that a directive without effect is, with the fix that deletes it."""
    names = ", ".join(name.text for name in directive.names)
    what = f"of {names} " if names else ""
    fix = Fix("delete the comment", (Edit(_removable(document, directive.span), ""),))
    return Problem(directive.span, f"this suppression {what}silences nothing: delete it", fix)


def _names(directive: Directive, rule: AnyRule) -> bool:
    return not directive.names or any(name.text in {rule.name, rule.category} for name in directive.names)


def _removable(document: Document, span: Span) -> Span:
    """Widen the span of a comment to its whole line where it stands alone, else to the blanks before it."""
    source = document.source
    first, last = source.line_number(span.start), source.line_number(span.end)
    before = source.text[source.line_starts[first - 1] : span.start]
    after = source.text[span.end : source.line_span(last).end]
    if after.strip():
        return span
    if before.strip():
        return Span(span.start - (len(before) - len(before.rstrip())), span.end)
    end = source.line_starts[last] if last < len(source.line_starts) else len(source.text)
    return Span(source.line_starts[first - 1], end)
