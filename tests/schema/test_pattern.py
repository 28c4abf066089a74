"""Patterns of schemas say what is wrong with them to people, and nothing to Python."""

from __future__ import annotations

from linter.schema.pattern import compiled


def test_brackets_within_brackets_warn_nobody() -> None:
    pattern = compiled("^[[a](?=b)")  # pytest makes an error of a warning
    assert pattern("[b")
    assert not pattern("b")
