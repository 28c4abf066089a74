"""Exported schemas say in an editor what we say."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from linter.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_our_words_stand_under_the_keywords_that_editors_show(site: Callable[[dict[str, str | bytes]], Path]) -> None:
    annotations = {
        "is_open": {"message": {"fr": "-1, 0 ou 1", "en": "-1, 0 or 1"}, "docs": "https://exemple-public.fr/aide"},
        "owner": {"replacedBy": "producer"},
    }
    schema = {"properties": {name: {"x-lint": value} for name, value in annotations.items()}}
    root = site(
        {
            "contentlint.toml": '[[collections]]\nname = "page"\nfiles = ["*.md"]\nschema = "s.json"\n',
            "s.json": json.dumps(schema),
        }
    )
    assert main(["schema", "export", "-o", "out"]) == 0
    exported = json.loads((root / "out" / "page.schema.json").read_text(encoding="utf-8"))
    assert exported["properties"] == {
        "is_open": {"errorMessage": "-1, 0 or 1", "markdownDescription": "<https://exemple-public.fr/aide>"},
        "owner": {"deprecationMessage": "use producer"},
    }
