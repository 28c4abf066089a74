"""A schema made ready for many documents."""

from __future__ import annotations

from functools import lru_cache

from linter.schema.drafts import documents_of, draft_of, registry_of
from linter.schema.keywords import keywords
from linter.schema.loading import identity
from linter.schema.walk import IN_PLACE_LISTS, subschemas

TYPE_CHECKING = False
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
            _spell_out(part)
    ours: type[Validator] = extend(draft, keywords(draft.VALIDATORS))  # type: ignore[no-untyped-call] # stubs
    # Entered by a reference, so that those within are relative to its URI whether it has an `$id` or not.
    return ours({"$ref": identity(documents[schema.uri], schema.uri)}, registry=registry)


def _spell_out(part: dict[str, object]) -> None:
    """Put `{"not": {}}` for the schema `false` of a member or branch, for whose errors jsonschema knows no path."""
    for keyword in ("properties", "patternProperties"):
        members = part.get(keyword)
        if isinstance(members, dict):
            part[keyword] = {name: {"not": {}} if schema is False else schema for name, schema in members.items()}
    for keyword in (*IN_PLACE_LISTS, "prefixItems"):
        branches = part.get(keyword)
        if isinstance(branches, list):
            part[keyword] = [{"not": {}} if schema is False else schema for schema in branches]
