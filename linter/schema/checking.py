"""Whether a schema can be used: draft, keywords, patterns, annotations, references; all before the first document."""

from __future__ import annotations

from typing import cast

from linter.schema.annotations import date_complaints
from linter.schema.drafts import dialect_of, documents_of, draft_of, registry_of
from linter.schema.error import SchemaError
from linter.schema.meta import annotation_schema, keywords_known
from linter.schema.pattern import PatternError, compiled
from linter.schema.quick import keywords_valid, quick_look
from linter.schema.references import check_references
from linter.schema.usual_keywords import plainly_valid
from linter.schema.walk import escaped, patterns_of, subschemas
from linter.schema.words import quoted
from linter.spelling import closest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

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
    if not wrong and any(_refers(part) for document in documents.values() for _, part in subschemas(document)):
        registry = registry_of(documents)
        parts = {id(part) for document in documents.values() for _, part in subschemas(document)}
        for uri, document in documents.items():
            try:
                check_references(document, registry.resolver(uri), parts, names[uri])
            except SchemaError as complaint:
                yield complaint


def _refers(part: dict[str, object]) -> bool:
    return "$ref" in part or "$dynamicRef" in part


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
    if plainly_valid(document) or keywords_valid(document):
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
    if quick is None or not quick(annotation):
        from linter.schema.annotation_mistakes import annotation_mistakes

        for place, words in annotation_mistakes(annotation):
            yield SchemaError(words, file=name, pointer=f"{pointer}/x-lint{place}")
    elif isinstance(annotation, dict):
        for place, why in date_complaints(annotation):
            yield SchemaError(why, file=name, pointer=f"{pointer}/x-lint/{place}")
