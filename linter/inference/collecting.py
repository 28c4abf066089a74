"""Which folders hold documents of one kind: many, and with the same keys."""

from __future__ import annotations

import posixpath
import re
from collections import Counter, defaultdict

from linter.inference.limits import DEFAULT
from linter.patterns import lazy
from linter.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from linter.inference.limits import Limits
    from linter.inference.sketching import Sketch

_ALIKE = 0.6  # of the keys of a folder, weighted by how often they are used, must be those of its subfolders
_STRAY = 0.2  # a document that has less of what its siblings have belongs elsewhere
_TEMPLATE = lazy(
    r"_?(?:template|mod[eè]le|gabarit|archetype|boilerplate|skeleton|vorlage|plantilla)s?|.*[._-](?:template|example)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class GuessedCollection:
    """Documents of one kind: `files` are globs relative to the root, `paths` the documents that have the shape.

    `strays` lie in the same folder and match the globs, but have other keys.
    """

    name: str
    files: tuple[str, ...]
    paths: tuple[str, ...]
    strays: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Folder:
    """The documents right in a folder, and its subfolders."""

    path: str
    here: list[Sketch]
    below: list[_Folder]

    def all(self) -> Iterator[Sketch]:
        """Yield the documents here and below; paths may be deeper than Python recurses."""
        todo = [self]
        while todo:
            folder = todo.pop()
            yield from folder.here
            todo += reversed(folder.below)


def is_template(path: str) -> bool:
    """Tell whether a document is one to be copied, by its name or that of a folder it lies in."""
    *folders, name = path.split("/")
    stem = name.partition(".md")[0]
    return any(_TEMPLATE.fullmatch(part) for part in (*folders, stem)) or name.endswith((".example", ".template"))


def collections_of(sketches: Iterable[Sketch], limits: Limits = DEFAULT) -> tuple[GuessedCollection, ...]:
    """Return the collections among some documents, by path: folders of documents with mostly the same keys.

    A folder whose subfolders hold documents of the same shape is one collection with them. Templates do not count.
    """
    root = _folders([one for one in sketches if not is_template(one.path)])
    found = [(folder, members) for folder, members in _cohesive(root, limits)]
    names = _names([folder.path for folder, _ in found])
    return tuple(_guessed(name, *one) for name, one in zip(names, found, strict=True))


def _folders(sketches: Sequence[Sketch]) -> _Folder:
    root = _Folder("", [], [])
    known = {"": root}
    for one in sorted(sketches, key=lambda one: one.path):
        _folder(posixpath.dirname(one.path), known).here.append(one)
    return root


def _folder(path: str, known: dict[str, _Folder]) -> _Folder:
    missing: list[str] = []
    while path not in known:
        missing.append(path)
        path = posixpath.dirname(path)
    for one in reversed(missing):
        known[one] = _Folder(one, [], [])
        known[path].below.append(known[one])
        path = one
    return known[path]


def _cohesive(folder: _Folder, limits: Limits) -> Iterator[tuple[_Folder, list[Sketch]]]:
    """Yield the highest folders whose documents are of one kind, with these."""
    todo = [folder]
    while todo:
        one = todo.pop()
        whole = list(one.all()) if _has_branches(one) else []
        if len(whole) >= limits.documents and _is_one_kind(one, whole, limits):
            yield one, whole
            continue
        if len(one.here) >= limits.documents:
            yield _Folder(one.path, one.here, []), one.here
        todo += reversed(one.below)


def _has_branches(folder: _Folder) -> bool:
    """Tell whether a folder may stand for its subfolders: where it holds just one, that has the better name."""
    return bool(folder.below and folder.here) or (len(folder.below) > 1 and folder.path != "")


def _is_one_kind(folder: _Folder, whole: list[Sketch], limits: Limits) -> bool:
    """Tell whether the documents right here and those of each subfolder have the keys of the others."""
    groups = [group for group in (folder.here, *(list(one.all()) for one in folder.below)) if group]
    judged = [group for group in groups if len(group) >= limits.documents]
    pooled = [one for group in groups if len(group) < limits.documents for one in group]
    shape = _shape(whole)
    return all(_likeness(_shape(group), shape) >= _ALIKE for group in (*judged, pooled) if group)


def _shape(sketches: list[Sketch]) -> dict[str, float]:
    """Return the share of documents that has each key."""
    counts = Counter(key for one in sketches for key in one.keys)
    return {key: count / len(sketches) for key, count in counts.items()}


def _likeness(one: dict[str, float], other: dict[str, float]) -> float:
    """Return the weighted Jaccard index of two shapes, 0 to 1."""
    keys = one.keys() | other.keys()
    most = sum(max(one.get(key, 0.0), other.get(key, 0.0)) for key in keys)
    return sum(min(one.get(key, 0.0), other.get(key, 0.0)) for key in keys) / most if most else 0.0


def _guessed(name: str, folder: _Folder, members: list[Sketch]) -> GuessedCollection:
    shape = _shape(members)
    strays = {one.path for one in members if not _belongs(one, shape)}
    paths = tuple(one.path for one in members if one.path not in strays)
    return GuessedCollection(name, _globs(folder, members), paths, tuple(sorted(strays)))


def _belongs(one: Sketch, shape: dict[str, float]) -> bool:
    usual = sum(shape.values())
    return sum(shape[key] for key in one.keys) >= _STRAY * usual


def _globs(folder: _Folder, members: list[Sketch]) -> tuple[str, ...]:
    """Return a glob per file extension; a path without a folder is anchored by its slash."""
    endings = sorted({posixpath.splitext(one.path)[1] for one in members})
    middle = "/**/*" if folder.below else "/*"
    return tuple(f"{_literal(folder.path)}{middle}{ending}" for ending in endings)


def _literal(path: str) -> str:
    return re.sub(r"[*?\[{]", lambda match: f"[{match[0]}]", path)


def _names(paths: list[str]) -> list[str]:
    """Name folders after their last part, and by more of their path where two would have one name."""
    parts = [[part.strip("_. ") or part for part in path.split("/") if part] or ["documents"] for path in paths]
    lengths = dict.fromkeys(range(len(paths)), 1)
    while True:
        names = {index: "-".join(parts[index][-length:]) for index, length in lengths.items()}
        groups = defaultdict(list)
        for index, name in names.items():
            groups[name].append(index)
        longer = [one for group in groups.values() if len(group) > 1 for one in group if lengths[one] < len(parts[one])]
        if not longer:
            return _distinct([names[index] for index in range(len(paths))])
        for index in longer:
            lengths[index] += 1


def _distinct(names: list[str]) -> list[str]:
    seen: Counter[str] = Counter()
    made = []
    for name in names:
        plain = name.replace(".", "-")  # "collection.key" is how references name a place
        seen[plain] += 1
        made.append(plain if seen[plain] == 1 else f"{plain}-{seen[plain]}")
    return made
