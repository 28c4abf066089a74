"""Validation of a front matter against a schema."""

from __future__ import annotations

from itertools import islice

from linter.finding import Severity
from linter.schema.places import Places, pointer_of
from linter.schema.quick import quick_look
from linter.schema.surroundings import TooManyStepsError, surrounded
from linter.schema.violation import Violation
from linter.schema.words import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from jsonschema.exceptions import ValidationError

    from linter.document.node import FrontMatter
    from linter.schema.definition import Schema
    from linter.schema.reconcile import Complaint
    from linter.text import Source, Span


_MOST = 1_000  # errors of one document: nobody reads more, and each may cost a search for what was meant


def validate(
    schema: Schema,
    front_matter: FrontMatter,
    *,
    source: Source | None = None,
    path: str = "",
    locale: str | None = None,
) -> tuple[Violation, ...]:
    """Return what is wrong with a front matter, in file order; never raises for one.

    Nothing is said where there is no front matter, or none that can be read: other rules say that. No more than the
    first thousand errors are looked at. `source` is the text of the document, without which there are no line numbers
    in messages and no fixes that add a key; `path` is its path relative to the root, for values that must be like it,
    `locale` the language ("fr") whose words are taken where the schema has some for several.
    Of a front matter that can be read only in part, nothing is said that the rest could change, and nothing mended.
    """
    if front_matter.format is None or _is_unread(front_matter) or (schema.model is not None and front_matter.partial):
        return ()  # of a part, no model can be made
    places = Places(front_matter, source)
    quick = quick_look(schema)
    try:
        with surrounded(path, front_matter.data, locale):
            complaints: list[Complaint] = []
            if quick is None or not quick(front_matter.data):
                from linter.schema.compiled import validator_of  # what is valid needs neither that nor jsonschema

                data: Any = front_matter.data
                errors = islice(validator_of(schema).iter_errors(data), _MOST)
                complaints = _complaints(errors, places)
            if schema.model is not None:
                from linter.schema.model_validation import judged_by_model

                complaints = judged_by_model(schema.model, front_matter.data, complaints)
    except RecursionError:
        return (Violation("wrong-type", places.head, "front matter is nested too deeply to be checked", None, ""),)
    except TooManyStepsError:
        message = "front matter is nested too deeply for this schema: its references multiply with every level"
        return (Violation("wrong-type", places.head, message, None, ""),)
    violations = (_violation(complaint, places) for complaint in complaints if complaint.cause.severity != "off")
    return tuple(sorted(violations, key=lambda violation: (violation.span, violation.rule, violation.message)))


def _complaints(errors: Iterable[ValidationError], places: Places) -> list[Complaint]:
    from linter.schema.causes import causes_of
    from linter.schema.reconcile import reconciled

    if not places.front_matter.partial:
        return list(reconciled(causes_of(errors)))
    from linter.schema.partial import certain_complaints, certain_errors

    return list(certain_complaints(reconciled(causes_of(certain_errors(errors))), places))


def _violation(complaint: Complaint, places: Places) -> Violation:
    from linter.schema.fixes import fix_of

    cause = complaint.cause
    return Violation(
        rule=cause.rule,
        span=_span(complaint, places),
        message=_message(complaint, places),
        fix=None if places.front_matter.partial else fix_of(complaint, places),
        pointer=pointer_of(cause.path),
        severity=Severity(cause.severity) if cause.severity else None,
    )


def _message(complaint: Complaint, places: Places) -> str:
    cause = complaint.cause
    message = cause.sentence
    if cause.own and complaint.meant is not None and not cause.keyword.startswith("x-lint/"):
        message += f"; did you mean {quoted(complaint.meant)}?"
    line = places.line(cause.first) if cause.own and cause.first is not None else None
    if line is not None:
        message += f" (line {line})"
    return f"{message} (see {cause.docs})" if cause.docs else message


def _span(complaint: Complaint, places: Places) -> Span:
    cause = complaint.cause
    if cause.place == "key":
        return places.key(cause.path)
    if cause.place == "value":
        return places.value(cause.path)
    return places.mapping(cause.path if cause.keyword in ("oneOf", "anyOf", "python") else cause.path[:-1])


def _is_unread(front_matter: FrontMatter) -> bool:
    """Tell whether a defect, which has its own rule, leaves nothing to validate."""
    kinds = {defect.kind for defect in front_matter.defects}
    unread = front_matter.root is None and (bool(kinds) or front_matter.partial)
    return "not-a-mapping" in kinds or unread
