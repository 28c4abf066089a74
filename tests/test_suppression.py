"""Suppression comments: what each silences, which are unused, and how those are deleted."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter import catalog, engine, fixing
from linter.config import Configuration
from linter.document import Document
from linter.files import Folder
from linter.finding import Problem, Severity
from linter.project import Project
from linter.rule import ConfiguredRule, Options, configured, rule
from linter.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from linter.finding import Finding


@rule("swear-word", category="words")
def swear_word(document: Document, options: Options) -> Iterator[Problem]:  # noqa: ARG001
    """A word that our grandmother would not use."""
    for match in re.finditer("zut", document.text):
        yield Problem(Span(*match.span()), "say it otherwise")


@rule("loud-word", category="typography")
def loud_word(document: Document, options: Options) -> Iterator[Problem]:  # noqa: ARG001
    """A word that shouts."""
    for match in re.finditer("OH", document.text):
        yield Problem(Span(*match.span()), "speak low")


UNUSED = catalog.rules()["unused-suppression"]
RULES = (configured(swear_word), configured(loud_word))
ALL = (*RULES, configured(UNUSED))


def found(text: str, rules: tuple[ConfiguredRule, ...] = ALL) -> list[tuple[str, int]]:
    return [(finding.rule, finding.start.line) for finding in engine.check(Document.of(text), rules)]


def only(text: str) -> Finding:
    (finding,) = engine.check(Document.of(text), ALL)
    return finding


@pytest.mark.parametrize(
    "text",
    [
        "<!-- contentlint-disable-next-line swear-word -->\nzut\n",
        "<!--contentlint-disable-next-line swear-word-->\nzut\n",
        "<!-- contentlint-disable-next-line -->\nzut OH\n",
        "<!-- contentlint-disable-next-line swear-word, loud-word -->\nzut OH\n",
        "<!-- contentlint-disable-next-line swear-word loud-word -->\nzut OH\n",
        "<!-- contentlint-disable-next-line words -->\nzut\n",
        "<!-- contentlint-disable-next-line swear-word -- cité, loud-word aussi -->\nzut\n",
        "<!--\ncontentlint-disable-next-line\nswear-word\n-- une longue\nraison\n-->\nzut\n",
        "<!-- contentlint-disable-next-line swear-word -->\n\n\nzut\n",
        "<!-- contentlint-disable-next-line swear-word -->\n<!-- contentlint-disable-next-line loud-word -->\nzut OH\n",
        "<!-- contentlint-disable-next-line swear-word -->\nzut",
        "zut <!-- contentlint-disable-line swear-word -->\n",
        "<!-- contentlint-disable-line swear-word --> zut\n",
        "| a | zut <!-- contentlint-disable-line --> |\n|---|---|\n",
        "- un\n  <!-- contentlint-disable-next-line words -->\n  zut\n",
        "> <!-- contentlint-disable-next-line words -->\n> zut\n",
        "<div>\n<!-- contentlint-disable-next-line words -->\nzut\n</div>\n",
        "<!-- contentlint-disable swear-word -->\nzut\n\nzut\n<!-- contentlint-enable swear-word -->\n",
        "<!-- contentlint-disable swear-word -->\nzut\n\n# zut\n",
        "<!-- contentlint-disable -->\nzut OH\n",
        "<!-- contentlint-disable words, loud-word -->\nzut OH\n<!-- contentlint-enable -->\n",
        "zut\n\n<!-- contentlint-disable-file words -- page importée -->\n",
        "{/* contentlint-disable-next-line swear-word */}\nzut\n",
        "zut {/* contentlint-disable-line swear-word -- voulu */}\n",
    ],
)
def test_comments_of_markdown(text: str) -> None:
    assert found(text) == []
    assert found(text.replace("\n", "\r\n")) == []
    assert found(text, (*RULES, *ALL)) == []
    without = re.sub(r"contentlint-\w+", "commentaire", text)
    assert {name for name, _ in found(without)} & {"swear-word", "loud-word"}


@pytest.mark.parametrize(
    "text",
    [
        "---\n# contentlint-disable-next-line swear-word\ntitle: zut\n---\n",
        "---\n# contentlint-disable-next-line swear-word -- c'est son nom\n\n# une remarque\ntitle: zut\n---\n",
        "---\ntitle: zut # contentlint-disable-line swear-word\n---\n",
        "---\ntitle: zut #contentlint-disable-line swear-word\n---\n",
        "---\n# contentlint-disable-next-line words -- tout\ntexte: |\n  un\n\n  zut # pas un commentaire\n---\n",
        "---\ntexte: | # contentlint-disable-line swear-word\n  un\n  zut\n---\n",
        "---\ntexte: > # contentlint-disable-line swear-word\n  un\n  zut\n---\n",
        "---\n# contentlint-disable-next-line swear-word\nthemes:\n  - a\n  - zut\n---\n",
        "---\nthemes: # contentlint-disable-line swear-word\n  - a\n  - zut\n---\n",
        "---\nthemes:\n  - a\n  # contentlint-disable-next-line swear-word\n  - zut\n---\n",
        "---\nliens:\n  # contentlint-disable-next-line swear-word\n  - nom: a\n    url: zut\n---\n",
        "---\ntexte: |\n  <!-- contentlint-disable-next-line swear-word -->\n  zut\n---\n",
        "---\ntexte: |\n  zut <!-- contentlint-disable-line swear-word -->\n---\n",
        '---\ntexte: "zut <!-- contentlint-disable-line swear-word -->"\n---\n',
        "---\n# contentlint-disable-file words\na: 1\n---\nzut\n",
        "---\n# contentlint-disable words\na: zut\n# contentlint-enable words\nb: 1\n---\ntexte\n",
        '+++\n# contentlint-disable-next-line swear-word\ntitle = "zut"\n+++\n',
    ],
)
def test_comments_of_the_front_matter(text: str) -> None:
    assert found(text) == []
    assert found(text.replace("\n", "\r\n")) == []
    assert ("swear-word", 1) not in found(text)
    assert found(re.sub(r"contentlint-\w+", "commentaire", text)) != []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("<!-- contentlint-disable-next-line swear-word -->\nOH zut\n", [("loud-word", 2)]),
        ("<!-- contentlint-disable-next-line -->\nzut\nzut\n", [("swear-word", 3)]),
        ("zut <!-- contentlint-disable-line -->\nzut\n", [("swear-word", 2)]),
        ("zut\n\n<!-- contentlint-disable -->\nzut\n", [("swear-word", 1)]),
        (
            "<!-- contentlint-disable -->\nzut\n<!-- contentlint-enable swear-word -->\nzut OH\n",
            [("swear-word", 4)],
        ),
        (
            "<!-- contentlint-disable swear-word, loud-word -->\nzut\n<!-- contentlint-enable loud-word -->\nzut OH\n",
            [("loud-word", 4)],
        ),
        ("<!-- contentlint-disable swear-word -->\nzut\n<!-- contentlint-enable words -->\nzut\n", [("swear-word", 4)]),
        ("<!-- contentlint-disable -->\nzut\n<!-- contentlint-enable -->\nzut\n", [("swear-word", 4)]),
        (
            "<!-- contentlint-disable -->\nzut\n<!-- contentlint-enable -->\nzut\n<!-- contentlint-disable -->\nzut\n",
            [("swear-word", 4)],
        ),
        ("---\n# contentlint-disable-next-line\na: zut\nb: zut\n---\n", [("swear-word", 4)]),
        ("---\nl:\n  # contentlint-disable-next-line\n  - zut\n  - zut\n---\n", [("swear-word", 5)]),
        ("---\ntexte: |\n  # contentlint-disable-next-line swear-word\n  zut\n---\n", [("swear-word", 4)]),
        ('---\ntexte: "a # contentlint-disable-line\n  zut"\n---\n', [("swear-word", 3)]),
        ("---\nurl: http://a.fr/#contentlint-disable-file\n---\nzut\n", [("swear-word", 4)]),
        ("```\n<!-- contentlint-disable-file -->\n```\nzut\n", [("swear-word", 4)]),
        ("`<!-- contentlint-disable-line -->` zut\n", [("swear-word", 1)]),
        ("    <!-- contentlint-disable-file -->\n\nzut\n", [("swear-word", 3)]),
        ("---\nt: |\n  `<!-- contentlint-disable-file -->`\n---\nzut\n", [("swear-word", 5)]),
        ("# contentlint-disable-file\n\nzut\n", [("swear-word", 3)]),
        ("contentlint-disable-file zut\n", [("swear-word", 1)]),
        ("<!-- about contentlint-disable-file -->\nzut\n", [("swear-word", 2)]),
        ("<!-- contentlint-disable-files -->\nzut\n", [("swear-word", 2)]),
        ("<!-- contentlint-disable-next-line swear -->\nzut\n", [("swear-word", 2)]),
        ("<!-- contentlint-disable-next-line swear-words -->\nzut\n", [("swear-word", 2)]),
    ],
)
def test_what_is_not_silenced(text: str, left: list[tuple[str, int]]) -> None:
    assert found(text) == left
    assert found(text.replace("\n", "\r\n")) == left


def test_a_directive_knows_its_words_their_places_and_its_reason() -> None:
    document = Document.of("<!-- contentlint-disable-line words, swear-word -- un mot -- le sien -->\n")
    (directive,) = document.directives
    assert (directive.verb, directive.reason) == ("disable-line", "un mot -- le sien")
    assert [document.source.slice(name.span) for name in directive.names] == ["words", "swear-word"]


def test_names_are_placed_in_folded_text_and_the_same_word_twice() -> None:
    document = Document.of('---\nt: "<!-- contentlint-disable line,\n  line -->"\n---\n')
    (directive,) = document.directives
    first, second = (name.span for name in directive.names)
    assert document.source.slice(first) == document.source.slice(second) == "line"
    assert first.end < second.start


def test_an_error_of_the_tool_itself_cannot_be_silenced() -> None:
    @rule("failing-rule", category="words")
    def failing_rule(document: Document, options: Options) -> Iterator[Problem]:
        """A rule that fails."""
        yield Problem(Span(0, 1), "seen before the failure")
        raise LookupError(document.path, options)

    text = "<!-- contentlint-disable-file -->\n"
    assert [name for name, _ in found(text, (configured(failing_rule),))] == ["internal-error"]


FIXED = [
    ("a\n\n<!-- contentlint-disable-next-line -->\nb\n", "a\n\nb\n"),
    ("a\n<!-- contentlint-disable-next-line -->\nb\n", "a\n\nb\n"),
    ("a\n\n<!-- contentlint-disable -->\n\nb\n", "a\n\n\nb\n"),
    ("a <!-- contentlint-disable-line swear-word -->\n", "a\n"),
    ("a <!-- contentlint-disable-line --> b\n", "a b\n"),
    ("a<!-- contentlint-disable-line -->b\n", "ab\n"),
    ("# a <!-- contentlint-disable-line -->\n\nb", "# a\n\nb"),
    ("a\n\n<!-- contentlint-disable-file -->", "a\n\n"),
    ("<!-- contentlint-disable-file -->\n# a\n", "# a\n"),
    ("a\n\n{/* contentlint-disable-next-line */}\n\nb\n", "a\n\n\nb\n"),
    ("---\n# contentlint-disable-file\nt: 1\n---\na\n", "---\nt: 1\n---\na\n"),
    ("---\nt: # contentlint-disable-line\n  - a\n---\n", "---\nt:\n  - a\n---\n"),
    ("---\nt:\n  - a\n  # contentlint-disable-next-line\n  - b\n---\n", "---\nt:\n  - a\n  - b\n---\n"),
    ("---\nt: | # contentlint-disable-line\n  a\n---\n", "---\nt: |\n  a\n---\n"),
    ("---\nt: |\n  a\n\n  <!-- contentlint-disable-next-line -->\n  b\n---\n", "---\nt: |\n  a\n\n  b\n---\n"),
]


@pytest.mark.parametrize(("text", "fixed"), FIXED)
def test_unused_ones_are_deleted(text: str, fixed: str) -> None:
    for eol in ("\n", "\r\n"):
        done = fixing.fix(Document.of(text.replace("\n", eol)), ALL)
        assert done.rolled_back is None
        assert done.document.text == fixed.replace("\n", eol)


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("<!-- contentlint-disable-line --> a\n", "a\n"),
        ("- a\n<!-- contentlint-disable-next-line -->\n- b\n", "- a\n\n- b\n"),
        ("a\n\n<!-- contentlint-disable -->\n\n- b\n", "a\n\n\n- b\n"),
    ],
)
def test_deletions_that_may_change_what_is_around_are_unsafe(text: str, fixed: str) -> None:
    assert fixing.fix(Document.of(text), ALL).document.text == text
    assert fixing.fix(Document.of(text), ALL, unsafe=True).document.text == fixed


def test_an_unused_one_is_a_warning_at_the_comment_and_names_its_rules() -> None:
    finding = only("a\n\n<!-- contentlint-disable swear-word -->\n")
    assert (finding.rule, finding.severity, finding.start.line) == ("unused-suppression", Severity.WARNING, 3)
    assert finding.message == "this suppression of swear-word silences nothing: delete it"


def test_of_two_that_say_the_same_one_is_unused() -> None:
    text = "<!-- contentlint-disable-next-line swear-word -->\nzut <!-- contentlint-disable-line swear-word -->\n"
    assert [name for name, _ in found(text)] == ["unused-suppression"]


def test_an_enable_without_a_disable_is_unused() -> None:
    text = "a\n\n<!-- contentlint-enable -->\n"
    assert only(text).message == "this enable comment ends no suppression: delete it"
    assert fixing.fix(Document.of(text), ALL).document.text == "a\n\n"


def test_both_of_an_unused_pair_are_deleted() -> None:
    text = "<!-- contentlint-disable -->\n\na\n\n<!-- contentlint-enable -->\n"
    assert fixing.fix(Document.of(text), ALL).document.text == "\na\n\n"


@pytest.mark.parametrize("names", ["heading-skip", "swear-word, heading-skip", "no-such-rule"])
def test_one_that_names_a_rule_which_did_not_run_is_not_judged(names: str) -> None:
    assert found(f"<!-- contentlint-disable {names} -->\na\n") == []


def test_in_a_run_of_some_rules_only_names_of_rules_are_judged(tmp_path: Path) -> None:
    def unused(comment: str, **chosen: frozenset[str]) -> bool:
        rules = Configuration(tmp_path, **chosen).rules_for("a.md")  # type: ignore[arg-type]  # select, ignore
        document, project = Document.of(f"<!-- {comment} -->\n"), Project(Folder(tmp_path))
        return "unused-suppression" in {finding.rule for finding in engine.check(document, rules, project)}

    selected = frozenset({"mojibake", "unused-suppression"})
    for comment in ("contentlint-disable", "contentlint-disable encoding"):
        assert unused(comment)
        assert not unused(comment, select=selected)
        assert not unused(comment, ignore=frozenset({"placeholder-link"}))
    assert unused("contentlint-disable mojibake", select=selected)


def test_unknown_names_are_told_by_the_configuration(tmp_path: Path) -> None:
    rules = Configuration(str(tmp_path)).rules_for("a.md")
    text = "<!-- contentlint-disable layout, final-newlin, unused-suppression -->\n"
    messages = [finding.message for finding in engine.check(Document.of(text), rules) if "unknown" in finding.rule]
    assert messages == ['there is no rule "final-newlin", so nothing is silenced; did you mean "final-newline"?']


WORDS = ["", " swear-word", " words", " loud-word, words -- raison", " --"]
PIECES = st.sampled_from(
    [
        *(f"<!-- contentlint-{verb}{names} -->" for verb in ("disable", "enable", "disable-line") for names in WORDS),
        *(f"<!-- contentlint-disable-next-line{names} -->\n" for names in WORDS),
        *("\n", "\r\n", "zut", "OH", " ", "- ", "`", "# ", "---\n", "a: |\n  ", "# contentlint-disable-line\n", "b: "),
    ]
)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_deleting_unused_ones_neither_reveals_nor_hides_anything(text: str) -> None:
    document = Document.of(text)
    fixed = fixing.fix(document, ALL)
    if document.front_matter.format is None and fixed.rolled_back is None:
        said = [name for name, _ in found(text) if name != "unused-suppression"]
        assert [name for name, _ in found(fixed.document.text) if name != "unused-suppression"] == said


@pytest.mark.parametrize(
    "line",
    [
        "<!-- contentlint-disable-next-line swear-word -->\n",
        "<!-- contentlint-disable swear-word -->\nzut\n",
        "zut <!-- contentlint-disable-line -->\n",
        "<!-- contentlint-disable a -->\n\n<!-- contentlint-enable b -->\n\n",
    ],
)
@pytest.mark.usefixtures("uncovered")
def test_many_take_no_longer_than_their_number(line: str) -> None:
    def seconds(count: int) -> float:
        document, started = Document.of(line * count), time.process_time()
        engine.judge(document, ALL)
        return time.process_time() - started

    assert seconds(8000) < 10 * seconds(2000) + 0.5
