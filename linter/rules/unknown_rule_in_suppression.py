"""unknown-rule-in-suppression: a comment that names a rule which does not exist, or that is no directive at all."""

from __future__ import annotations

from itertools import chain

from linter.document.directives import VERBS, strays
from linter.finding import Fix, Problem
from linter.rule import Options, rule
from linter.spelling import closest
from linter.text import Edit
from linter.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document
    from linter.document.directives import Name

_LONGEST = 60
_GUESSES = 50  # each costs a comparison with every rule there is


@dataclass(frozen=True)
class UnknownRuleInSuppressionOptions(Options):
    """`known_rules` holds the names of all rules and categories; the run sets it (empty: nothing is checked)."""

    known_rules: frozenset[str] = frozenset()


@rule("unknown-rule-in-suppression", category="tool", options=UnknownRuleInSuppressionOptions, only=("contentlint-",))
def unknown_rule_in_suppression(document: Document, options: UnknownRuleInSuppressionOptions) -> Iterator[Problem]:
    """A suppression comment that names a rule which does not exist."""
    if not document.directives and not document.view(strays):
        return
    verbs = [f"contentlint-{verb}" for verb in VERBS]
    known = sorted(options.known_rules)
    named = chain.from_iterable(directive.names for directive in document.directives if known)
    wrong = [
        *((stray, verbs, "no directive of contentlint is called") for stray in document.view(strays)),
        *((name, known, "there is no rule") for name in named if name.text not in options.known_rules),
    ]
    for number, (name, meant, words) in enumerate(wrong):
        yield _problem(document, name, closest(name.text, meant) if number < _GUESSES else None, words)


def _problem(document: Document, name: Name, nearest: str | None, words: str) -> Problem:
    message = f'{words} "{name.text[:_LONGEST]}", so nothing is silenced'
    if nearest is None:
        return Problem(name.span, f"{message}: name one that exists")
    fix = None
    if document.source.slice(name.span) == name.text:
        fix = Fix(f"write {nearest}", (Edit(name.span, nearest),))
    return Problem(name.span, f'{message}; did you mean "{nearest}"?', fix)
