"""How to mend what validation finds, where it can be known: fixes as edits on the text."""

from __future__ import annotations

import json

from linter.document.yaml_edit import insert_key, rename_key, set_value
from linter.finding import Applicability, Fix
from linter.patterns import lazy
from linter.schema.addresses import plain
from linter.schema.annotations import annotation_of, date_canonical, date_forms, date_order, format_names
from linter.schema.dates import ISO, day_of, iso_of, written_as
from linter.schema.formats import any_problem
from linter.schema.pattern import compiled
from linter.schema.places import pointer_of
from linter.schema.sentences import near_choice
from linter.schema.words import quoted, shown
from linter.spelling import same_letters
from linter.text import Edit
from linter.values import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linter.schema.cause import Cause
    from linter.schema.places import Path, Places
    from linter.schema.reconcile import Complaint

_BARE = lazy(r"[A-Za-z_][A-Za-z0-9_-]*")
# What YAML 1.1 or 1.2 reads as something else than text when it is bare.
_RESERVED = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"})
_MOST_TRIALS = 20  # keys of one document that are renamed or added: each is tried on the text


def fix_of(complaint: Complaint, places: Places) -> Fix | None:
    """Return the fix for a complaint, None where it takes a person or the schema's author wants none."""
    fix = _fix(complaint, places)
    wanted = annotation_of(_fixed_schema(complaint.cause)).get("fix")
    if fix is None or wanted == "never":
        return None
    return replace(fix, applicability=Applicability(wanted)) if wanted in ("safe", "unsafe") else fix


def _fixed_schema(cause: Cause) -> object:
    """Return the schema that may say how far a fix is to be trusted: for a missing or an old key, that of its value."""
    if cause.keyword == "x-lint/aliases":
        return _member_schema(cause.schema, str(cause.wanted))
    return _member_schema(cause.schema, str(cause.path[-1])) if cause.keyword == "required" else cause.schema


def _member_schema(schema: object, key: str) -> object:
    properties = schema.get("properties") if isinstance(schema, dict) else None
    return properties.get(key) if isinstance(properties, dict) else None


def _fix(complaint: Complaint, places: Places) -> Fix | None:
    cause = complaint.cause
    if complaint.meant is not None:
        declared = cause.keyword.startswith("x-lint/")
        return _rename(cause.path, complaint.meant, places, Applicability.SAFE if declared else Applicability.UNSAFE)
    if cause.keyword == "enum":
        return _choice(cause, places)
    if cause.rule == "invalid-date":
        return _date(cause, places)
    if cause.keyword == "x-lint/transform":
        return _transformed(cause, places)
    if cause.keyword == "x-lint/equals":
        return _replacement(cause, places, str(cause.wanted), Applicability.UNSAFE)
    if cause.keyword in {"format", "x-lint/format", "pattern"}:
        return _cleaned(cause, places)
    if cause.rule == "missing-required-key" and cause.keyword == "required":
        return _insert(cause, places)
    return None


def _rename(path: Path, key: str, places: Places, applicability: Applicability) -> Fix | None:
    node = places.exact(path)
    if node is None or node.key_span is None:
        return None
    edits: tuple[Edit, ...] | None
    if places.source is not None and places.front_matter.format == "yaml" and places.spend(_MOST_TRIALS):
        edits = rename_key(places.source.text, places.front_matter, node.pointer, key)
    else:
        written = key if _is_bare(key) and places.front_matter.format != "json" else json.dumps(key, ensure_ascii=False)
        edits = (Edit(node.key_span, written),)
    pointers = (pointer_of(path), pointer_of((*path[:-1], key)))
    return Fix(f"rename to {quoted(key)}", edits, applicability, pointers) if edits else None


def _choice(cause: Cause, places: Places) -> Fix | None:
    choice = near_choice(cause.value, cause.wanted)
    if choice is None or not same_letters(choice, str(cause.value)):
        return None
    return _replacement(cause, places, choice, Applicability.SAFE)


