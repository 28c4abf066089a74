"""Schemas for editors that know nothing of us: plain JSON Schema, references turned into lists of names."""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag, urljoin

from linter import files
from linter.document import Document
from linter.globs import matches
from linter.schema import Schema
from linter.schema.plain_keywords import plain_keywords
from linter.schema.surroundings import surrounded
from linter.text import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.config import Collection, Configuration

MARK = "exported by contentlint schema export; changes here are lost"
_NESTED = ("allOf", "anyOf", "oneOf", "prefixItems")
_NAMED = ("$defs", "definitions", "patternProperties", "dependentSchemas")
_SINGLE = ("additionalProperties", "not", "if", "then", "else", "contains", "propertyNames", "unevaluatedProperties")
_TITLES = ("title", "titre", "name", "nom", "fullname", "label")

Names = dict[str, str]
"""What documents are called, each with its title, or its path where it has none."""


def exported(configuration: Configuration) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the name and the plain schema of each collection that has one."""
    directory = _Directory(configuration)
    for one in configuration.collections:
        schema = one.settings.get("schema", configuration.settings.get("schema"))
        if isinstance(schema, Schema):
            shared = configuration.settings.get("references", {})
            own = one.settings.get("references", {})
            references = {**_strings(shared), **_strings(own)}
            locale = one.settings.get("locale", configuration.settings.get("locale"))
            with surrounded("", None, str(locale) if locale else None):
                plain = _plain(_bundled(schema), "", references, directory)
            comment = "; ".join(filter(None, (MARK, plain.get("$comment"))))
            yield one.name, _first({"$schema", "title"}, plain) | {"$comment": comment} | plain | {"$comment": comment}


def _bundled(schema: Schema) -> dict[str, Any]:
    """Return a schema that holds, among its definitions, the files it refers to: it may be moved."""
    if not schema.siblings:
        return schema.mapping
    homes = {schema.uri: "#"} | {uri: f"#/$defs/file-{index}" for index, (uri, _) in enumerate(schema.siblings, 1)}
    made: dict[str, Any] = _rebased(schema.mapping, schema.uri, homes)
    others = {homes[uri].rpartition("/")[2]: _rebased(json.loads(text), uri, homes) for uri, text in schema.siblings}
    return made | {"$defs": {**made.get("$defs", {}), **others}}


def _rebased(value: Any, uri: str, homes: Mapping[str, str]) -> Any:  # noqa: ANN401  # any part of a schema
    """Return a part of the document at `uri` whose references lead to where the documents are now."""
    if isinstance(value, list):
        return [_rebased(one, uri, homes) for one in value]
    if not isinstance(value, dict):
        return value
    made = {name: _rebased(one, uri, homes) for name, one in value.items() if name != "$id" or not isinstance(one, str)}
    if isinstance(value.get("$ref"), str):
        url, fragment = urldefrag(value["$ref"])
        home = homes.get(urljoin(uri, url) if url else uri)
        if home is not None and fragment[:1] in {"", "/"}:
            made["$ref"] = home + fragment
    return made


def _strings(value: object) -> dict[str, str]:
    return {str(key): str(target) for key, target in value.items()} if isinstance(value, dict) else {}


def _first(keys: set[str], schema: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in schema.items() if key in keys}


def _plain(schema: Mapping[str, Any], key: str, references: Mapping[str, str], directory: _Directory) -> dict[str, Any]:
    """Return a schema without what is ours, its references turned into lists of what they may be."""
    said = {name: value for name, value in schema.items() if not name.startswith("x-")} | plain_keywords(schema)
    made = {name: value for name, value in said.items() if value is not None or name in {"const", "default"}}
    properties = schema.get("properties")
    if isinstance(properties, dict):
        made["properties"] = {
            name: _below(member, f"{key}.{name}".lstrip("."), references, directory)
            for name, member in properties.items()
        }
    if "items" in schema:
        made["items"] = _below(schema["items"], f"{key}[]", references, directory)
    for keyword in _NESTED:
        if isinstance(made.get(keyword), list):
            made[keyword] = [_below(one, key, references, directory) for one in made[keyword]]
    # In these the same key may mean less: a condition must not be turned into a choice.
    for keyword in _NAMED:
        if isinstance(schema.get(keyword), dict):
            made[keyword] = {name: _below(one, "", {}, directory) for name, one in schema[keyword].items()}
    made |= {name: _below(schema[name], "", {}, directory) for name in _SINGLE if isinstance(schema.get(name), dict)}
    target = _target(schema, references.get(key))
    return made | (_choices(made, target, directory) if target else {})


def _below(member: object, key: str, references: Mapping[str, str], directory: _Directory) -> object:
    return _plain(member, key, references, directory) if isinstance(member, dict) else member


def _target(schema: Mapping[str, Any], configured: str | None) -> tuple[str, str, bool] | None:
    """Return what a place refers to ("producers.$stem"), the prefix of its values, and whether it may be other text."""
    annotation = schema.get("x-lint")
    ref = annotation.get("ref") if isinstance(annotation, dict) else None
    if isinstance(ref, dict) and "collection" in ref:
        named = str(ref.get("by", "slug"))
        by = {"slug": "$stem", "path": "$stem"}.get(named) or named.removeprefix("key:")
        return f"{ref['collection']}.{by}", str(ref.get("prefix", "")), ref.get("open") is True
    return (configured, "", False) if configured else None


def _choices(schema: Mapping[str, Any], target: tuple[str, str, bool], directory: _Directory) -> dict[str, Any]:
    collection, prefix, is_open = target
    names = directory.names(collection)
    if not names:
        return {}
    values: list[str | None] = [prefix + name for name in names]
    if is_open:
        return {"examples": values}
    titles = list(names.values())
    if "null" in (schema.get("type") or ()):
        values, titles = [*values, None], [*titles, ""]
    return {"enum": values, "enumDescriptions": titles}


class _Directory:
    """The names in each collection, read when first asked for."""

    def __init__(self, configuration: Configuration) -> None:
        self._configuration = configuration
        self._root = configuration.root.resolve()
        self._folder = files.Folder(self._root)
        self._known: dict[str, Names] = {}

    def names(self, target: str) -> Names:
        """Return the names that "producers.$stem" or "api.title" stands for, sorted; none where nothing is known."""
        if target not in self._known:
            name, _, key = target.partition(".")
            collection = next((one for one in self._configuration.collections if one.name == name), None)
            found = self._read(collection, key or "$stem") if collection else {}
            self._known[target] = dict(sorted(found.items()))
        return self._known[target]

    def _read(self, collection: Collection, key: str) -> Names:
        found: Names = {}
        for path in self._folder.listed(""):
            if not matches(path, collection.files):
                continue
            data = self._front_matter(path)
            name = PurePosixPath(path).stem if key == "$stem" else data.get(key)
            title = next((data[one] for one in _TITLES if isinstance(data.get(one), str) and data[one]), path)
            if isinstance(name, str) and name:
                found[name] = str(title)
        return found

    def _front_matter(self, path: str) -> dict[str, Any]:
        try:
            data = files.read(self._root, path, self._configuration.max_file_size)
        except OSError:
            return {}
        found = Document(path, Source.decode(data)).front_matter.data if isinstance(data, bytes) else {}
        return found if isinstance(found, dict) else {}
