"""The drafts of JSON Schema that are understood, and the registry of the documents a schema may refer to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from linter.schema.error import SchemaError
from linter.schema.loading import identity
from linter.schema.words import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jsonschema.protocols import Validator
    from referencing import Registry

    from linter.schema.definition import Schema

LATEST = "https://json-schema.org/draft/2020-12/schema"
SEVENTH = "http://json-schema.org/draft-07/schema"


def draft_of(document: Mapping[str, object], file: str | None = None) -> type[Validator]:
    """Return jsonschema's validator class for the `$schema` of a document, the latest draft where it has none.

    Raises SchemaError for a draft that is not understood.
    """
    from jsonschema import Draft7Validator, Draft202012Validator

    named = document.get("$schema", LATEST)
    dialect = str(named).rstrip("#").replace("https://json-schema.org/draft-07", "http://json-schema.org/draft-07")
    if dialect == LATEST:
        return Draft202012Validator
    if dialect == SEVENTH:
        return Draft7Validator
    message = f"the draft {quoted(str(named))} is unknown; there are {quoted(LATEST)} and {quoted(SEVENTH + '#')}"
    raise SchemaError(message, file=file, pointer="/$schema")


def documents_of(schema: Schema) -> dict[str, dict[str, object]]:
    """Return the schema and the documents it may refer to, by URI, as plain data made anew."""
    return {uri: json.loads(text) for uri, text in ((schema.uri, schema.text), *schema.siblings)}


def registry_of(documents: Mapping[str, Mapping[str, object]]) -> Registry[Any]:
    """Return the registry of some documents, by URI and by `$id`; it fetches nothing. Raises SchemaError."""
    from jsonschema import Draft7Validator
    from referencing import Registry
    from referencing.jsonschema import DRAFT7, DRAFT202012

    registry: Registry[Any] = Registry()
    for uri, document in documents.items():
        seventh = draft_of(document, uri) is Draft7Validator
        resource = (DRAFT7 if seventh else DRAFT202012).create_resource(document)
        registry = registry.with_resources([(uri, resource), (identity(document, uri), resource)])
    return registry.crawl()
