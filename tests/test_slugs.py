"""Slugs are made as the renderers make them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.slugs import FUNCTIONS, STEPS, SlugError, loose, numbered, slug_function

HEADING = "3. L’été & l'hiver : Où (encore) ?"


@pytest.mark.parametrize(
    ("specification", "text", "expected"),
    [
        ("github", HEADING, "3-lété--lhiver--où-encore-"),
        ("github", "✍️ snake_case  `a.b`", "️-snake_case--ab"),
        ("gitlab", HEADING, "3-lété-lhiver-où-encore-"),
        ("gitlab", "2024", "anchor-2024"),
        ("kramdown", HEADING, "lt--lhiver--o-encore-"),
        ("kramdown", "2024", "section"),
        ("hugo", HEADING, "3-lété--lhiver--où-encore-"),
        ("hugo-ascii", HEADING, "3-lete--lhiver--ou-encore-"),
        ("hugo-blackfriday", HEADING, "3-l-été-l-hiver-où-encore"),
        ("docusaurus", "Hello, World!", "hello-world"),
        ("python-markdown", HEADING, "3-lete-lhiver-ou-encore"),
        ("python-markdown-unicode", HEADING, "3-lété-lhiver-où-encore"),
        ("vitepress", HEADING, "_3-l-ete-l-hiver-ou-encore"),
        ("nfd-strip | lower | spaces-to-dashes", HEADING, "3.-l’ete-&-l'hiver-:-ou-(encore)-?"),
        ("strip-emoji-names|trim|strip-punctuation|blanks-to-dash", " a :tada:  b ", "a-tada-b"),
        ("spaces-to-underscores | ascii | collapse-dashes | trim-dashes", "-é a--b-", "_a-b"),
    ],
)
def test_known_slugs(specification: str, text: str, expected: str) -> None:
    assert slug_function(specification)(text) == expected


def test_an_unknown_step_is_named() -> None:
    with pytest.raises(SlugError, match="'uper' is no slug function"):
        slug_function("lower | uper")


def test_repeated_slugs_are_numbered_as_renderers_do() -> None:
    assert numbered(["a", "b", "a", "a"]) >= {"a", "b", "a-1", "a-2", "a_1", "a_2"}
    assert "b-1" not in numbered(["a", "b", "a"])


@given(st.text(), st.sampled_from([*FUNCTIONS, *STEPS]))
def test_any_text_has_a_slug(text: str, name: str) -> None:
    slug_function(name)(text)


@given(st.text(st.sampled_from("aÉ1 -’.:?🎉"), max_size=20), st.sampled_from(["github", "hugo", "gitlab", "vitepress"]))
def test_no_function_changes_what_is_compared_loosely(text: str, name: str) -> None:
    assert loose(slug_function(name)(text)).removeprefix("anchor") == loose(text)
