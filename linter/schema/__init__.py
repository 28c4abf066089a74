"""Front matter against JSON Schema: what is wrong, where, and in words."""

from __future__ import annotations

from linter.schema.definition import Schema
from linter.schema.error import SchemaError
from linter.schema.validation import validate
from linter.schema.violation import Violation

__all__ = ["Schema", "SchemaError", "Violation", "validate"]
