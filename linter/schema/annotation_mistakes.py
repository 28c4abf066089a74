"""What is wrong with an `x-lint` object, in the words that documents are spoken of in."""

from __future__ import annotations

from typing import cast

from linter.schema.annotations import date_complaints
from linter.schema.causes import causes_of
from linter.schema.compiled import validator_of
from linter.schema.meta import annotation_schema
from linter.schema.places import pointer_of
from linter.schema.reconcile import reconciled
from linter.schema.words import listed, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from linter.schema.reconcile import Complaint


def annotation_mistakes(annotation: object) -> Iterator[tuple[str, str]]:
    """Yield the JSON pointer (within the annotation) and the words of each mistake in it."""
    errors = validator_of(annotation_schema()).iter_errors(cast("Any", annotation))
    found = list(reconciled(causes_of(errors)))
    for complaint in found:
        path = complaint.cause.path
        yield pointer_of(path[:-1] if complaint.cause.keyword == "required" else path), _sentence(complaint)
    if not found and isinstance(annotation, dict):
        yield from ((f"/{place}", why) for place, why in date_complaints(annotation))


def _sentence(complaint: Complaint) -> str:
    cause = complaint.cause
    if not cause.path:
        return cause.sentence.replace("front matter", '"x-lint"', 1)
    if cause.rule != "unknown-key" or not cause.own:
        return cause.sentence
    if complaint.meant:
        return f"{cause.sentence}; did you mean {quoted(complaint.meant)}?"
    members = list(cause.schema.get("properties", ())) if isinstance(cause.schema, dict) else []
    return f"{cause.sentence}; there are {listed(members)}"
