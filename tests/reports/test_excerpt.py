"""Carets stand under their span, and diffs tell the whole change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.finding import Applicability, PlacedFix
from linter.reports.difference import common_prefix, difference
from linter.reports.escape import display_width
from linter.reports.excerpt import excerpt


@pytest.mark.parametrize(
    ("line", "part", "text", "carets"),
    [
        ("un lien ici", "lien", "un lien ici", "   ^^^^"),
        ("\ta\tb", "b", "    a   b", "        ^"),
        ("ab\tc", "\t", "ab  c", "  ^^"),
        ("日本 ici", "ici", "日本 ici", "     ^^^"),
        ("cafe\u0301 ici", "ici", "cafe\u0301 ici", "     ^^^"),
        ("a\x1bb", "b", r"a\x1bb", "     ^"),
        ("a\x1bb", "\x1b", r"a\x1bb", " ^^^^"),
        ("fin", "", "fin", "^"),
    ],
)
def test_carets(line: str, part: str, text: str, carets: str) -> None:
    shown = excerpt(line, line.index(part), line.index(part) + len(part))
    assert (shown.text, shown.carets) == (text, carets)


def test_long_lines_are_cut_around_the_span() -> None:
    line = "a" * 10_000_000 + "ICI" + "b" * 10_000_000
    shown = excerpt(line, 10_000_000, 10_000_003)
    assert len(shown.text) == 202
    assert shown.text[shown.indent : shown.indent + shown.width] == "ICI"
    assert (shown.text[0], shown.text[-1]) == ("…", "…")
    assert excerpt(line, len(line), len(line)).indent == 201
    assert excerpt(line, 0, len(line)).width == 200


@given(st.text(max_size=400), st.integers(0, 400), st.integers(0, 400))
def test_carets_stay_under_the_line(line: str, start: int, length: int) -> None:
    shown = excerpt(line, start, start + length)
    assert shown.indent + shown.width <= display_width(shown.text)


LINES = st.lists(st.text("ab ", max_size=3), max_size=8).map(tuple)


@given(LINES, LINES)
def test_a_difference_makes_after_of_before(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    changes = difference(PlacedFix("mend", Applicability.SAFE, (), 5, before, after))
    removed = {line.number: line.text for line in changes if line.sign == "-"}
    added = {line.number: line.text for line in changes if line.sign == "+"}
    kept = iter([text for number, text in enumerate(before, 5) if number not in removed])
    assert all(before[number - 5] == text for number, text in removed.items())
    assert tuple(added[number] if number in added else next(kept) for number in range(5, 5 + len(after))) == after
    assert next(kept, None) is None
    assert all(0 <= line.start <= line.end <= len(line.text) for line in changes)


def test_large_differences_stay_cheap() -> None:
    before = tuple(f"ligne {number}" for number in range(100_000))
    after = tuple(f"Ligne {number}" for number in range(100_000))
    assert len(difference(PlacedFix("mend", Applicability.SAFE, (), 1, before, after))) == 200_000


@given(st.text("ab"), st.text("ab"))
def test_common_prefix(one: str, other: str) -> None:
    length = common_prefix(one, other)
    assert one[:length] == other[:length]
    assert one[length : length + 1] != other[length : length + 1] or one == other
