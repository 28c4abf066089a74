"""The rule broken-route."""

from __future__ import annotations

import posixpath
import re

from linter.document.destination import unquoted
from linter.finding import Applicability, Fix, Problem
from linter.patterns import lazy
from linter.project import Unwanted, is_path
from linter.routes import normalized
from linter.rule import Options, project_rule
from linter.schema.words import quoted
from linter.spelling import closest
from linter.text import Edit
from linter.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.project import Facts, InternalLink, Project
    from linter.routes import RouteTable
    from linter.text import Span

_TEMPLATE = lazy(r"[{}<>$|\\*]|\A\s|\s\Z")
_ENDING = lazy(r"\.([A-Za-z][A-Za-z0-9]{0,9})\Z")
_OF_PAGES = frozenset({"html", "htm", "php", "aspx", "jsp"})
_OF_DOCUMENTS = frozenset({"md", "mdx", "markdown"})
_SERVED = ("public", "static", "")
_PLAIN = lazy(r"[\w./~-]*")
_MOST = 100
_MOST_SUGGESTIONS = 20


@dataclass(frozen=True)
class BrokenRouteOptions(Options):
    """What the site serves: `routes`, the `roots` of files, `redirects`; `base_url` is the address of the site itself.

    Where `routes` is not set, the rule says nothing, as more may be served than is known.
    """

    routes: list[str] | None = None
    redirects: str | None = None
    roots: frozenset[str] = frozenset()
    base_url: str | None = None


@project_rule("broken-route", category="links", options=BrokenRouteOptions, only=("option:routes",))
def broken_route(facts: Facts, project: Project, options: BrokenRouteOptions) -> Iterator[Problem]:
    """A link to an address that the site does not serve."""
    routes = project.routes
    if options.routes is None or routes is None:
        return
    told: set[Span] = set()
    meant: dict[str, str | None] = {}
    roots = sorted(options.roots)
    finds = project.generator(facts.path).name == "hugo"

    def missed(target: str) -> tuple[str, ...]:
        found = _routes(facts.path, target, routes, finds=finds)
        return () if any(routes.knows(one) or _is_served(one, project, roots) for one in found) else found

    if not facts.may_link_to(lambda target: bool(missed(target)), Unwanted()):
        return
    for link in facts.links:
        if link.span in told or len(told) >= _MOST:
            continue
        found = missed(link.target)
        if found:
            told.add(link.span)
            route = found[0]
            if route not in meant:
                guessing = len(meant) < _MOST_SUGGESTIONS
                meant[route] = (_meant(route, routes) or _file(route, project, roots)) if guessing else None
            yield _problem(link, route, meant[route])


def _routes(path: str, target: str, routes: RouteTable, *, finds: bool) -> tuple[str, ...]:
    """Return the routes that a link may lead to, () where it is a matter of files, or made by a template.

    `finds` tells that the generator looks for the page itself, wherever it is, in small letters or capitals, and that
    its file may be named.
    """
    plain = unquoted(target.partition("#")[0].partition("?")[0])
    if not plain or _TEMPLATE.search(plain):
        return ()
    if plain.startswith("/"):
        if plain.startswith("//"):
            return ()
        page = re.sub(r"(?:/_?index)?\.md\Z", "", plain)
        return (posixpath.normpath(plain), *((plain.lower(), page, page.lower()) if finds else ()))
    own = routes.of(path)
    # A word alone may be anything to the site: a term of its glossary, a page beside this one.
    if own is None or finds or "/" not in plain or not is_path(plain):
        return ()
    ending = _ENDING.search(plain)
    # Files are found beside the document by some sites, and addressed from the page by others.
    if ending is not None and ending[1].lower() not in _OF_PAGES:
        return ()
    # Whether the page is served with a slash at its end, nobody knows.
    return tuple(posixpath.normpath(posixpath.join(base, plain)) for base in (posixpath.dirname(own), own))


def _is_served(route: str, project: Project, roots: list[str]) -> bool:
    """Tell whether a file of that name is served; where nobody says from where, only pages can be missed."""
    ending = _ENDING.search(route)
    if ending is not None and not roots and ending[1].lower() not in _OF_PAGES | _OF_DOCUMENTS:
        return True
    folders = roots or _SERVED
    names = (route, f"{route}.html", f"{route}/index.html")
    return any(project.tree.exists(posixpath.join(one, name.lstrip("/"))) for one in folders for name in names)


def _problem(link: InternalLink, route: str, meant: str | None) -> Problem:
    advice = f"did you mean {quoted(meant)}?" if meant else "correct it, or add a redirect"
    message = f"the site serves no {quoted(route)}; {advice}"
    return Problem(link.span, message, _fix(link, meant) if meant else None)


def _file(route: str, project: Project, roots: list[str]) -> str | None:
    """Return the address of the file that was probably meant."""
    folder, _, name = route.rpartition("/")
    for root in roots:
        near = closest(name, project.tree.names(posixpath.join(root, folder.lstrip("/"))))
        if near is not None:
            return f"{folder}/{near}"
    return None


def _meant(route: str, routes: RouteTable) -> str | None:
    """Return the route that was probably meant: nearly the same, without an ending, or with the same last part."""
    ending = _ENDING.search(route)
    if ending is not None and ending[1].lower() not in _OF_PAGES | _OF_DOCUMENTS:
        return None
    wanted = normalized(_ENDING.sub("", route))
    if routes.page(wanted) is not None or wanted in routes.pages:
        return wanted
    head, _, last = wanted.rpartition("/")
    beside = [one for one in routes.pages if one.startswith(f"{head}/") and one.rpartition("/")[0] == head]
    near = closest(last, [one.rpartition("/")[2] for one in beside])
    if near is not None:
        return f"{head}/{near}"
    moved = [one for one in routes.pages if one.rpartition("/")[2] == last]
    return moved[0] if len(moved) == 1 else None


def _fix(link: InternalLink, meant: str) -> Fix | None:
    path = link.target.partition("#")[0].partition("?")[0]
    rest = link.target[len(path) :]
    if not link.editable or not _PLAIN.fullmatch(meant) or re.fullmatch(r"[\w.#?=&~-]*", rest) is None:
        return None
    return Fix(f"link to {quoted(meant)}", (Edit(link.span, meant + rest),), Applicability.UNSAFE)
