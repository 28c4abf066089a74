"""The drafts of JSON Schema that are understood, and the registry of the documents a schema may refer to."""

from __future__ import annotations

import json

from linter.schema.error import SchemaError
from linter.schema.words import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from jsonschema.protocols import Validator
    from referencing import Registry

    from linter.schema.definition import Schema

LATEST = "https://json-schema.org/draft/2020-12/schema"
META_SCHEMA = "x-lint.schema.json"
SEVENTH = "http://json-schema.org/draft-07/schema"


def draft_of(document: Mapping[str, object], file: str | None = None) -> type[Validator]:
    """Return jsonschema's validator class for the `$schema` of a document, the latest draft where it has none.

    Raises SchemaError for a draft that is not understood.
    """
    from jsonschema import Draft7Validator, Draft202012Validator

    return Draft7Validator if dialect_of(document, file) == SEVENTH else Draft202012Validator


def dialect_of(document: Mapping[str, object], file: str | None = None) -> str:
    """Return the draft that a document is of, LATEST or SEVENTH; our own meta-schema, wherever it is, is the former.

    Raises SchemaError for a draft that is not understood.
    """
    named = str(document.get("$schema", LATEST))
    dialect = named.rstrip("#").replace("https://json-schema.org/draft-07", "http://json-schema.org/draft-07")
    if dialect in {LATEST, SEVENTH}:
        return dialect
    if dialect.rpartition("/")[2] == META_SCHEMA:
        return LATEST
    message = f"the draft {quoted(named)} is unknown; there are {quoted(LATEST)} and {quoted(SEVENTH + '#')}"
    raise SchemaError(message, file=file, pointer="/$schema")


def documents_of(schema: Schema) -> dict[str, dict[str, object]]:
    """Return the schema and the documents it may refer to, by URI, as plain data made anew."""
    return {uri: json.loads(text) for uri, text in ((schema.uri, schema.text), *schema.siblings)}


def registry_of(documents: Mapping[str, Mapping[str, object]]) -> Registry[Any]:
    """Return the registry of some documents, by URI and by `$id`; it fetches nothing. Raises SchemaError."""
    from referencing import Registry
    from referencing.jsonschema import DRAFT7, DRAFT202012

    from linter.schema.loading import identity

    registry: Registry[Any] = Registry()
    for uri, document in documents.items():
        seventh = dialect_of(document, uri) == SEVENTH
        resource = (DRAFT7 if seventh else DRAFT202012).create_resource(document)
        registry = registry.with_resources([(uri, resource), (identity(document, uri), resource)])
    return registry.crawl()
