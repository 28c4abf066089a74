"""Reading the configuration: what may stand in it, and what is wrong with it, in words."""

from __future__ import annotations

from pathlib import Path

from linter import catalog
from linter.config import Collection, Configuration, ConfigurationError, Override
from linter.config_place import nearest, repository, root_of, root_without
from linter.finding import Severity
from linter.rule import CATEGORIES
from linter.tuples import NamedTuple
from linter.values import field_names, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from linter.config_model import CollectionModel, ConfigModel, ExternalLinksModel, OverrideModel, RulesModel
    from linter.external import Manner
    from linter.schema import Schema

SEVERITIES = (*Severity, "off")
MODEL = "python:"
"""What a schema begins with that is a pydantic model: "python:package.module:Model"."""


def load(
    start: Path,
    *,
    file: Path | None = None,
    isolated: bool = False,
    allow_python: bool = False,
    without_schemas: bool = False,
) -> Configuration:
    """Return the configuration that holds for `start`: the nearest file upwards, up to the repository's root.

    Only with `allow_python` are pydantic models that it names as schemas imported, which runs code of the project.
    Raises ConfigurationError for a mistake in it, FileNotFoundError where the `file` asked for is not there. Keys that
    name code are left out and stand in its `errors`, as does what is wrong with a schema where it shall do
    `without_schemas` that cannot be used.
    """
    place = nearest(str(start), file=None if file is None else str(file), isolated=isolated)
    if place is None:
        return Configuration(root_without(str(start)))
    found = Path(place)
    errors: list[str] | None = [] if without_schemas else None
    from linter.config_model import parse

    tables, ignored = _merge(found, ())
    built = _build(parse(tables, found), _Origin(found, Path(root_of(place)), allow_python, errors))
    said = tuple(dict.fromkeys((*ignored, *(errors or ()))))
    return replace(built, errors=said) if said else built


def schema_paths(
    start: Path, *, file: Path | None = None, isolated: bool = False
) -> tuple[Path, tuple[str, ...], frozenset[str]]:
    """Return the root, the paths of the schemas that the configuration names, and its collections' names.

    The schemas are not read: they may be wrong. Raises as `load` does.
    """
    place = nearest(str(start), file=None if file is None else str(file), isolated=isolated)
    if place is None:
        return Path(root_without(str(start))), (), frozenset()
    found = Path(place)
    from linter.config_model import parse

    model = parse(_merge(found, ())[0], found)
    tables = (model, *model.collections, *model.overrides.values())
    named = dict.fromkeys(one.schema_ for one in tables if one.schema_ is not None)
    return Path(root_of(place)), tuple(named), frozenset(one.name for one in model.collections)


def check_names(names: Iterable[str], where: str) -> frozenset[str]:
    """Return rule and category names as a set. Raises ConfigurationError for one that does not exist."""
    known = {*catalog.rules(), *CATEGORIES, "all"}
    for name in names:
        if name not in known:
            raise ConfigurationError(f"{where}: there is no rule {name!r}{_guess(name, known)}")
    return frozenset(names)


def _guess(name: str, known: Iterable[str]) -> str:
    from linter.spelling import closest

    nearest = closest(name, known)
    return f"; did you mean {nearest!r}?" if nearest else ""


class _Origin(NamedTuple):
    """Where a configuration stands, whether the models that it names may be imported, and what is wrong with schemas.

    Where `errors` is None, that is to be raised.
    """

    file: Path
    root: Path
    allow_python: bool
    errors: list[str] | None


