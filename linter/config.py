"""The configuration of a run: collections, rules and their severities, and which of them hold for a path."""

from __future__ import annotations

from functools import cached_property
from os.path import join, realpath

from linter import catalog
from linter.finding import Severity
from linter.globs import matches
from linter.rule import CATEGORIES, ConfiguredRule, configured
from linter.values import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import Any

    from linter.external import Answer, Manner
    from linter.rule import AnyRule

INCLUDE = ("**/*.md", "**/*.markdown", "**/*.mdx")
MAX_FILE_SIZE = 2 * 1024 * 1024
BASELINE = "contentlint-baseline.json"
ALWAYS = frozenset({"internal-error", "unreadable-file", "file-too-large", "fix-rolled-back"})
"""What a selection of rules does not switch off: without these a run would pass over files in silence."""


TOLD = ("known_rules", "partial", "answers")
"""Options that nobody sets: the run tells them to rules."""


class ConfigurationError(Exception):
    """A mistake in the configuration or in a selection, in words for the person who made it."""


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents of one kind: those whose path matches one of `files`.

    `settings` holds what rules want to know of a collection, by option name (`schema`, `components`, …).
    """

    name: str
    files: tuple[str, ...]
    rules: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    settings: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Override:
    """Rule settings for the paths that match one of `files`."""

    files: tuple[str, ...]
    rules: Mapping[str, Mapping[str, object]]
    settings: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Configuration:
    """Everything that was configured, checked.

    `folder` is what paths are relative to; `file` what it was read from (None: built-in defaults).
    `rules` maps rule and category names to settings: "severity" ("off" too) and the rule's options. `select` and
    `ignore` come from the command line and win. `external` says how other sites are asked (as by default: None),
    `answers` what they said. `errors` tells which schemas could not be used, and which keys are ignored because they
    name code.
    """

    folder: str
    file: str | None = None
    include: tuple[str, ...] = INCLUDE
    exclude: tuple[str, ...] = ()
    max_file_size: int = MAX_FILE_SIZE
    collections: tuple[Collection, ...] = ()
    rules: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    settings: Mapping[str, object] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    external: Manner | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)
    errors: tuple[str, ...] = ()

    @property
    def root(self) -> Path:
        """The folder that paths are relative to, for those who do more with it than to read what lies there."""
        from pathlib import Path

        return Path(self.folder)

    @property
    def origin(self) -> Path | None:
        """The file that this was read from."""
        from pathlib import Path

        return None if self.file is None else Path(self.file)

    @cached_property
    def real_root(self) -> str:
        """The folder that paths are relative to, links resolved."""
        return realpath(self.folder)

    def collection(self, path: str) -> Collection | None:
        """Return the collection that a path belongs to: the first that matches."""
        return next((one for one in self.collections if matches(path, one.files)), None)

    def baseline(self, name: str | None = None) -> str:
        """Return where the baseline is, or would be."""
        return join(self.folder, name or BASELINE)

    def flavour(self, path: str) -> str | None:
        """Return the flavour that was configured for a path."""
        settings = self.settings if self._is_uniform else self._settings(self.collection(path), self._overriding(path))
        return None if settings.get("flavour") is None else str(settings["flavour"])

    @cached_property
    def routes(self) -> tuple[str, ...] | None:
        """The routes of all collections, with placeholders such as `{api.$stem}`; None where `routes` is not set.

        Only `routes`, even an empty list, says that nothing else is served.
        """
        given = [one["routes"] for one in self._tables if one.get("routes") is not None]
        if not given:
            return None
        own = (_qualified(one) for one in self.collections if one.settings.get("route"))
        return (*own, *(str(route) for routes in given if isinstance(routes, list) for route in routes))

    @property
    def names_documents(self) -> bool:
        """Whether any settings ask for what documents are called, or where they are served."""
        asked = any(one.get("references") or one.get("unique") for one in self._tables)
        return asked or any(one.get("routes") is not None for one in self._tables)

    @property
    def redirects(self) -> tuple[str, ...]:
        """The paths of the files of redirects, relative to the root."""
        return tuple(dict.fromkeys(str(one["redirects"]) for one in self._tables if one.get("redirects")))

    @property
    def _tables(self) -> tuple[Mapping[str, object], ...]:
        """The settings of every layer."""
        collections, overrides = (one.settings for one in self.collections), (one.settings for one in self.overrides)
        return (self.settings, *collections, *overrides)

    def rules_for(self, path: str) -> tuple[ConfiguredRule, ...]:
        """Return the rules that are on for a path, configured."""
        collection = None if self._is_uniform else self.collection(path)
        overrides = () if self._is_uniform else self._overriding(path)
        key = (collection.name if collection else None, overrides)
        if key not in self.configured:
            self.configured[key] = tuple(self._configure(collection, overrides))
        return self.configured[key]

    @cached_property
    def configured(self) -> dict[tuple[str | None, tuple[int, ...]], tuple[ConfiguredRule, ...]]:
        """The rules of each collection, by its name and the numbers of the overrides, for which they were asked for."""
        return {}

    @cached_property
    def _is_uniform(self) -> bool:
        """Whether the same holds for all paths."""
        return not (self.collections or self.overrides)

    def _overriding(self, path: str) -> tuple[int, ...]:
        return tuple(index for index, one in enumerate(self.overrides) if matches(path, one.files))

    def _layers(self, collection: Collection | None, overrides: tuple[int, ...]) -> Iterator[Collection | Override]:
        yield from (collection,) if collection else ()
        yield from (self.overrides[index] for index in overrides)

    def _settings(self, collection: Collection | None, overrides: tuple[int, ...]) -> dict[str, object]:
        settings = dict(self.settings)
        for one in self._layers(collection, overrides):
            settings = _laid_over(settings, one.settings)
        return settings

    def _configure(self, collection: Collection | None, overrides: tuple[int, ...]) -> Iterator[ConfiguredRule]:
        settings = self._settings(collection, overrides)
        layers = [self.rules, *(one.rules for one in self._layers(collection, overrides))]
        for rule in catalog.rules().values():
            values = _merged(rule, layers)
            setting = values.pop("severity", None)
            severity = self._severity(rule, setting)
            if severity is not None:
                known = {*rule.option_names} & settings.keys()
                given = {name: settings[name] for name in known} | values
                named = setting is not None or bool({rule.name, rule.category} & self.select)
                mends = named or "all" in self.select or not rule.style
                supposes = rule.supposes and self.file is None and not named
                told = self.told(rule)
                yield configured(rule, given, severity, told=told, mends=mends, supposes=supposes)

    def told(self, rule: AnyRule) -> dict[str, Any]:
        """Return what only the configuration knows of what a rule wants to be told."""
        facts: dict[str, Any] = {
            "known_rules": frozenset({*catalog.rules(), *CATEGORIES}),
            "partial": bool(self.select or self.ignore),
            "answers": self.answers,
        }
        return {each: facts[each] for each in rule.option_names if each in facts}

    def _severity(self, rule: AnyRule, setting: object) -> Severity | None:
        """Return the severity with which a rule is on, None where it is off."""
        if rule.name in self.ignore or (rule.category in self.ignore and rule.name not in self.select):
            return None
        if self.errors and rule.name == "unused-suppression":  # who knows what is left out would say?
            return None
        level = Severity(str(setting)) if setting not in {None, "off"} else rule.severity
        if self.select:
            return level if _names(rule) & self.select or rule.name in ALWAYS else None
        by_default = rule.on and not (rule.style and self.file is None)
        return level if setting != "off" and (by_default or setting is not None) else None


def _laid_over(below: Mapping[str, object], above: Mapping[str, object]) -> dict[str, object]:
    """Lay settings over others: tables (references, hosts) are merged, everything else is replaced."""
    merged = dict(below)
    for name, value in above.items():
        known = merged.get(name)
        merged[name] = {**known, **value} if isinstance(known, dict) and isinstance(value, dict) else value
    return merged


def _qualified(collection: Collection) -> str:
    """Return the route of a collection with placeholders that say whose they are."""
    from linter.routes import placeholders

    route = str(collection.settings["route"])
    for asked in placeholders(route):
        target = {"stem": "$stem", "path": "$below"}.get(asked, asked)
        route = route.replace(f"{{{asked}}}", f"{{{collection.name}.{target}}}")
    return route


def _names(rule: AnyRule) -> set[str]:
    """Return the names by which a rule can be selected."""
    return {rule.name, rule.category, "all"}


def _merged(rule: AnyRule, layers: list[Mapping[str, Mapping[str, object]]]) -> dict[str, object]:
    """Merge a rule's settings, the last layer winning; within a layer the rule's own win over its category's."""
    values: dict[str, object] = {}
    for layer in layers:
        category = layer.get(rule.category, {})
        values |= {key: value for key, value in category.items() if key == "severity"}
        values |= {key.replace("-", "_"): value for key, value in layer.get(rule.name, {}).items()}
    return values
