"""The meta-schema of schemas, `schemas/x-lint.schema.json`: which keywords there are, what `x-lint` may hold."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from linter.schema.definition import Schema
from linter.schema.drafts import META_SCHEMA

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


@cache
def meta_schema() -> dict[str, Any]:
    """Return the meta-schema as plain data; it must not be changed."""
    package = Path(__file__).parent.parent
    folder = package / "schemas"  # so in a wheel; in a checkout it is beside the package
    path = (folder if folder.is_dir() else package.parent / "schemas") / META_SCHEMA
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def keywords_known() -> frozenset[str]:
    """Return every keyword that a schema may have; others must begin with `x-`."""
    return frozenset(meta_schema()["properties"])


@cache
def annotation_schema() -> Schema:
    """Return the schema of `x-lint` objects."""
    mapping = {"$ref": "#/$defs/x-lint", "$defs": meta_schema()["$defs"]}
    return Schema(json.dumps(mapping), "x-lint")
