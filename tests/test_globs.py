"""Globs match as an author of .gitignore expects."""

from __future__ import annotations

import pytest

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
