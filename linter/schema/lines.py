"""The line of a place in a schema file, by its JSON pointer."""

from __future__ import annotations

from linter.schema.error import SchemaError
from linter.text import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path


def placed(error: SchemaError, root: Path) -> SchemaError:
    """Return the error with the line of its place, if that can be found in its file."""
    if error.file is None or error.pointer is None or error.line is not None:
        return error
    line = line_of(root / error.file, error.pointer)
    return SchemaError(error.problem, file=error.file, pointer=error.pointer, line=line)


def line_of(path: Path, pointer: str) -> int | None:
    """Return the 1-based line of the key (of the value, in a list) at `pointer`, or of the nearest thing around it."""
    from linter.document.json_nodes import read

    try:
        source = Source.decode(path.read_bytes())
    except OSError:
        return None
    front_matter = read(source.text)
    node = front_matter.nearest(pointer) if front_matter is not None and front_matter.root is not None else None
    if node is None:
        return None
    return source.line_number(node.start if node.key is None else node.key_start)
