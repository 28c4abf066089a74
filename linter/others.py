"""What can be asked about the other documents by those who may not read any."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.anchors import Anchors
    from linter.document.flavour import Flavour
    from linter.generators import Generator
    from linter.inference import Oddity, Sketch
    from linter.routes import RouteTable

    Mail = tuple[frozenset[str], frozenset[str]]
    """The e-mail domains in a document: those after an @ in whatever place, and those that mail goes to."""


class Site(Protocol):
    """What is known of the site that the documents make."""

    @property
    def routes(self) -> RouteTable | None:
        """All that the site serves, None where that is not known completely."""
        ...

    def anchors(self, path: str) -> Anchors | None:
        """Return the anchors of a document, None where it cannot be read."""
        ...

    def flavour(self, path: str) -> Flavour:
        """Return the flavour that a document is written in."""
        ...

    def generator(self, path: str) -> Generator:
        """Return what makes a page of a document."""
        ...


class Neighbours(Protocol):
    """The documents that lie together."""

    @property
    def mail_domains(self) -> Mapping[str, int]:
        """How many documents have an e-mail address of each domain, in whatever place."""
        ...

    def group(self, path: str, least: int = 0) -> tuple[str, tuple[str, ...]]:
        """Return what the group of a document is called, and the paths of those it is compared with, its own too.

        Both are empty where it is known beforehand that there are not `least` of them.
        """
        ...

    def record(self, path: str, drawn: Sketch | None, mail: Mail | None) -> None:
        """Keep what was seen of a document that was read anyway, None where it was not looked for."""
        ...

    def record_mail(self, path: str, mail: Mail) -> None:
        """Keep the e-mail domains of a document of which nothing else was looked for."""
        ...

    def has_odd_mail(self, path: str) -> bool:
        """Tell whether mail goes to a domain, in a document that was recorded, that looks unlike those of others."""
        ...

    def judged(self, name: str, paths: tuple[str, ...], siblings: int) -> Mapping[str, tuple[Oddity, ...]]:
        """Return what is odd in each document of a group, beside at least `siblings` others."""
        ...
