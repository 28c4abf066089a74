"""Where the file of a relative link may be, when it is not where the path leads: what sites serve from elsewhere."""

from __future__ import annotations

import posixpath
from itertools import islice

from linter.patterns import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.tree import Tree

# The folders whose files sites serve from the root of the site, or of a section.
_SERVED = frozenset(
    {
        "public", "static", "assets", "docs", "doc", "src", "source", "content", "images", "image", "img", "media",
        "files", "uploads", "resources", "_includes", "includes", "_docs", "_posts", "website", "site",
    }
)  # fmt: skip
_UP = lazy(r"\A(?:\.{0,2}/+)*")
_DATE = lazy(r"\d{4}-\d{2}-\d{2}-")
_SIBLINGS = 300
_DEEPEST = 12


class Whereabouts:
    """What may explain the links of one document, `path`, that lead to no file of the tree."""

    def __init__(self, path: str, tree: Tree) -> None:
        """Take a document and the files around it; they are looked at when a link is asked about."""
        self._folder, _, name = path.rpartition("/")
        self._stem = name.rpartition(".")[0]
        self._tree = tree
        self._listed: dict[str, tuple[str, ...]] = {}
        self._bases: tuple[str, ...] | None = None

    def explains(self, place: str | None, target: str) -> bool:
        """Tell whether a file is where the unquoted `target` leads from elsewhere; `place` is where it leads."""
        return self._served(target) or (place is not None and self._translated(place))

    def keeps(self, place: str) -> bool:
        """Tell whether the folder of a place has files of the same ending, so that this one should be there too.

        A folder that is not there at all, or without any, is filled by something else: another repository, a build.
        """
        folder, _, name = place.rpartition("/")
        ending = name.rpartition(".")[2].casefold()
        return any(one.rpartition(".")[2].casefold() == ending for one in self._names(folder))

    def _served(self, target: str) -> bool:
        """Tell whether the file is there for an address that is relative to the URL of the page."""
        plain = posixpath.normpath(_UP.sub("", target, count=1))
        if plain.startswith(".."):
            return True  # up again in the middle: of such a path nothing can be said
        return any(self._exists(f"{base}/{plain}" if base else plain) for base in self._known_bases())

    def _translated(self, place: str) -> bool:
        """Tell whether a folder beside one of those above has the file: translations fall back on the original."""
        parts = place.split("/")
        for index, part in enumerate(parts[:-1][:_DEEPEST]):
            above, below = "/".join(parts[:index]), "/".join(parts[index + 1 :])
            for name in islice(self._folders(above), _SIBLINGS):
                if name != part and self._exists(posixpath.join(above, name, below)):
                    return True
        return False

    def _known_bases(self) -> tuple[str, ...]:
        if self._bases is None:
            self._bases = tuple(dict.fromkeys(self._bases_above()))
        return self._bases

    def _bases_above(self) -> Iterator[str]:
        """Yield the folders from which a site may serve: those above, what is served in them, and there the page's own.

        The page's own are the folders of its path, and one of its name, with or without the date.
        """
        parts = self._folder.split("/") if self._folder else []
        own = [part for part in (self._stem, _DATE.sub("", self._stem)) if part]
        for depth in range(len(parts), max(len(parts) - _DEEPEST, 0) - 1, -1):
            above = "/".join(parts[:depth])
            yield above
            for name in self._folders(above):
                if name not in _SERVED:
                    continue
                served = posixpath.join(above, name)
                yield served
                for start in range(depth, len(parts)):
                    inner = posixpath.join(served, *parts[start:])
                    yield from (inner, *(posixpath.join(inner, one) for one in own))
                    if self._exists(inner):
                        yield from (posixpath.join(inner, one) for one in islice(self._folders(inner), _SIBLINGS))
                yield from (posixpath.join(served, one) for one in islice(self._folders(served), _SIBLINGS))
        yield from (posixpath.join(self._folder, one) for one in own)

    def _folders(self, folder: str) -> Iterator[str]:
        """Yield the names in a folder that may be folders."""
        return (name for name in self._names(folder) if "." not in name[1:])

    def _exists(self, path: str) -> bool:
        folder, _, name = path.rpartition("/")
        return name in self._names(folder)

    def _names(self, folder: str) -> tuple[str, ...]:
        if folder not in self._listed:
            self._listed[folder] = self._tree.names(folder)
        return self._listed[folder]
