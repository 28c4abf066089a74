"""Keys of a configuration that name code: known, reported, and never followed, as a stranger may have written them."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CODE = frozenset(
    {"codeblocktools", "customrules", "jsplugins", "loadplugins", "localplugins", "markdownitplugins", "modulepaths"}
    | {"outputformatters", "plugin", "pluginpaths", "plugins", "pluginsearchdirs", "processors", "require"}
    | {"rulepaths", "rulesdir"}
)
"""What linters call such keys, without hyphens, underscores and capitals.

`extensions` is none of them: it may mean those of file names, and who wrote it would find other documents changed.
"""


def without_code(tables: Mapping[str, Any], file: Path) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the tables of a configuration file without the keys that name code, and a sentence for each of these."""
    found: list[str] = []
    kept: dict[str, Any] = _without(tables, "", found)
    collections, overrides = kept.get("collections"), kept.get("overrides")
    if isinstance(collections, list):
        kept["collections"] = [_without(one, f"/collections/{at}", found) for at, one in enumerate(collections)]
    if isinstance(overrides, dict):
        kept["overrides"] = {at: _without(one, f"/overrides/{_step(at)}", found) for at, one in overrides.items()}
    return kept, tuple(_sentence(pointer, file) for pointer in found)


def _without(table: Any, pointer: str, found: list[str]) -> Any:  # noqa: ANN401  # nobody has checked it yet
    """Return a table without the keys that name code, and add their pointers to what was found."""
    if not isinstance(table, dict):
        return table
    code = {key for key, value in table.items() if _names_code(key, value)}
    found.extend(f"{pointer}/{_step(key)}" for key in table if key in code)
    return {key: value for key, value in table.items() if key not in code}


def _names_code(key: str, value: object) -> bool:
    """Tell whether a key names code: `rules` tells severities, but as a list what to load."""
    plain = key.lower().replace("-", "").replace("_", "")
    return plain in CODE or (key == "rules" and isinstance(value, (list, str)))


def _step(key: str) -> str:
    """Return a key as a step of a JSON pointer."""
    return key.replace("~", "~0").replace("/", "~1")


def _sentence(pointer: str, file: Path) -> str:
    key = pointer.rpartition("/")[2]
    return f"{file}{_line(pointer, file)}: {key!r} is ignored: plugins come from the installed environment only"


def _line(pointer: str, file: Path) -> str:
    """Return ":12" where a key stands on line 12 of the file."""
    from linter.document.toml_places import places

    section = "/tool/contentlint" if file.name == "pyproject.toml" else ""
    with contextlib.suppress(OSError, UnicodeDecodeError):  # it may have been exchanged meanwhile
        text = file.read_bytes().decode("utf-8")
        place = places(text).get(section + pointer)
        return f":{text.count(chr(10), 0, place.key_start) + 1}" if place else ""
    return ""
