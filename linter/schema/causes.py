"""From an error of jsonschema to causes: which rule, about what, in which words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from linter.schema.branches import branch_causes
from linter.schema.cause import Cause
from linter.schema.conditions import condition_words
from linter.schema.sentences import name_of, sentence_of
from linter.schema.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jsonschema.exceptions import ValidationError

_CONDITIONS = ("if", "dependentSchemas", "dependentRequired")


def causes_of(errors: Iterable[ValidationError]) -> Iterator[Cause]:
    """Yield the causes behind some errors; an error can have several."""
    for error in errors:
        yield from _worded(error, _causes(error))


def _causes(error: ValidationError) -> Iterator[Cause]:
    path = tuple(error.absolute_path)
    match error.validator:
        case "if" | "dependentSchemas":
            reason = condition_words(error)
            for cause in causes_of(error.context or ()):
                yield replace(cause, rule="conditional-requirement", sentence=cause.sentence + reason)
        case "dependentRequired" | "required":
            reason = condition_words(error)
            rule = "conditional-requirement" if error.validator in _CONDITIONS else "missing-required-key"
            sentence = f"missing required key {quoted(error.message)}{reason}"
            yield _cause(error, rule, sentence, (*path, error.message), "mapping")
        case "additionalProperties" | "unevaluatedProperties":
            yield _cause(error, "unknown-key", f"unknown key {quoted(error.message)}", (*path, error.message), "key")
        case "propertyNames":
            reason = next((cause.sentence for cause in causes_of(error.context or ())), "")
            sentence = f"the key {quoted(error.message)} is not allowed: {reason}"
            yield _cause(error, "unknown-key", sentence, (*path, error.message), "key")
        case "not" if error.validator_value == {}:
            yield _cause(error, "unknown-key", f"{name_of(path)} is not allowed here", path, "key")
        case "oneOf" | "anyOf":
            yield from branch_causes(error, causes_of)
        case _:
            rule, sentence = sentence_of(error)
            yield _cause(error, rule, sentence, path, "value")


def _cause(error: ValidationError, rule: str, sentence: str, path: tuple[str | int, ...], place: str) -> Cause:
    return Cause(
        rule=rule,
        sentence=sentence,
        path=path,
        place="mapping" if place == "mapping" else "key" if place == "key" else "value",
        keyword=str(error.validator),
        value=error.instance,
        wanted=error.validator_value,
        schema=error.schema,
    )


def _worded(error: ValidationError, causes: Iterable[Cause]) -> Iterator[Cause]:
    """Yield the causes in the words of the schema's author, where it has some for this error."""
    words = _author_words(error)
    for cause in causes:
        yield replace(cause, sentence=words, own=False) if words and cause.own else cause
        if words and error.validator in ("oneOf", "anyOf"):
            return


def _author_words(error: ValidationError) -> str | None:
    schema = error.schema if isinstance(error.schema, dict) else {}
    if error.validator == "pattern" and isinstance(schema.get("patternErrorMessage"), str):
        return str(schema["patternErrorMessage"])
    words = schema.get("errorMessage")
    if isinstance(words, dict):
        words = words.get(str(error.validator).removeprefix("x-lint/"))
        if isinstance(words, dict):
            words = words.get(error.message)
    return words if isinstance(words, str) and words else None
