"""The promises about fixes, for documents that are built at random: see `tests/documents.py`."""

from __future__ import annotations

import difflib
import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from linter import catalog, fixing
from linter.document import Document
from linter.finding import Effect
from linter.rule import ConfiguredRule, configured
from linter.text import Source, apply_edits
from linter.verification import differences
from tests.documents import documents

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.fixing import Fixed

UNSAFE = st.booleans()
slow = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], deadline=None)


@cache
def everything() -> tuple[ConfiguredRule, ...]:
    return tuple(configured(one) for one in catalog.rules().values())


def fixed(data: bytes, *, unsafe: bool) -> tuple[Document, Fixed]:
    source = Source.decode(data)
    assume(source.unreadable is None)
    before = Document("a.md", source)
    return before, fixing.fix(before, everything(), unsafe=unsafe)


def promise_2_the_reported_edits_are_all_that_changed(before: Document, done: Fixed) -> None:
    if done.rolled_back:
        assert done.document is before
        assert not done.applied
        return
    text = before.text
    for edits in done.changes.rounds:
        text = apply_edits(text, edits)
    assert text == done.document.text
    reported = [edit.edit for finding in done.applied if finding.fix for edit in finding.fix.edits]
    assert reported == [edit for edits in done.changes.rounds for edit in edits]
    if not done.applied:
        assert done.document.source.encode() == before.source.encode()


def promise_4_front_matter_changes_where_it_was_declared(before: Document, done: Fixed) -> None:
    was = _by_another_parser(before)
    if was is None or not done.applied:
        return
    now = _by_another_parser(done.document)
    assert now is not None
    changed = list(differences(was, now))
    assert [one for one in changed if not any(_below(one, pointer) for pointer in done.changes.pointers)] == []


def promise_5_blocks_without_an_edit_are_rendered_as_before(before: Document, done: Fixed) -> None:
    if Effect.STRUCTURE in done.changes.effects or not done.applied:  # as unsafe fixes may
        return
    was, now = before.body.text, done.document.body.text
    assert untouched_but_different(was, now) == []


def promise_6_line_endings_and_the_mark_stay(before: Document, done: Fixed) -> None:
    after = done.document
    if Effect.BYTE_ORDER_MARK not in done.changes.effects:
        assert after.source.bom == before.source.bom
    if Effect.LINE_ENDINGS not in done.changes.effects:
        assert _endings(after.text) <= _endings(before.text) | ({"\n"} if not _endings(before.text) else set())


PROMISES: tuple[Callable[[Document, Fixed], None], ...] = (
    promise_2_the_reported_edits_are_all_that_changed,
    promise_4_front_matter_changes_where_it_was_declared,
    promise_5_blocks_without_an_edit_are_rendered_as_before,
    promise_6_line_endings_and_the_mark_stay,
)


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: f"safety_{promise.__name__}")
@slow
@given(data=documents(), unsafe=UNSAFE)
def test_a_promise(promise: Callable[[Document, Fixed], None], *, data: bytes, unsafe: bool) -> None:
    promise(*fixed(data, unsafe=unsafe))


@slow
@given(data=documents(), unsafe=UNSAFE)
@example(data=b"\xef\xbb\xbf \xef\xbb\xbf", unsafe=False)
@example(data=b"\xef\xbb\xbf\xef\xbb\xbf\xef\xbb\xbf# Title\n", unsafe=False)
@example(data="ï»¿# Été\n\nUn été.\n".encode(), unsafe=False)
@example(data="ï»¿Un été.\n".encode(), unsafe=False)
@example(data=b"\xef\xbb\xbf\xef\xbb\xbf---\ntitle: A\n---\n", unsafe=True)
def test_safety_promise_3_a_second_run_changes_nothing(data: bytes, unsafe: bool) -> None:  # noqa: FBT001
    once = fixed(data, unsafe=unsafe)[1].document.source.encode()
    assert fixed(once, unsafe=unsafe)[1].document.source.encode() == once


@slow
@given(data=documents(), unsafe=UNSAFE)
def every_promise(data: bytes, unsafe: bool) -> None:  # noqa: FBT001
    """Hold all of them for one document; the fuzzer draws it."""
    before, done = fixed(data, unsafe=unsafe)
    for promise in PROMISES:
        promise(before, done)
    once = done.document.source.encode()
    assert fixed(once, unsafe=unsafe)[1].document.source.encode() == once


def _by_another_parser(document: Document) -> object:
    """Return what PyYAML makes of the front matter; None where it is none, or not YAML."""
    head = document.front_matter
    if head.root is None or head.format != "yaml":
        return None
    try:
        return yaml.safe_load(document.text[head.content.start : head.content.end])
    except (yaml.YAMLError, ValueError, TypeError, AttributeError):
        return None


def _below(pointer: str, declared: str) -> bool:
    return pointer == declared or pointer.startswith(f"{declared}/")


def _endings(text: str) -> set[str]:
    return set(re.findall(r"\r\n|\n|\r", text))


def untouched_but_different(was: str, now: str) -> list[str]:
    """Return the blocks of `was` without an edit that markdown-it renders otherwise in `now`."""
    old, new = (text.replace("\r\n", "\n").replace("\r", "\n").split("\n") for text in (was, now))
    touched: set[int] = set()
    for tag, start, end, _, _ in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            touched.update(range(start, max(end, start + 1)))
    left = [html for _, html in _blocks("\n".join(new))]
    return [
        html
        for (start, end), html in _blocks("\n".join(old))
        if not touched & set(range(start - 1, end + 1)) and html not in left
    ]


@cache
def _renderer() -> Callable[[str], list[tuple[tuple[int, int], str]]]:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table")

    def render(text: str) -> list[tuple[tuple[int, int], str]]:
        blocks, current = [], []
        for token in parser.parse(text):
            current.append(token)
            if token.level == 0 and token.nesting <= 0:
                start, end = next((one.map for one in current if one.map), (0, 0))
                blocks.append(((start, end), parser.renderer.render(current, parser.options, {})))
                current = []
        return blocks

    return render


def _blocks(text: str) -> list[tuple[tuple[int, int], str]]:
    return _renderer()(text.encode("utf-8", "replace").decode())
