"""The Markdown view of hostile texts: it never raises, stays inside the text, and takes time linear in its length."""

from __future__ import annotations

import time
from dataclasses import fields
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linter.document.destination import decoded
from linter.document.element import Attribute
from linter.document.intervals import Intervals
from linter.document.markdown import Markdown, is_plain, parse
from linter.document.region import Region
from linter.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_MASKED = frozenset("\0\udce9")
VIEWS = ("links", "headings", "tables", "code", "tags", "comments", "attribute_lists", "definitions", "blocks")
PIECES = (
    '[ ] ( ) ]( ][ ![ < > ` ``` # * _ ** ~ ~~~ | \\ ! & &amp; { } {: {:.a} {#a} {/* */} <!-- --> <a href=" " \' '
    "<A b={ /> </A> <div> <script> :// https://a.b www.c.d. a@b.c [a]: [a][] [^a]: <a@b> a é 😀 \u2019 : / . 1. - + ="
)
texts = st.lists(
    st.sampled_from([*PIECES.split(), "\n", "\n", " ", " ", "\n\n", "\r", "\r\n", "\t", "    ", "> ", "\0", "\udce9"])
)
anything = st.one_of(st.text(), texts.map("".join))


def spans(element: object) -> Iterator[Span]:
    for field in fields(element):  # type: ignore[arg-type]
        value = getattr(element, field.name)
        if isinstance(value, Span):
            yield value
        for inner in value if isinstance(value, tuple) else ():
            if isinstance(inner, Attribute):
                yield from spans(inner)
            if isinstance(inner, tuple):
                yield from inner


def elements(view: Markdown) -> Iterator[object]:
    for name in VIEWS:
        yield from getattr(view, name)


@given(anything)
@example("> [a\n>\n> ](b")
def test_every_span_lies_in_the_text(text: str) -> None:
    view = parse(Region(text, "", 3))
    for element in elements(view):
        for span in spans(element):
            assert 3 <= span.start <= span.end <= len(text) + 3, element
    for start, end in view.text_spans:
        assert 0 <= start < end <= len(text)


@given(anything)
def test_links_are_in_order_and_spell_their_target(text: str) -> None:
    links = parse(Region(text, "")).links
    assert [link.span.start for link in links] == sorted(link.span.start for link in links)
    for link in links:
        written = text[link.destination.start : link.destination.end]
        shown = text[link.span.start : link.span.end]
        if link.kind == "bare":
            assert shown == written
        else:
            assert shown.startswith("![" if link.image and link.kind != "attribute" else ("[", "<"))
        if link.kind in {"inline", "reference"} and not _MASKED.intersection(text):
            assert decoded(written) == link.target
        if link.kind == "inline":
            assert shown.endswith(")")


@given(anything)
def test_nothing_that_is_code_is_taken_for_something_else(text: str) -> None:
    view = parse(Region(text, ""))
    starts = [element.span.start for group in (view.tags, view.comments, view.attribute_lists) for element in group]
    assert not any(map(view.in_code, starts))
    code = Intervals((code.span.start, code.span.end) for code in view.code)
    assert not any(code.cover(start) for start, _end in view.text_spans)


@given(anything.filter(is_plain))
def test_a_plain_text_would_give_nothing(text: str) -> None:
    parsed = parse(Region(text + "\n\n`a`", ""))
    elsewhere = [name for name in VIEWS if name not in {"blocks", "code"} and getattr(parsed, name)]
    assert elsewhere == []
    assert len(parsed.code) == 1


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20))),
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20))),
)
def test_intervals_cut_out_exactly_the_others(kept: list[tuple[int, int]], cut: list[tuple[int, int]]) -> None:
    left, right = Intervals(kept), Intervals(cut)
    rest = Intervals(left.without(right))
    for offset in range(22):
        inside = any(start <= offset < end for start, end in kept)
        outside = any(start <= offset < end for start, end in cut)
        assert left.cover(offset) == inside
        assert rest.cover(offset) == (inside and not outside)


UNITS = (
    *"[>*`<{|&\\]#",
    *("![a ", "> - ", "[](", "[a][", "[[a](b) ", "![](x", "[a]: x\n", "[a](b c.d", "1. ", "a\n-\n", "|a|b\n"),
    *('<a b="', "<A a={", "<A a={}}", "<A b='\"", "<!--", "<script>", "{:.a", "{/*", "https://", "www.a_", "&a;"),
)
BEFORE = ("<div>\n", "|a|b|\n|-|-|\n|", "- " * 500 + "a\n" + "\n" * 20_000)


@pytest.mark.parametrize(
    ("before", "unit"),
    [*(("", unit) for unit in UNITS), *((before, unit) for before in BEFORE for unit in ("<A a={", "`", "https://"))],
)
@pytest.mark.usefixtures("uncovered")
def test_time_is_linear(before: str, unit: str) -> None:
    small, large = (took(before + unit * (repeats // len(unit))) for repeats in (25_000, 100_000))
    assert large < 2
    assert large < 12 * small + 0.3


def took(text: str) -> float:
    started = time.process_time()
    view = parse(Region(text, ""))
    assert sum(1 for _ in elements(view)) + len(view.text_spans) < 2 * len(text)
    return time.process_time() - started
