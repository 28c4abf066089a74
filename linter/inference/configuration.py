"""The text of a configuration that keeps what was found, with the evidence in comments."""

from __future__ import annotations

import json
import re
from collections import Counter

from linter.inference.habits import Habits
from linter.inference.limits import DEFAULT
from linter.inference.routing import FoundRoutes
from linter.values import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linter.inference.collecting import GuessedCollection
    from linter.inference.inferring import InferredSchema
    from linter.inference.routing import FoundRoute
    from linter.inference.slugging import FoundSlug

_BARE = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
_UNSAFE = re.compile(r"[^\w-]+")
_SEVERAL = 3  # collections that do the same, which then is a matter of the site
_TITLED = 5  # pages, from which on it counts what they do
_HEADLESS = 5  # documents without front matter, from which on that is no slip
_SHOWN = 8  # paths or names that a comment lists


@dataclass(frozen=True, slots=True)
class FoundCollection:
    """A collection with all that was concluded about it.

    `schema` is the path its schema is written to, if it is. `headless` documents more lie there, but have no front
    matter; pieces that pages take in are not counted.
    """

    collection: GuessedCollection
    inferred: InferredSchema
    habits: Habits = field(default_factory=Habits)
    schema: str | None = None
    headless: int = 0

    @property
    def may_be_headless(self) -> bool:
        """True where so many documents have no front matter that they need none, and the schema asks for some."""
        total = len(self.collection.paths) + self.headless
        asks = bool(self.inferred.schema.get("required"))
        return asks and self.headless >= max(_HEADLESS, DEFAULT.deliberate * total)


@dataclass(frozen=True, slots=True)
class FoundSite:
    """What the links say of the site: how ids are made of headings, what is served where, and from which folders."""

    slug: FoundSlug | None = None
    routes: FoundRoutes = field(default_factory=FoundRoutes)
    redirects: str | None = None
    roots: tuple[str, ...] = ()


def schema_path(collection: GuessedCollection) -> str:
    """Return where the schema of a collection belongs, relative to the root: "schemas/api.schema.json"."""
    return f"schemas/{_UNSAFE.sub('-', collection.name)}.schema.json"


def schema_text(inferred: InferredSchema) -> str:
    """Return the text of a schema's file."""
    text = json.dumps(inferred.schema, ensure_ascii=False, indent=2) + "\n"
    # A byte that is not UTF-8 stands in a text as a lone surrogate, which only an escape can hold.
    return text if _is_writable(text) else json.dumps(inferred.schema, indent=2) + "\n"


def _is_writable(text: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in text)


def configuration_text(
    found: Iterable[FoundCollection], templates: Iterable[str] = (), site: FoundSite | None = None
) -> str:
    """Return the text of a contentlint.toml for the collections found; `templates` are paths to be left out."""
    site = site or FoundSite()
    blocks = ["\n".join(_head(tuple(templates)))]
    if site.slug is not None or site.routes.collections:
        blocks.append("\n".join(_links(site)))
    collections = list(found)
    untitled = _print_no_title(one.habits for one in collections)
    if untitled is not None:
        blocks.append(f'[rules]\nh1-in-body = "off" # {untitled}')
    for one in collections:
        route = site.routes.collections.get(one.collection.name)
        blocks.append("\n".join(_collection(one, route, titles=untitled is None)))
    return "\n\n".join(blocks) + "\n"


def _head(templates: tuple[str, ...]) -> Iterator[str]:
    yield "# What `contentlint init` found. Change it as you like: nothing here is ever overwritten."
    yield "# A figure such as 169/170 tells how many of the documents agree."
    if templates:
        yield ""
        yield "# Documents to be copied, not read."
        yield f"extend-exclude = {_list('/' + _glob(path) for path in templates)}"


def _links(site: FoundSite) -> Iterator[str]:
    yield "[links]"
    if site.slug is not None:
        agree = f"{site.slug.found}/{site.slug.total} links to headings lead to one by it"
        yield f"slug = {_text(site.slug.specification)} # {agree}"
    if site.routes.collections:
        known = not any(route.endswith("*") for route in site.routes.further)
        yield "# Besides the collections " + (
            "the site has these pages." if known else "these are linked to; all below is taken for good."
        )
        yield f"routes = {_list(site.routes.further)}"
        if site.redirects is not None:
            yield f"redirects = {_text(site.redirects)}"
        if site.roots:
            yield f"roots = {_list(site.roots)}"


