"""mojibake: text that was read in the wrong encoding, such as `Ã©` for `é`."""

from __future__ import annotations

from itertools import groupby

from linter.encoding import explain, find, repair
from linter.finding import Applicability, Fix, Problem
from linter.rule import Options, Stage, rule
from linter.text import Edit, Span
from linter.values import dataclass, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document
    from linter.encoding import Evidence

_LONGEST = 60
_LOST = "\ufffd"  # the business of the rule replacement-character
_SYNTAX = frozenset("\"'\\:#{}[],&*!|>%@`\r\n\t")  # what may mean something to YAML or TOML


@dataclass(frozen=True, slots=True)
class _Damage:
    """One damaged place: `span` and `edit` are exact, `evidence` shows the word around."""

    line: int
    span: Span
    edit: Edit | None
    trust: Applicability
    evidence: Evidence


@rule("mojibake", category="encoding", stage=Stage.ENCODING, only=("is:suspicious",))
def mojibake(document: Document, options: Options) -> Iterator[Problem]:  # noqa: ARG001  # it has none
    """Text that was read in the wrong encoding."""
    if not repair(document.text).edits:  # what is likely at best is shown beside certain damage only, never alone
        return
    found = find(document.text)
    mended = repair(document.text, unsafe=True)
    damage = [
        _damage(document, edit.span, one, edit)
        for one, edit in zip(mended.evidence, mended.edits, strict=True)
        if _LOST not in document.source.slice(edit.span)
    ]
    damage += [
        _damage(document, one.span, one, None) for one in found if one.tier == "report" and _LOST not in one.before
    ]
    damage.sort(key=lambda each: (each.line, each.trust, each.span))
    for _, group in groupby(damage, key=lambda each: (each.line, each.trust)):
        yield _problem(list(group))


def _damage(document: Document, span: Span, evidence: Evidence, edit: Edit | None) -> _Damage:
    return _Damage(document.source.line_number(span.start), span, edit, _trust(document, evidence, edit), evidence)


def _trust(document: Document, evidence: Evidence, edit: Edit | None) -> Applicability:
    """Say how far the repair can be trusted there; `manual`: not at all."""
    if edit is None:
        return Applicability.MANUAL
    if evidence.tier != "safe" or document.in_code(edit.span.start):
        return Applicability.UNSAFE
    if edit.span.start < document.front_matter.span.end and not _SYNTAX.isdisjoint(edit.replacement):
        return Applicability.UNSAFE
    return Applicability.SAFE


def _problem(damage: list[_Damage]) -> Problem:
    first, last = damage[0], damage[-1]
    shown = replace(first.evidence, before=_short(first.evidence.before), after=_short(first.evidence.after))
    message = explain(shown)
    more = sum(each.span.start >= first.evidence.span.end for each in damage)
    if more:
        message += f", and {more} more in this line"
    edits = tuple(each.edit for each in damage if each.edit)
    title = f"repair {len(damage)} places" if more else f'write "{shown.after}"'
    fix = Fix(title, edits, first.trust) if edits else None
    return Problem(Span(first.span.start, last.span.end), message, fix)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
