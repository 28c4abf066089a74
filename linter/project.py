"""What documents may know of one another: facts gathered from each, and the project that holds them."""

from __future__ import annotations

import posixpath
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.document import Document
    from linter.document.node import Node
    from linter.inference import Directory, Oddity, Sketch
    from linter.text import Span

_NAMED = 3  # documents that share a value: more are not told


@dataclass(frozen=True, slots=True)
class Value:
    """A string of the front matter that refers to another document, or is referred to; `key` is as `api[].name`."""

    key: str
    text: str
    span: Span
    editable: bool = True
    """False for a YAML alias: the text stands elsewhere."""


@dataclass(frozen=True, slots=True)
class FileLink:
    """A link whose target is a path of the repository; `spelt` tells how its destination can be rewritten."""

    target: str
    span: Span
    image: bool
    editable: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rest of the project may know of a document; small and picklable."""

    path: str
    values: tuple[Value, ...] = ()
    links: tuple[FileLink, ...] = ()
    sketch: Sketch | None = None


class Tree(Protocol):
    """The files of the repository, seen from its root; paths are relative, with slashes."""

    def exists(self, path: str) -> bool:
        """Tell whether a file or folder of that name is there, within the root."""
        ...

    def size(self, path: str) -> int | None:
        """Return the bytes of a file within the root, None where there is none."""
        ...

    def names(self, folder: str) -> tuple[str, ...]:
        """Return the names in a folder, sorted; () where it is none."""
        ...


class Neighbours(Protocol):
    """The documents that lie together."""

    @property
    def directory(self) -> Directory:
        """What the documents of each folder may be called."""
        ...

    def group(self, path: str) -> tuple[str, tuple[str, ...]]:
        """Return what the group of a document is called, and the paths of those it is compared with, its own too."""
        ...

    def sketches(self, paths: tuple[str, ...]) -> Sequence[Sketch]:
        """Return the sketches of documents; those without a front matter are left out."""
        ...


@dataclass(frozen=True, slots=True)
class Project:
    """All that is known of the documents together.

    `identifiers` maps "collection.$stem" ("$path", or a key) to what documents may be called there. Without
    `neighbours` no document is compared with others. `holders` maps "collection.key" to each value that several
    documents have there, with the paths of the first few; "~collection.key" to each `folded` one.
    """

    tree: Tree
    identifiers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    neighbours: Neighbours | None = None
    holders: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    _judged: dict[tuple[object, ...], Mapping[str, tuple[Oddity, ...]]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def oddities(self, facts: Facts, siblings: int) -> tuple[Oddity, ...]:
        """Return what nearly all of at least `siblings` documents that lie with this one do otherwise.

        The documents of a group are read and judged once, when the first of them is asked for.
        """
        if facts.sketch is None or self.neighbours is None:
            return ()
        from linter.inference import Limits, found_again, oddities

        name, paths = self.neighbours.group(facts.path)
        if len(paths) < siblings or facts.path not in paths:
            return ()
        key = (paths[0], name, siblings)
        if key not in self._judged:
            drawn = self.neighbours.sketches(paths)
            self._judged[key] = oddities(name, drawn, self.neighbours.directory, Limits(siblings=siblings))
        return found_again(self._judged[key].get(facts.path, ()), facts.sketch)

    def resolve(self, path: str, target: str) -> str | None:
        """Return the path that a relative link of the document `path` names, None where it leaves the root."""
        plain = unquote(target.partition("#")[0].partition("?")[0])
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), plain))
        return None if joined.startswith(("..", "/")) else joined


def folded(text: str) -> str:
    """Return a text without what makes no difference between two names: case, accents, blanks at its ends."""
    plain = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


def shared(names: Mapping[str, list[str]], *, fold: bool) -> Mapping[str, tuple[str, ...]]:
    """Return the values (folded, if so wanted) that several documents have, with the paths of the first few."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for text, paths in names.items():
        found[folded(text) if fold else text.strip()].update(dict.fromkeys(paths))
    return {text: tuple(sorted(paths)[:_NAMED]) for text, paths in found.items() if len(paths) > 1}


def gather(document: Document, keys: frozenset[str] = frozenset(), *, sketched: bool = False) -> Facts:
    """Return the facts of a document: the front matter values at `keys` ("producer", "api[]"), its file links.

    With `sketched` also the sketch of its front matter, which comparing it with others takes.
    """
    links = tuple(_file_links(document))
    return Facts(document.path, values_at(document, keys), links, _sketch(document) if sketched else None)


def values_at(document: Document, keys: frozenset[str]) -> tuple[Value, ...]:
    """Return the strings of a front matter at `keys` ("producer", "api[]"), in file order."""
    root = document.front_matter.root
    return tuple(value for value in _values(root, "") if value.key in keys) if root and keys else ()


def _sketch(document: Document) -> Sketch | None:
    from linter.inference import sketch

    return sketch(document.path, document.front_matter)


def _values(node: Node, key: str) -> Iterator[Value]:
    if isinstance(node.value, str) and node.kind == "scalar":
        yield Value(key, node.value, node.span, node.alias is None)
    for child in node.children:
        name = f"{key}[]" if child.key is None else f"{key}.{child.key}".lstrip(".")
        yield from _values(child, name)


def _file_links(document: Document) -> Iterator[FileLink]:
    for link in document.links:
        if is_path(link.target):
            yield FileLink(
                link.target, link.destination, link.image, link.region.edit(link.start, link.end, "x") is not None
            )


def is_path(target: str) -> bool:
    """Tell whether a link target can name a file beside the document: no scheme, host, root, query-only or anchor."""
    head = target.partition("/")[0]
    return bool(target) and not target.startswith(("#", "/", "?", "\\")) and ":" not in head and "@" not in head
