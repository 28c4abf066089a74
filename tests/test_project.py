"""What documents may know of the project."""

from __future__ import annotations

import posixpath
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from linter.files import Folder
from linter.project import Project

_PARTS = st.lists(st.sampled_from(["a", "b.c", "..", "..", ".", "", ".d", "..."]), max_size=6).map("/".join)


@given(_PARTS, _PARTS)
@example("c.d", "..//")
def test_a_link_leads_where_normal_paths_do(folder: str, target: str) -> None:
    path = f"{folder}/f.md".lstrip("/")
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
    expected = None if joined.startswith(("..", "/")) else joined
    assert Project(Folder(Path())).resolve(path, f"{target}#x") == expected
