"""What a pydantic model says of a front matter, beside its JSON Schema: its validators, and what it reads anyhow."""

# ruff: noqa: ANN401  # front matter and the values of a stranger's model are untyped
from __future__ import annotations

import json
from copy import deepcopy
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from linter.schema.cause import Cause
from linter.schema.python_model import model_class, quiet, told
from linter.schema.reconcile import Complaint
from linter.schema.sentences import name_of
from linter.schema.words import quoted, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import BaseModel
    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

    from linter.schema.cause import Place
    from linter.schema.places import Path
    from linter.schema.python_model import PythonModel

_RULES = {"date": "invalid-date", "datetime": "invalid-date", "time": "invalid-date", "url": "invalid-url-value"}
_WORDS = ("Value error, ", "Assertion failed, ")


def judged_by_model(model: PythonModel, data: Any, complaints: Sequence[Complaint]) -> list[Complaint]:
    """Return the complaints of the JSON Schema that the model shares, then what only its validators find.

    A model may read a value that its JSON Schema refuses ("12" for a number, another name of a key): it is right. Never
    raises: a validator that does is a complaint by itself.
    """
    from pydantic import ValidationError

    chosen = model_class(model)
    try:
        with quiet():
            made = _validated(chosen, data)
    except ValidationError as error:
        errors = error.errors(include_url=False)
    except Exception as error:  # noqa: BLE001  # whatever a stranger's validator does
        words = f"the model {quoted(model.name)} failed on this front matter: {told(error, model.root)}"
        return [*complaints, _complaint("value-not-allowed", words, (), data)]
    else:
        return [one for one in complaints if _is_x_lint(one) or not _is_read(one.cause, made)]
    found = {_path(error, data): error for error in reversed(errors)}
    kept = [one for one in complaints if _is_x_lint(one) or any(_is_shared(one, *each) for each in found.items())]
    own = [each for each in found.items() if not any(_is_shared(one, *each) for one in kept)]
    return [*kept, *(_own(path, error) for path, error in reversed(own))]


def _validated(chosen: type[BaseModel], data: Any) -> BaseModel:
    if chosen.model_config.get("strict"):  # a strict model takes dates and enums of JSON, but not of Python, as text
        return chosen.model_validate_json(json.dumps(data))
    return chosen.model_validate(deepcopy(data))  # validators may change what they are given


def _is_x_lint(complaint: Complaint) -> bool:
    return complaint.cause.keyword.startswith("x-lint/")


def _is_read(cause: Cause, made: Any) -> bool:
    """Tell whether the model reads what a cause is about as something else, or by another name."""
    if cause.place != "value":
        parent, key = _at(made, cause.path[:-1]), cause.path[-1] if cause.path else None
        return isinstance(key, str) and key in _names(parent)
    found = _at(made, cause.path)
    return not _is_same(found, cause.value)


def _names(made: Any) -> set[str]:
    """Return the names of a model's fields that were set, also those by which they could have been."""
    from pydantic import BaseModel

    if not isinstance(made, BaseModel):
        return set()
    fields = type(made).model_fields
    return {each for name in made.model_fields_set if name in fields for each in _spellings(name, fields[name])}


def _spellings(name: str, field: FieldInfo) -> set[str]:
    """Return the names that a field can have in the data; of a path into it, the first."""
    from pydantic import AliasChoices, AliasPath

    alias = field.validation_alias
    choices = alias.choices if isinstance(alias, AliasChoices) else [alias]
    return {name, *(str(one.path[0] if isinstance(one, AliasPath) else one) for one in choices if one is not None)}


def _at(made: Any, path: Path) -> Any:
    """Return what a model made of the value at `path`, None where that cannot be told."""
    from pydantic import BaseModel

    for token in path:
        if isinstance(made, BaseModel):
            fields = type(made).model_fields
            name = next((one for one, field in fields.items() if token in _spellings(one, field)), str(token))
            made = getattr(made, name, None)
        elif isinstance(made, dict):
            made = made.get(token)
        else:
            made = made[token] if isinstance(made, (list, tuple)) and isinstance(token, int) else None
    return made


def _is_same(made: Any, value: Any) -> bool:
    from pydantic import BaseModel

    if isinstance(made, BaseModel):
        return isinstance(value, dict)  # its members are judged by themselves
    if isinstance(made, Enum):
        made = made.value
    return type(made) is type(value) and bool(made == value)


def _path(error: ErrorDetails, data: Any) -> Path:
    """Return where in the data an error is: its `loc` also names the branches of unions, and functions."""
    path: list[str | int] = []
    current = data
    for token in error["loc"]:
        inside = isinstance(current, dict) and token in current
        if inside or (isinstance(current, list) and isinstance(token, int) and token < len(current)):
            current = current[token]
            path.append(token)
    if error["type"] == "missing" and isinstance(current, dict) and error["loc"]:
        path.append(str(error["loc"][-1]))
    return tuple(path)


def _is_shared(complaint: Complaint, path: Path, error: ErrorDetails) -> bool:
    """Tell whether an error and a complaint are about one thing, or one about a part of the other.

    A validator of the project that refuses a whole has no objection to its parts.
    """
    about = complaint.cause.path
    renamed = (*about[:-1], complaint.meant) if complaint.meant is not None else about
    length = None if _is_own(error["type"]) else len(path)
    return any(path[: len(one)] == one[:length] for one in (about, renamed))


def _is_own(kind: str) -> bool:
    """Tell whether a kind of error is raised by a validator of the project."""
    return kind in {"value_error", "assertion_error"} or kind not in _kinds()


def _own(path: Path, error: ErrorDetails) -> Complaint:
    """Return a complaint for an error that the JSON Schema does not know of."""
    kind, value = error["type"], error["input"]
    if kind == "missing":
        return _complaint("missing-required-key", f"missing required key {quoted(str(path[-1]))}", path, value)
    if kind == "extra_forbidden":
        return _complaint("unknown-key", f"unknown key {quoted(str(path[-1]))}", path, value)
    words = " ".join(error["msg"].split())
    if _is_own(kind):
        for prefix in _WORDS:
            words = words.removeprefix(prefix)
        return _complaint("value-not-allowed", words, path, value)
    rule = "wrong-type" if kind.endswith(("_type", "_parsing")) else "value-not-allowed"
    rule = _RULES.get(kind.partition("_")[0], rule)
    ending = "" if isinstance(value, (dict, list)) else f", got {shown(value)}"
    return _complaint(rule, f"{name_of(path)}: {words[:1].lower()}{words[1:]}{ending}", path, value)


@cache
def _kinds() -> frozenset[str]:
    from pydantic_core.core_schema import ErrorType

    return frozenset(get_args(ErrorType))


def _complaint(rule: str, sentence: str, path: Path, value: Any) -> Complaint:
    missing = rule == "missing-required-key"
    whole = missing or isinstance(value, dict) or not path
    place: Place = "mapping" if whole else "key" if rule == "unknown-key" else "value"
    keyword = "required" if missing else "python"
    return Complaint(Cause(rule, sentence, path, place, keyword, value, None, None, own=False))
