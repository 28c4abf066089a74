"""What `contentlint init` does: it looks at the documents, and writes down what they have in common."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from linter import __version__, files
from linter.config import Configuration, ConfigurationError
from linter.config_file import load
from linter.inference import (
    configuration_text,
    drift,
    github_workflow_text,
    gitlab_job_text,
    pre_commit_text,
    rows_of,
    schema_text,
)
from linter.schema import Schema
from linter.schema.words import counted
from linter.survey import placed, survey
from linter.terminal import Progress, in_words, say, show_lines
from linter.values import replace

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator

    from linter.inference import Anomaly, FoundCollection, GuessedCollection
    from linter.survey import Survey

CONFIGURATION = "contentlint.toml"
WORKFLOW, JOBS, HOOK = ".github/workflows/content.yml", ".gitlab-ci.yml", ".pre-commit-config.yaml"
_SHOWN = 50  # anomalies of a collection that are listed
_REFERS = "name a document of"


def init(arguments: Namespace) -> int:
    """Write a configuration and schemas for what is found, or (`--check`) say how far the schemas are from it."""
    try:
        found, configuration = look(Path(arguments.path), allow_python=arguments.allow_python)
        if arguments.check:
            return _check(found, configuration)
        show_lines((*_described(found), *_written(found, configuration, arguments)))
    except (ConfigurationError, OSError) as error:
        say(f"error: {in_words(error)}")
        return 2
    return 0


def look(folder: Path, *, allow_python: bool = False) -> tuple[Survey, Configuration]:
    """Survey a folder, or all that the configuration which holds there covers. Raises ConfigurationError, OSError."""
    if not folder.is_dir():
        raise ConfigurationError(f"{folder}: there is no such folder")
    configuration = load(folder, allow_python=allow_python)
    if configuration.origin is None:
        configuration = Configuration(str(folder))
    progress = Progress(sys.stderr)
    found = survey(configuration, progress)
    progress.clear()
    return found, configuration


def _described(found: Survey) -> Iterator[str]:
    """Say what was found, on what evidence, and what does not fit."""
    collections = found.collections
    yield f"Looked at {counted(found.documents, 'document')}: {counted(len(collections), 'collection')}."
    if not collections:
        yield "A collection is a folder of at least 5 documents with mostly the same keys."
    for one in collections:
        yield ""
        yield from _collection(found, one)


def _collection(found: Survey, one: FoundCollection) -> Iterator[str]:
    guess, habits = one.collection, one.habits
    yield f"{guess.name}: {counted(len(guess.paths), 'document')} ({', '.join(guess.files)})"
    top = [row for row in rows_of(one.inferred.schema) if "." not in row.key and "[]" not in row.key]
    needed = ", ".join(row.key for row in top if row.required)
    yield f"  {counted(len(top), 'key')}" + (f"; in at least 98 %: {needed}" if needed else "")
    yield from (f"  {row.key}: {row.comment}" for row in rows_of(one.inferred.schema) if _REFERS in row.comment)
    if habits.first_heading is not None:
        yield f"  first heading: level {habits.first_heading} on {habits.agreeing}/{habits.headed} pages"
    if habits.components:
        yield "  components: " + ", ".join(f"{name} {times}" for name, times in habits.components)
    if guess.strays:
        yield f"  {counted(len(guess.strays), 'document')} with other keys: {', '.join(guess.strays[:5])}"
    yield from listed(found.root, one.inferred.anomalies, "  ")


def listed(root: Path, anomalies: Iterable[Anomaly], indent: str = "") -> Iterator[str]:
    """Yield a line for each anomaly, up to 50, then how many more there are."""
    every = tuple(anomalies)
    if every:
        unlike = "1 value or key is" if len(every) == 1 else f"{len(every)} values and keys are"
        yield f"{indent}{unlike} unlike nearly all others; look at them before you trust the schema:"
    for place in placed(root, every[:_SHOWN]):
        one = place.anomaly
        yield f"{indent}  {one.path}:{place.line}:{place.column}: {one.message} ({one.kind})"
    if len(every) > _SHOWN:
        yield f"{indent}  … and {len(every) - _SHOWN} more"


def _written(found: Survey, configuration: Configuration, arguments: Namespace) -> Iterator[str]:
    """Write what is not there yet, and say what was written and what was left alone."""
    texts = dict(_texts(found, configuration, arguments))
    created = [name for name, text in texts.items() if _create(found.root, name, text)]
    alone = [name for name in texts if name not in created]
    if configuration.origin is not None:
        alone.insert(0, _inside(configuration.origin, found.root))
    yield ""
    if created:
        yield f"Wrote {', '.join(created)}."
    if alone:
        yield f"Left alone, as there is one already: {', '.join(alone)}."
    for one in found.collections if configuration.origin is not None else ():
        if one.schema in created:
            yield f'To use {one.schema}, add schema = "{one.schema}" to the collection {one.collection.name}.'
    if HOOK in alone:
        yield f"To run it on every commit, add the hook to {HOOK}:"
        yield from pre_commit_text().partition("hooks:\n")[2].rstrip().split("\n")
    if JOBS in alone:
        yield f"To check merge requests, add the job to {JOBS}:"
        yield from gitlab_job_text(__version__).rstrip().split("\n")[1:]
    if arguments.baseline:
        yield "Next: `contentlint check` lists what is new, `contentlint check --no-baseline` all that does not fit;"
        yield "`contentlint fix --diff` shows what can be mended."
        return
    yield "Next: `contentlint check` lists what does not fit, `contentlint fix --diff` shows what can be mended;"
    yield "`contentlint baseline create` records what is to stay, so that only what is new fails."


def _texts(found: Survey, configuration: Configuration, arguments: Namespace) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each file that there should be."""
    collections = [one for one in found.collections if one.collection.paths]
    for one in collections:
        if one.schema is not None:
            yield one.schema, schema_text(one.inferred)
    if configuration.origin is None:
        yield CONFIGURATION, configuration_text(_kept(found.root, collections), found.templates, found.site)
    if arguments.ci == "github":
        yield WORKFLOW, github_workflow_text(__version__)
    if arguments.ci == "gitlab":
        yield JOBS, gitlab_job_text(__version__)
    if arguments.hook:
        yield HOOK, pre_commit_text()


