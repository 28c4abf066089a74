"""What a configuration came to, remembered: neither pydantic nor jsonschema has to judge what has not changed.

A record holds the configuration as plain data, the files that it was read from with their whole content, and the rules
of those collections that were asked for, their options as they were checked. It lies in the cache folder of the user.
"""

from __future__ import annotations

import os
import sys
import time
from importlib import import_module

from linter import __version__, catalog, replay
from linter.config import TOLD, Configuration
from linter.digests import digest
from linter.finding import Severity
from linter.rule import PendingRule
from linter.schema import Schema
from linter.values import field_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import Any

    from linter.replay import Record
    from linter.rule import ConfiguredRule

_ENDING = "conf"
_SETTLED = 2.0  # seconds that all files must have been unchanged for: they may be changed again unseen
_PLAIN = (str, int, float, bool, bytes, type(None))
_FIELDS = ("include", "exclude", "max_file_size", "rules", "settings", "collections", "overrides", "external")
_MARK = "\0made of"


class _UnknownError(Exception):
    """A value of which no plain data can be made."""


def recalled(file: str) -> Configuration | None:
    """Return the configuration that a file came to when it was last read, None where anything has changed since."""
    record = _unchanged(file)
    if record is None or catalog.has_plugins():
        return None
    if not all(map(os.path.isfile, record["present"])):
        return None
    values = {name: _made(value) for name, value in record["values"].items()}
    configuration = Configuration(record["root"], file, **values)
    for key, rules in record["configured"].items():
        configuration.configured[key] = tuple(_rule(configuration, *_made(row)) for row in rules)
    return configuration


def _unchanged(file: str) -> Record | None:
    """Return what is kept of a configuration, None where one of the files that it was read from has changed since."""
    record = replay.read(replay.place_of(_key(file), _ENDING), _key(file))
    if record is None or any(_content(path) != one for path, one in record["files"].items()):
        return None
    return record


def remember(configuration: Configuration) -> None:
    """Keep what a configuration came to, if it is one that says the same every time."""
    known = configuration.configured
    file = configuration.file
    asked = configuration.select or configuration.ignore or configuration.answers or configuration.errors
    if file is None or asked or catalog.has_plugins() or not known:
        return
    from linter.kept import write

    try:
        tables = _tables(configuration)
        files = _contents(configuration, file)
        record: Record = {
            "key": _key(file),
            "root": configuration.folder,
            "files": files,
            "present": [
                os.path.join(configuration.folder, str(one["redirects"])) for one in tables if one.get("redirects")
            ],
            "values": {name: _plain(getattr(configuration, name)) for name in _FIELDS},
            "configured": {key: [_plain(_row(rule)) for rule in rules] for key, rules in known.items()},
        }
    except (_UnknownError, OSError):
        return
    if None not in files.values():
        write(record, _ENDING)


def key_of(configuration: Configuration) -> tuple[object, ...] | None:
    """Return what tells a configuration from others: the content of the files that it was read from.

    None where not all of these are known, or one was changed so recently that it may have been read before.
    """
    file = configuration.file
    if file is None or catalog.has_plugins() or configuration.answers or configuration.errors:
        return None
    record = _unchanged(file)
    try:
        contents = _contents(configuration, file) if record is None else record["files"]
    except (_UnknownError, OSError):
        return None
    if None in contents.values():
        return None
    state = digest(repr(sorted(contents.items())).encode("utf-8", "surrogateescape"))
    return (file, state, sorted(configuration.select), sorted(configuration.ignore))


def _contents(configuration: Configuration, file: str) -> dict[str, tuple[str, bytes] | None]:
    """Return what is in each file that a configuration was read from. Raises _UnknownError where not all are known."""
    return {str(path): _content(str(path)) for path in _read(configuration, file, _tables(configuration))}


def _tables(configuration: Configuration) -> list[Mapping[str, object]]:
    collections, overrides = configuration.collections, configuration.overrides
    return [configuration.settings, *(one.settings for one in collections), *(one.settings for one in overrides)]


def _key(file: str) -> bytes:
    """Return what tells one configuration from others, and one state of the program from others."""
    here = os.path.dirname(__file__)
    state = [replay.sign_of(os.path.join(here, one)) for one in ("", "rules", "schema", "config_model.py", "rule.py")]
    return repr((file, state, __version__, sys.version)).encode("utf-8", "surrogateescape")


def _read(configuration: Configuration, file: str, tables: list[Mapping[str, object]]) -> Iterator[Path]:
    """Yield the files that a configuration was read from. Raises _UnknownError where not all are known."""
    from pathlib import Path

    from linter.config_file import parent_of

    above: Path | None = Path(file)
    while above is not None:
        yield above
        above = parent_of(above)
    for schema in (one["schema"] for one in tables if "schema" in one):
        if not isinstance(schema, Schema):
            raise _UnknownError
        if schema.model is not None or any('"$id"' in text for _, text in (("", schema.text), *schema.siblings)):
            raise _UnknownError
        yield from (configuration.root / uri for uri in (schema.uri, *(uri for uri, _ in schema.siblings)))


def _content(path: str) -> tuple[str, bytes] | None:
    """Return where a path leads and what the file there holds, None where that cannot be relied on."""
    try:
        with open(path, "rb") as file:
            data = file.read()
            settled = os.fstat(file.fileno()).st_mtime < time.time() - _SETTLED
    except OSError:
        return None
    return (os.path.realpath(path), data) if settled else None


def _row(rule: ConfiguredRule) -> tuple[object, ...]:
    """Return what is kept of a configured rule."""
    if isinstance(rule, PendingRule):
        given, found = rule.given, rule.found
    else:
        options, unset = rule.options, rule.rule.options()
        names = [name for name in field_names(type(options)) if name not in TOLD]
        given = {one: getattr(options, one) for one in names if getattr(options, one) != getattr(unset, one)}
        found = {one: getattr(options, one) for one in rule.rule.telling if one not in rule.rule.option_names}
    return rule.rule.name, str(rule.severity), dict(given), dict(found), rule.mends, rule.supposes


def _rule(configuration: Configuration, name: str, severity: str, given: Any, found: Any, *rest: bool) -> PendingRule:  # noqa: ANN401
    rule, (mends, supposes) = catalog.rules()[name], rest
    told = configuration.told(rule)
    return PendingRule(rule, Severity(severity), given=given, told=told, found=found, mends=mends, supposes=supposes)


def _plain(value: Any) -> Any:  # noqa: ANN401 -- whatever stands in a configuration
    """Return plain data of which `_made` makes a value again. Raises _UnknownError."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind in (list, tuple, set, frozenset):
        return kind(map(_plain, value))
    if kind is dict:
        return {_plain(name): _plain(one) for name, one in value.items()}
    if not kind.__module__.startswith("linter."):
        raise _UnknownError
    if issubclass(kind, str):  # an enumeration
        return (_MARK, kind.__module__, kind.__qualname__, (str(value),))
    if not hasattr(kind, "__fields__"):
        raise _UnknownError
    parts = tuple(_plain(getattr(value, name)) for name in field_names(kind))
    return (_MARK, kind.__module__, kind.__qualname__, parts)


def _made(value: Any) -> Any:  # noqa: ANN401 -- as above
    kind = type(value)
    if kind is tuple and value[:1] == (_MARK,):
        _, module, name, parts = value
        if not module.startswith("linter."):
            raise ValueError(module)
        return getattr(import_module(module), name)(*map(_made, parts))
    if kind in (list, tuple, set, frozenset):
        return kind(map(_made, value))
    return {_made(name): _made(one) for name, one in value.items()} if kind is dict else value
