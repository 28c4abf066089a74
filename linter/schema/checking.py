"""Whether a schema can be used: draft, keywords, patterns, annotations, references; all before the first document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.schema.annotations import AnnotationError, check_annotation
from linter.schema.drafts import documents_of, draft_of, registry_of
from linter.schema.error import SchemaError
from linter.schema.pattern import PatternError, compiled
from linter.schema.walk import escaped, in_place, subschemas
from linter.schema.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from referencing._core import Resolver

    from linter.schema.definition import Schema


def check(schema: Schema, file: str | None) -> None:
    """Raise SchemaError, with the place in words, for the first thing in the schema that cannot be used."""
    documents = documents_of(schema)
    names = {uri: file if uri == schema.uri else uri for uri in documents}
    for uri, document in documents.items():
        _check_keywords(document, names[uri])
    registry = registry_of(documents)
    parts = {id(part) for document in documents.values() for _, part in subschemas(document)}
    for uri, document in documents.items():
        name = names[uri]
        for pointer, part in subschemas(document):
            _check_patterns(part, pointer, name)
            if "x-lint" in part:
                _check_annotation(part["x-lint"], pointer, name)
        _check_references(document, registry.resolver(uri), parts, name)


def _check_keywords(document: dict[str, object], name: str | None) -> None:
    from jsonschema.exceptions import SchemaError as Invalid

    draft = draft_of(document, name)
    try:
        draft.check_schema(document, format_checker=None)  # type: ignore[call-arg] # not in the stubs; patterns are ours
    except Invalid as error:
        pointer = "".join(f"/{escaped(str(token))}" for token in error.absolute_path)
        raise SchemaError(f"the schema is not valid: {error.message}", file=name, pointer=pointer) from None
    except RecursionError:
        message = "the schema is nested too deeply"
        raise SchemaError(message, file=name) from None


def _check_patterns(part: dict[str, object], pointer: str, name: str | None) -> None:
    held = [("pattern", part["pattern"])] if isinstance(part.get("pattern"), str) else []
    properties = part.get("patternProperties")
    if isinstance(properties, dict):
        held += [(f"patternProperties/{escaped(key)}", key) for key in properties]
    for place, pattern in held:
        try:
            compiled(str(pattern))
        except PatternError as error:
            raise SchemaError(f"{quoted(str(pattern))}: {error}", file=name, pointer=f"{pointer}/{place}") from None


def _check_annotation(annotation: object, pointer: str, name: str | None) -> None:
    try:
        check_annotation(annotation)
    except AnnotationError as error:
        raise SchemaError(str(error), file=name, pointer=f"{pointer}/x-lint") from None


def _check_references(
    document: dict[str, object],
    resolver: Resolver[object],
    parts: set[int],
    name: str | None,
) -> None:
    """Raise where a reference leads nowhere, or back to itself without having gone down into the document."""
    from referencing.exceptions import Unresolvable

    done: set[int] = set()
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


class _ReferenceError(Exception):
    """A reference that cannot be followed."""


def _resolver_at(document: dict[str, object], pointer: str, resolver: Resolver[object]) -> Resolver[object]:
    """Return the resolver for a place in a document: an `$id` on the way there changes what references mean."""
    from referencing.jsonschema import specification_with

    specification = specification_with(_dialect(document))
    current: object = document
    for token in ("", *pointer.split("/")[1:]):
        if token and isinstance(current, (dict, list)):
            key = token.replace("~1", "/").replace("~0", "~")
            current = current[int(key)] if isinstance(current, list) else current[key]
        if isinstance(current, dict) and isinstance(current.get("$id"), str):
            resolver = resolver.in_subresource(specification.create_resource(current))
    return resolver


def _dialect(document: dict[str, object]) -> str:
    return str(document.get("$schema", "https://json-schema.org/draft/2020-12/schema"))


def _follow(schema: object, resolver: Resolver[object], done: set[int], path: list[int], parts: set[int]) -> None:
    """Follow the references that apply to the same value; `path` holds the schemas on the way."""
    if isinstance(schema, bool) or id(schema) in done:
        return
    if not isinstance(schema, dict) or id(schema) not in parts:
        # Only what lies where schemas lie was checked: anything else could fail on a document.
        message = "the reference leads to something that is no schema"
        raise _ReferenceError(message)
    if id(schema) in path or len(path) > 200:  # noqa: PLR2004 (far more than anyone writes, less than Python's stack)
        message = "the reference comes back to itself without end"
        raise _ReferenceError(message)
    path.append(id(schema))
    for child, inner in _same_value(schema, resolver):
        _follow(child, inner, done, path, parts)
    path.pop()
    done.add(id(schema))


def _same_value(schema: dict[str, object], resolver: Resolver[object]) -> Iterator[tuple[object, Resolver[object]]]:
    for keyword in ("$ref", "$dynamicRef"):
        reference = schema.get(keyword)
        if isinstance(reference, str):
            found = resolver.lookup(reference)
            yield found.contents, found.resolver
    for child in in_place(schema):
        yield child, resolver
