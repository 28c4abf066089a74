"""The rule broken-file-link."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache

from linter.document.destination import unquoted
from linter.finding import Applicability, Fix, Problem
from linter.patterns import lazy
from linter.project import is_path
from linter.rule import Options, project_rule
from linter.schema.words import quoted
from linter.showcase import is_demonstrated, is_showcase
from linter.spelling import closest
from linter.text import Edit
from linter.values import dataclass
from linter.whereabouts import Whereabouts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.project import Facts, InternalLink, Project
    from linter.text import Span

# Endings of what is a file in a content repository. Pages that a site renders (.html, .php, …), feeds, scripts and
# styles that it builds, and names without an ending, which are routes, cannot be looked for among the files.
_ENDING = lazy(
    r"(?:md|markdown|mdx|rst|adoc|txt|pdf|epub|rtf|odt|ods|odp|odg|docx?|xlsx?|xlsm|pptx?|csv|tsv|json|jsonl|geojson|"
    r"ya?ml|toml|ipynb|zip|gz|7z|parquet|gpkg|shp|png|jpe?g|gif|svg|webp|avif|bmp|tiff?|ico|mp3|mp4|m4a|og[gav]|wav|"
    r"webm|mov|srt|vtt)",
    re.IGNORECASE,
)
_TEMPLATE = lazy(r"[{}<>$|\\*]|%7B", re.IGNORECASE)
# `www.exemple.fr/notice.pdf`: three labels, as folders have dots in their names too.
_ADDRESS = lazy(r"(?:[\w-]+\.){2,}[a-z]{2,12}/.", re.IGNORECASE)
# Long enough to be the name of one thing only, and none that each folder may have.
_TELLING = lazy(r"(?!(?:_?index|readme|changelog|license|overview|introduction)\b).{8,}", re.IGNORECASE)
_OLD = lazy(r"(?:\A|/)(?:versioned|version|archive|old|legacy)", re.IGNORECASE)
_PLAIN = lazy(r"[\w./%~-]*")
# Agda makes the pages of such modules, and names them after the modules: `folder.module.md`.
_LITERATE = ".lagda.md"
# Where that many links lead nowhere, and none to a file, they are the routes of a site.
_ROUTES = 3
_MOST = 100


@dataclass(frozen=True)
class BrokenFileLinkOptions(Options):
    """`roots` are folders, relative to the root of the project, in which the files of links may lie too."""

    roots: frozenset[str] = frozenset()


@project_rule("broken-file-link", category="links", options=BrokenFileLinkOptions, only=("is:linking-within",))
def broken_file_link(facts: Facts, project: Project, options: BrokenFileLinkOptions) -> Iterator[Problem]:
    """A link to a file that is not there."""
    if is_showcase(facts.path):
        return
    roots = sorted(options.roots)
    # To those in one folder a target is the same file.
    folder, literate = facts.path.rpartition("/")[0], facts.path.endswith(_LITERATE)
    there = project.unwanted("broken-file-link", options.roots, folder, literate)
    if not facts.may_link_to(lambda target: _is_missing(facts.path, target, project, roots), there):
        return
    found, missing = _sorted_out(facts, project, roots)
    around = Whereabouts(facts.path, project.tree)
    routes = not found and len(missing) >= _ROUTES
    told = 0
    for link, places in missing:
        if told >= _MOST:
            return
        path = _path(link.target)
        if is_demonstrated(facts.document.text, link.target):
            continue
        if around.explains(project.resolve(facts.path, link.target), unquoted(path)):
            continue
        meant = _meant(link.target, project, places)
        address = _ADDRESS.match(path) is not None
        if meant is None and not address and (routes or not any(map(around.keeps, places))):
            continue
        meant = meant or _moved(facts.path, link.target, project)
        told += 1
        what = "image" if link.image else "file"
        message = f"there is no {what} {quoted(unquoted(path))}"
        if meant:
            message += f"; did you mean {quoted(unquoted(meant))}?"
        else:
            message += ': write "https://" before an address' if address else ": correct the path or add the file"
        yield Problem(link.span, message, _fix(link, meant) if meant else None)


def _sorted_out(facts: Facts, project: Project, roots: list[str]) -> tuple[bool, list[tuple[InternalLink, list[str]]]]:
    """Return whether any link to a file leads to one, and those that do not, with the places looked at."""
    found = False
    missing: dict[Span, tuple[InternalLink, list[str]]] = {}
    for link in facts.links:
        if link.span in missing or not _is_file(link.target):
            continue
        places = list(_places(facts.path, link.target, project, roots))
        if any(project.tree.exists(place) for place in places):
            found = True
        elif places:
            missing[link.span] = link, places
    return found, list(missing.values())


def _is_missing(path: str, target: str, project: Project, roots: list[str]) -> bool:
    """Tell whether a target is a file that is in none of the places where it may be."""
    if not _is_file(target):
        return False
    beside = project.resolve(path, target)
    if beside is not None and project.tree.exists(beside):
        return False  # as nearly always
    places = list(_places(path, target, project, roots))
    return bool(places) and not any(map(project.tree.exists, places))


def _path(target: str) -> str:
    return target.partition("#")[0].partition("?")[0]


@lru_cache(maxsize=4096)  # pages of a site link to the same places
def _is_file(target: str) -> bool:
    name, _, ending = _path(target).rpartition("/")[2].rpartition(".")
    return is_path(target) and bool(name) and bool(_ENDING.fullmatch(ending)) and not _TEMPLATE.search(target)


def _places(path: str, target: str, project: Project, roots: list[str]) -> Iterator[str]:
    """Yield where the file may be; nowhere if that is outside the project, of which nothing is known."""
    if path.endswith(_LITERATE) and target.partition("#")[0].endswith(".md"):
        return
    beside = project.resolve(path, target)
    if beside is not None:
        yield beside
    for root in roots:
        # The name of a file in the root, as `resolve` wants the document that links, not its folder.
        place = project.resolve(posixpath.join(root, "-"), target)
        if place is not None:
            yield place


def _meant(target: str, project: Project, places: list[str]) -> str | None:
    """Return the path that was probably meant, as it would be written in the link."""
    folder, slash, _name = _path(target).rpartition("/")
    for place in places:
        directory, _, name = place.rpartition("/")
        nearest = closest(name, project.tree.names(directory))
        if nearest is not None and nearest != name:
            return folder + slash + _quoted_path(nearest)
    return None


def _moved(path: str, target: str, project: Project) -> str | None:
    """Return the path to the only file of that name, wherever it lies; names such as `index.md` say nothing."""
    name = unquoted(_path(target)).rpartition("/")[2]
    found = project.tree.named(name) if _TELLING.fullmatch(name) else ()
    if len(found) != 1 or found[0] == path or _OLD.search(found[0]):
        return None
    return _quoted_path(posixpath.relpath(found[0], posixpath.dirname(path) or "."))


def _quoted_path(path: str) -> str:
    """Return a path with nothing in it that could end a destination, an attribute or a YAML string."""
    from urllib.parse import quote

    return "".join(char if char.isalnum() or char in "-._~/" else quote(char) for char in path)


def _fix(link: InternalLink, meant: str) -> Fix | None:
    """Return the fix that writes the path, None where the link is spelt in a way that it could break."""
    rest = link.target[len(_path(link.target)) :]
    if not link.editable or not _PLAIN.fullmatch(meant) or not _PLAIN.fullmatch(rest.lstrip("#?")):
        return None
    edit = Edit(link.span, meant + rest)
    return Fix(f"link to {quoted(unquoted(meant))}", (edit,), Applicability.UNSAFE)
