"""Our own readings of JSON Schema keywords, for `jsonschema.validators.extend`.

Each yields one error for each cause; where an error is about a member (a key missing or unknown), its `message` is
that member's name, and where it is about conditions, the errors of the branch are its `context`.
"""

# ruff: noqa: ANN401 -- jsonschema hands keywords untyped data, an untyped schema and itself
from __future__ import annotations

from fractions import Fraction
from math import isfinite

from linter.schema.annotation_keyword import annotation
from linter.schema.annotations import old_names
from linter.schema.formats import FORMATS
from linter.schema.leaves import leaf_of
from linter.schema.pattern import compiled
from linter.schema.sameness import identity_of
from linter.schema.surroundings import step
from linter.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping
    from typing import Any

    from jsonschema.exceptions import ValidationError

    from linter.schema.leaves import Leaf

    Keyword = Callable[[Any, Any, Any, Any], Iterator[ValidationError]]


def keywords(standard: Mapping[str, Keyword]) -> dict[str, Keyword]:
    """Return our keywords for a draft whose own are `standard`."""
    ours: dict[str, Keyword] = {
        "required": _required,
        "dependentRequired": _dependent_required,
        "dependentSchemas": _dependent_schemas,
        "dependencies": _dependencies,
        "if": _if,
        "additionalProperties": _additional_properties,
        "patternProperties": _pattern_properties,
        "propertyNames": _property_names,
        "uniqueItems": _unique_items,
        "multipleOf": _multiple_of,
        "pattern": _pattern,
        "format": _format,
    }
    ours = {name: keyword for name, keyword in ours.items() if name in standard}
    if "unevaluatedProperties" in standard:
        ours["unevaluatedProperties"] = _unevaluated_properties(standard["unevaluatedProperties"])
    if "properties" in standard:
        ours["properties"] = _properties()
    references = {name: _counted(standard[name]) for name in ("$ref", "$dynamicRef") if name in standard}
    return ours | references | {"x-lint": annotation}


def _counted(standard: Keyword) -> Keyword:
    """Count the references that are followed: only by them can a schema multiply with the depth of the data."""

    def keyword(validator: Any, value: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
        step()
        yield from standard(validator, value, instance, schema) or ()

    return keyword


def _error(message: str, **given: Any) -> ValidationError:
    from jsonschema.exceptions import ValidationError

    return ValidationError(message, **given)


def _required(_validator: Any, value: Any, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    if isinstance(instance, dict):
        yield from (_error(key) for key in value if key not in instance)


def _dependent_required(_validator: Any, value: Any, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    if isinstance(instance, dict):
        for key, needed in value.items():
            if key in instance:
                yield from (
                    _error(name, validator="dependentRequired", validator_value=key)
                    for name in needed
                    if name not in instance
                )


def _dependent_schemas(validator: Any, value: Any, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    if isinstance(instance, dict):
        for key, part in value.items():
            if key in instance:
                context = list(validator.descend(instance, part, schema_path=key))
                if context:
                    yield _error(key, validator="dependentSchemas", context=context)


def _dependencies(validator: Any, value: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
    lists = {key: part for key, part in value.items() if isinstance(part, list)}
    yield from _dependent_required(validator, lists, instance, schema)
    schemas = {key: part for key, part in value.items() if key not in lists}
    yield from _dependent_schemas(validator, schemas, instance, schema)


def _if(validator: Any, value: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
    met = validator.evolve(schema=value).is_valid(instance)
    branch = "then" if met else "else"
    if branch in schema:
        context = list(validator.descend(instance, schema[branch], schema_path=branch))
        if context:
            yield _error(branch, validator="if", context=context)


def _extra_keys(instance: dict[str, Any], schema: Mapping[str, Any]) -> list[str]:
    known = schema.get("properties", {})
    patterns = [compiled(pattern) for pattern in schema.get("patternProperties", {})]
    return [key for key in instance if key not in known and not any(fits(key) for fits in patterns)]


def _additional_properties(validator: Any, value: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
    if not isinstance(instance, dict):
        return
    for key in _extra_keys(instance, schema):
        if value is False:
            yield _error(key)
        else:
            yield from validator.descend(instance[key], value, path=key)


def _unevaluated_properties(standard: Keyword) -> Keyword:
    def unevaluated(validator: Any, value: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
        if isinstance(instance, dict):
            for error in standard(validator, value, instance, schema):
                # jsonschema names the keys in its message alone, each as Python writes it.
                yield from (_error(key) for key in instance if repr(key) in error.message)

    return unevaluated


def _properties() -> Keyword:
    """Return the keyword with a memory of its own: what it learnt of a schema goes with the validator."""
    known: dict[int, _Members] = {}

    def properties(validator: Any, value: Any, instance: Any, _schema: Any) -> Iterator[ValidationError]:
        if not isinstance(instance, dict):
            return
        members = known.get(id(value))
        if members is None or members.properties is not value:
            members = known[id(value)] = _Members(value, _leaves(value), tuple(old_names(value)))
        for name, part in value.items():
            if name in instance:
                leaf = members.leaves.get(name)
                if leaf is None or not leaf(instance[name]):
                    yield from validator.descend(instance[name], part, path=name, schema_path=name)
        for old, keyword, meant in members.old:
            if old in instance:
                yield _error(old, validator=keyword, validator_value=meant)

    return properties


class _Members(NamedTuple):
    """What is known of a `properties`: the members that need no walk, and the names that are old or wrong."""

    properties: Mapping[str, Any]
    leaves: Mapping[str, Leaf]
    old: tuple[tuple[str, str, str], ...]


def _leaves(properties: Mapping[str, Any]) -> dict[str, Leaf]:
    found = ((name, leaf_of(part)) for name, part in properties.items())
    return {name: leaf for name, leaf in found if leaf is not None}


def _pattern_properties(validator: Any, value: Any, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    if isinstance(instance, dict):
        for pattern, part in value.items():
            fits = compiled(pattern)
            for key, member in instance.items():
                if fits(key):
                    yield from validator.descend(member, part, path=key, schema_path=pattern)


def _property_names(validator: Any, value: Any, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    if isinstance(instance, dict):
        for key in instance:
            context = list(validator.descend(key, value))
            if context:
                yield _error(key, validator="propertyNames", context=context)


def _unique_items(_validator: Any, value: Any, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    if value and isinstance(instance, list):
        seen: dict[Hashable, int] = {}
        for index, item in enumerate(instance):
            first = seen.setdefault(identity_of(item), index)
            if first != index:
                yield _error("", path=[index], validator="uniqueItems", validator_value=first, instance=item)


def _multiple_of(_validator: Any, value: Any, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    # In decimal, as it is written: 19.99 is a multiple of 0.01, although not in binary floating point.
    if (
        isinstance(instance, (int, float))
        and not isinstance(instance, bool)
        and ((isinstance(instance, float) and not isfinite(instance)) or _exact(instance) % _exact(value))
    ):
        yield _error("")


def _exact(number: float) -> Fraction:
    return Fraction(number) if isinstance(number, int) else Fraction(repr(number))


def _pattern(_validator: Any, value: Any, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    if isinstance(instance, str) and not compiled(value)(instance):
        yield _error("")


def _format(_validator: Any, value: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
    if not isinstance(instance, str) or value not in FORMATS:
        return
    if value == "date" and "date" in schema.get("x-lint", ()):
        return  # the annotation says what else is a date
    if problem := FORMATS[value].problem(instance):
        yield _error(problem)
