"""quoting-style on what no page can hold: a byte that is not UTF-8, TOML, a broken front matter."""

from __future__ import annotations

import pytest

from linter.document import Document
from linter.rule import Rule, configured
from linter.rules.quoting_style import quoting_style
from linter.schema import Schema

SCHEMA = Schema.of({"properties": {"title": {"x-lint": {"style": "double"}}}})


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("---\ntitle: a\n---\n", 1),
        ("---\ntitle: '\udc80'\n---\n", 0),
        ("+++\ntitle = 'a'\n+++\n", 0),
        ("---\ntitle: 'a' b\n---\n", 0),
        ("---\ntitle: [a]\n---\n", 0),
    ],
)
def test_only_what_can_be_written_so_is_found(text: str, count: int) -> None:
    assert isinstance(quoting_style, Rule)
    assert quoting_style.check is not None
    options = configured(quoting_style, {"schema": SCHEMA}).options
    assert len(list(quoting_style.check(Document.of(text), options))) == count
