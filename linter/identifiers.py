"""What documents may be called by others, and which share a name: read from the files when it is first asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from linter.document import Document
from linter.globs import matches
from linter.keyed_values import values_at
from linter.patterns import lazy
from linter.project import shared
from linter.text import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linter.config import Configuration
    from linter.memory import Memory
    from linter.tree import Store


_WILDCARD = lazy(r"[*?\[{]")


class Names:
    """The names in each collection that the settings of any documents ask for; each document is read once for all."""

    def __init__(self, configuration: Configuration, store: Store, memory: Memory | None = None) -> None:
        """Take the files; nothing is read yet. A memory spares reading those that have not changed."""
        self._configuration = configuration
        self._store = store
        self._memory = memory
        self._read: dict[str, dict[str, dict[str, list[str]]]] = {}
        self._chosen: dict[str, list[str]] = {}

    @cached_property
    def wanted(self) -> frozenset[str]:
        """The targets that are asked for, such as "producers.$stem" and "api.title"."""
        given = self._configuration
        layers = [given.settings, *(one.settings for one in given.collections)]
        layers += [one.settings for one in given.overrides]
        asked = (
            str(target)
            for settings in layers
            for name in ("references", "unique")
            for target in _values(settings.get(name))
        )
        return frozenset([*asked, *(_in_routes(given.routes) if given.routes else ())])

    @cached_property
    def _paths(self) -> tuple[str, ...]:
        return tuple(self._store.listed(""))

    def paths(self, target: str) -> Mapping[str, list[str]]:
        """Return each name that a target stands for, with the paths of the documents that have it."""
        collection, _, key = target.partition(".")
        if key in {"", "$stem", "$path"}:
            return self._by_path(collection, whole=key == "$path")
        if key == "$below":
            return self._below(collection)
        if collection not in self._read:
            self._read[collection] = self._by_key(collection)
        return self._read[collection].get(key, {})

    def _members(self, collection: str) -> list[str]:
        if collection not in self._chosen:
            globs = self._globs(collection)
            self._chosen[collection] = [path for path in self._paths if globs and matches(path, globs)]
        return self._chosen[collection]

    def _globs(self, collection: str) -> tuple[str, ...]:
        return next((one.files for one in self._configuration.collections if one.name == collection), ())

    def _below(self, collection: str) -> dict[str, list[str]]:
        """Return the paths of files without their endings, below the folder in which a glob begins to choose."""
        found: dict[str, list[str]] = defaultdict(list)
        for glob in self._globs(collection):
            folder = _WILDCARD.split(glob, maxsplit=1)[0].rpartition("/")[0]
            for path in self._members(collection):
                if matches(path, (glob,)):
                    name = without_ending(path)
                    found[name.removeprefix(f"{folder}/")].append(path)
        return found

    def _by_path(self, collection: str, *, whole: bool) -> dict[str, list[str]]:
        """Return the names of files without their endings; whole, every end of their paths too ("a/b", "b")."""
        found: dict[str, list[str]] = defaultdict(list)
        for path in self._members(collection):
            parts = without_ending(path).split("/")
            for start in range(len(parts)) if whole else (len(parts) - 1,):
                found["/".join(parts[start:])].append(path)
        return found

    def _by_key(self, collection: str) -> dict[str, dict[str, list[str]]]:
        start = f"{collection}."
        keys = frozenset(target.removeprefix(start) for target in self.wanted if target.startswith(start))
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        paths = self._members(collection)

        def read(path: str) -> Iterator[tuple[str, str]]:
            try:
                data = self._store.read(path, most)
            except OSError:
                return
            if isinstance(data, bytes):
                yield from ((one.key, one.text) for one in values_at(Document(path, Source.decode(data)), keys))

        most = self._configuration.max_file_size
        about = ("values", collection, sorted(keys), most)
        known = self._memory.values(about, paths, read) if self._memory is not None else None
        for path in paths:
            for key, text in read(path) if known is None else known[path]:
                found[key][text].append(path)
        return found


def without_ending(path: str) -> str:
    """Return the path of a file without its last ending, as pathlib takes it off, which takes long to import."""
    folder, slash, name = path.rpartition("/")
    stem, _, ending = name.rpartition(".")
    return f"{folder}{slash}{stem}" if stem and ending else path


def _in_routes(routes: Iterable[str]) -> Iterator[str]:
    from linter.routes import placeholders

    for route in routes:
        yield from placeholders(route)


def _values(setting: object) -> Iterator[object]:
    yield from setting.values() if isinstance(setting, Mapping) else ()


class Identifiers(Mapping[str, frozenset[str]]):
    """What `Project.identifiers` wants."""

    def __init__(self, names: Names) -> None:
        """Take the names; nothing is read yet."""
        self._names = names
        self._known: dict[str, frozenset[str]] = {}

    def __getitem__(self, target: str) -> frozenset[str]:
        """Return the names that a target stands for. Raises KeyError for one that no settings ask for."""
        if target not in self._names.wanted:
            raise KeyError(target)
        if target not in self._known:
            self._known[target] = frozenset(self._names.paths(target))
        return self._known[target]

    def __iter__(self) -> Iterator[str]:
        """Yield the targets."""
        return iter(self._names.wanted)

    def __len__(self) -> int:
        """Return how many targets there are."""
        return len(self._names.wanted)


class Holders(Mapping[str, Mapping[str, tuple[str, ...]]]):
    """What `Project.holders` wants."""

    def __init__(self, names: Names) -> None:
        """Take the names; nothing is read yet."""
        self._names = names
        self._known: dict[str, Mapping[str, tuple[str, ...]]] = {}

    def __getitem__(self, target: str) -> Mapping[str, tuple[str, ...]]:
        """Return the values that several documents have. Raises KeyError for a target that no settings ask for."""
        plain = target.removeprefix("~")
        if plain not in self._names.wanted:
            raise KeyError(target)
        if target not in self._known:
            self._known[target] = shared(self._names.paths(plain), fold=target != plain)
        return self._known[target]

    def __iter__(self) -> Iterator[str]:
        """Yield the targets."""
        return iter(self._names.wanted)

    def __len__(self) -> int:
        """Return how many targets there are."""
        return len(self._names.wanted)
