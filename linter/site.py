"""The site that the documents make: its routes and their anchors, read from the files when they are asked for."""

from __future__ import annotations

from functools import cached_property

from linter.document import Document
from linter.document.flavour import Flavour
from linter.text import Source
from linter.values import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linter.anchors import Anchors
    from linter.config import Configuration
    from linter.generators import Generator, Generators
    from linter.identifiers import Names
    from linter.routes import RouteTable
    from linter.tree import Store


class KnownSite:
    """What `linter.others.Site` wants, from the configuration and the files of the repository."""

    def __init__(self, configuration: Configuration, store: Store, names: Names | None, generators: Generators) -> None:
        """Take the files; nothing is read yet. Names are needed only where routes are configured."""
        self._configuration = configuration
        self._store = store
        self._names = names
        self._generators = generators
        self._anchors: dict[str, Anchors | None] = {}

    @cached_property
    def routes(self) -> RouteTable | None:
        """All that the site serves; None where no `routes` are configured, as then more may be served than is known."""
        templates = self._configuration.routes
        if templates is None or self._names is None:
            return None
        from linter.routes import route_table

        redirects = "\n".join(self._text(name) for name in self._configuration.redirects)
        return route_table(templates, redirects, self._names.paths)

    def anchors(self, path: str) -> Anchors | None:
        """Return the anchors of a document, None where it cannot be read."""
        if path not in self._anchors:
            from linter.anchors import anchors_of

            document = self._document(path)
            found = None if document is None else anchors_of(document)
            # The document itself is not kept: there may be thousands of them, and few that need parsing.
            self._anchors[path] = found and replace(found, read=lambda: self._document(path) or Document.of("", path))
        return self._anchors[path]

    def flavour(self, path: str) -> Flavour:
        """Return the flavour of a document: what was configured, else what the files around it say."""
        given = self._configuration.flavour(path)
        return self._generators.of(path).flavour if given is None else Flavour(given)

    def generator(self, path: str) -> Generator:
        """Return what makes a page of a document."""
        return self._generators.of(path)

    def _document(self, path: str) -> Document | None:
        try:
            data = self._store.read(path, self._configuration.max_file_size)
        except OSError:
            return None
        return Document(path, Source.decode(data), self.flavour(path)) if isinstance(data, bytes) else None

    def _text(self, name: str) -> str:
        """Return the text of a file of redirects; the configuration has made sure that it is there, within the root."""
        try:
            data = self._store.read(name, self._configuration.max_file_size)
        except OSError:
            return ""
        return data.decode("utf-8", "replace") if isinstance(data, bytes) else ""
