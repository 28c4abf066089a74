"""The documents of the repository as siblings of one another: which lie together, and their front matter."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from itertools import chain

from linter.document import Document
from linter.globs import excludes, matches
from linter.text import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from linter.config import Configuration
    from linter.inference import Directory, Oddity, Sketch
    from linter.judgements import Heads, Judgements
    from linter.others import Mail
    from linter.tree import Store


_KEPT = 20_000  # sketches kept at most: each takes some kilobytes


class Neighbours:
    """What `linter.others.Neighbours` wants, read from the files when it is asked for."""

    def __init__(
        self,
        configuration: Configuration,
        store: Store,
        given: Document | None = None,
        judgements: Callable[[], Judgements | Heads] | None = None,
    ) -> None:
        """Take the files, a document that stands for the file of its path, and what has judgements of earlier runs."""
        self._configuration = configuration
        self._store = store
        self._given = given
        self._judgements = judgements
        self._drawn: dict[str, Sketch | None] = {}
        self._mail: dict[str, Mail] = {}

    def record(self, path: str, drawn: Sketch | None, mail: Mail | None) -> None:
        """Keep what was seen of a document, of sketches up to a limit, so that it is not read for it again."""
        if len(self._drawn) < _KEPT:
            self._drawn[path] = drawn
        if mail is not None:
            self._mail[path] = mail

    def record_mail(self, path: str, mail: Mail) -> None:
        """Keep the e-mail domains of a document of which nothing else was looked for."""
        self._mail[path] = mail

    @cached_property
    def _paths(self) -> tuple[str, ...]:
        """The documents that a run without paths would check, sorted, and the one that was given."""
        include, exclude = self._configuration.include, self._configuration.exclude
        found = {one for one in self._store.listed("") if matches(one, include) and not excludes(one, exclude)}
        return tuple(sorted(found | ({self._given.path} if self._given else set())))

    @cached_property
    def _groups(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """The group of each document (its collection, else its folder), and with whom of it it is compared."""
        from linter.inference import group_of, parts_of

        groups = defaultdict(list)
        for path in self._paths:
            collection = self._configuration.collection(path)
            groups[collection.name if collection else group_of(path)].append(path)
        return {path: (name, part) for name, paths in groups.items() for part in parts_of(paths) for path in part}

    @cached_property
    def directory(self) -> Directory:
        """What the documents of each folder may be called."""
        from linter.inference import stems_of

        return stems_of(self._paths)

    @cached_property
    def mail_domains(self) -> Counter[str]:
        """How many documents have an e-mail address of each domain, in whatever place; those not recorded are read."""
        from linter.mail_links import domains_written

        known = self._mail
        written = (known[path][0] if path in known else domains_written(self._text(path)) for path in self._paths)
        return Counter(chain.from_iterable(written))

    def has_odd_mail(self, path: str) -> bool:
        """Tell whether mail goes to a domain, in a document that was recorded, that looks unlike those of others."""
        return path in self._mail and not self._odd_domains.isdisjoint(self._mail[path][1])

    @cached_property
    def _odd_domains(self) -> frozenset[str]:
        """What of the domains that mail goes to, in the documents that were recorded, is none or may be misspelt."""
        used = {name for _, domains in self._mail.values() for name in domains}
        if not used:
            return frozenset()
        from linter.mail_domains import is_unknown, misspelt

        return frozenset(name for name in used if is_unknown(name) or misspelt(name, self.mail_domains) is not None)

    def group(self, path: str, least: int = 0) -> tuple[str, tuple[str, ...]]:
        """Return what the group of a document is called, and the paths of those it is compared with, its own too.

        Where its folder tells that there cannot be `least` of them, they are not looked for.
        """
        if "_groups" not in self.__dict__ and self._at_most(path) < least:
            return "", ()
        return self._groups.get(path, ("", ()))

    def _at_most(self, path: str) -> float:
        """Return how many documents the group of one has at most, without looking for any."""
        if self._configuration.collections:
            return float("inf")
        from linter.inference import folder_of_group

        return len(self._store.names(folder_of_group(path))) + (self._given is not None)

    def judged(self, name: str, paths: tuple[str, ...], siblings: int) -> Mapping[str, tuple[Oddity, ...]]:
        """Return what is odd in each document of a group, beside at least `siblings` others."""
        if self._judgements is None:
            return self._judged(name, self.sketches(paths), siblings)
        from linter.judgements import digest_of

        judgements = self._judgements()
        about = (name, paths[0], siblings, digest_of(self._paths))
        known = judgements.recalled(about, paths, self.sketches)
        if known is not None:
            return known
        drawn = self.sketches(paths)
        found = self._judged(name, drawn, siblings)
        judgements.keep(about, paths, drawn, found)
        return found

    def _judged(self, name: str, drawn: Sequence[Sketch], siblings: int) -> Mapping[str, tuple[Oddity, ...]]:
        from linter.inference import Limits, oddities

        return oddities(name, drawn, self.directory, Limits(siblings=siblings))

    def sketches(self, paths: tuple[str, ...]) -> list[Sketch]:
        """Return the sketches of documents; those that cannot be read or have no front matter are left out."""
        from linter.inference import sketch

        read = (path for path in paths if path not in self._drawn)
        drawn = {one.path: sketch(one.path, one.front_matter) for one in self._documents(read)}
        both = (self._drawn.pop(path, None) or drawn.get(path) for path in paths)
        return [one for one in both if one is not None]

    def _text(self, path: str) -> str:
        """Return the text of a document, "" where it cannot be read or has no @."""
        if self._given is not None and path == self._given.path:
            return self._given.text
        try:
            data = self._store.read(path, self._configuration.max_file_size)
        except OSError:
            return ""
        return data.decode("utf-8", "replace") if isinstance(data, bytes) and b"@" in data else ""

    def _documents(self, paths: Iterable[str]) -> Iterator[Document]:
        for path in paths:
            if self._given is not None and path == self._given.path:
                yield self._given
                continue
            try:
                data = self._store.read(path, self._configuration.max_file_size)
            except OSError:
                continue
            if isinstance(data, bytes):
                document = Document(path, Source.decode(data))
                if document.source.unreadable is None:
                    yield document
