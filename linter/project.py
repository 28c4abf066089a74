"""What documents may know of one another: facts gathered from each, and the project that holds them."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.document import Document
    from linter.document.node import Node
    from linter.text import Span


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


class Tree(Protocol):
    """The files of the repository, seen from its root; paths are relative, with slashes."""

    def exists(self, path: str) -> bool:
        """Tell whether a file or folder of that name is there, within the root."""
        ...

    def names(self, folder: str) -> tuple[str, ...]:
        """Return the names in a folder, sorted; () where it is none."""
        ...


@dataclass(frozen=True, slots=True)
class Project:
    """All that is known of the documents together.

    `identifiers` maps "collection.$stem" or "collection.key" to what documents may be called there.
    """

    tree: Tree
    identifiers: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def resolve(self, path: str, target: str) -> str | None:
        """Return the path that a relative link of the document `path` names, None where it leaves the root."""
        plain = unquote(target.partition("#")[0].partition("?")[0])
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), plain))
        return None if joined.startswith(("..", "/")) else joined


def gather(document: Document, keys: frozenset[str] = frozenset()) -> Facts:
    """Return the facts of a document: the front matter values at `keys` ("producer", "api[]"), its file links."""
    root = document.front_matter.root
    values = tuple(value for value in _values(root, "") if value.key in keys) if root and keys else ()
    return Facts(document.path, values, tuple(_file_links(document)))


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
