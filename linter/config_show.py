"""The effective configuration, as a person reads it."""

from __future__ import annotations

import dataclasses
import os
from typing import TYPE_CHECKING

from linter.config import TOLD
from linter.schema import Schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from linter.config import Configuration
    from linter.rule import ConfiguredRule


def shown(configuration: Configuration, path: Path) -> str:
    """Return the configuration that holds for a folder, or the rules that are on for a document."""
    root = configuration.root.resolve()
    head = [f"root = {root}", f"configuration = {configuration.origin or 'none: built-in defaults'}"]
    if path.is_dir():
        return "\n".join((*head, *_folder(configuration))) + "\n"
    inside = os.path.relpath(path.resolve(), root).replace(os.sep, "/")
    collection = configuration.collection(inside)
    head.append(f"collection = {collection.name if collection else 'none'}")
    return "\n".join((*head, "", *map(_rule, configuration.rules_for(inside)))) + "\n"


def _folder(configuration: Configuration) -> Iterator[str]:
    yield f"include = {', '.join(configuration.include)}"
    yield f"exclude = {', '.join(configuration.exclude) or 'nothing'}"
    yield f"max-file-size = {configuration.max_file_size}"
    yield from _settings("", configuration.settings, configuration.rules)
    for one in configuration.collections:
        yield f"\ncollection {one.name}"
        yield f"  files = {', '.join(one.files)}"
        yield from _settings("  ", one.settings, one.rules)
    for override in configuration.overrides:
        yield f"\noverride {', '.join(override.files)}"
        yield from _settings("  ", override.settings, override.rules)


def _settings(indent: str, settings: Mapping[str, object], rules: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
    for name, value in sorted(settings.items()):
        yield f"{indent}{name.replace('_', '-')} = {_value(value)}"
    for name, given in sorted(rules.items()):
        yield f"{indent}rules.{name} = {', '.join(f'{key} {_value(value)}' for key, value in given.items())}"


def _rule(configured: ConfiguredRule) -> str:
    options = configured.options
    blank = type(options)()
    changed = [
        f"{one.name.replace('_', '-')} = {_value(getattr(options, one.name))}"
        for one in dataclasses.fields(options)
        if one.name not in TOLD and getattr(options, one.name) != getattr(blank, one.name)
    ]
    return f"{configured.severity:8} {configured.rule.name}" + "".join(f"\n           {line}" for line in changed)


def _value(value: object) -> str:
    if isinstance(value, Schema):
        return value.name
    if isinstance(value, (list, tuple, set, frozenset)):
        return ", ".join(sorted(map(str, value)))
    return str(value)
