"""Why a condition of a schema holds, in words: because "is_open" is -1."""

from __future__ import annotations

from linter.schema.annotations import annotation_of, in_language
from linter.schema.words import either, quoted, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError


def condition_words(error: ValidationError) -> str:
    """Return what to add to a sentence about a condition: ", because …"; empty where it cannot be said simply."""
    if declared := _declared(error):
        return f", because {declared}"
    if error.validator == "dependentSchemas":
        return f", because {quoted(error.message)} is there"
    if error.validator == "dependentRequired":
        return f", because {quoted(str(error.validator_value))} is there"
    if error.validator != "if" or not isinstance(error.validator_value, dict):
        return ""
    simple = _simple(error.validator_value)
    if not simple or (error.message == "else" and len(simple) > 1):
        return ""
    verb = "is not" if error.message == "else" else "is"
    return ", because " + " and ".join(f"{key} {verb} {value}" for key, value in simple)


def _declared(error: ValidationError) -> str | None:
    """Return the reason that the schema's author gives, in the branch or beside the keyword."""
    schema = error.schema if isinstance(error.schema, dict) else {}
    if error.validator not in {"if", "dependentSchemas", "dependentRequired"}:
        return None
    branch = schema.get(str(error.message)) if error.validator == "if" else None
    return in_language(annotation_of(branch).get("because")) or in_language(annotation_of(schema).get("because"))


def _simple(condition: dict[str, object]) -> list[tuple[str, str]]:
    """Return the keys and values of a condition that names constants alone, else an empty list."""
    properties = condition.get("properties")
    if not isinstance(properties, dict) or condition.keys() - {"properties", "required", "type"}:
        return []
    found: list[tuple[str, str]] = []
    for key, schema in properties.items():
        if isinstance(schema, dict) and schema.keys() == {"const"}:
            found.append((quoted(key), shown(schema["const"])))
        elif isinstance(schema, dict) and schema.keys() == {"enum"}:
            found.append((quoted(key), either(shown(value) for value in schema["enum"])))
        else:
            return []
    return found
