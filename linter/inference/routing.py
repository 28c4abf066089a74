"""The routes of a site, by the links to them that its authors wrote: which collection is served where."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from pathlib import PurePosixPath

from linter.routes import normalized
from linter.values import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from linter.document import Document
    from linter.inference.collecting import GuessedCollection
    from linter.inference.sketching import Sketch

# Different pages that are linked to below a folder, and their share of all addresses there, from which on it is no
# chance that a collection is served there: by themselves, and where the program says that there are such pages.
_BY_ITSELF, _WHERE_TOLD = (10, 0.9), (2, 0.5)
_MOST = 40  # further routes, from which on nobody can say what the site serves
_ENDING = re.compile(r"\.(?!html?\Z|php\Z)[A-Za-z][A-Za-z0-9]{0,9}\Z")
_TEMPLATE = re.compile(r"[{}<>$|\\*\s\"]")
# By these a document says itself where it is served.
_OWN = frozenset({"permalink", "slug", "url", "aliases", "redirect_from", "path", "id"})
_GLOB = re.compile(r"[*?\[{]")
_ONE = re.compile(r"/\[\w+\]\Z")


@dataclass(frozen=True, slots=True)
class FoundRoute:
    """Where a collection is served: "/guides/{stem}".

    `found` of `total` different addresses lead to a document; `pages` are the names of those documents.
    """

    template: str
    found: int
    total: int
    pages: frozenset[str] = field(default=frozenset(), repr=False, compare=False)

    @property
    def prefix(self) -> str:
        """What stands before the name of the document."""
        return self.template.partition("{")[0]


@dataclass(frozen=True, slots=True)
class FoundRoutes:
    """The route of each collection that has one, by its name, and what else is served."""

    collections: Mapping[str, FoundRoute] = field(default_factory=dict)
    further: tuple[str, ...] = ()


def addresses(document: Document) -> tuple[str, ...]:
    """Return the paths of the addresses of the site that a document links to, each once; files are left out."""
    found = {link.target for link in document.links if link.target.startswith("/") and not link.image}
    plain = {normalized(target.partition("#")[0].partition("?")[0]) for target in found if target[1:2] != "/"}
    return tuple(sorted(one for one in plain if not _ENDING.search(one) and not _TEMPLATE.search(one)))


def routes_of(
    linked: Iterable[tuple[str, ...]],
    collections: Iterable[GuessedCollection],
    sketches: Mapping[str, Sketch],
    pages: tuple[str, ...] = (),
) -> FoundRoutes:
    """Return the routes by which nearly all addresses lead to a document; none where too few are linked to.

    `pages` is all that the site serves as its program tells it, () where it tells nothing: then addresses of any other
    kind become routes that take everything below, so that nothing is said of them.
    """
    every = sorted({address for one in linked for address in one})
    told = {f"{_ONE.sub('', page)}/" for page in pages if _ONE.search(page)}
    found: dict[str, FoundRoute] = {}
    for collection in collections:
        if not any(_places_itself(sketches[path]) for path in collection.paths):
            route = _route(every, collection, told)
            if route is not None and route.prefix not in {one.prefix for one in found.values()}:
                found[collection.name] = route
    prefixes = {one.prefix: f"{{{name}.{_NAMED[one.template[-6:]]}}}" for name, one in found.items()}
    further = tuple(_served(pages, prefixes) if pages else _further(every, list(found.values()), prefixes))
    return FoundRoutes(found, further) if found and len(further) <= _MOST else FoundRoutes()


_NAMED = {"{stem}": "$stem", "{path}": "$below"}


def _served(pages: tuple[str, ...], prefixes: Mapping[str, str]) -> Iterator[str]:
    """Yield the pages of the program, but for those of collections; what lies below such a one names it."""
    for page in pages:
        prefix = next((one for one in prefixes if re.match(rf"{re.escape(one)}\[\w+\]", page)), None)
        if prefix is None:
            yield page
        elif not _ONE.search(page) or page.count("[") > 1:
            yield prefix + prefixes[prefix] + page.removeprefix(prefix).partition("]")[2]


def _places_itself(sketch: Sketch) -> bool:
    return any(len(entry.place) == 1 and str(entry.place[0]).casefold() in _OWN for entry in sketch.entries)


def _route(every: list[str], collection: GuessedCollection, told: set[str]) -> FoundRoute | None:
    """Return the best route of a collection, one below the folders that are `told` to hold such pages if there are."""
    stems = frozenset(PurePosixPath(path).stem for path in collection.paths)
    below = frozenset(_below(path, collection.files) for path in collection.paths)
    best = None
    for placeholder, names in (("{stem}", stems), ("{path}", below)):
        for prefix, pages in _prefixes(every, names):
            total = sum(one.startswith(prefix) for one in every) - _deeper(every, prefix, pages)
            fewest, share = _WHERE_TOLD if prefix in told else _BY_ITSELF
            fits = len(pages) >= fewest and len(pages) >= share * total and (not told or prefix in told)
            if fits and (best is None or len(pages) > best.found):
                best = FoundRoute(prefix + placeholder, len(pages), total, frozenset(pages))
    return best


def _deeper(every: list[str], prefix: str, pages: set[str]) -> int:
    """Return how many addresses lie below a page."""
    return sum(any(one.startswith(f"{prefix}{page}/") for page in pages) for one in every if one.startswith(prefix))


def _prefixes(every: list[str], names: frozenset[str]) -> Iterator[tuple[str, set[str]]]:
    """Yield what stands before names in addresses, with the names; the root of the site is no prefix."""
    found: dict[str, set[str]] = defaultdict(set)
    for address in every:
        parts = address.split("/")
        for start in range(2, len(parts)):
            name = "/".join(parts[start:])
            if name in names:
                found["/".join(parts[:start]) + "/"].add(name)
    yield from found.items()


def _below(path: str, globs: tuple[str, ...]) -> str:
    name = PurePosixPath(path).with_suffix("").as_posix()
    folders = (_GLOB.split(glob, maxsplit=1)[0].rpartition("/")[0] for glob in globs)
    folder = next((one for one in folders if one and name.startswith(f"{one}/")), "")
    return name.removeprefix(f"{folder}/").removesuffix("/index").removesuffix("/_index")


def _further(every: list[str], routes: list[FoundRoute], prefixes: Mapping[str, str]) -> Iterator[str]:
    """Yield the routes of the addresses that lie below no prefix: all below the first folder that holds none.

    What lies below a document is such a route too, for every document.
    """
    found: dict[str, None] = {}
    for address in every:
        route = next((one for one in routes if address.startswith(one.prefix)), None)
        if route is None:
            found[_outside(address, list(prefixes))] = None
            continue
        page = next((one for one in route.pages if address.startswith(f"{route.prefix}{one}/")), None)
        if page is not None:
            found[route.prefix + prefixes[route.prefix] + address[len(route.prefix) + len(page) :]] = None
    yield from found


def _outside(address: str, prefixes: list[str]) -> str:
    if any(prefix.startswith(f"{address.rstrip('/')}/") for prefix in prefixes):
        return address
    above = address
    while (folder := posixpath.dirname(above)) != "/" and not any(one.startswith(f"{folder}/") for one in prefixes):
        above = folder
    return f"{above}/:rest*"
