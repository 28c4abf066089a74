"""A look at all documents of a repository: which collections there are, and what can be concluded about each."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from linter import files
from linter.document import Document
from linter.generators import UNKNOWN, Generators
from linter.globs import matches
from linter.inference import (
    FoundCollection,
    FoundRoutes,
    FoundSite,
    GuessedCollection,
    collections_of,
    directory_of,
    habit_of,
    habits_of,
    infer,
    is_template,
    routes_of,
    schema_path,
    served_pages,
    sketch,
    slug_of,
)
from linter.pieces import is_piece
from linter.routes import redirect_sources
from linter.text import Source
from linter.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from linter.config import Configuration
    from linter.inference import Anomaly, Habit, Sketch

# Where generators serve each version and language in a place of its own, addresses alone do not tell which is meant.
_SEVERAL = frozenset({"docusaurus"})
_NEXT = ("next.config.js", "next.config.mjs", "next.config.ts")
_REDIRECTS = ("_redirects", "public/_redirects", "static/_redirects", *_NEXT, "netlify.toml", "vercel.json")
_LONGEST = 2**20
"""Bytes of a file of redirects."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found; `documents` were looked at. `templates` lie in a collection, but are there to be copied.

    `configured` tells that the collections are those of the configuration; then those that would be found among all
    other documents are `uncovered`.
    """

    root: Path
    documents: int
    collections: tuple[FoundCollection, ...]
    templates: tuple[str, ...] = ()
    configured: bool = False
    uncovered: tuple[GuessedCollection, ...] = ()
    site: FoundSite = field(default_factory=FoundSite)


@dataclass(frozen=True, slots=True)
class Place:
    """An anomaly at its line and column, both from 1 on."""

    anomaly: Anomaly
    line: int
    column: int


def survey(
    configuration: Configuration,
    progress: Callable[[int, int], None] = lambda done, total: None,  # noqa: ARG005
    *,
    pages: bool = True,
) -> Survey:
    """Look at the documents that a check of the whole root would look at; with `pages` at their Markdown too."""
    root = configuration.root.resolve()
    chosen = files.select((str(root),), configuration).files
    sketches: list[Sketch] = []
    habits: dict[str, Habit] = {}
    headless: list[str] = []
    for number, document in enumerate(_documents(configuration, root, chosen)):
        progress(number, len(chosen))
        drawn = sketch(document.path, document.front_matter)
        if drawn is not None:
            sketches.append(drawn)
            if pages:
                habits[document.path] = habit_of(document)
        elif document.front_matter.format is None:
            headless.append(document.path)
    progress(len(chosen), len(chosen))
    configured = bool(configuration.collections)
    guesses = _configured(configuration, sketches) if configured else collections_of(sketches)
    found = tuple(_found(guesses, sketches, habits, dict(_schemas(configuration)), _pages(root, headless)))
    templates = [path for path in chosen if is_template(path) and any(matches(path, one.files) for one in guesses)]
    others = [one for one in sketches if configuration.collection(one.path) is None] if configured else []
    site = _site(root, guesses, {one.path: one for one in sketches}, habits)
    return Survey(root, len(chosen), found, tuple(templates), configured, collections_of(others), site)


def _site(
    root: Path, guesses: Iterable[GuessedCollection], sketches: dict[str, Sketch], habits: dict[str, Habit]
) -> FoundSite:
    """Conclude from the links of the pages what no generator tells of their site."""
    generators = Generators(files.Folder(root))
    names = {path: generators.of(path).name for path in habits}
    slug = slug_of(habit.slugs for path, habit in habits.items() if names[path] == UNKNOWN.name)
    collections = [one for one in guesses if not any(names.get(path) in _SEVERAL for path in one.paths)]
    pages = served_pages(files.Folder(root).listed("")) if any((root / name).is_file() for name in _NEXT) else ()
    routes = routes_of((habit.addresses for habit in habits.values()), collections, sketches, pages)
    redirects = next((name for name in _REDIRECTS if _redirects(root, name)), None)
    roots = ("public",) if pages and (root / "public").is_dir() else ()
    return FoundSite(slug, routes if collections else FoundRoutes(), redirects, roots)


def _redirects(root: Path, name: str) -> bool:
    try:
        data = files.read(root, name, _LONGEST)
    except OSError:
        return False
    return isinstance(data, bytes) and any(True for _ in redirect_sources(data.decode("utf-8", "replace")))


def placed(root: Path, anomalies: Iterable[Anomaly]) -> Iterator[Place]:
    """Yield anomalies with the lines at which they stand; of a file that is gone, the first."""
    sources: dict[str, Source] = {}
    for one in anomalies:
        if one.path not in sources:
            try:
                data = files.read(root, one.path, sys.maxsize)
            except OSError:
                data = b""
            sources = {one.path: Source.decode(data if isinstance(data, bytes) else b"")}
        source = sources[one.path]
        position = source.position(min(one.span.start, len(source.text)))
        yield Place(one, position.line, position.column)


def _documents(configuration: Configuration, root: Path, paths: tuple[str, ...]) -> Iterator[Document]:
    for path in paths:
        try:
            data = files.read(root, path, configuration.max_file_size)
        except OSError:
            continue
        document = Document(path, Source.decode(data)) if isinstance(data, bytes) else None
        if document is not None and document.source.unreadable is None:
            yield document


def _configured(configuration: Configuration, sketches: list[Sketch]) -> tuple[GuessedCollection, ...]:
    members: dict[str, list[str]] = {one.name: [] for one in configuration.collections}
    for each in sketches:
        collection = configuration.collection(each.path)
        if collection is not None:
            members[collection.name].append(each.path)
    return tuple(GuessedCollection(one.name, one.files, tuple(members[one.name])) for one in configuration.collections)


def _schemas(configuration: Configuration) -> Iterator[tuple[str, str | None]]:
    """Yield the path of each collection's schema, relative to the root; None for a model, which is in no such file."""
    from linter.schema import Schema

    for one in configuration.collections:
        schema = one.settings.get("schema")
        if isinstance(schema, Schema):
            yield one.name, None if schema.model else schema.uri


def _found(
    guesses: Iterable[GuessedCollection],
    sketches: list[Sketch],
    habits: dict[str, Habit],
    schemas: dict[str, str | None],
    headless: list[str],
) -> Iterator[FoundCollection]:
    by_path = {one.path: one for one in sketches}
    members = {guess.name: [by_path[path] for path in guess.paths] for guess in guesses}
    directory = directory_of(members)
    for guess in guesses:
        inferred = infer(guess, members[guess.name], directory)
        shown = habits_of(habits[path] for path in guess.paths if path in habits)
        path = schemas.get(guess.name, schema_path(guess))
        yield FoundCollection(guess, inferred, shown, path, sum(matches(each, guess.files) for each in headless))


def _pages(root: Path, paths: Iterable[str]) -> list[str]:
    """Return those of some documents that are pages of their own, and not there to be taken in or copied."""
    generators = Generators(files.Folder(root))
    return [path for path in paths if not is_template(path) and not is_piece(path, generators.of(path).flavour)]
