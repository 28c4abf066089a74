"""A schema made ready for many documents."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from linter.schema.drafts import documents_of, draft_of, registry_of
from linter.schema.keywords import keywords
from linter.schema.loading import identity
from linter.schema.walk import subschemas

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

    from linter.schema.definition import Schema


@lru_cache(maxsize=64)
def validator_of(schema: Schema) -> Validator:
    """Return the jsonschema validator of a checked schema, with our keywords and only the documents it knows."""
    from jsonschema.validators import extend

    documents = documents_of(schema)
    draft = draft_of(documents[schema.uri])
    registry = registry_of(documents)
    for document in documents.values():
        for _, part in subschemas(document):
            part.pop("$schema", None)  # on meeting one, jsonschema would go over to a validator without our keywords
    ours: type[Validator] = extend(draft, keywords(draft.VALIDATORS))  # type: ignore[no-untyped-call] # stubs
    # Entered by a reference, so that those within are relative to its URI whether it has an `$id` or not.
    return ours({"$ref": identity(documents[schema.uri], schema.uri)}, registry=registry)
