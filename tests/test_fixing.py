"""Fixing: to a standstill, verified, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter import engine
from linter.document import Document
from linter.finding import Applicability, Fix, Problem
from linter.fixing import fix
from linter.rule import Options, Rule, Stage, configured, rule
from linter.text import Edit, Source, Span
from linter.verification import differences
from tests.test_engine import PIECES, everything

if TYPE_CHECKING:
    from collections.abc import Iterator


def replacing(
    old: str, new: str, applicability: Applicability = Applicability.SAFE, stage: Stage = Stage.CONTENT
) -> Rule:
    """Make a rule that replaces the first `old` by `new`."""

    @rule(f"has-{len(old)}-{len(new)}", category="words", stage=stage)
    def check(document: Document, options: Options) -> Iterator[Problem]:  # noqa: ARG001
        """A text."""
        start = document.text.find(old)
        if start >= 0:
            span = Span(start, start + len(old))
            yield Problem(span, "found", Fix("replace it", (Edit(span, new),), applicability))

    return check


def fixed(text: str, *rules: Rule, unsafe: bool = False) -> str:
    done = fix(Document.of(text), tuple(configured(one) for one in rules), unsafe=unsafe)
    return done.rolled_back.message if done.rolled_back else done.document.text


@given(st.lists(PIECES, max_size=12).map("".join), st.booleans())
def test_fixing_twice_is_fixing_once(text: str, unsafe: bool) -> None:  # noqa: FBT001  # drawn by hypothesis
    done = fix(Document.of(text), everything(), unsafe=unsafe)
    again = fix(Document.of(done.document.text), everything(), unsafe=unsafe)
    assert again.document.text == done.document.text


@given(st.lists(PIECES, max_size=12).map("".join))
def test_what_is_fixed_parses_to_the_same_but_for_what_was_declared(text: str) -> None:
    before, after = Document.of(text), fix(Document.of(text), everything()).document
    if before.front_matter.root is not None:
        changed = list(differences(before.front_matter.data, after.front_matter.data))
        assert all("√" in str(before.front_matter.nodes[one].value) or one == "/d" for one in changed)


def test_fixes_are_repeated_until_none_is_left() -> None:
    assert fixed("aaaa", replacing("a", "b")) == "bbbb"


def test_stages_come_in_order() -> None:
    first = replacing("x", "yy", stage=Stage.ENCODING)
    assert fixed("x", replacing("yy", "z", stage=Stage.LAYOUT), first) == "z"


def test_fixes_that_undo_one_another_are_rolled_back() -> None:
    assert "never come to rest" in fixed("one", replacing("one", "three"), replacing("three", "one"))


def test_where_bytes_are_not_utf_8_only_the_encoding_is_mended() -> None:
    # In Shift JIS, 0x83 0x7C is one letter, whose second byte looks like a bar.
    assert fixed("\udc83| a", replacing("| a", "a")) == "\udc83| a"
    assert fixed("\udc83| a", replacing("\udc83|", "ポ", stage=Stage.ENCODING), replacing(" a", "a")) == "ポa"


def test_unsafe_fixes_need_to_be_asked_for() -> None:
    risky = replacing("a", "b", Applicability.UNSAFE)
    assert fixed("a", risky) == "a"
    assert fixed("a", risky, unsafe=True) == "b"
    assert fixed("a", replacing("a", "b", Applicability.MANUAL), unsafe=True) == "a"


@pytest.mark.parametrize(
    ("text", "old", "new", "reason"),
    [
        ("---\na: b\n---\n", "b", "[", "could no longer be parsed"),
        ("texte\n", "texte", "- mot", "structure"),
        ("a\nb\n", "a\n", "a\r\n", "line endings"),
        ("---\na: 1\nb: 2\n---\n", "a: 1\n", "", "value at /a"),
    ],
)
def test_what_cannot_be_verified_is_rolled_back(text: str, old: str, new: str, reason: str) -> None:
    message = fixed(text, replacing(old, new))
    if reason == "value at /a":  # the edit touches the key and its value: both are declared by it
        assert message == text.replace(old, new)
    else:
        assert reason in message


def test_a_change_at_another_key_is_rolled_back() -> None:
    text = "---\nmain: &x un\nother: *x\n---\n"
    assert "/other" in fixed(text, replacing("un", "deux"))


def test_a_suppressed_problem_is_not_fixed() -> None:
    text = "a <!-- contentlint-disable-line words -->\n"
    assert fixed(text, replacing("a ", "b ")) == text


def test_what_was_applied_is_told() -> None:
    done = fix(Document("a.md", Source("a a")), (configured(replacing("a", "bc")),))
    assert [(finding.start.column, finding.message) for finding in done.applied] == [(1, "found"), (4, "found")]
    assert engine.check(done.document, (configured(replacing("a", "bc")),)) == ()


@pytest.mark.parametrize(
    ("one", "other", "pointers"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1}, {"a": True}, ["/a"]),
        ({"a": [1, 2]}, {"a": [1, 3]}, ["/a/1"]),
        ({"a": [1, 2]}, {"a": [1]}, ["/a"]),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, [""]),
        ({"a/b": {"c~": 1}}, {"a/b": {"c~": 2}}, ["/a~1b/c~0"]),
        ({"a": float("nan")}, {"a": float("nan")}, []),
        ({"a": 1}, {"b": 1}, ["/a", "/b"]),
    ],
)
def test_differences(one: object, other: object, pointers: list[str]) -> None:
    assert list(differences(one, other)) == pointers
