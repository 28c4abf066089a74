"""Adding suppression comments to a document: each is tried, and stays only if it silences just what it is meant to.

Nothing else may change: not the data of the front matter, not what readers see, not any other finding.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from linter import engine, formatting
from linter.anchors import anchors_of
from linter.document import markdown
from linter.document.flavour import Flavour
from linter.patterns import lazy
from linter.rendering import changed, plain_html
from linter.suppression_places import Attempt, Target, around, beside, everywhere
from linter.values import dataclass, field
from linter.verification import Changes, objection

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from linter.document import Document
    from linter.project import Project
    from linter.rule import ConfiguredRule
    from linter.text import Edit

_MOST_TRIALS = 200
"""How many sets of comments are tried for one document: most need one, as most comments do no harm where they go."""

_OURS = lazy(r"<!-- contentlint-.*? -->|\ue000+", re.DOTALL)
_NOTHING = lazy(r"<p>\s*</p>")
_REASON = lazy(r"-->|--!>|\*/|<!--")


@dataclass(frozen=True, slots=True)
class Silenced:
    """A document with the comments that could be added: those `targets` are silent, `refused` are as they were.

    `whole` counts the comments that hold for the whole file, and will silence what comes later, too.
    """

    document: Document
    targets: tuple[Target, ...] = ()
    refused: tuple[Target, ...] = ()
    whole: int = 0


def can_be_reason(text: str) -> bool:
    """Tell whether a text can stand in the comments of YAML, HTML and MDX: one line, and none that ends them."""
    return text.isprintable() and _REASON.search(text) is None


def silence(
    document: Document,
    rules: tuple[ConfiguredRule, ...],
    project: Project | None,
    targets: Iterable[Target],
    reason: str = "",
) -> Silenced:
    """Add comments that silence problems of a document; `reason` is one that `can_be_reason`, or empty."""
    trial = _Trial(document, rules, project)
    wanted = tuple(sorted({target for target in targets if trial.before[target]}))
    left, chosen = wanted, tuple[Attempt, ...]()
    if document.source.unreadable is not None:
        return Silenced(document, refused=wanted)
    words = f" -- {reason}" if reason else ""
    for propose in (beside, around, everywhere):
        kept = len(chosen)
        chosen = trial.accepted(chosen, tuple(propose(document, left, words)) if left else ())
        silent = {target for attempt in chosen for target in attempt.targets}
        left = tuple(target for target in wanted if target not in silent)
    done = tuple(target for target in wanted if target not in left)
    return Silenced(trial.edited(chosen), done, left, len(chosen) - kept)


@dataclass
class _Trial:
    """A document, and what adding comments to it must not change."""

    document: Document
    rules: tuple[ConfiguredRule, ...]
    project: Project | None
    left: int = field(default=_MOST_TRIALS)

    @cached_property
    def before(self) -> Counter[Target]:
        """How often each rule has a problem at each place."""
        judged = engine.judge(self.document, self.rules, self.project)
        return Counter(Target(one.rule.name, problem.span.start) for one, problem in judged)

    def accepted(self, chosen: tuple[Attempt, ...], more: tuple[Attempt, ...]) -> tuple[Attempt, ...]:
        """Return `chosen` and those of `more` that do no harm beside them: all at once, else half by half."""
        if not more or self.left <= 0:
            return chosen
        if self._is_good((*chosen, *more)):
            return (*chosen, *more)
        if len(more) > 1:
            half = len(more) // 2
            return self.accepted(self.accepted(chosen, more[:half]), more[half:])
        others = (more[0]._replace(variants=(edits,)) for edits in more[0].variants[1:])
        return next(((*chosen, one) for one in others if self._is_good((*chosen, one))), chosen)

    def edited(self, chosen: Sequence[Attempt]) -> Document:
        """Return the document with the comments of some attempts."""
        return self.document.edited(_edits(chosen)) if chosen else self.document

    def _is_good(self, chosen: Sequence[Attempt]) -> bool:
        self.left -= 1
        edits = _edits(chosen)
        after = self.edited(chosen)
        silent = Counter({target: self.before[target] for attempt in chosen for target in attempt.targets})
        return (
            len(after.directives) == len(self.document.directives) + len(edits)
            and objection(self.document, after, Changes()) is None
            and _is_same(self.document, after)
            and self._judged(after, edits) == self.before - silent
        )

    def _judged(self, after: Document, edits: tuple[Edit, ...]) -> Counter[Target]:
        places = _Places(edits)
        judged = engine.judge(after, self.rules, self.project)
        return Counter(Target(one.rule.name, places.before(problem.span.start)) for one, problem in judged)


class _Places:
    """Where a place of the text after insertions was before them."""

    def __init__(self, edits: tuple[Edit, ...]) -> None:
        self._inserted: list[tuple[int, int, int]] = []
        moved = 0
        for edit in edits:
            size = len(edit.replacement)
            self._inserted.append((edit.span.start + moved, edit.span.start + moved + size, edit.span.start))
            moved += size

    def before(self, offset: int) -> int:
        """Return the place as it was; -1 for one within what was inserted."""
        moved = 0
        for start, end, _ in self._inserted:
            if offset <= start:
                break
            if offset < end:
                return -1
            moved += end - start
        return offset - moved


def _edits(chosen: Sequence[Attempt]) -> tuple[Edit, ...]:
    edits = (edit for attempt in chosen for edit in attempt.variants[0])
    return tuple(sorted(edits, key=lambda edit: edit.span))


def _is_same(before: Document, after: Document) -> bool:
    """Tell whether readers see the same body: the HTML, what a flavour owns, headings and what links can lead to."""
    if before.body.text == after.body.text:
        return True
    old, new = anchors_of(before), anchors_of(after)
    return (
        len(before.body.text) <= formatting.LONGEST
        and (old.headings, old.ids) == (new.headings, new.ids)
        and changed(before.markdown, after.markdown) is None
        and _beside_lists(before) == _beside_lists(after)
        and before.view(_shown) == _shown(after)
    )


def _beside_lists(document: Document) -> list[tuple[str, str]]:
    """Return the lines above and below what says something of the block beside it: lists of attributes, labels."""
    source, view = document.source, document.markdown
    spans = [one.span for one in view.attribute_lists]
    spans += view.owned_spans if document.flavour is Flavour.MYST else ()
    ends = ((source.line_number(span.start) - 1, source.line_number(span.end) + 1) for span in spans)
    return [(_without_ours(document, above), _without_ours(document, below)) for above, below in ends]


def _without_ours(document: Document, line: int) -> str:
    known = 1 <= line <= len(document.source.line_starts)
    return _OURS.sub("", document.source.line(line)).strip() if known else ""


def _shown(document: Document) -> tuple[str, ...]:
    """Return the HTML of the body without our comments, as two parsers have it, one of them with all that it knows."""
    text = document.body.text
    if document.flavour.jsx:  # no HTML there: hidden from the parser, they are but text that is taken out again
        start = document.body.start
        for one in document.markdown.comments:
            inside = slice(one.span.start - start, one.span.end - start)
            if one.text.startswith("contentlint-"):
                text = text[: inside.start] + "\ue000" * (inside.stop - inside.start) + text[inside.stop :]
    every = (*markdown.html(text), formatting.parser().render(text))
    return tuple(plain_html(_NOTHING.sub("", _OURS.sub("", html))) for html in every)