def _merge(file: Path, seen: tuple[Path, ...]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the tables of a file over those of the file that it extends, and what is said of keys that name code."""
    if file in seen:
        raise ConfigurationError(f"{file}: extends itself")
    from linter.config_code import without_code

    data, ignored = without_code(table(file), file)
    base = parent_of(file)
    data.pop("extend", None)
    if base is None:
        return data, ignored
    merged, above = _merge(base, (*seen, file))
    for key, value in data.items():
        both = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = merged[key] | value if both else value
    return merged, (*above, *ignored)


def parent_of(file: Path) -> Path | None:
    """Return the file that a configuration file extends. Raises ConfigurationError where it may not be."""
    parent = table(file).get("extend")
    if parent is None:
        return None
    top = Path(repository(str(file.parent)) or file.parent).resolve()
    base = (file.parent / str(parent)).resolve()
    if not base.is_relative_to(top):
        raise ConfigurationError(f"{file}: extend = {parent!r} leads out of the repository")
    if not base.is_file():
        raise ConfigurationError(f"{file}: extend = {parent!r}: there is no such file")
    return base


def table(file: Path) -> dict[str, Any]:
    """Return the tables of a configuration file. Raises ConfigurationError where it is no TOML."""
    import tomllib

    try:
        data: dict[str, Any] = tomllib.loads(file.read_bytes().decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{file}: not valid TOML: {error}") from None
    except RecursionError:
        raise ConfigurationError(f"{file}: not valid TOML: nested too deeply") from None
    if file.name == "pyproject.toml":
        tool = data.get("tool", {})
        section: dict[str, Any] = tool.get("contentlint", {}) if isinstance(tool, dict) else {}
        return section
    return data


def _build(model: ConfigModel, origin: _Origin) -> Configuration:
    file = origin.file
    values: dict[str, Any] = {}
    if model.include is not None:
        values["include"] = tuple(model.include)
    if model.max_file_size is not None:
        values["max_file_size"] = model.max_file_size
    return Configuration(
        str(origin.root),
        str(file),
        exclude=(*model.exclude, *model.extend_exclude),
        collections=tuple(_collection(one, origin) for one in model.collections),
        rules=_rules(model.rules, f"{file}: rules"),
        settings=_settings(model, origin),
        external=_manner(model.external_links),
        overrides=tuple(
            Override((glob,), _rules(one.rules, f"{file}: overrides.{glob!r}"), _settings(one, origin))
            for glob, one in model.overrides.items()
        ),
        **values,
    )


def _manner(model: ExternalLinksModel) -> Manner | None:
    if not model.model_fields_set:
        return None
    from linter.external import Manner

    return Manner(frozenset(model.accept), model.exclude, model.per_host, model.timeout, model.cache_days)


def _collection(model: CollectionModel, origin: _Origin) -> Collection:
    rules = _rules(model.rules, f"{origin.file}: collection {model.name!r}")
    return Collection(model.name, tuple(model.files), rules, _settings(model, origin, model.name))


def _settings(
    model: CollectionModel | ConfigModel | OverrideModel, origin: _Origin, collection: str | None = None
) -> dict[str, object]:
    """Return the settings of a table; what the configuration itself says wins over what its schema declares."""
    settings = model.settings()
    if model.links.redirects is not None:
        _inside(model.links.redirects, "redirects", origin)
    schema = _schema(model.schema_, origin) if model.schema_ is not None else None
    settings.pop("schema", None)
    if schema is not None:
        settings["schema"] = schema
        for name, value in schema.declared(collection).items():
            given = settings.get(name)
            settings[name] = {**value, **given} if isinstance(value, dict) and isinstance(given, dict) else value
    return settings


def _schema(name: str, origin: _Origin) -> Schema | None:
    """Return a schema, None where it cannot be used and that is no reason to stop."""
    from linter.schema import Schema, SchemaError

    model = model_name(name, origin.file, allow_python=origin.allow_python) if name.startswith(MODEL) else None
    try:
        if model is not None:
            return Schema.of_model(model, origin.root)
        return Schema.load(_inside(name, "schema", origin), origin.root)
    except (SchemaError, ConfigurationError) as error:
        if origin.errors is None:
            raise ConfigurationError(str(error)) from None
        origin.errors.append(f"{error}; this schema is left out")
        return None


def model_name(name: str, file: Path, *, allow_python: bool) -> str:
    """Return what stands after "python:". Raises ConfigurationError where no model may be imported."""
    if not allow_python:
        raise ConfigurationError(
            f"{file}: schema = {name!r} runs code of this project: allow it with --allow-python, if you trust it"
        )
    return name.removeprefix(MODEL)


def _inside(name: str, key: str, origin: _Origin) -> Path:
    """Return the path of a file that the configuration names. Raises ConfigurationError where it may not be read."""
    path = (origin.root / name).resolve()
    if not path.is_relative_to(origin.root.resolve()):
        raise ConfigurationError(f"{origin.file}: {key} = {name!r} leads out of {origin.root}")
    if not path.is_file():
        raise ConfigurationError(f"{origin.file}: {key} = {name!r}: there is no such file{_near_file(path)}")
    return path


def _near_file(path: Path) -> str:
    names = [one.name for one in path.parent.iterdir()] if path.parent.is_dir() else []
    return _guess(path.name, names)


def _rules(table: RulesModel, where: str) -> dict[str, dict[str, object]]:
    """Check and normalise a table of rules: names, severities, options."""
    check_names(table, where)
    settings: dict[str, dict[str, object]] = {}
    for name, value in table.items():
        given: dict[str, object] = {"severity": value} if isinstance(value, str) else dict(value)
        severity = given.get("severity")
        if severity is not None and severity not in SEVERITIES:
            hint = _guess(str(severity), SEVERITIES)
            raise ConfigurationError(
                f"{where}: {name}: {severity!r} is no severity{hint or ' (' + ', '.join(SEVERITIES) + ')'}"
            )
        _check_options(name, given, where)
        settings[name] = given
    return settings


def _check_options(name: str, given: Mapping[str, object], where: str) -> None:
    from linter.config_model import options_error

    values = {key: value for key, value in given.items() if key != "severity"}
    rule = catalog.rules().get(name)
    if rule is None:
        if values:
            raise ConfigurationError(f"{where}: {name} is a category: only a severity can be set for it")
        return
    known = [one.replace("_", "-") for one in field_names(rule.options)]
    for key in values:
        if key.replace("_", "-") not in known:
            hint = _guess(key, known) or (f" (it has {', '.join(known)})" if known else " (it has none)")
            raise ConfigurationError(f"{where}: {name} has no option {key!r}{hint}")
    if error := options_error(rule, values):
        raise ConfigurationError(f"{where}: {name}: {error}")
