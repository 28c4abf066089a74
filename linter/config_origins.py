"""Where each value of the configuration was set: in which file, on which line."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from linter.config_file import parent_of, table
from linter.document.toml_places import places

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SECTION = "/tool/contentlint"


class Setting(NamedTuple):
    """A key (`collections.0.files`) with its value as it is written, and where: the file, and the line from 1 on."""

    key: str
    value: str
    file: Path
    line: int


def settings(file: Path) -> tuple[Setting, ...]:
    """Return what a configuration file and those that it extends set, each key once, in the order of the files.

    Raises ConfigurationError as reading the configuration does.
    """
    own = tuple(_own(file))
    parent = parent_of(file)
    if parent is None:
        return own
    replaced = {one for each in own for one in _replaced(each.key, table(file))}
    kept = (one for one in settings(parent) if not replaced & set(_beginnings(one.key)))
    return (*kept, *own)


def shown(file: Path) -> str:
    """Return a line for each setting: key, value and place."""
    current = Path.cwd()
    lines = (f"{one.key} = {one.value}  ({_name(one.file, current)}:{one.line})\n" for one in settings(file))
    return "".join(lines)


def _name(file: Path, current: Path) -> str:
    return os.path.relpath(file, current).replace(os.sep, "/")


def _own(file: Path) -> Iterator[Setting]:
    text = file.read_bytes().decode("utf-8").replace("\r\n", "\n")
    start = _SECTION if file.name == "pyproject.toml" else ""
    values = dict(_leaves(table(file), ""))
    for pointer, place in sorted(places(text).items(), key=lambda item: item[1].key_start):
        key = pointer.removeprefix(start)
        if pointer.startswith(f"{start}/") and key in values and key != "/extend":
            value = " ".join(text[place.start : place.end].split())
            yield Setting(_dotted(key), value, file, text.count("\n", 0, place.key_start) + 1)


def _leaves(value: object, pointer: str) -> Iterator[tuple[str, object]]:
    """Yield what is no table, nor a list of tables, by JSON pointer."""
    if isinstance(value, dict):
        for name, child in value.items():
            yield from _leaves(child, f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}")
    elif isinstance(value, list) and value and all(isinstance(child, dict) for child in value):
        for index, child in enumerate(value):
            yield from _leaves(child, f"{pointer}/{index}")
    else:
        yield pointer, value


def _dotted(pointer: str) -> str:
    parts = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
    return ".".join(f'"{part}"' if "." in part or "/" in part else part for part in parts)


def _replaced(key: str, tables: Mapping[str, object]) -> Iterator[str]:
    """Yield what a key replaces in the file that is extended: tables are merged by key, all else is replaced whole."""
    first, *rest = _beginnings(key)
    yield rest[0] if rest and isinstance(tables.get(first), dict) else first


def _beginnings(key: str) -> list[str]:
    """Return a key's own first and second name, joined: what of `rules.x.severity` a file can replace."""
    first, _, rest = key.partition(".")
    second = rest[: rest.index('"', 1) + 1] if rest.startswith('"') else rest.partition(".")[0]
    return [first, f"{first}.{second}"] if second else [first]
