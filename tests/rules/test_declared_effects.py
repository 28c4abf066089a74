"""What a fix declares that it changes beyond words may change; nothing else may."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.document import Document
from linter.finding import Effect, Fix, Problem
from linter.fixing import fix
from linter.rule import Options, Rule, configured, rule
from linter.rules.line_endings_and_bom import line_endings_and_bom
from linter.text import Edit, Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator


def replacing(old: str, new: str, *effects: Effect) -> Rule:
    """Make a rule that replaces the first `old` by `new` and declares effects."""

    @rule("old-text", category="words")
    def check(document: Document, options: Options) -> Iterator[Problem]:  # noqa: ARG001  # it has none
        """A text."""
        start = document.text.find(old)
        if start >= 0:
            span = Span(start, start + len(old))
            yield Problem(span, "found", Fix("replace it", (Edit(span, new),), effects=frozenset(effects)))

    return check


@pytest.mark.parametrize(
    ("text", "old", "new", "effect", "objection"),
    [
        ("un\ndeux\n", "un\n", "un\r\n", Effect.LINE_ENDINGS, "line endings would change"),
        ("#\xa0un\n", "\xa0", " ", Effect.STRUCTURE, "structure of the text"),
    ],
)
def test_only_a_declared_effect_is_written(text: str, old: str, new: str, effect: Effect, objection: str) -> None:
    other = next(each for each in Effect if each is not effect)
    refused = fix(Document.of(text), (configured(replacing(old, new, other)),))
    assert refused.document.text == text
    assert refused.rolled_back
    assert objection in refused.rolled_back.message
    assert fix(Document.of(text), (configured(replacing(old, new, effect)),)).document.text == text.replace(old, new)


def test_a_byte_order_mark_is_dropped_and_nothing_else() -> None:
    done = fix(Document("a.md", Source("un\r\n", bom=True)), (configured(line_endings_and_bom),))
    assert done.document.source.encode() == b"un\r\n"
    assert [finding.rule for finding in done.applied] == ["line-endings-and-bom"]
    assert done.rolled_back is None


def test_a_byte_order_mark_stays_where_nobody_asked() -> None:
    done = fix(Document("a.md", Source("un\n", bom=True)), (configured(replacing("un", "deux")),))
    assert done.document.source.encode() == "\ufeffdeux\n".encode()