def _print_no_title(habits: Iterable[Habits]) -> str | None:
    """Return the evidence that hardly any page of the site prints the title of its front matter, None without any."""
    judged = [one for one in habits if one.titled]
    if len(judged) < _SEVERAL or not all(one.prints_no_title for one in judged if one.titled >= _TITLED):
        return None
    return _titled_twice(sum(one.titled_twice for one in judged), sum(one.titled for one in judged))


def _titled_twice(times: int, titled: int) -> str | None:
    """Return the words for it, None where less than half of the pages do so."""
    return f"{times}/{titled} pages with a title and headings have one" if times >= titled / 2 else None


def _collection(one: FoundCollection, route: FoundRoute | None, *, titles: bool) -> Iterator[str]:
    guess, habits = one.collection, one.habits
    yield f"# {len(guess.paths):,} documents{_left_out(guess.strays)}"
    yield "[[collections]]"
    yield f"name = {_text(guess.name)}"
    yield f"files = {_list(guess.files)}"
    if one.schema is not None:
        yield f"schema = {_text(one.schema)}{_anomalies(one.inferred)}"
    if route is not None:
        yield f"route = {_text(route.template)} # {route.found}/{route.total} addresses that are linked to"
    if habits.first_heading is not None:
        yield f"first-heading = {habits.first_heading} # {habits.agreeing}/{habits.headed} pages with headings"
    if habits.components:
        yield f"components = {_list(name for name, _ in habits.components)} # {_counted(habits.components)}"
        if habits.rare:
            yield f"# Not listed, as they look like slips: {_counted(habits.rare)}"
    rules = dict(_adapted(one, titles=titles))
    if rules:
        yield f"rules = {{ {', '.join(rules)} }} # {'; '.join(rules.values())}"
    if one.inferred.references and one.schema is None:
        yield ""
        yield "[collections.references]"
        yield from (f"{_key(key)} = {_text(target)}" for key, target in one.inferred.references.items())


def _adapted(one: FoundCollection, *, titles: bool) -> Iterator[tuple[str, str]]:
    """Yield the settings of rules that go with a collection, each with the evidence; with `titles` that of two."""
    habits, guess = one.habits, one.collection
    if habits.has_two_titles and titles:
        yield 'h1-in-body = "off"', f"{habits.titled_twice}/{habits.titled} pages with a title and headings have one"
    if one.may_be_headless:
        total = len(guess.paths) + one.headless
        yield "missing-front-matter = { optional = true }", f"{one.headless}/{total} documents have no front matter"


def _left_out(strays: tuple[str, ...]) -> str:
    if not strays:
        return ""
    more = ", …" if len(strays) > _SHOWN else ""
    return f"; {len(strays)} more have other keys: " + _comment(", ".join(strays[:_SHOWN]) + more)


def _anomalies(inferred: InferredSchema) -> str:
    counts = Counter(one.kind for one in inferred.anomalies)
    found = ", ".join(f"{times} {kind}" for kind, times in counts.most_common())
    return f" # unlike the others, when it was written: {found}" if found else ""


def _counted(names: tuple[tuple[str, int], ...]) -> str:
    more = ", …" if len(names) > _SHOWN else ""
    return _comment(", ".join(f"{name} {times}" for name, times in names[:_SHOWN]) + more)


def _comment(text: str) -> str:
    """Return a text that ends no comment: TOML allows no control character there."""
    return "".join(char if char.isprintable() else "?" for char in text)


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _text(text: str) -> str:
    """Return a basic string; JSON escapes all that TOML wants escaped, but for DEL and lone surrogates."""
    escaped = json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
    return escaped.encode("utf-8", "replace").decode()


def _list(texts: Iterable[str]) -> str:
    return f"[{', '.join(_text(one) for one in texts)}]"


def _glob(path: str) -> str:
    return re.sub(r"[*?\[{]", lambda match: f"[{match[0]}]", path)
