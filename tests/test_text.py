"""Spans, positions and edits: exact for every text, and bytes come back as they were."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.text import Edit, Position, Source, Span, apply_edits

lines = st.lists(st.sampled_from(["é", "🙋", "a", " ", "\n", "\r\n", "\r", "\u2028", "\x85", "\udce9"])).map("".join)


@given(st.binary())
def test_bytes_come_back(data: bytes) -> None:
    source = Source.decode(data)
    assert source.unreadable or source.encode() == data


@given(lines)
def test_positions_agree_with_the_text(text: str) -> None:
    source = Source(text)
    encoded = text.encode("utf-8", "surrogateescape")
    for offset in range(len(text) + 1):
        place = source.position(offset)
        assert source.line_starts[place.line - 1] + place.column - 1 == offset
        assert encoded[: place.byte].decode("utf-8", "surrogateescape") == text[:offset]
        line = text[source.line_starts[place.line - 1] : offset]
        assert place.utf16_column - 1 == len(line.encode("utf-16-le", "surrogatepass")) // 2


@given(lines, st.data())
def test_positions_do_not_depend_on_what_was_asked_before(text: str, data: st.DataObject) -> None:
    source = Source(text * 300)
    for offset in data.draw(st.lists(st.integers(0, len(source.text)), max_size=8)):
        assert source.position(offset) == Source(source.text).position(offset)


@given(lines)
def test_only_cr_and_lf_end_lines(text: str) -> None:
    joined = text.replace("\r\n", "\n").replace("\r", "\n")
    source = Source(text)
    assert [source.line(number + 1) for number in range(len(source.line_starts))] == joined.split("\n")


def test_a_byte_that_is_not_utf8_keeps_its_place() -> None:
    source = Source.decode(b"caf\xe9 cr\xc3\xa8me")
    assert source.text == "caf\udce9 crème"
    assert source.position(6).byte == 6


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ("été".encode("utf-16"), "UTF-16 text"),
        ("un texte".encode("utf-16-le"), "UTF-16 text without a byte order mark"),
        ("été".encode("utf-32"), "UTF-32 text"),
        (b"\x89PNG\0\0\xff", "binary data"),
    ],
)
def test_what_is_no_utf8_text_is_named(data: bytes, what: str) -> None:
    assert Source.decode(data).unreadable == what


def test_a_bom_is_kept_and_not_counted() -> None:
    source = Source.decode(b"\xef\xbb\xbfa")
    assert (source.text, source.bom, source.position(0).byte, source.position(0).column) == ("a", True, 3, 1)
    assert source.edited([Edit(Span(0, 1), "b")]).encode() == b"\xef\xbb\xbfb"


@pytest.mark.parametrize(("text", "newline"), [("a", "\n"), ("a\r\nb\nc\r\n", "\r\n"), ("a\rb", "\r")])
def test_the_line_ending_used_most(text: str, newline: str) -> None:
    assert Source(text).newline == newline


@given(lines, st.data())
def test_edits_touch_nothing_else(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    spans = [Span(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    if len({span.start for span in spans}) < len(spans):
        return
    edits = [Edit(span, data.draw(lines)) for span in spans]
    expected, reached = "", 0
    for edit in edits:
        expected += text[reached : edit.span.start] + edit.replacement
        reached = edit.span.end
    assert apply_edits(text, reversed(edits)) == expected + text[reached:]


@pytest.mark.parametrize("edits", [[Edit(Span(0, 2), ""), Edit(Span(1, 3), "")], [Edit(Span(2, 9), "")]])
def test_edits_that_cannot_be_applied_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="overlaps another or lies outside"):
        apply_edits("abc", edits)


def test_a_span_does_not_run_backwards() -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(2, 1)


def test_spans_cover_and_overlap() -> None:
    assert Span(0, 4).covers(Span(4, 4))
    assert Span(0, 4).overlaps(Span(3, 9))
    assert not Span(0, 4).overlaps(Span(4, 9))
    assert Span(1, 2).shifted(3) == Span(4, 5)


@given(st.tuples(*[st.integers(0, 2**40 - 1)] * 5), st.tuples(*[st.integers(0, 2**40 - 1)] * 5))
def test_a_position_keeps_its_numbers_and_their_order(
    one: tuple[int, int, int, int, int], other: tuple[int, int, int, int, int]
) -> None:
    first, second = Position(*one), Position(*other)
    assert (first.line, first.column, first.utf16_column, first.byte, first.byte_column) == one
    assert (first < second, first == second) == (one < other, one == other)
    assert pickle.loads(pickle.dumps(first)) == first  # noqa: S301 -- our own
    assert repr(first) == f"Position{one}"
