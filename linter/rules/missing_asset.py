"""The rule missing-asset."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from linter.finding import Problem
from linter.rule import Options, project_rule
from linter.schema.words import quoted
from linter.spelling import closest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.project import Facts, Project

_MOST_SUGGESTIONS = 50


@dataclass(frozen=True)
class MissingAssetOptions(Options):
    """`assets` maps front matter keys ("logo", "images[]") to "folder|ending" of the files that their values name.

    The folder is relative to the root; without one, the file lies beside the document. The ending is added to values.
    """

    assets: dict[str, str] = field(default_factory=dict)


@project_rule("missing-asset", category="references", options=MissingAssetOptions)
def missing_asset(facts: Facts, project: Project, options: MissingAssetOptions) -> Iterator[Problem]:
    """A front matter value that names a file which is not there."""
    guesses = 0
    for value in facts.values:
        declared = options.assets.get(value.key)
        name = value.text.strip()
        if declared is None or not name or "://" in name or name.startswith(("//", "data:")):
            continue
        base, _, ending = declared.partition("|")
        path = _path(facts.path, base, name + ending)
        if path is not None and project.tree.exists(path):
            continue
        guesses += 1
        meant = _meant(project, path, ending) if path is not None and guesses <= _MOST_SUGGESTIONS else None
        shown = path if path is not None else name
        advice = f"; did you mean {quoted(meant)}?" if meant else ": correct the name or add the file"
        yield Problem(value.span, f"there is no file {quoted(shown)}{advice}")


def _path(document: str, base: str, name: str) -> str | None:
    """Return the path of a file, relative to the root; None where that leads out of it."""
    folder = base if base or name.startswith("/") else posixpath.dirname(document)
    joined = posixpath.normpath(posixpath.join(folder, name.lstrip("/")))
    return None if joined.startswith("..") else joined


def _meant(project: Project, path: str, ending: str) -> str | None:
    folder, _, name = path.rpartition("/")
    near = closest(name, project.tree.names(folder))
    return near.removesuffix(ending) if near and ending else near
