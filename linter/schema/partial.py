"""What can be said of a front matter of which only a part can be read: nothing that the rest could change."""

from __future__ import annotations

import re

from linter.values import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jsonschema.exceptions import ValidationError

    from linter.schema.places import Places
    from linter.schema.reconcile import Complaint

# What is missing may stand in the part that cannot be read, or have slipped out of its place there.
_OF_ABSENCE = frozenset(
    {
        "contains",
        "dependentRequired",
        "maxContains",
        "minContains",
        "minItems",
        "minProperties",
        "required",
        "unevaluatedItems",
        "unevaluatedProperties",
    }
)
_OF_THE_WHOLE = frozenset({"anyOf", "const", "dependentSchemas", "enum", "if", "not", "oneOf"})
_COLLECTION = (list, dict)


def certain_errors(errors: Iterable[ValidationError]) -> Iterator[ValidationError]:
    """Yield the errors that hold whatever stands in the part that cannot be read."""
    for error in errors:
        whole = error.validator in _OF_THE_WHOLE and isinstance(error.instance, _COLLECTION)
        excluded = error.validator == "not" and error.validator_value == {}  # the schema `false`
        if error.instance is not None and error.validator not in _OF_ABSENCE and (excluded or not whole):
            yield error


def certain_complaints(complaints: Iterable[Complaint], places: Places) -> Iterator[Complaint]:
    """Yield the complaints that hold whatever stands in the part that cannot be read; of keys, only meant ones there.

    Text that lost its indentation looks like a key at times, but hardly ever like one that the schema has.
    """
    for complaint in complaints:
        meant = complaint.meant if complaint.meant is None or not _is_written(complaint.meant, places) else None
        if meant is not None or complaint.cause.place != "key" or not _is_doubtful(complaint, places):
            yield replace(complaint, meant=meant)


def _is_written(key: str, places: Places) -> bool:
    """Tell whether a key stands anywhere in the text of the front matter."""
    content = places.front_matter.content
    text = places.source.text[content.start : content.end] if places.source is not None else ""
    return re.search(rf"(?:^|[\s\-{{,]){re.escape(key)}[\"']?\s*:", text, re.MULTILINE) is not None


def _is_doubtful(complaint: Complaint, places: Places) -> bool:
    doubtful = places.front_matter.doubtful
    return (
        doubtful is not None
        and len(complaint.cause.path) == 1
        and complaint.cause.own
        and doubtful.covers(places.key(complaint.cause.path))
    )