def _date(cause: Cause, places: Places) -> Fix | None:
    """Return the fix that writes a date in the wanted form; only a schema can settle the order of its parts."""
    schema = cause.schema if isinstance(cause.schema, dict) else {}
    annotation = annotation_of(schema)
    form = date_canonical(annotation, schema.get("format"))
    if form is None:
        return None
    text, order = str(cause.value), date_order(annotation)
    forms = (ISO, *date_forms(annotation, schema.get("format")))
    iso = (iso_of(text, order) if order else None) or day_of(text, forms)
    return None if iso is None else _replacement(cause, places, written_as(iso, form), Applicability.UNSAFE)


def _cleaned(cause: Cause, places: Places) -> Fix | None:
    """Return the fix that takes away blanks at the ends, or HTML escapes, if that is all that is wrong."""
    text = str(cause.value)
    bare = text.strip()
    if bare != text and bare and _fits(cause, bare):
        return _replacement(cause, places, bare, Applicability.SAFE)
    unescaped = plain(bare)
    return _replacement(cause, places, unescaped, Applicability.UNSAFE) if _fits(cause, unescaped) else None


def _fits(cause: Cause, text: str) -> bool:
    if text == cause.value:
        return False
    if cause.keyword == "pattern":
        return compiled(str(cause.wanted))(text)
    names = format_names(cause.wanted) if isinstance(cause.wanted, dict) else [str(cause.wanted)]
    return any_problem(text, names) is None


def _replacement(cause: Cause, places: Places, text: str, applicability: Applicability) -> Fix | None:
    node = places.exact(cause.path)
    if node is None or node.region is None or not node.region.text:
        return None
    edit = node.region.edit(0, len(node.region.text), text)
    return None if edit is None else Fix(f"write {quoted(text)}", (edit,), applicability)


def _transformed(cause: Cause, places: Places) -> Fix | None:
    """Return the fix that writes the value which replaces another one."""
    if isinstance(cause.value, str) and isinstance(cause.wanted, str):
        return _replacement(cause, places, cause.wanted, Applicability.SAFE)
    node = places.exact(cause.path)
    if node is None or node.alias or places.source is None or not places.spend(_MOST_TRIALS):
        return None
    edits = set_value(places.source.text, places.front_matter, node.pointer, cause.wanted)
    title = f"write {shown(cause.wanted)}"
    return Fix(title, edits, Applicability.SAFE, (pointer_of(cause.path),)) if edits else None


def _insert(cause: Cause, places: Places) -> Fix | None:
    """Return the fix that adds a key, with the value that its schema has for that, where the schema's order puts it."""
    key, parent = str(cause.path[-1]), cause.path[:-1]
    schema = _member_schema(cause.schema, key)
    annotation = annotation_of(schema)
    default = schema.get("default", _NOTHING) if isinstance(schema, dict) else _NOTHING
    value = annotation.get("insert", default)
    node = places.exact(parent)
    if value is _NOTHING or node is None or places.source is None or not places.spend(_MOST_TRIALS):
        return None
    order = _order(cause.schema, {child.key for child in node.children})
    edits = insert_key(places.source.text, places.front_matter, node.pointer, key, value, order=order)
    if edits is None:
        return None
    return Fix(f"add {quoted(f'{key}: {_plain(value)}')}", edits, Applicability.UNSAFE, (pointer_of(cause.path),))


_NOTHING = object()


def _order(schema: object, there: set[str | None]) -> tuple[str, ...]:
    """Return the order of keys that a schema gives, () where it says nothing of those that are there."""
    declared = annotation_of(schema).get("order")
    properties = schema.get("properties") if isinstance(schema, dict) else None
    keys = declared if isinstance(declared, list) else properties if isinstance(properties, dict) else ()
    return tuple(keys) if there & set(keys) else ()


def _plain(value: object) -> str:
    return value if isinstance(value, str) and _is_bare(value) else shown(value)


def _is_bare(value: object) -> bool:
    return isinstance(value, str) and bool(_BARE.fullmatch(value)) and value.lower() not in _RESERVED
