"""What `x-lint` finds wrong with a value: dates, formats, comparisons, names, items that repeat one another.

Each function is like a keyword of jsonschema (see `linter/schema/keywords.py`); the errors are named `x-lint/member`.
"""

# ruff: noqa: ANN401 -- jsonschema hands keywords untyped data and an untyped schema
from __future__ import annotations

import re
import unicodedata

from linter.patterns import lazy
from linter.schema.annotations import comparisons, date_bounds, date_forms, format_names
from linter.schema.dates import date_problem, day_of
from linter.schema.formats import any_problem
from linter.schema.sameness import identity_of
from linter.schema.surroundings import current
from linter.schema.words import quoted, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator
    from typing import Any

    from jsonschema.exceptions import ValidationError

JUDGING = frozenset(
    {"aliases", "compare", "date", "equals", "format", "placeholders", "replacedBy", "transform", "uniqueBy"}
)
"""The members by which a document can be wrong; all others only tell how to say it or mend it, or need other files."""

_SLUGIFY = lazy(r"slugify\((.+)\)")
_NO_SLUG = lazy(r"[^a-z0-9]+")
_WORDS = {"<": "less than", "<=": "at most", "==": "equal to", "!=": "different from", "in": "one of those of"}
_DAY_WORDS = {"<": "earlier than", "<=": "no later than"}


def annotation(_validator: Any, value: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
    """Yield what an x-lint object has against an instance."""
    if not isinstance(value, dict):
        return
    old = _written(instance) if "transform" in value else None
    if old is not None and old in value["transform"]:
        yield _error(old, validator="x-lint/transform", validator_value=value["transform"][old])
    elif isinstance(instance, str):
        yield from _texts(value, instance, schema)
    elif isinstance(instance, dict) and "compare" in value:
        yield from _compared(comparisons(value), instance)
    elif isinstance(instance, list) and "uniqueBy" in value:
        yield from _repeated(value["uniqueBy"], instance)


def _written(value: Any) -> str | None:
    """Return a scalar as it can be the key of a JSON object: a text as it is, a number or true as JSON writes it."""
    if not isinstance(value, (bool, int, float)):
        return value if isinstance(value, str) else None
    import json

    return json.dumps(value)


def _error(message: str, **given: Any) -> ValidationError:
    from jsonschema.exceptions import ValidationError

    return ValidationError(message, **given)


def _texts(value: dict[str, Any], text: str, schema: Any) -> Iterator[ValidationError]:
    if "date" in value:
        yield from _dated(value, text, date_forms(value, schema.get("format")))
    if "format" in value and (problem := any_problem(text, format_names(value))):
        yield _error(problem, validator="x-lint/format")
    if "equals" in value:
        wanted = expected_name(value["equals"])
        if wanted is not None and text != wanted:
            yield _error(wanted, validator="x-lint/equals", validator_value=wanted)
    left = next((word for word in value.get("placeholders", ()) if _has_word(text, word)), None)
    if left is not None:
        yield _error(left, validator="x-lint/placeholders", validator_value=left)


def _has_word(text: str, word: str) -> bool:
    return word in text and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def _dated(value: dict[str, Any], text: str, forms: tuple[str, ...]) -> Iterator[ValidationError]:
    if problem := date_problem(text, forms):
        yield _error(problem, validator="x-lint/date")
        return
    day = day_of(text, forms)
    earliest, latest = date_bounds(value)
    if day and earliest and day < earliest:
        yield _error(f"must be {earliest} or later, got {quoted(text)}", validator="x-lint/bounds")
    if day and latest and day > latest:
        yield _error(f"must be {latest} or earlier, got {quoted(text)}", validator="x-lint/bounds")


def expected_name(rule: str) -> str | None:
    """Return what a value must be by `equals`, None where that cannot be known."""
    from pathlib import PurePosixPath

    around = current()
    path = PurePosixPath(around.path)
    if rule == "filename":
        return path.stem or None
    if rule == "dirname":
        return path.parent.name or None
    match = _SLUGIFY.fullmatch(rule)
    source = around.data.get(match[1]) if match and isinstance(around.data, dict) else None
    return slug(source) or None if isinstance(source, str) else None


def slug(text: str) -> str:
    """Return a text as it stands in an address: small letters without accents, digits, hyphens."""
    spelt = text.casefold().replace("œ", "oe").replace("æ", "ae")
    plain = "".join(char for char in unicodedata.normalize("NFKD", spelt) if not unicodedata.combining(char))
    return _NO_SLUG.sub("-", plain).strip("-")


def _compared(declared: list[dict[str, str]], instance: dict[str, Any]) -> Iterator[ValidationError]:
    for each in declared:
        left, right = instance.get(each["left"]), instance.get(each["right"])
        if left is None or right is None or _holds(left, each["op"], right):
            continue
        days = isinstance(left, str) and isinstance(right, str)
        words = (_DAY_WORDS if days else {}).get(each["op"]) or _WORDS[each["op"]]
        bound = f" ({shown(right)})" if not isinstance(right, (list, dict)) else ""
        message = f"{quoted(each['left'])} must be {words} {quoted(each['right'])}{bound}, got {shown(left)}"
        yield _error(message, path=[each["left"]], validator="x-lint/compare", instance=left)


def _holds(left: Any, operator: str, right: Any) -> bool:
    """Tell whether a comparison holds; also where the two cannot be compared, which other keywords tell."""
    if operator == "in":
        return left in right if isinstance(right, list) else True
    if operator in {"==", "!="}:
        return (left == right and isinstance(left, bool) == isinstance(right, bool)) == (operator == "==")
    first, second = _ordinal(left), _ordinal(right)
    if first is None or second is None or isinstance(first, str) != isinstance(second, str):
        return True
    return bool(first < second if operator == "<" else first <= second)


def _ordinal(value: Any) -> Any:
    """Return what can be ordered: a number, or a text that begins with a day of ISO 8601."""
    if isinstance(value, str):
        return value if re.match(r"\d{4}-\d{2}-\d{2}(?!\d)", value, re.ASCII) else None
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _repeated(keys: list[str], items: list[Any]) -> Iterator[ValidationError]:
    seen: dict[Hashable, int] = {}
    for index, item in enumerate(items):
        if not isinstance(item, dict) or any(item.get(key) is None for key in keys):
            continue
        first = seen.setdefault(identity_of([item[key] for key in keys]), index)
        if first != index:
            what = " and ".join(f"{quoted(key)} {shown(item[key])}" for key in keys)
            place: list[str | int] = [index, keys[0]]
            yield _error(what, path=place, validator="x-lint/uniqueBy", validator_value=first, instance=item[keys[0]])
