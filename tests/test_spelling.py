"""Near misses are found, and only those."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.spelling import closest, distance, same_letters


@pytest.mark.parametrize(
    ("word", "candidates", "meant"),
    [
        ("extrenal_site", ["external_site", "title"], "external_site"),
        ("taglin", ["tagline", "title"], "tagline"),
        ("ExternalSite", ["external_site"], "external_site"),
        ("Écologie", ["Ecologie", "Economie"], "Ecologie"),
        ("visit_2019", ["visits_2019", "visits_2018"], "visits_2019"),
        ("visits_2020", ["visits_2019"], None),
        ("url", ["uri"], None),
        ("URL", ["url"], "url"),
        ("barque", ["marque", "parque"], None),
        ("keyword", ["keywords", "keywordz"], None),
        ("producer", [], None),
        ("", ["a", ""], None),
        ("x" * 100, ["x" * 100], None),
    ],
)
def test_closest(word: str, candidates: list[str], meant: str | None) -> None:
    assert closest(word, candidates) == meant


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [("", "", 0), ("", "abc", 3), ("ab", "ba", 1), ("ca", "abc", 3), ("kitten", "sitting", 3), ("abcd", "acbd", 1)],
)
def test_distance(one: str, other: str, apart: int) -> None:
    assert distance(one, other) == apart


@given(st.text(max_size=8), st.text(max_size=8))
def test_distance_is_symmetric_and_bounded(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one) <= max(len(one), len(other))
    assert (distance(one, other) == 0) == (one == other)


@given(st.text("abc", max_size=9), st.text("abc", max_size=9), st.integers(0, 4))
def test_a_limit_changes_no_distance_below_it(one: str, other: str, farthest: int) -> None:
    apart, limited = distance(one, other), distance(one, other, farthest)
    assert limited == apart or min(limited, apart) > farthest


def test_same_letters() -> None:
    assert same_letters("Ecologie", "écologie")
    assert not same_letters("eco_logie", "ecologie")


@given(st.text("abcé1", min_size=4, max_size=9), st.text("abcé1", max_size=9))
def test_what_is_closest_is_near(word: str, candidate: str) -> None:
    plain = (word.replace("é", "e"), candidate.replace("é", "e"))
    same_digits = word.count("1") == candidate.count("1") == 0
    if same_digits:
        assert (closest(word, [candidate]) is not None) == (distance(*plain) <= min(2, (len(word) - 1) // 3))
