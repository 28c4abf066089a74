"""What it takes to visit the documents of a store: the order, the configuration, what they must know of one another."""

from __future__ import annotations

from linter import files
from linter.generators import Generators
from linter.neighbours import Neighbours
from linter.project import Project
from linter.site import KnownSite
from linter.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.config import Configuration
    from linter.journal import Journal
    from linter.judgements import Heads, Judgements
    from linter.memory import Memory
    from linter.tree import Store
    from linter.visit_cache import VisitCache

_MANY = 50
"""Documents from which it pays to keep what came of each."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to do with the documents: only look, or fix; write the result, or show what would change."""

    fix: bool = False
    unsafe: bool = False
    dry: bool = False
    jobs: int = 0  # processes; 0 for as many as pay
    keep_mtime: bool = False
    remembers: bool = False  # what was odd in documents that lie together
    cache_key: Callable[[], tuple[object, ...] | None] | None = None
    """Tells the configuration from others, so that what each document came to can be kept; None if it is not to be."""


@dataclass(frozen=True, slots=True)
class Session:
    """What the visit of every document needs; without a journal nothing is written."""

    configuration: Configuration
    store: Store
    project: Project
    order: Order
    journal: Journal | None = None
    cache: VisitCache | None = None


def begin(
    configuration: Configuration,
    store: Store,
    order: Order = Order(),  # noqa: B008 -- frozen
    journal: Journal | None = None,
    documents: int = 0,
) -> Session:
    """Return what it takes to visit so many documents of a store."""
    key = order.cache_key() if order.cache_key is not None and documents >= _MANY else None
    if not isinstance(store, files.Folder) or not (order.remembers or key):
        return Session(
            configuration, store, project_of(configuration, store, Neighbours(configuration, store)), order, journal
        )
    from linter.memory import Memory

    memory = Memory(store.root)
    cache = _cache(configuration, store, key, memory) if key else None

    def judgements() -> Judgements | Heads:
        if cache is not None and not order.remembers:
            return cache.heads
        from linter.judgements import Judgements

        return Judgements(memory)

    project = project_of(configuration, store, Neighbours(configuration, store, judgements=judgements), memory)
    return Session(configuration, store, project if cache is None else cache.noting(project), order, journal, cache)


def _cache(configuration: Configuration, store: Store, key: tuple[object, ...], memory: Memory) -> VisitCache:
    from linter.visit_cache import VisitCache

    return VisitCache(memory, store, key, configuration.max_file_size)


def project_of(
    configuration: Configuration, store: Store, neighbours: Neighbours | None = None, memory: Memory | None = None
) -> Project:
    """Return the project: what documents may be called in the collections that others refer to, and who is beside whom.

    Documents are read only when a rule asks for their names, or for neighbours.
    """
    generators = Generators(store)
    if not configuration.names_documents:
        return Project(store, neighbours=neighbours, site=KnownSite(configuration, store, None, generators))
    from linter.identifiers import Holders, Identifiers, Names

    names = Names(configuration, store, memory)
    site = KnownSite(configuration, store, names, generators)
    return Project(store, Identifiers(names), neighbours, Holders(names), site)
