"""Unified diffs of documents."""

from __future__ import annotations

import difflib

from linter.patterns import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linter.document import Document

_LINE = lazy(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")


def unified_diff(before: Document, after: Document) -> str:
    """Return the unified diff between two states of a document, line endings as they are."""
    old, new = (_LINE.findall(document.text) for document in (before, after))
    lines = difflib.unified_diff(old, new, f"a/{before.path}", f"b/{before.path}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
