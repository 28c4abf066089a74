"""What is read without argparse is what argparse reads."""

from __future__ import annotations

import contextlib
import io

from hypothesis import given
from hypothesis import strategies as st

from linter.grammar import parsed
from linter.plain_words import read

WORDS = ["a.md", "b c.md", "", "é", "-", "--", "-q", "-v", "-qv", "--quiet", "--qui", "--no-cache", "--isolated",
         "--statistics", "--verbose", "--exit-zero", "--no-baseline", "--fix", "--staged", "--select", "--lang=fr",
         "check", "fix", "-j", "--jobs", "1", "12345", "-1", "²", "-j2"]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=6), st.booleans())
def test_plain_words_say_what_argparse_says(words: list[str], whole: bool) -> None:  # noqa: FBT001 -- hypothesis gives it
    line = ["check", *words] if whole else words
    found = read(line)
    if found is None:
        return
    with contextlib.redirect_stderr(io.StringIO()):
        assert vars(found) == vars(parsed(line))


def test_a_hook_needs_no_argparse() -> None:
    assert read(["check", "a.md", "b.md"]) is not None
    assert read(["check", "-q", "a.md"]) is not None
    assert read(["check", "-j", "1", "--no-cache", "."]) is not None
    assert read([]) is not None
    assert read(["check", "a.md", "-q", "b.md"]) is None
