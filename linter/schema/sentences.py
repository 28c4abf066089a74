"""One sentence for one failed keyword: the key, what was expected, what is there."""

from __future__ import annotations

from linter.schema.annotations import annotation_of, format_names
from linter.schema.formats import FORMATS, rule_of
from linter.schema.words import counted, got, listed, quoted, shown, wanted
from linter.spelling import closest, same_letters

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from jsonschema.exceptions import ValidationError

    from linter.schema.places import Path

_SPOKEN = ("x-lint/placeholders", "x-lint/transform")
_NULL_KEYWORDS = ("type", "enum", "const")
_TEXT_KEYWORDS = ("minLength", "pattern", "format", "enum", "const", "x-lint/date", "x-lint/format")


def sentence_of(error: ValidationError) -> tuple[str, str]:
    """Return the rule and the sentence for an error about a value."""
    path = tuple(error.absolute_path)
    name = name_of(path)
    if emptiness := _emptiness(error, name):
        return "empty-value", emptiness
    if repeated := _repeated(error, path):
        return "duplicate-list-item", repeated
    if error.validator in _SPOKEN:
        return "value-not-allowed", _spoken(error, name)
    match str(error.validator):
        case "type":
            return "wrong-type", f"{name} must be {wanted(error.validator_value)}, got {got(error.instance)}"
        case "enum" | "const" | "x-lint/equals":
            return "value-not-allowed", _choice(error, name)
        case "format" | "x-lint/date" | "x-lint/format":
            return _format_rule(error), error.message
        case "x-lint/bounds" | "x-lint/compare":
            compared = error.validator == "x-lint/compare"
            return "value-out-of-bounds", error.message if compared else f"{name} {error.message}"
        case "not":
            return "value-not-allowed", f"{name} has a value that is excluded: {shown(error.instance)}"
        case "None":  # the schema `false`, which has no keyword
            return "value-not-allowed", f"{name} is not allowed here"
        case keyword:
            return "value-out-of-bounds", _bounds(keyword, error.validator_value, error.instance, name)


def _spoken(error: ValidationError, name: str) -> str:
    if error.validator == "x-lint/placeholders":
        return f"{name} still has the placeholder {quoted(error.message)}: write what is meant"
    return f"{shown(error.instance)} is an old or wrong value of {name}: write {shown(error.validator_value)}"


def _repeated(error: ValidationError, path: Path) -> str | None:
    """Say which item of a list a value repeats, None where the error is about something else."""
    if error.validator == "uniqueItems":
        return f"{shown(error.instance)} is already {name_of((*path[:-1], int(str(error.validator_value))))}"
    if error.validator == "x-lint/uniqueBy":
        first = name_of((*path[:-2], int(str(error.validator_value))))
        return f"{name_of(path[:-1])} has the same {error.message} as {first}"
    return None


def name_of(path: Sequence[str | int]) -> str:
    """Return what to call the value at `path`: its key, or "item 2 of" the list's key."""
    if not path:
        return "front matter"
    last = path[-1]
    return quoted(last) if isinstance(last, str) else f"item {last + 1} of {name_of(path[:-1])}"


def near_choice(value: object, choices: object) -> str | None:
    """Return the choice that a text was meant to be, None where there is none."""
    if not isinstance(value, str) or not isinstance(choices, list):
        return None
    texts = [choice for choice in choices if isinstance(choice, str)]
    same = [choice for choice in texts if same_letters(choice, value.strip())]
    return same[0] if len(same) == 1 else closest(value, texts)


def _emptiness(error: ValidationError, name: str) -> str | None:
    """Say that nothing is there where something is wanted, None where something is."""
    if error.instance is None and error.validator in _NULL_KEYWORDS:
        return f"{name} is empty{_expectation(error)}"
    if error.instance == "" and error.validator in _TEXT_KEYWORDS:
        return f"{name} is empty text{_expectation(error)}"
    return None


def _origin(error: ValidationError) -> str:
    """Say what the value must be like: the file, the folder, or another key."""
    rule = str(annotation_of(error.schema).get("equals"))
    names = {"filename": "the name of the file", "dirname": "the name of the folder"}
    return f" as {names.get(rule) or quoted(rule.removeprefix('slugify(').removesuffix(')')) + ' makes it'}"


def _format_rule(error: ValidationError) -> str:
    if error.validator == "x-lint/date":
        return "invalid-date"
    annotation = error.validator_value
    names = format_names(annotation) if isinstance(annotation, dict) else [str(annotation)]
    return rule_of(str(error.instance), names)


def _expectation(error: ValidationError) -> str:
    if error.validator == "type":
        return f"; expected {wanted(error.validator_value)}"
    if error.validator == "enum" and isinstance(error.validator_value, list):
        return f"; expected one of {listed(error.validator_value)}"
    if error.validator == "format" and error.validator_value in FORMATS:
        return f"; expected {FORMATS[str(error.validator_value)].words}"
    return ""


def _choice(error: ValidationError, name: str) -> str:
    if error.validator == "x-lint/equals":
        return f"{name} must be {quoted(error.message)}{_origin(error)}, got {got(error.instance)}"
    if error.validator == "const":
        return f"{name} must be {shown(error.validator_value)}, got {shown(error.instance)}"
    choices = error.validator_value if isinstance(error.validator_value, list) else []
    path = tuple(error.absolute_path)
    while path and isinstance(path[-1], int):
        path = path[:-1]
    near = near_choice(error.instance, choices)
    ending = f"did you mean {quoted(near)}?" if near else listed(choices)
    return f"{shown(error.instance)} is not one of the allowed values of {name_of(path)}: {ending}"


def _bounds(keyword: str, bound: object, value: object, name: str) -> str:
    size = len(value) if isinstance(value, (str, list, dict)) else 0
    sentences = {
        "minLength": f"{name} must have at least {counted(bound, 'character')}, got {size}",
        "maxLength": f"{name} must have at most {counted(bound, 'character')}, got {size}",
        "minItems": f"{name} must have at least {counted(bound, 'item')}, got {size}",
        "maxItems": f"{name} must have at most {counted(bound, 'item')}, got {size}",
        "minProperties": f"{name} must have at least {counted(bound, 'key')}, got {size}",
        "maxProperties": f"{name} must have at most {counted(bound, 'key')}, got {size}",
        "minimum": f"{name} must be {shown(bound)} or more, got {shown(value)}",
        "maximum": f"{name} must be {shown(bound)} or less, got {shown(value)}",
        "exclusiveMinimum": f"{name} must be more than {shown(bound)}, got {shown(value)}",
        "exclusiveMaximum": f"{name} must be less than {shown(bound)}, got {shown(value)}",
        "multipleOf": f"{name} must be a multiple of {shown(bound)}, got {shown(value)}",
        "pattern": f"{name} must match the pattern {quoted(str(bound))}, got {shown(value)}",
        "contains": f"{name} lacks an item that its schema asks for",
        "minContains": f"{name} lacks an item that its schema asks for",
        "maxContains": f"{name} has too many items of one kind",
    }
    return sentences.get(keyword, f"{name} has more than its schema allows")
