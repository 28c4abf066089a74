"""Globs match as an author of .gitignore expects."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from linter.config import ConfigurationError
from linter.config_model import parse
from linter.globs import excludes, matches


@pytest.mark.parametrize(
    ("path", "pattern", "expected"),
    [
        ("a/b.md", "a/*.md", True),
        ("a/b/c.md", "a/*.md", False),
        ("a/b/c.md", "a/**", True),
        ("a", "a/**", False),
        ("a/b", "a/", True),
        ("x/y/z.md", "**/*.md", True),
        ("z.md", "**/*.md", True),
        ("x/z.md", "*.md", True),
        ("x/z.md", "/*.md", False),
        ("x/z.md", "./*.md", False),
        ("z.md", "./*.md", True),
        ("a/x.mdx", "a/*.{md,mdx}", True),
        ("a/x.mdxx", "a/*.{md,mdx}", False),
        ("ab", "a[!c]", True),
        ("ac", "a[!c]", False),
        ("a^", "a[b^]", True),
        ("a-b", "a[+--]b", True),
        ("a[b", "a[[]b", True),
        ("a|b", "a[~~||&&]b", True),
        ("a&b", "a[!&&]b", False),
        ("a-b", "a[!--]b", False),
        ("a-", "a[z-]", True),
        ("am", "a[a-z]", True),
        ("a\\", "a[\\]", True),
        ("a+b", "a+b", True),
        ("a/é.md", "a/?.md", True),
    ],
)
def test_a_glob(path: str, pattern: str, *, expected: bool) -> None:
    assert matches(path, (pattern,)) is expected


def test_a_folder_excludes_all_below() -> None:
    assert excludes("docs/a/b.md", ("docs",))
    assert excludes("x/docs/b.md", ("docs",))
    assert not excludes("documents/b.md", ("docs",))
    assert not excludes("a.md", ())


@pytest.mark.parametrize(
    "pattern", ["*a" * 30 + "b", "**/" * 40 + "z", "**/*a" * 20 + "/b", "**a" * 30 + "b", "a*/**/" * 20 + "*b*c"]
)
def test_safety_promise_10_no_glob_takes_for_ever(pattern: str) -> None:
    assert not matches("a" * 250 + ".md", (pattern,))
    assert not matches("aa/" * 1_000 + "a" * 200, (pattern,))


def test_braces_are_bounded() -> None:
    with pytest.raises(ValueError, match="more than 256 patterns"):
        matches("a", ("{a,b}" * 21,))


@pytest.mark.parametrize("pattern", ["[z-a]", "{a,b}" * 21, "**/[b-a]/*.md"])
def test_a_configuration_with_what_is_no_glob_is_refused(pattern: str) -> None:
    with pytest.raises(ConfigurationError, match="exclude"):
        parse({"exclude": [pattern]}, Path("contentlint.toml"))
    with pytest.raises(ConfigurationError, match="overrides"):
        parse({"overrides": {pattern: {}}}, Path("contentlint.toml"))


def slow(pattern: str) -> re.Pattern[str]:
    """Translate a glob with a slash in the plainest way, as a pattern that may backtrack."""
    plain = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]", "[ab]": "[ab]"}
    tokens = re.findall(r"\*\*/|\*\*|\*|\?|\[ab\]|.", pattern)
    return re.compile("".join(plain.get(token, re.escape(token)) for token in tokens) + r"\Z")


@given(
    st.lists(st.sampled_from(["**/", "*", "?", "a", "b", "/", "[ab]", "a/", "**"]), max_size=8).map("".join),
    st.lists(st.text("abc", min_size=1, max_size=4), min_size=1, max_size=5).map("/".join),
)
@settings(max_examples=400)
def test_what_is_quick_matches_what_is_slow(pattern: str, path: str) -> None:
    pattern = "a/" + re.sub(r"/+", "/", pattern).rstrip("/*").lstrip("/")
    assume(not pattern.endswith("/") and not re.search(r"[^/]\*\*|\*\*[^/]", pattern))  # `**` is a whole part of a path
    path = f"a/{path}"
    assert matches(path, (pattern,)) == bool(slow(pattern).match(path))
