"""Every rule there is: the built-in ones and those of installed plugins."""

from __future__ import annotations

import os
import sys
from functools import cache
from importlib import import_module

from linter.listed_rule import listed
from linter.rule import AnyRule, ProjectRule, Rule
from linter.rule_index import ROWS
from linter.rules import BUILTIN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

PLUGINS = "contentlint.rules"
"""The entry point group in which an installed package names its rules, one `Rule` value each."""


@cache
def rules() -> Mapping[str, AnyRule]:
    """Return all rules by name, built-in ones first. Raises ValueError where two have one name."""
    found: dict[str, AnyRule] = {}
    for rule in (*map(_builtin, BUILTIN), *_plugins()):
        if rule.name in found:
            message = f"two rules are called {rule.name}"
            raise ValueError(message)
        found[rule.name] = rule
    return found


def has_plugins() -> bool:
    """Tell whether there are rules of installed plugins."""
    return len(rules()) > len(BUILTIN)


def _names_rules(folder: str) -> bool:
    """Tell whether a package installed in a folder may have entry points of ours; one in an archive is taken to."""
    try:
        with os.scandir(folder or ".") as entries:
            files = [
                os.path.join(entry.path, "entry_points.txt")  # noqa: PTH118 -- pathlib takes three times as long here
                for entry in entries
                if entry.name.endswith((".dist-info", ".egg-info", ".egg"))
            ]
    except OSError:
        return os.path.isfile(folder)  # noqa: PTH113 -- as above
    return any(map(_has_our_group, files))


def _has_our_group(path: str) -> bool:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 -- as above
            return PLUGINS.encode() in file.read()
    except OSError:
        return False


def _builtin(module: str) -> AnyRule:
    """Return a rule as the index tells of it, itself where it is not in there yet."""
    row = ROWS.get(module)
    if row is not None:
        return listed(module, row)
    rule: AnyRule = getattr(import_module(f"linter.rules.{module}"), module)
    return rule


def _plugins() -> tuple[AnyRule, ...]:
    if not any(map(_names_rules, sys.path)):
        return ()  # importlib.metadata alone takes longer to import than a file to check
    from importlib.metadata import entry_points

    loaded = tuple(entry.load() for entry in sorted(entry_points(group=PLUGINS), key=lambda entry: entry.name))
    for value in loaded:
        if not isinstance(value, (Rule, ProjectRule)):
            message = f"a plugin's entry point in {PLUGINS} is no rule: {value!r}"
            raise TypeError(message)
    return loaded
