"""mojibake: text that was read in the wrong encoding, such as `Ã©` for `é`."""

from __future__ import annotations

from itertools import groupby

from linter.document.front_matter import read
from linter.encoding import explain, find, repair
from linter.finding import Applicability, Effect, Fix, Problem
from linter.rule import Options, Stage, rule
from linter.text import Edit, Span
from linter.values import dataclass, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document
    from linter.encoding import Evidence

_LONGEST = 60
_MARK = "\ufeff"
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
        yield _problem(document, list(group))


def _damage(document: Document, span: Span, evidence: Evidence, edit: Edit | None) -> _Damage:
    if edit is not None and edit.span.start == 0:  # a mark that stands there again would be none of the text
        edit = Edit(edit.span, edit.replacement.lstrip(_MARK))
    return _Damage(document.source.line_number(span.start), span, edit, _trust(document, evidence, edit), evidence)


def _trust(document: Document, evidence: Evidence, edit: Edit | None) -> Applicability:
    """Say how far the repair can be trusted there; `manual`: not at all."""
    if edit is None:
        return Applicability.MANUAL
    if evidence.tier != "safe" or document.in_code(edit.span.start):
        return Applicability.UNSAFE
    if not (edit.replacement or document.text[edit.span.end :][:1].isalpha() or _hides_front_matter(document, edit)):
        return Applicability.UNSAFE  # what is left could begin a heading
    if edit.span.start < document.front_matter.span.end and not _SYNTAX.isdisjoint(edit.replacement):
        return Applicability.UNSAFE
    return Applicability.SAFE


def _hides_front_matter(document: Document, edit: Edit) -> bool:
    """Tell whether a document has a sound front matter once nothing stands before it any more."""
    rest = document.text[edit.span.end :]
    return edit.span.start == 0 and rest.startswith("---") and bool(read(rest, explained=False).data)


def _problem(document: Document, damage: list[_Damage]) -> Problem:
    first, last = damage[0], damage[-1]
    shown = replace(first.evidence, before=_short(first.evidence.before), after=_short(first.evidence.after))
    message = explain(shown)
    more = sum(each.span.start >= first.evidence.span.end for each in damage)
    if more:
        message += f", and {more} more in this line"
    edits = tuple(each.edit for each in damage if each.edit)
    title = f"repair {len(damage)} places" if more else f'write "{shown.after}"'
    if edits and not any(edit.replacement for edit in edits):
        title = "delete it: it was a byte order mark"
    revealing = any(not edit.replacement and _hides_front_matter(document, edit) for edit in edits)
    effects = frozenset({Effect.STRUCTURE} if revealing else ())
    fix = Fix(title, edits, first.trust, effects=effects) if edits else None
    return Problem(Span(first.span.start, last.span.end), message, fix)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
