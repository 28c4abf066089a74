"""Whether the references of a schema can be followed: none leads nowhere, to no schema, or round in a circle."""

from __future__ import annotations

from linter.schema.drafts import dialect_of
from linter.schema.error import SchemaError
from linter.schema.walk import in_place, subschemas
from linter.schema.words import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from referencing import Registry
    from referencing._core import Resolver


_MOST_LOOKS = 100_000


def check_references(
    document: dict[str, object],
    resolver: Resolver[object],
    parts: set[int],
    name: str | None,
) -> None:
    """Raise where a reference leads nowhere, or back to itself without having gone down into the document.

    Also where references and choices multiply so that one value would be looked at more than a hundred thousand times.
    """
    from referencing.exceptions import Unresolvable

    done: dict[int, int] = {}
    for pointer, part in subschemas(document):
        if not isinstance(part.get("$ref"), str) and not isinstance(part.get("$dynamicRef"), str):
            continue
        try:
            _follow(part, _resolver_at(document, pointer, resolver), done, [], parts)
        except Unresolvable as error:
            message = f"the reference {quoted(str(error.ref))} leads nowhere"
            raise SchemaError(message, file=name, pointer=f"{pointer}/$ref") from None
        except _ReferenceError as error:
            raise SchemaError(str(error), file=name, pointer=f"{pointer}/$ref") from None


def most_looks(documents: Mapping[str, dict[str, object]], registry: Registry[object]) -> int:
    """Return how often, at most, one value is looked at because of one schema in checked documents."""
    parts = {id(part) for document in documents.values() for _, part in subschemas(document)}
    done: dict[int, int] = {}
    for uri, document in documents.items():
        for pointer, part in subschemas(document):
            _follow(part, _resolver_at(document, pointer, registry.resolver(uri)), done, [], parts)
    return max(done.values(), default=1)


class _ReferenceError(Exception):
    """A reference that cannot be followed."""


def _resolver_at(document: dict[str, object], pointer: str, resolver: Resolver[object]) -> Resolver[object]:
    """Return the resolver for a place in a document: an `$id` on the way there changes what references mean."""
    from referencing.jsonschema import specification_with

    specification = specification_with(dialect_of(document))
    current: object = document
    for token in ("", *pointer.split("/")[1:]):
        if token and isinstance(current, (dict, list)):
            key = token.replace("~1", "/").replace("~0", "~")
            current = current[int(key)] if isinstance(current, list) else current[key]
        if isinstance(current, dict) and isinstance(current.get("$id"), str):
            resolver = resolver.in_subresource(specification.create_resource(current))
    return resolver


def _follow(schema: object, resolver: Resolver[object], done: dict[int, int], path: list[int], parts: set[int]) -> int:
    """Follow the references that apply to the same value, and return how often it is looked at.

    `path` holds the schemas on the way, `done` what was found out about others.
    """
    if isinstance(schema, bool):
        return 1
    if id(schema) in done:
        return done[id(schema)]
    if not isinstance(schema, dict) or id(schema) not in parts:
        # Only what lies where schemas lie was checked: anything else could fail on a document.
        message = "the reference leads to something that is no schema"
        raise _ReferenceError(message)
    if id(schema) in path or len(path) > 200:  # noqa: PLR2004 (far more than anyone writes, less than Python's stack)
        message = "the reference comes back to itself without end"
        raise _ReferenceError(message)
    path.append(id(schema))
    looks = 1 + sum(_follow(child, inner, done, path, parts) for child, inner in _same_value(schema, resolver))
    path.pop()
    if looks > _MOST_LOOKS:
        message = "the references and choices here multiply: checking one value would take for ever"
        raise _ReferenceError(message)
    done[id(schema)] = looks
    return looks


def _same_value(schema: dict[str, object], resolver: Resolver[object]) -> Iterator[tuple[object, Resolver[object]]]:
    for keyword in ("$ref", "$dynamicRef"):
        reference = schema.get(keyword)
        if isinstance(reference, str):
            found = resolver.lookup(reference)
            yield found.contents, found.resolver
    for child in in_place(schema):
        yield child, resolver
