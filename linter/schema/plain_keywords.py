"""What of `x-lint` the keywords of JSON Schema and of YAML editors can say, for schemas that are exported."""

from __future__ import annotations

from linter.schema.annotations import annotation_of, date_forms, in_language
from linter.schema.dates import form_pattern, form_words
from linter.schema.words import either

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_NOT_SAID = ("compare", "equals", "file", "format", "placeholders", "transform", "unique", "uniqueBy")
_BOUNDS = ("min", "max")


def plain_keywords(schema: Mapping[str, object]) -> dict[str, object]:
    """Return the keywords that say what the annotation of a schema says, in the language that holds.

    They are to be laid over the schema's own; one that is None goes. What no keyword can say is named in `$comment`.
    """
    annotation = annotation_of(schema)
    said = {**_sentences(schema, annotation), **_dates(schema, annotation)}
    if unsaid := [*_unsaid(annotation)]:
        comment = f"checked by contentlint alone: {', '.join(unsaid)}"
        said["$comment"] = f"{schema['$comment']}; {comment}" if schema.get("$comment") else comment
    return said


def _sentences(schema: Mapping[str, object], annotation: Mapping[str, object]) -> dict[str, object]:
    """Return the words of the annotation under the keywords that YAML editors show."""
    docs, newer = annotation.get("docs"), annotation.get("replacedBy")
    shown = {
        "errorMessage": in_language(annotation.get("message")),
        "markdownDescription": f"{schema.get('description', '')}\n\n<{docs}>".strip() if docs else None,
        "deprecationMessage": f"use {newer}" if newer else None,
    }
    return {name: text for name, text in shown.items() if text is not None and name not in schema}


def _dates(schema: Mapping[str, object], annotation: Mapping[str, object]) -> dict[str, object]:
    """Return a pattern for the forms that a date may have; `format` knows one alone."""
    if "date" not in annotation:
        return {}
    forms = date_forms(annotation, schema.get("format"))
    pattern = f"^(?:{'|'.join(map(form_pattern, forms))})$"
    made: dict[str, object] = {"format": None} if schema.get("format") == "date" else {}
    if "pattern" in schema:
        others = schema.get("allOf")
        return made | {"allOf": [*(others if isinstance(others, list) else ()), {"pattern": pattern}]}
    words = f"expected a date as {either(map(form_words, forms))}"
    return {**made, "pattern": pattern, "patternErrorMessage": schema.get("patternErrorMessage", words)}


def _unsaid(annotation: Mapping[str, object]) -> Iterator[str]:
    date = annotation.get("date")
    yield from (f"date.{name}" for name in _BOUNDS if isinstance(date, dict) and name in date)
    yield from (name for name in _NOT_SAID if annotation.get(name))
