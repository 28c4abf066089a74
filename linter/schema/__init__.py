"""Front matter against JSON Schema: what is wrong, where, and in words.

Each part is imported when it is asked for: many rules need the words alone.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from linter.document.node import FrontMatter
    from linter.schema.definition import Schema
    from linter.schema.error import SchemaError
    from linter.schema.proofreading import Mistake
    from linter.schema.violation import Violation
    from linter.text import Source

__all__ = ["Schema", "SchemaError", "mistakes", "validate"]

_PARTS = {"Schema": "definition", "SchemaError": "error"}


def __getattr__(name: str) -> object:
    """Import the class of a name (PEP 562)."""
    if name in _PARTS:
        return getattr(import_module(f"linter.schema.{_PARTS[name]}"), name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)


def validate(
    schema: Schema,
    front_matter: FrontMatter,
    *,
    source: Source | None = None,
    path: str = "",
    locale: str | None = None,
) -> tuple[Violation, ...]:
    """Return what is wrong with a front matter, as `linter.schema.validation.validate` does.

    That module and all behind it are loaded by the first call.
    """
    from linter.schema import validation

    return validation.validate(schema, front_matter, source=source, path=path, locale=locale)


def mistakes(path: Path, root: Path, collections: frozenset[str] | None = None) -> tuple[Mistake, ...]:
    """Return the mistakes in a schema file, as `linter.schema.proofreading.mistakes` does; loaded by the first call."""
    from linter.schema.proofreading import mistakes as found

    return found(path, root, collections)
