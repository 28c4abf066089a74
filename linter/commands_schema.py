"""What `contentlint schema` does: infer schemas, check them, show them, and export them for editors."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from linter import atomic, files
from linter.commands_init import listed
from linter.config import ConfigurationError
from linter.config_file import MODEL, load, model_name, schema_paths
from linter.inference import rows_of, schema_text
from linter.reports.escape import cells
from linter.schema import Schema, SchemaError, mistakes
from linter.schema.words import counted
from linter.spelling import closest
from linter.survey import survey
from linter.terminal import Progress, say, show, show_lines

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator, Mapping

    from linter.config import Configuration
    from linter.inference import FoundCollection


def schema(arguments: Namespace) -> int:
    """Carry out one of the commands about schemas."""
    try:
        return _COMMANDS[arguments.action](arguments)
    except BrokenPipeError:
        raise
    except (ConfigurationError, SchemaError) as error:
        say(f"error: {error}")
    except OSError as error:
        say(f"error: {error.filename}: {error.strerror}" if error.filename else f"error: {error}")
    return 2


def _infer(arguments: Namespace) -> int:
    """Print the schemas of the collections that the paths touch, or write those that are not there yet."""
    configuration = _configuration(arguments, *arguments.paths[:1])
    progress = Progress(sys.stderr)
    found = survey(configuration, progress, pages=False)
    progress.clear()
    chosen = [one for one in found.collections if one.collection.paths and _touches(one, arguments.paths, found.root)]
    for name in arguments.paths:
        if not any(_touches(one, [name], found.root) for one in chosen):
            say(f"warning: {name}: no collection there, which takes 5 documents with mostly the same keys")
    if arguments.output_dir is None:
        _print({one.collection.name: one.inferred.schema for one in chosen})
    for one in chosen:
        if arguments.output_dir is not None:
            name = Path(one.schema or f"{one.collection.name}.schema.json").name
            _new(Path(arguments.output_dir) / name, schema_text(one.inferred))
        for line in listed(found.root, one.inferred.anomalies):
            say(line)
    return 0


def _touches(one: FoundCollection, paths: list[str], root: Path) -> bool:
    """Tell whether a collection has documents in (or named by) one of the paths; all have where there are none."""
    wanted = [os.path.relpath(Path(path).resolve(), root).replace(os.sep, "/") for path in paths]
    return not wanted or any(
        name in {".", path} or path.startswith(f"{name}/") for name in wanted for path in one.collection.paths
    )


def _print(schemas: Mapping[str, object]) -> None:
    """Print a schema, or several by name."""
    if schemas:
        shown = next(iter(schemas.values())) if len(schemas) == 1 else schemas
        show("\n".join(map(_harmless, json.dumps(shown, ensure_ascii=False, indent=2).split("\n"))))


def _harmless(line: str) -> str:
    """Return a line of JSON that says the same, and in which nothing can command the terminal or a build log."""
    return "".join(
        char if char == seen else json.dumps(char)[1:-1].replace("#", "\\u0023")
        for char, seen in zip(line, cells(line), strict=True)
    )


def _new(path: Path, text: str) -> None:
    say(f"wrote {path}" if files.create(path, text) else f"left alone, as there is one already: {path}")


def _check(arguments: Namespace) -> int:
    """Report the mistakes in the schemas of the configuration, or in those that are named."""
    start = Path(arguments.paths[0]) if arguments.paths else Path()
    file = Path(arguments.config) if arguments.config else None
    root, named, collections = schema_paths(start if start.exists() else Path(), file=file, isolated=arguments.isolated)
    models = [] if arguments.paths else [name for name in named if name.startswith(MODEL)]
    paths = [Path(path) for path in arguments.paths] or [root / name for name in named if name not in models]
    for path in paths:
        if not path.is_file():
            raise ConfigurationError(f"{path}: there is no such file")
    found = [line for name in models for line in _model_mistake(name, root, arguments)]
    found += (line for path in paths for line in _mistakes(path.resolve(), root.resolve(), collections))
    lines = list(dict.fromkeys(found))  # several schemas may refer to one that is wrong
    show_lines(lines)
    checked = counted(len(paths) + len(models), "schema")
    say(f"Found {len(lines)} mistake{'' if len(lines) == 1 else 's'} in {checked}." if lines else f"{checked} checked.")
    return 1 if lines else 0


def _model_mistake(name: str, root: Path, arguments: Namespace) -> Iterator[str]:
    """Yield why a pydantic model is of no use as a schema, if it is not."""
    try:
        Schema.of_model(model_name(name, root, allow_python=arguments.allow_python), root)
    except SchemaError as error:
        yield str(error)


def _mistakes(path: Path, root: Path, collections: frozenset[str]) -> Iterator[str]:
    """Yield the mistakes of a schema, each with its place; a schema that lies elsewhere is a root of its own."""
    for one in mistakes(path, root if path.is_relative_to(root) else path.parent, collections or None):
        place = f"{one.file}:{one.line}" if one.line else f"{one.file} at {one.pointer}" if one.pointer else one.file
        yield f"{place}: {one.message}"


def _show(arguments: Namespace) -> int:
    """Show the schema of a collection: that of the configuration, else what is inferred."""
    configuration = _configuration(arguments)
    schemas = dict(_configured(configuration)) or {
        one.collection.name: one.inferred.schema for one in survey(configuration, pages=False).collections
    }
    if arguments.name not in schemas:
        nearest = closest(arguments.name, schemas)
        hint = f"did you mean {nearest!r}?" if nearest else f"there are {', '.join(schemas) or 'none'}"
        raise ConfigurationError(f"there is no collection {arguments.name!r} with a schema; {hint}")
    chosen = schemas[arguments.name]
    if arguments.output_format == "json":
        _print({arguments.name: chosen})
        return 0
    rows = list(rows_of(chosen))
    width = max((len(row.key) for row in rows), default=0)
    show_lines(
        f"{row.key:{width}}  {'required' if row.required else '':8}  {row.kind}"
        + (f" ({row.comment})" if row.comment else "")
        for row in rows
    )
    return 0


def _configured(configuration: Configuration) -> Iterator[tuple[str, dict[str, object]]]:
    for one in configuration.collections:
        chosen = one.settings.get("schema", configuration.settings.get("schema"))
        if isinstance(chosen, Schema):
            yield one.name, chosen.mapping


def _export(arguments: Namespace) -> int:
    """Print or write the schemas as any editor reads them: with the names that references may have."""
    from linter.export import MARK, exported

    configuration = _configuration(arguments)
    made = dict(exported(configuration))
    if not made:
        raise ConfigurationError("no collection is configured with a schema; `contentlint init` makes some")
    if arguments.output_dir is None:
        _print(made)
        return 0
    for name, plain in made.items():
        path = Path(arguments.output_dir) / f"{name}.schema.json"
        text = json.dumps(plain, ensure_ascii=False, indent=2) + "\n"
        before = path.read_bytes() if path.is_file() else None
        if before is not None and MARK.encode() in before:
            atomic.replace(path, before, text.encode(), atomic.Manner(path.parent.resolve()))
            say(f"wrote {path}")
        else:
            _new(path, text)
    return 0


_COMMANDS: Mapping[str, Callable[[Namespace], int]] = {
    "infer": _infer,
    "check": _check,
    "show": _show,
    "export": _export,
}


def _configuration(arguments: Namespace, start: str = ".") -> Configuration:
    if not os.path.lexists(start):
        raise ConfigurationError(f"{start}: there is no such file or folder")
    file = Path(arguments.config) if arguments.config else None
    return load(Path(start), file=file, isolated=arguments.isolated, allow_python=arguments.allow_python)
