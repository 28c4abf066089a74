"""Pydantic models of a project as schemas: imported only where the command line allows it, as that runs their code."""

from __future__ import annotations

import sys
from contextlib import contextmanager, redirect_stdout
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from linter.schema.error import SchemaError
from linter.schema.walk import subschemas
from linter.schema.words import quoted
from linter.spelling import closest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

PREFIX = "python:"
_LONGEST = 300  # characters of a stranger's exception that are quoted


class PythonModel(NamedTuple):
    """A model: `name` is "package.module:Model", `root` the folder from which its module is imported."""

    name: str
    root: str


@cache
def model_class(model: PythonModel) -> type[BaseModel]:
    """Import a model. Raises SchemaError, which names the module and its exception, where that is not possible."""
    from pydantic import BaseModel

    module, _, attribute = model.name.partition(":")
    if not attribute or not all(part.isidentifier() for part in (*module.split("."), attribute)):
        raise _error(model, 'this is no model: write "python:package.module:Model"')
    try:
        with _importing(model.root):
            loaded = import_module(module)
    except (Exception, SystemExit) as error:  # noqa: BLE001  # whatever a stranger's module does
        raise _error(model, f"the module {quoted(module)} cannot be imported: {told(error, model.root)}") from None
    found = getattr(loaded, attribute, None)
    if isinstance(found, type) and issubclass(found, BaseModel):
        return found
    names = [name for name, one in vars(loaded).items() if isinstance(one, type) and issubclass(one, BaseModel)]
    nearest = closest(attribute, names)
    hint = f"; did you mean {quoted(nearest)}?" if nearest else ""
    raise _error(model, f"{quoted(module)} has no pydantic model {quoted(attribute)}{hint}")


def json_schema(model: PythonModel) -> dict[str, Any]:
    """Return the JSON Schema of a model. Raises SchemaError as `model_class` does, and where it has none."""
    chosen = model_class(model)
    try:
        with quiet():
            made = chosen.model_json_schema()
    except Exception as error:  # noqa: BLE001  # types and hooks of the project
        raise _error(model, f"it has no JSON Schema: {told(error, model.root)}") from None
    for _, part in subschemas(made):
        _tell_apart(part)
    return made


def _tell_apart(part: dict[str, Any]) -> None:
    """Turn what OpenAPI calls the discriminator of a union, which is no JSON Schema, into ours."""
    named = part.pop("discriminator", None)
    if isinstance(named, dict) and isinstance(part.get("x-lint", {}), dict):
        part["x-lint"] = {"discriminator": named.get("propertyName")} | part.get("x-lint", {})


@contextmanager
def _importing(root: str) -> Iterator[None]:
    """Import from `root` first; later, what validators import is looked for there last, and never instead of ours."""
    if root not in sys.path:
        sys.path.append(root)
    sys.path.insert(0, root)
    try:
        with quiet():
            yield
    finally:
        sys.path.remove(root)


@contextmanager
def quiet() -> Iterator[None]:
    """Keep what a project's code prints out of the report: it goes to standard error."""
    with redirect_stdout(sys.stderr):
        yield


def told(error: BaseException, root: str) -> str:
    """Return an exception on one line: its class, its message, and the innermost place in the project."""
    words = " ".join(f"{type(error).__name__}: {error}".split()).removesuffix(":")
    short = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
    place = ""
    trace = error.__traceback__
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.is_relative_to(root):
            place = f" ({file.relative_to(root).as_posix()}:{trace.tb_lineno})"
        trace = trace.tb_next
    return short + place


def _error(model: PythonModel, problem: str) -> SchemaError:
    return SchemaError(problem, file=PREFIX + model.name)
