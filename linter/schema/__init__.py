"""Front matter against JSON Schema: what is wrong, where, and in words."""

from __future__ import annotations

from linter.schema.definition import Schema
from linter.schema.error import SchemaError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from linter.document.node import FrontMatter
    from linter.schema.proofreading import Mistake
    from linter.schema.violation import Violation
    from linter.text import Source

__all__ = ["Schema", "SchemaError", "mistakes", "validate"]


def validate(
    schema: Schema,
    front_matter: FrontMatter,
    *,
    source: Source | None = None,
    path: str = "",
    locale: str | None = None,
) -> tuple[Violation, ...]:
    """Return what is wrong with a front matter, as `linter.schema.validation.validate` does.

    That module and all behind it are loaded by the first call: most runs have no schema.
    """
    from linter.schema import validation

    return validation.validate(schema, front_matter, source=source, path=path, locale=locale)


def mistakes(path: Path, root: Path, collections: frozenset[str] | None = None) -> tuple[Mistake, ...]:
    """Return the mistakes in a schema file, as `linter.schema.proofreading.mistakes` does; loaded by the first call."""
    from linter.schema.proofreading import mistakes as found

    return found(path, root, collections)
