"""Which problems the author silenced, and which of the author's directives silence nothing."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from linter.comment_deletion import deletion
from linter.finding import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linter.document import Document
    from linter.document.directives import Directive
    from linter.rule import AnyRule, ConfiguredRule

_ALL = ""  # the name under which a directive without names is kept


def silencer(document: Document, rule: AnyRule, problem: Problem) -> Directive | None:
    """Return the directive that silences a problem, None where there is none; the tool's own errors never are."""
    if rule.category == "tool":
        return None
    words = (rule.name, rule.category, _ALL)
    return document.view(_index).silencer(words, problem.span.start)


def idle(
    document: Document, rules: Iterable[ConfiguredRule], used: set[Directive], *, partial: bool
) -> Iterator[Directive]:
    """Yield the directives that silenced nothing, of those whose rules all ran; an `enable` that ends no `disable`.

    `partial` tells that rules which are on otherwise did not run: then only directives that name rules can be judged.
    """
    ran = {configured.rule.name for configured in rules}
    known = ran if partial else ran | {configured.rule.category for configured in rules}
    disabled = False
    for directive in document.directives:
        if directive.verb == "enable":
            if not disabled:
                yield directive
            continue
        disabled |= directive.verb == "disable"
        judged = all(name.text in known for name in directive.names) if directive.names else not partial
        if judged and directive not in used:
            yield directive


def unused(document: Document, directive: Directive) -> Problem:
    """Return the problem that a directive without effect is, with the fix that deletes it."""
    names = ", ".join(name.text[:40] for name in directive.names[:3])
    what = f"of {names} " if names else ""
    said = (
        "this enable comment ends no suppression"
        if directive.verb == "enable"
        else f"this suppression {what}silences nothing"
    )
    return Problem(directive.span, f"{said}: delete it", deletion(document, directive.span))


class _Covers:
    """Directives for stretches of lines: which of them reaches over an offset, found without trying them all."""

    def __init__(self, directives: list[Directive]) -> None:
        ordered = sorted(directives, key=lambda directive: directive.covers)
        self._starts = [directive.covers.start for directive in ordered]
        self._farthest: list[Directive] = []
        for directive in ordered:
            best = self._farthest[-1] if self._farthest else directive
            self._farthest.append(directive if directive.covers.end > best.covers.end else best)

    def at(self, offset: int) -> Directive | None:
        index = bisect_right(self._starts, offset) - 1
        found = self._farthest[index] if index >= 0 else None
        return found if found and offset <= found.covers.end else None


class _Index:
    """The directives of a document by the words that they name."""

    def __init__(self, directives: Iterable[Directive]) -> None:
        self._file: dict[str, Directive] = {}
        self._toggles: dict[str, list[Directive]] = {}
        lines: dict[str, list[Directive]] = {}
        for directive in directives:
            for word in [name.text for name in directive.names] or [_ALL]:
                if directive.verb == "disable-file":
                    self._file.setdefault(word, directive)
                elif directive.verb in {"disable", "enable"}:
                    self._toggles.setdefault(word, []).append(directive)
                else:
                    lines.setdefault(word, []).append(directive)
        self._lines = {word: _Covers(found) for word, found in lines.items()}

    def silencer(self, words: tuple[str, ...], offset: int) -> Directive | None:
        found = next((self._file[word] for word in words if word in self._file), None)
        found = found or next(
            (one for word in words if word in self._lines and (one := self._lines[word].at(offset))), None
        )
        return found or self._disabled(words, offset)

    def _disabled(self, words: tuple[str, ...], offset: int) -> Directive | None:
        """Return the last word on the matter before `offset`, unless it is an `enable`."""
        latest: Directive | None = None
        for word in words:
            toggles = self._toggles.get(word, ())
            index = bisect_right(toggles, offset, key=lambda directive: directive.span.end)
            if index and (latest is None or toggles[index - 1].span.start > latest.span.start):
                latest = toggles[index - 1]
        return latest if latest and latest.verb == "disable" else None


def _index(document: Document) -> _Index:
    return _Index(document.directives)
