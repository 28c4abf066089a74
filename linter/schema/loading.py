"""Reading schema files: one, and those it refers to, never outside the root and never over the network."""

from __future__ import annotations

import json
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from linter.schema.error import SchemaError
from linter.schema.walk import subschemas
from linter.schema.words import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_LARGEST = 4_000_000  # bytes: a schema of more is a mistake or an attack


def gather(path: Path, root: Path) -> tuple[str, dict[str, dict[str, object]]]:
    """Return the URI of the schema at `path`, and every document it refers to, itself included, by URI.

    The URI of a file is its path relative to `root`; where a file names itself by an absolute `$id`, those it refers
    to are called as that `$id` makes them. Raises SchemaError.
    """
    top = root.resolve()
    uri = _relative(path, top)
    documents: dict[str, dict[str, object]] = {}
    waiting = [(uri, path)]
    while waiting:
        place, file = waiting.pop()
        if place in documents:
            continue
        documents[place] = _read(file, _relative(file, top))
        waiting += _referred(documents[place], place, file, _relative(file, top))
    return uri, documents


def _relative(path: Path, top: Path) -> str:
    resolved = path.resolve()
    if not resolved.is_relative_to(top):
        message = f"the file lies outside {top}"
        raise SchemaError(message, file=str(path))
    return resolved.relative_to(top).as_posix()


def _read(path: Path, name: str) -> dict[str, object]:
    if not path.is_file():
        message = "there is no such file"
        raise SchemaError(message, file=name)
    try:
        loaded = json.loads(_bytes(path, name).decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        message = f"this is not JSON: {error.msg} (column {error.colno})"
        raise SchemaError(message, file=name, line=error.lineno) from None
    except RecursionError:
        message = "this is nested too deeply"
        raise SchemaError(message, file=name) from None
    except SchemaError:
        raise
    except (OSError, ValueError) as error:
        message = f"the file cannot be read: {error}"
        raise SchemaError(message, file=name) from None
    if not isinstance(loaded, dict):
        message = "a schema must be an object"
        raise SchemaError(message, file=name)
    return loaded


def _bytes(path: Path, name: str) -> bytes:
    with path.open("rb") as file:
        data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        message = f"the file has more than {_LARGEST:,} bytes"
        raise SchemaError(message, file=name)
    return data


def _referred(document: Mapping[str, object], uri: str, path: Path, name: str) -> Iterator[tuple[str, Path]]:
    """Yield the URI and the file of every other document that `document` refers to."""
    # jsonschema takes references relative to the URI by which it came, to `$id` only where it began: know both.
    bases = dict.fromkeys((uri, identity(document, uri)))
    own = {urljoin(base, str(part["$id"])) for base in bases for _, part in subschemas(document) if "$id" in part}
    for pointer, part in subschemas(document):
        reference = part.get("$ref")
        if not isinstance(reference, str):
            continue
        target = _beside(urldefrag(reference).url, identity(document, uri))
        places = {urljoin(base, target) for base in bases}
        if not target or places & (own | bases.keys()):
            continue
        if urlsplit(target).scheme or target.startswith("//"):
            message = f"the reference {quoted(reference)} is remote, and nothing is fetched"
            raise SchemaError(message, file=name, pointer=f"{pointer}/$ref")
        file = _file_of(path, target, reference, name, f"{pointer}/$ref")
        yield from ((place, file) for place in sorted(places))


def _beside(target: str, base: str) -> str:
    """Return a reference to an address in the folder of `base` as one relative to it, any other unchanged."""
    folder = base.rpartition("/")[0] + "/"
    return target.removeprefix(folder) if urlsplit(base).scheme else target


def _file_of(path: Path, target: str, reference: str, name: str, pointer: str) -> Path:
    try:
        found = path.parent / unquote(target)
        exists = found.is_file()
    except (OSError, ValueError):
        exists = False
    if not exists:
        message = f"the reference {quoted(reference)} names no file"
        raise SchemaError(message, file=name, pointer=pointer)
    return found


def identity(document: Mapping[str, object], uri: str) -> str:
    """Return what the references of a document are relative to: its `$id`, or else its URI."""
    identifier = document.get("$id")
    return urljoin(uri, urldefrag(identifier).url) if isinstance(identifier, str) else uri
