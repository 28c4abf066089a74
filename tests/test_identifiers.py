"""What documents are called is told by their paths without pathlib, and as pathlib tells it."""

from __future__ import annotations

from pathlib import PurePosixPath

from hypothesis import example, given
from hypothesis import strategies as st

from linter.identifiers import without_ending

NAMES = st.text(st.sampled_from("ab.é "), min_size=1, max_size=8).filter(lambda name: name not in {".", ".."})


@given(st.lists(NAMES, min_size=1, max_size=3).map("/".join).filter(lambda path: path[-1] != "."))
@example("a/.hidden")
@example("a.b/c")
@example("a/b.tar.gz")
def test_endings_are_taken_off_as_pathlib_does(path: str) -> None:
    plain = PurePosixPath(path).with_suffix("")
    assert without_ending(path) == plain.as_posix()
    assert tuple(without_ending(path).split("/")) == plain.parts


def test_a_dot_at_the_end_is_no_ending() -> None:
    assert without_ending("a/b.") == "a/b."
