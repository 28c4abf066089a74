"""Front matter against JSON Schema: what is wrong, where, and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.schema.definition import Schema
from linter.schema.error import SchemaError
from linter.schema.violation import Violation

if TYPE_CHECKING:
    from linter.document.node import FrontMatter

__all__ = ["Schema", "SchemaError", "Violation", "validate"]


def validate(schema: Schema, front_matter: FrontMatter, *, newline: str = "\n") -> tuple[Violation, ...]:
    """Return what is wrong with a front matter, as `linter.schema.validation.validate` does.

    That module and all behind it are loaded by the first call: most runs have no schema.
    """
    from linter.schema import validation

    return validation.validate(schema, front_matter, newline=newline)
