"""The rule not-formatted."""

from __future__ import annotations

from itertools import takewhile

from linter.finding import Effect, Fix, Problem, Severity
from linter.formatting import Formatted, formatted
from linter.patterns import lazy
from linter.rule import Options, Stage, rule
from linter.text import Edit, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document

_NOT_ENDED = lazy(r"(?:[ \t]*[^\s].*\n)+?---[ \t]*(?:\n|$)")


@rule("not-formatted", category="layout", severity=Severity.INFO, stage=Stage.LAYOUT, on=False)
def not_formatted(document: Document, _options: Options) -> Iterator[Problem]:
    """A body that is not written as mdformat would write it."""
    before = document.body.text
    after = document.view(_formatted)
    if after.text is None:
        start = document.body.start
        yield Problem(Span(start, start), f"mdformat cannot write this body: {after.reason}; it is left as it is")
        return
    if after.text == before:
        return
    old, new = before.splitlines(keepends=True), after.text.splitlines(keepends=True)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    rest = zip(reversed(old[same:]), reversed(new[same:]), strict=False)
    last = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], rest))
    begin = document.body.start + sum(map(len, old[:same]))
    changed = old[same : len(old) - last]
    edit = Edit(Span(begin, begin + sum(map(len, changed))), "".join(new[same : len(new) - last]))
    first = changed[0].rstrip("\r\n") if changed else ""
    fix = Fix("format the body", (edit,), effects=frozenset({Effect.STRUCTURE}))
    yield Problem(Span(begin, begin + len(first)), "from here on mdformat would write the body otherwise", fix)


def _formatted(document: Document) -> Formatted:
    """Return the body as mdformat writes it, but not where that may be half a front matter, with a `---` in a text."""
    if document.front_matter.format and _NOT_ENDED.match(document.body.text.replace("\r\n", "\n")):
        return Formatted(None, "the front matter may end further down")
    return formatted(document.markdown)