def _kept(root: Path, collections: list[FoundCollection]) -> Iterator[FoundCollection]:
    """Yield the collections with the schemas that can be used: one that was there before may be anything."""
    for one in collections:
        usable = (one.schema is not None and not (root / one.schema).exists()) or _is_schema(root, one.schema)
        yield one if usable else replace(one, schema=None)


def _is_schema(root: Path, name: str | None) -> bool:
    from linter.schema import SchemaError

    try:
        return name is not None and bool(Schema.load(root / name, root))
    except SchemaError:
        return False


def _create(root: Path, name: str, text: str) -> bool:
    path = root / name
    if not path.parent.resolve().is_relative_to(root):
        raise ConfigurationError(f"{name}: {path.parent.name} leads out of {root}")
    return files.create(path, text)


def _inside(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _check(found: Survey, configuration: Configuration) -> int:
    """Say what the documents do now that the schemas do not say, and which are of no collection; 1 if there is any."""
    if configuration.origin is None:
        raise ConfigurationError(f"there is no {CONFIGURATION} to compare with; `contentlint init` writes one")
    written = {one.name: one.settings.get("schema") for one in configuration.collections}
    lines = []
    for one in found.collections:
        schema = written.get(one.collection.name)
        if isinstance(schema, Schema) and one.collection.paths:
            lines += [
                f"{schema.name if schema.model else schema.uri}: {line}"
                for line in drift(schema.mapping, json.loads(schema_text(one.inferred)))
            ]
    lines += [_uncovered(one) for one in found.uncovered]
    show_lines(lines)
    compared = sum(isinstance(schema, Schema) for schema in written.values())
    differ = counted(len(lines), "difference") if lines else "No difference"
    say(f"{differ} between {counted(compared, 'schema')} and {counted(found.documents, 'document')}.")
    return 1 if lines else 0


def _uncovered(one: GuessedCollection) -> str:
    documents = counted(len(one.paths), "document")
    return f"{', '.join(one.files)}: {documents} with mostly the same keys are of no collection (as {one.name}, say)"
