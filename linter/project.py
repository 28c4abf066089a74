"""What documents may know of one another: the facts of each, and the project that holds them."""

from __future__ import annotations

import posixpath
import unicodedata
from collections import defaultdict
from functools import lru_cache

from linter.document.destination import unquoted
from linter.generators import Generators
from linter.patterns import lazy
from linter.values import cached_property, dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

    from linter.anchors import Anchors
    from linter.document import Document
    from linter.document.element import Link
    from linter.document.flavour import Flavour
    from linter.generators import Generator
    from linter.inference import Oddity, Sketch
    from linter.keyed_values import Value
    from linter.mail_links import MailDomain
    from linter.others import Mail, Neighbours, Site
    from linter.routes import RouteTable
    from linter.text import Span
    from linter.tree import Tree

_EXTERNAL = lazy(r"[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\")
_SCRIPTED = lazy(r"\son[a-zA-Z]+\s*=")
_NO_MAIL: Mail = (frozenset(), frozenset())
_NAMED = 3  # documents that share a value: more are not told


@dataclass(frozen=True, slots=True)
class InternalLink:
    """A link into the site or the repository: `target` is a path, a route, or a fragment of the document itself.

    `editable` tells whether its destination, which stands at `span`, can be rewritten; `tag` is the tag it stands in.
    """

    target: str
    span: Span
    image: bool
    editable: bool
    tag: str | None = None


@dataclass(frozen=True, eq=False)
class Facts:
    """What the rest of the project may know of a document; each thing is gathered when a rule first asks for it.

    `keys` are those of the front matter whose values are wanted ("producer", "api[]"). Links that begin with one of
    `base_urls`, which are addresses of the site itself, are internal too.
    """

    document: Document
    keys: frozenset[str] = frozenset()
    base_urls: frozenset[str] = frozenset()

    @property
    def path(self) -> str:
        """The path of the document."""
        return self.document.path

    @cached_property
    def values(self) -> tuple[Value, ...]:
        """The strings of the front matter at `keys`, in file order."""
        from linter.keyed_values import values_at

        return values_at(self.document, self.keys)

    @cached_property
    def links(self) -> tuple[InternalLink, ...]:
        """The links into the site or the repository."""
        return tuple(_internal_links(self.document, self.base_urls))

    def may_link_to(self, wanted: Callable[[str], bool], unwanted: Unwanted) -> bool:
        """Tell whether an internal link may have a target that is `wanted`; links are not looked for.

        Of those in `unwanted` it is known that they are not; others that are not are added to it.
        """
        targets = self.targets
        if targets is None:
            return True
        return any(
            unwanted.wants(target, wanted) if is_internal(target) else unwanted.add(target)
            for target in unwanted.others(targets)
        )

    @cached_property
    def targets(self) -> frozenset[str] | None:
        """The targets that internal links may have, and others; None where that cannot be told from their spelling."""
        if any(base.rstrip("/") in self.document.text for base in self.base_urls):
            return None
        return self.document.targets

    @property
    def unusual_targets(self) -> frozenset[str] | None:
        """Those of them that are more than plain paths."""
        return None if self.targets is None else self.document.unusual_targets

    @cached_property
    def anchors(self) -> Anchors:
        """What the document can be linked to by."""
        from linter.anchors import anchors_of

        return anchors_of(self.document)

    @cached_property
    def sketch(self) -> Sketch | None:
        """What comparing the front matter with others takes, None where there is none."""
        from linter.inference import sketch

        return sketch(self.document.path, self.document.front_matter)

    @cached_property
    def mail_domains(self) -> tuple[MailDomain, ...]:
        """The domains that mail goes to."""
        from linter.mail_links import mail_domains

        return tuple(mail_domains(self.document))

    @property
    def mail(self) -> Mail:
        """The e-mail domains in it."""
        text = self.document.text
        if "@" not in text and ("&" not in text or "&#" not in text):  # one character is found sooner than two
            return _NO_MAIL
        from linter.mail_links import domains_used, domains_written

        return domains_written(text), domains_used(self.document)


class Unwanted:
    """Targets that are known not to be wanted, by what was asked of the project to know that: it is noted again."""

    def __init__(self, noted: list[Any] | None = None) -> None:
        """Take where questions are noted, if they are."""
        self._noted = noted
        self._targets: set[str] = set()
        self._asked: dict[str, list[Any]] = {}

    def others(self, targets: frozenset[str]) -> frozenset[str]:
        """Return those of which nothing is known yet."""
        if self._noted is not None:
            for target in targets & self._asked.keys():
                self._noted += self._asked[target]
        return targets - self._targets

    def add(self, target: str) -> bool:
        """Take one that nothing need be asked for; it is not wanted."""
        self._targets.add(target)
        return False

    def wants(self, target: str, wanted: Callable[[str], bool], *, alike: bool = True) -> bool:
        """Tell whether a target is wanted; if it is not, that is known from then on, unless other pages differ."""
        noted = self._noted
        before = 0 if noted is None else len(noted)
        found = wanted(target)
        if alike and not found:
            self._targets.add(target)
            if noted is not None and len(noted) > before:
                self._asked[target] = noted[before:]
        return found


@dataclass(frozen=True)
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
    site: Site | None = None
    _judged: dict[tuple[object, ...], Mapping[str, tuple[Oddity, ...]]] = field(
        default_factory=dict, repr=False, compare=False
    )
    noted: list[Any] | None = field(default=None, repr=False, compare=False)
    """Where what is asked of the project is noted, if it is (`questions.py`)."""

    _unwanted: dict[tuple[object, ...], Unwanted] = field(default_factory=dict, repr=False, compare=False)

    @property
    def routes(self) -> RouteTable | None:
        """All that the site serves, None where that is not known completely."""
        return self.site.routes if self.site is not None else None

    @property
    def mail_domains(self) -> Mapping[str, int]:
        """How many documents have an e-mail address of each domain, in whatever place."""
        return self.neighbours.mail_domains if self.neighbours is not None else {}

    def anchors(self, path: str) -> Anchors | None:
        """Return the anchors of a document, None where they are not known."""
        return self.site.anchors(path) if self.site is not None else None

    def generator(self, path: str) -> Generator:
        """Return what makes a page of a document."""
        return self.site.generator(path) if self.site is not None else Generators(self.tree).of(path)

    def flavour(self, path: str) -> Flavour:
        """Return the flavour that a document is written in."""
        return self.site.flavour(path) if self.site is not None else self.generator(path).flavour

    def oddities(self, facts: Facts, siblings: int) -> tuple[Oddity, ...]:
        """Return what nearly all of at least `siblings` documents that lie with this one do otherwise.

        The documents of a group are read and judged once, when the first of them is asked for.
        """
        if facts.sketch is None:
            return ()
        known = self._judgement(facts.path, siblings).get(facts.path)
        if not known:
            return ()
        from linter.inference import found_again

        return found_again(known, facts.sketch)

    def sketch(self, document: Document, siblings: int) -> Sketch | None:
        """Return what comparing a document takes, if there are at least `siblings` to compare it with."""
        if document.source.unreadable is not None or not self.has_siblings(document.path, siblings):
            return None
        return Facts(document).sketch

    def has_siblings(self, path: str, least: int) -> bool:
        """Tell whether a document is compared with so many at least, its own among them."""
        return self.neighbours is not None and len(self.neighbours.group(path, least)[1]) >= least

    def mail(self, document: Document) -> Mail | None:
        """Return the e-mail domains of a document, None where it cannot be read, or is not compared with others."""
        return None if self.neighbours is None or document.source.unreadable is not None else Facts(document).mail

    def record(self, path: str, sketch: Sketch | None, mail: Mail | None) -> None:
        """Keep what was seen of a document, so that it is not read once more for that."""
        if self.neighbours is not None:
            self.neighbours.record(path, sketch, mail)

    def record_mail(self, path: str, mail: Mail) -> None:
        """Keep the e-mail domains of a document of which nothing else was looked for."""
        if self.neighbours is not None:
            self.neighbours.record_mail(path, mail)

    def has_odd_mail(self, path: str) -> bool:
        """Tell whether mail goes to a domain, in a document that was recorded, that looks unlike those of others."""
        return self.neighbours is not None and self.neighbours.has_odd_mail(path)

    def is_odd(self, path: str, siblings: int) -> bool:
        """Tell whether at least `siblings` documents that lie with one do nearly all something otherwise."""
        return path in self._judgement(path, siblings)

    def _judgement(self, path: str, siblings: int) -> Mapping[str, tuple[Oddity, ...]]:
        """Return what is odd in each document of a group."""
        if self.neighbours is None:
            return {}
        name, paths = self.neighbours.group(path, siblings)
        if len(paths) < siblings:
            return {}
        key = (paths[0], name, siblings)
        if key not in self._judged:
            self._judged[key] = self.neighbours.judged(name, paths, siblings)
        return self._judged[key]

    def unwanted(self, *about: object) -> Unwanted:
        """Return the targets of which a rule said before that they are right, from all documents that are alike to it.

        `about` is the name of the rule, and what else makes a difference: mostly the folder.
        """
        known = self._unwanted.get(about)
        if known is None:
            known = self._unwanted[about] = Unwanted(self.noted)
        return known

    def resolve(self, path: str, target: str) -> str | None:
        """Return the path that a relative link of the document `path` names, None where it leaves the root."""
        return _resolved(path.rpartition("/")[0], target)


@lru_cache(maxsize=4096)  # pages of a site link to the same places
def _resolved(folder: str, target: str) -> str | None:
    plain = unquoted(target.partition("#")[0].partition("?")[0])
    usual = "//" not in f"{folder}/{plain}" and "/." not in f"/{folder}"  # then mostly nothing else is to be resolved
    while usual and folder and plain.startswith("../"):
        folder, plain = folder.rpartition("/")[0], plain[3:]
    joined = f"{folder}/{plain}" if usual and folder else posixpath.join(folder, plain)
    if not joined or "/." in f"/{joined}" or "//" in joined or joined.endswith("/"):
        joined = posixpath.normpath(joined)
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


def _internal_links(document: Document, base_urls: frozenset[str]) -> Iterator[InternalLink]:
    for link in document.links:
        target = _within(link.target, base_urls)
        if target and link.kind != "email" and not _is_scripted(document, link):
            editable = target == link.target and link.region.edit(link.start, link.end, "x") is not None
            yield InternalLink(target, link.destination, link.image, editable, link.tag)


def _is_scripted(document: Document, link: Link) -> bool:
    """Tell whether a script, not the browser, does something when the link is clicked."""
    return link.kind == "attribute" and _SCRIPTED.search(document.source.slice(link.span)) is not None


def _within(target: str, base_urls: frozenset[str]) -> str | None:
    """Return the path of an internal link, that of an address of the site too; None for any other."""
    if _EXTERNAL.match(target) is None:
        return target
    for base in base_urls:
        start = base.rstrip("/")
        if target.startswith(start) and target[len(start) :][:1] in {"", "/", "#", "?"}:
            rest = target[len(start) :]
            return rest if rest.startswith("/") else f"/{rest}"
    return None


def is_internal(target: str) -> bool:
    """Tell whether a target, if no address of the site itself, leads to a page of the site or into the repository."""
    return bool(target) and _EXTERNAL.match(target) is None


def is_path(target: str) -> bool:
    """Tell whether a link target can name a file beside the document: no scheme, host, root, query-only or anchor."""
    head = target.partition("/")[0]
    return bool(target) and not target.startswith(("#", "/", "?", "\\")) and ":" not in head and "@" not in head
