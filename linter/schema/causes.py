"""From an error of jsonschema to causes: which rule, about what, in which words."""

from __future__ import annotations

from linter.schema.annotations import annotation_of, message_for, severity_for
from linter.schema.branches import branch_causes
from linter.schema.cause import Cause
from linter.schema.conditions import condition_words
from linter.schema.sentences import name_of, sentence_of
from linter.schema.words import quoted
from linter.values import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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
            yield from _conditional(error)
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
        case "x-lint/aliases" | "x-lint/replacedBy":
            yield _cause(error, "unknown-key", _old_name(error), (*path, error.message), "key")
        case "uniqueItems" | "x-lint/uniqueBy":
            rule, sentence = sentence_of(error)
            up = 1 if error.validator == "uniqueItems" else 2
            first = (*path[:-up], int(str(error.validator_value)))
            yield replace(_cause(error, rule, sentence, path, "value"), first=first)
        case "oneOf" | "anyOf":
            yield from branch_causes(error, causes_of)
        case _:
            rule, sentence = sentence_of(error)
            yield _cause(error, rule, sentence, path, "value")


def _conditional(error: ValidationError) -> Iterator[Cause]:
    if not isinstance(error.instance, (dict, list)):
        # A condition on the very value that is wrong makes nothing else necessary.
        yield from causes_of(error.context or ())
        return
    reason = condition_words(error)
    for cause in causes_of(error.context or ()):
        yield replace(cause, rule="conditional-requirement", sentence=cause.sentence + reason)


def _old_name(error: ValidationError) -> str:
    meant = str(error.validator_value)
    replaced = error.validator == "x-lint/replacedBy"
    sentence = f"{quoted(error.message)} is {'replaced by' if replaced else 'an old or wrong name of'} {quoted(meant)}"
    return (
        f"{sentence}, which is set as well"
        if isinstance(error.instance, dict) and meant in error.instance
        else sentence
    )


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
    keyword = _keyword(error)
    annotation = {**annotation_of(error.schema), **_of_member(error, keyword)}
    words = _author_words(error, annotation)
    severity = severity_for(annotation, keyword)
    docs = annotation.get("docs")
    for cause in causes:
        told = replace(cause, sentence=words, own=False) if words and cause.own else cause
        if annotation:
            told = replace(
                told, severity=told.severity or severity, docs=told.docs or (docs if isinstance(docs, str) else None)
            )
        yield told
        if words and error.validator in ("oneOf", "anyOf"):
            return


def _of_member(error: ValidationError, keyword: str) -> dict[str, object]:
    """Return what the schema of a key says of that key's being missing, old or wrong: this goes before all else."""
    named = {"aliases": error.validator_value, "replacedBy": error.message, "required": error.message}.get(keyword)
    member = _member(error, named)
    annotation = dict(annotation_of(member))
    if keyword == "replacedBy" and isinstance(member, dict) and isinstance(member.get("deprecationMessage"), str):
        annotation.setdefault("message", member["deprecationMessage"])
    if keyword != "required":
        return annotation
    # What the schema says in general is about the value; only what names the keyword is about its being missing.
    told = {"severity": severity_for(annotation, keyword), "message": message_for(annotation, keyword)}
    return {name: words for name, words in told.items() if words and isinstance(annotation[name], dict)}


def _member(error: ValidationError, name: object) -> object:
    properties = error.schema.get("properties") if isinstance(error.schema, dict) else None
    return properties.get(name) if isinstance(properties, dict) and isinstance(name, str) else None


def _keyword(error: ValidationError) -> str:
    """Return the keyword, or the member of `x-lint`, by which authors know what failed."""
    name = str(error.validator).removeprefix("x-lint/")
    return "date" if name == "bounds" else name


def _author_words(error: ValidationError, annotation: Mapping[str, object]) -> str | None:
    schema = error.schema if isinstance(error.schema, dict) else {}
    if words := message_for(annotation, _keyword(error)):
        return words
    if error.validator == "pattern" and isinstance(schema.get("patternErrorMessage"), str):
        return str(schema["patternErrorMessage"])
    words = schema.get("errorMessage")
    if isinstance(words, dict):
        words = words.get(_keyword(error))
        if isinstance(words, dict):
            words = words.get(error.message)
    return words if isinstance(words, str) and words else None
