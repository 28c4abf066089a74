"""Marks at the beginning of a file: misread, twice, or made by a fix; one run mends all that it mends."""

from __future__ import annotations

import pytest

from linter import catalog, fixing
from linter.config import Configuration
from linter.document import Document
from linter.text import Source

MARK = b"\xef\xbb\xbf"
MISREAD = "ï»¿".encode()
PAGE = b"---\ntitle: A\n---\n\n## B\n"


def fixed(data: bytes, *names: str, unsafe: bool = False) -> bytes:
    """Return what the fixes of the default rules, or of those named, make of a file."""
    rules = Configuration("/", select=frozenset(names)).rules_for("a.md")
    assert catalog.rules().keys() >= set(names)
    return fixing.fix(Document("a.md", Source.decode(data)), rules, unsafe=unsafe).document.source.encode()


@pytest.mark.parametrize(
    ("before", "after", "unsafe"),
    [
        (MARK + PAGE, PAGE, False),
        (MISREAD + PAGE, PAGE, False),  # it hid the front matter
        (MISREAD + b"Some text.\n", b"Some text.\n", False),
        (MISREAD + b"# A title\n", MISREAD + b"# A title\n", False),  # would be a heading that it was not
        (MISREAD + b"# A title\n", b"# A title\n", True),
        (MISREAD + b"---\n\nText.\n", MISREAD + b"---\n\nText.\n", False),  # no front matter
        (MARK + MARK + PAGE, MARK + MARK + PAGE, False),
        (MARK + MARK + MARK + PAGE, PAGE, True),
    ],
)
def test_marks_are_deleted_at_once(before: bytes, after: bytes, *, unsafe: bool) -> None:
    assert fixed(before, unsafe=unsafe) == after
    assert fixed(after, unsafe=unsafe) == after


def test_no_fix_makes_a_mark() -> None:
    data = MARK + b" " + MARK + b"\n"
    assert fixed(data, "line-endings-and-bom", "not-formatted") == data
