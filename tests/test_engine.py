"""Checking: rules run in any order, one that raises stops nothing, findings are placed and identified."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from linter import catalog, engine
from linter.document import Document
from linter.finding import Fix, Problem, Severity
from linter.rule import ConfiguredRule, Options, configured, rule
from linter.text import Edit, Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

PIECES = st.sampled_from(
    [
        *("---\n", "title: été\n", "a:\n  - b\n", "d: |\n  [x](TODO)\n", "# T\n", "#### q\n", "[x](a@b.fr)", "√©"),
        *("`", "\n", "\r\n", "  \n", "{:.x}\n", "| a |\n|---|\n| b |\n", "\x92", "\u200b", "\udce9", "<B a='1'>"),
        "<!-- contentlint-disable -->",
    ]
)


@rule("five-letters", category="words")
def five_letters(document: Document, options: Options) -> Iterator[Problem]:  # noqa: ARG001
    """A word of five letters."""
    start = document.text.find("salut")
    if start >= 0:
        yield Problem(Span(start, start + 5), "say hello", Fix("greet", (Edit(Span(start, start + 5), "bonjour"),)))


@rule("broken-rule", category="words")
def broken_rule(document: Document, options: Options) -> Iterator[Problem]:
    """A rule that fails."""
    yield Problem(Span(0, 1), "seen before the failure")
    raise LookupError(document.path, options)


def everything() -> tuple[ConfiguredRule, ...]:
    return tuple(configured(one) for one in catalog.rules().values())


@given(st.lists(PIECES, max_size=12).map("".join) | st.text())
def test_no_rule_raises_and_every_place_is_in_the_text(text: str) -> None:
    document = Document.of(text)
    for finding in engine.check(document, everything()):
        assert finding.rule != "internal-error", finding.message
        assert finding.span.end <= len(text)
        assert finding.start <= finding.end
        assert finding.message
        assert pickle.loads(pickle.dumps(finding)) == finding  # noqa: S301  # our own bytes


@given(st.lists(PIECES, max_size=8).map("".join), st.randoms())
def test_the_order_of_rules_changes_nothing(text: str, random: object) -> None:
    rules = list(everything())
    random.shuffle(rules)  # type: ignore[attr-defined]
    assert engine.check(Document.of(text), tuple(rules)) == engine.check(Document.of(text), everything())


def test_a_finding_says_all_about_itself() -> None:
    document = Document("a.md", Source("---\ntitle: é salut\n---\n"))
    (finding,) = engine.check(document, (configured(five_letters, severity=Severity.INFO),))
    assert (finding.rule, finding.category, finding.severity) == ("five-letters", "words", Severity.INFO)
    assert (finding.start.line, finding.start.column, finding.end.column) == (2, 10, 15)
    assert finding.pointer == "/title"
    assert finding.excerpt == ("title: é salut",)
    assert finding.fix is not None
    assert (finding.fix.before, finding.fix.after) == (("title: é salut",), ("title: é bonjour",))


def test_the_fingerprint_does_not_depend_on_the_line() -> None:
    one = engine.check(Document.of("salut\n"), (configured(five_letters),))
    two = engine.check(Document.of("Bien.\n\nsalut\n"), (configured(five_letters),))
    assert one[0].fingerprint == two[0].fingerprint


def test_a_rule_that_raises_becomes_a_finding_and_the_others_go_on() -> None:
    findings = engine.check(Document.of("salut"), (configured(broken_rule), configured(five_letters)))
    assert [finding.rule for finding in findings] == ["internal-error", "five-letters"]
    assert "broken-rule" in findings[0].message


def test_a_document_that_cannot_be_read_is_judged_by_the_rules_of_encoding_only() -> None:
    document = Document("a.md", Source.decode("é".encode("utf-16")))
    assert {finding.category for finding in engine.check(document, everything())} == {"encoding"}
