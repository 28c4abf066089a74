"""The annotations of a schema by the keys they are about: "producer", "api[]", "phases[].name"."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import unquote, urldefrag, urljoin

from linter.schema.annotations import annotation_of
from linter.schema.drafts import documents_of
from linter.schema.loading import identity
from linter.schema.walk import in_place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.schema.definition import Schema

_DEEPEST = 12  # keys within keys; a schema that refers to itself has no end
_MOST = 20_000  # schemas looked at: definitions can be used again and again


@lru_cache(maxsize=64)
def annotations_of(schema: Schema) -> Mapping[str, Mapping[str, object]]:
    """Return the members of `x-lint` by key path, those of all branches together; "" is the whole front matter.

    Where two schemas of one value have the same member, the first that is met counts. The mapping must not be changed.
    """
    documents = documents_of(schema)
    homes = {urldefrag(name).url: uri for uri, one in documents.items() for name in (uri, identity(one, uri))}
    found: dict[str, dict[str, object]] = {}
    waiting: list[tuple[object, str, str, int]] = [(documents[schema.uri], schema.uri, "", 0)]
    met: set[tuple[int, str]] = set()
    while waiting and len(met) < _MOST:
        part, home, path, depth = waiting.pop(0)
        if not isinstance(part, dict) or (id(part), path) in met or depth > _DEEPEST:
            continue
        met.add((id(part), path))
        for name, value in annotation_of(part).items():
            found.setdefault(path, {}).setdefault(name, value)
        waiting += ((each, where, name, depth + 1) for each, where, name in _within(part, home, path, documents, homes))
    return found


def _within(
    part: Mapping[str, object],
    home: str,
    path: str,
    documents: Mapping[str, Mapping[str, object]],
    homes: Mapping[str, str],
) -> Iterator[tuple[object, str, str]]:
    """Yield the schemas of the same value and of its members, each with its document's URI and its key path."""
    yield from ((each, home, path) for each in in_place(part))
    if isinstance(part.get("$ref"), str):
        url, fragment = urldefrag(str(part["$ref"]))
        bases = (home, identity(documents[home], home))
        target = next((homes[one] for base in bases if (one := urljoin(base, url) if url else home) in homes), None)
        if target is not None:
            yield _at(documents[target], fragment), target, path
    properties = part.get("properties")
    for key, each in properties.items() if isinstance(properties, dict) else ():
        yield each, home, f"{path}.{key}".lstrip(".")
    prefix = part.get("prefixItems")
    yield from (
        (each, home, f"{path}[]") for each in (part.get("items"), *(prefix if isinstance(prefix, list) else ()))
    )


def _at(document: object, fragment: str) -> object:
    """Return what is at a JSON pointer (in a URI) of a document, None for anything else."""
    current = document
    for token in unquote(fragment).split("/")[1:]:
        key = token.replace("~1", "/").replace("~0", "~")
        if isinstance(current, dict):
            current = current.get(key)
        elif isinstance(current, list) and key.isdecimal() and int(key) < len(current):
            current = current[int(key)]
        else:
            return None
    return current if not fragment or fragment.startswith("/") else None
