"""Every rule there is: the built-in ones and those of installed plugins."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from linter.rule import AnyRule, ProjectRule, Rule
from linter.rules import BUILTIN

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


def _builtin(module: str) -> AnyRule:
    rule: AnyRule = getattr(import_module(f"linter.rules.{module}"), module)
    return rule


def _plugins() -> tuple[AnyRule, ...]:
    from importlib.metadata import entry_points

    loaded = tuple(entry.load() for entry in sorted(entry_points(group=PLUGINS), key=lambda entry: entry.name))
    for value in loaded:
        if not isinstance(value, (Rule, ProjectRule)):
            message = f"a plugin's entry point in {PLUGINS} is no rule: {value!r}"
            raise TypeError(message)
    return loaded
