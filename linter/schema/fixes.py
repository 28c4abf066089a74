"""How to mend what validation finds, where it can be known: fixes as edits on the text."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from linter.finding import Applicability, Fix
from linter.schema.annotations import date_order
from linter.schema.dates import iso_of
from linter.schema.places import pointer_of
from linter.schema.sentences import near_choice
from linter.schema.words import quoted
from linter.spelling import same_letters
from linter.text import Edit, Span

if TYPE_CHECKING:
    from linter.schema.cause import Cause
    from linter.schema.places import Path, Places
    from linter.schema.reconcile import Complaint

_BARE = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
# What YAML 1.1 or 1.2 reads as something else than text when it is bare.
_RESERVED = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"})


def fix_of(complaint: Complaint, places: Places, newline: str) -> Fix | None:
    """Return the fix for a complaint, None where it takes a person."""
    cause = complaint.cause
    if complaint.meant is not None:
        return _rename(cause.path, complaint.meant, places)
    if cause.keyword == "enum":
        return _choice(cause, places)
    if cause.rule == "invalid-date":
        return _date(cause, places)
    if cause.rule == "missing-required-key" and cause.keyword == "required":
        return _insert(cause, places, newline)
    return None


def _rename(path: Path, key: str, places: Places) -> Fix | None:
    node = places.exact(path)
    written = _written(key, places)
    if node is None or node.key_span is None or written is None:
        return None
    pointers = (pointer_of(path), pointer_of((*path[:-1], key)))
    return Fix(f"rename to {quoted(key)}", (Edit(node.key_span, written),), Applicability.UNSAFE, pointers)


def _choice(cause: Cause, places: Places) -> Fix | None:
    choice = near_choice(cause.value, cause.wanted)
    if choice is None or not same_letters(choice, str(cause.value)):
        return None
    return _replacement(cause, places, choice, Applicability.SAFE)


def _date(cause: Cause, places: Places) -> Fix | None:
    schema = cause.schema if isinstance(cause.schema, dict) else {}
    order = date_order(schema.get("x-lint"))
    iso = iso_of(str(cause.value), order) if order and schema.get("format") == "date" else None
    return None if iso is None else _replacement(cause, places, iso, Applicability.UNSAFE)


def _replacement(cause: Cause, places: Places, text: str, applicability: Applicability) -> Fix | None:
    node = places.exact(cause.path)
    if node is None or node.region is None or not node.region.text:
        return None
    edit = node.region.edit(0, len(node.region.text), text)
    return None if edit is None else Fix(f"write {quoted(text)}", (edit,), applicability)


def _insert(cause: Cause, places: Places, newline: str) -> Fix | None:
    """Return the fix that adds a key with the `default` of its schema as the last line of a YAML front matter."""
    front_matter = places.front_matter
    key = str(cause.path[-1])
    properties = cause.schema.get("properties") if isinstance(cause.schema, dict) else None
    schema = properties.get(key) if isinstance(properties, dict) else None
    root = front_matter.root
    if len(cause.path) > 1 or not isinstance(schema, dict) or "default" not in schema:
        return None
    if front_matter.format != "yaml" or root is None or root.style != "block":
        return None
    value = schema["default"]
    line = f"{_written(key, places)}: {value if _is_bare(value) else json.dumps(value, ensure_ascii=False)}"
    end = front_matter.content.end
    edit = Edit(Span(end, end), line + newline)
    return Fix(f"add {quoted(line)}", (edit,), Applicability.UNSAFE, (pointer_of(cause.path),))


def _written(key: str, places: Places) -> str:
    bare = _is_bare(key) and places.front_matter.format != "json"
    return key if bare else json.dumps(key, ensure_ascii=False)


def _is_bare(value: object) -> bool:
    return isinstance(value, str) and bool(_BARE.fullmatch(value)) and value.lower() not in _RESERVED
