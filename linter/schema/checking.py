"""Whether a schema can be used: draft, keywords, patterns, annotations, references; all before the first document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from linter.schema.annotations import date_complaints
from linter.schema.causes import causes_of
from linter.schema.compiled import validator_of
from linter.schema.drafts import dialect_of, documents_of, draft_of, registry_of
from linter.schema.error import SchemaError
from linter.schema.meta import annotation_schema, keywords_known
from linter.schema.pattern import PatternError, compiled
from linter.schema.places import pointer_of
from linter.schema.quick import keywords_valid, quick_look
from linter.schema.reconcile import reconciled
from linter.schema.walk import escaped, in_place, patterns_of, subschemas
from linter.schema.words import listed, quoted
from linter.spelling import closest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from referencing._core import Resolver

    from linter.schema.definition import Schema

_DEEPEST = 300  # keywords within keywords: more than anyone writes, and what validation can follow in Python's stack


def check(schema: Schema, file: str | None) -> None:
    """Raise SchemaError, with the place in words, for the first thing in the schema that cannot be used."""
    for complaint in complaints(schema, file):
        raise complaint


def complaints(schema: Schema, file: str | None) -> Iterator[SchemaError]:
    """Yield all that is wrong with a schema and the documents it refers to, each with its file and pointer.

    What is yielded first is nearest to the cause: references are followed only where all else is right.
    """
    documents = documents_of(schema)
    names = {uri: file if uri == schema.uri else uri for uri in documents}
    wrong = False
    for uri, document in documents.items():
        for complaint in _in_document(document, names[uri]):
            wrong = True
            yield complaint
    if not wrong:
        registry = registry_of(documents)
        parts = {id(part) for document in documents.values() for _, part in subschemas(document)}
        for uri, document in documents.items():
            try:
                _check_references(document, registry.resolver(uri), parts, names[uri])
            except SchemaError as complaint:
                yield complaint


def _in_document(document: dict[str, object], name: str | None) -> Iterator[SchemaError]:
    try:
        invalid = [*_invalid_keywords(document, name)]
    except SchemaError as error:
        yield error
        return
    except RecursionError:
        yield SchemaError("the schema is nested too deeply", file=name)
        return
    yield from invalid
    for pointer, part in subschemas(document):
        yield from _unknown_keywords(part, pointer, name)
        if not invalid:
            yield from _bad_patterns(part, pointer, name)
        if "x-lint" in part:
            yield from _bad_annotation(part["x-lint"], pointer, name)


def _invalid_keywords(document: dict[str, object], name: str | None) -> Iterator[SchemaError]:
    """Yield what the meta-schema of the document's draft has against it."""
    dialect_of(document, name)
    if any(pointer.count("/") > _DEEPEST for pointer, _ in subschemas(document)):
        raise RecursionError
    if keywords_valid(document):
        return
    from jsonschema.validators import validator_for

    draft = draft_of(document, name)
    judge = validator_for(draft.META_SCHEMA)(draft.META_SCHEMA)
    for error in judge.iter_errors(cast("Any", document)):
        pointer = "".join(f"/{escaped(str(token))}" for token in error.absolute_path)
        yield SchemaError(f"the schema is not valid: {error.message}", file=name, pointer=pointer)


def _unknown_keywords(part: dict[str, object], pointer: str, name: str | None) -> Iterator[SchemaError]:
    known = keywords_known()
    for keyword in part:
        near = closest(keyword, known) if keyword not in known else None
        if keyword in known or (keyword.startswith("x-") and near != "x-lint"):
            continue
        ending = f"; did you mean {quoted(near)}?" if near else '; keywords of your own begin with "x-"'
        place = f"{pointer}/{escaped(keyword)}"
        yield SchemaError(f"there is no keyword {quoted(keyword)}{ending}", file=name, pointer=place)


def _bad_patterns(part: dict[str, object], pointer: str, name: str | None) -> Iterator[SchemaError]:
    for place, pattern in patterns_of(part):
        try:
            compiled(pattern)
        except PatternError as error:
            yield SchemaError(f"{quoted(pattern)}: {error}", file=name, pointer=f"{pointer}/{place}")


def _bad_annotation(annotation: object, pointer: str, name: str | None) -> Iterator[SchemaError]:
    quick = quick_look(annotation_schema())
    errors = (
        () if quick and quick(annotation) else validator_of(annotation_schema()).iter_errors(cast("Any", annotation))
    )
    found = list(reconciled(causes_of(errors)))
    for complaint in found:
        cause = complaint.cause
        sentence = cause.sentence.replace("front matter", '"x-lint"', 1) if not cause.path else cause.sentence
        if cause.rule == "unknown-key" and cause.own:
            members = list(cause.schema.get("properties", ())) if isinstance(cause.schema, dict) else []
            sentence += (
                f"; did you mean {quoted(complaint.meant)}?" if complaint.meant else f"; there are {listed(members)}"
            )
        path = cause.path[:-1] if cause.keyword == "required" else cause.path
        yield SchemaError(sentence, file=name, pointer=f"{pointer}/x-lint{pointer_of(path)}")
    if not found and isinstance(annotation, dict):
        for place, why in date_complaints(annotation):
            yield SchemaError(why, file=name, pointer=f"{pointer}/x-lint/{place}")


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

    specification = specification_with(dialect_of(document))
    current: object = document
    for token in ("", *pointer.split("/")[1:]):
        if token and isinstance(current, (dict, list)):
            key = token.replace("~1", "/").replace("~0", "~")
            current = current[int(key)] if isinstance(current, list) else current[key]
        if isinstance(current, dict) and isinstance(current.get("$id"), str):
            resolver = resolver.in_subresource(specification.create_resource(current))
    return resolver


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
