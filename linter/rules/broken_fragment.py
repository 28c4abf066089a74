"""The rule broken-fragment."""

from __future__ import annotations

import posixpath
import re

from linter.document.destination import unquoted
from linter.finding import Applicability, Fix, Problem, Severity
from linter.generators import CODE_HOST
from linter.patterns import lazy
from linter.pieces import may_be_piece
from linter.project import is_internal
from linter.rule import Options, project_rule
from linter.schema.words import quoted
from linter.showcase import is_demonstrated, is_showcase
from linter.spelling import closest
from linter.text import Edit
from linter.tuples import NamedTuple
from linter.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.anchors import Anchors
    from linter.project import Facts, InternalLink, Project
    from linter.text import Span

_DOCUMENT = lazy(r".+\.(?:md|mdx|markdown)\Z", re.IGNORECASE)
_TEMPLATE = lazy(r"[{}<>$|\\*%]|\A\s|\s\Z")
# Text fragments (https://wicg.github.io/scroll-to-text-fragment/), and what scripts of a page understand.
_SCRIPTED = lazy(r":~:|[/!?=&]|.*[=&]")
# What layouts add to every page.
_OF_LAYOUTS = frozenset(
    {"main", "main-content", "content", "page", "header", "footer", "nav", "navigation", "menu", "search", "comments"}
)
# Whose addresses lead to parts of images, not of pages.
_NO_LINKS = frozenset({"use", "img", "image", "source", "script"})
_MOST = 100
_CASES = 3  # fragments with capitals, from which on the site keeps those of headings
_LONGEST = 500


@dataclass(frozen=True)
class BrokenFragmentOptions(Options):
    """`slug` is how the site makes ids of headings; `base_url` the address of the site itself."""

    slug: str | None = None
    base_url: str | None = None


class _Missed(NamedTuple):
    """A fragment, the page that does not have it, what that page has, and how ids are made there."""

    fragment: str
    path: str
    anchors: Anchors
    slugs: tuple[str, ...]

    @property
    def differs_in_case(self) -> bool:
        """Whether the page has the fragment but for capitals."""
        lowered = self.fragment.lower()
        return lowered != self.fragment and lowered in self.anchors.names(self.slugs)


@project_rule(
    "broken-fragment",
    category="links",
    options=BrokenFragmentOptions,
    severity=Severity.WARNING,
    only=("is:leading-within-pages",),
)
def broken_fragment(facts: Facts, project: Project, options: BrokenFragmentOptions) -> Iterator[Problem]:
    """A link to a place of a document that is not there."""
    if is_showcase(facts.path):
        return
    if not _may_miss(facts, project, options):
        return
    told: dict[Span, tuple[InternalLink, _Missed]] = {}
    for link in facts.links:
        if link.image or link.tag in _NO_LINKS or link.span in told or len(told) >= _MOST:
            continue
        missed = _missed(facts, project, options, link.target)
        if missed is not None and not is_demonstrated(facts.document.text, link.target):
            told[link.span] = link, missed
    keeps_case = len({missed.fragment for _, missed in told.values() if missed.differs_in_case}) >= _CASES
    for link, missed in told.values():
        if not (keeps_case and missed.differs_in_case):
            yield _problem(link, missed, None if missed.path == facts.path else missed.path)


def _may_miss(facts: Facts, project: Project, options: BrokenFragmentOptions) -> bool:
    """Tell whether the document may link to what is not there; mostly other pages of its folder led there before."""
    targets = facts.targets
    if targets is None:
        return True
    folder, _, name = facts.path.rpartition("/")
    where = facts.path if project.routes is not None else folder
    known = project.unwanted("broken-fragment", options.slug, facts.base_urls, where)
    unknown = known.others(targets)
    headings = facts.anchors.at_hand(_slugs(project, facts.path, options)) if any(map(_is_here, unknown)) else ()

    def is_missed(target: str) -> bool:
        return _missed(facts, project, options, target) is not None

    for target in unknown:
        if target[1:] in headings and target[0] == "#":
            continue  # as most
        if "#" not in target or not is_internal(target):
            known.add(target)
            continue
        # This page may have what another of the folder has not.
        alike = target.partition("#")[0].rpartition("/")[2] not in {"", name}
        if known.wants(target, is_missed, alike=alike):
            return True
    return False


def _is_here(target: str) -> bool:
    return target.startswith("#")


def _missed(facts: Facts, project: Project, options: BrokenFragmentOptions, target: str) -> _Missed | None:
    """Return the fragment that the page which a link leads to is known not to have; None where it has it, or may."""
    fragment = _fragment(target)
    path = None if fragment is None else _page(facts, project, target.partition("#")[0])
    if fragment is None or path is None:
        return None
    anchors = facts.anchors if path == facts.path else project.anchors(path)
    slugs = _slugs(project, path, options)
    if anchors is None or ("/" in fragment and slugs != (options.slug,)):
        return None  # with a slash: no renderer makes that of a heading, a script does
    if anchors.has(fragment, slugs) or anchors.has(unquoted(fragment), slugs) or not anchors.complete:
        return None
    return _Missed(unquoted(fragment), path, anchors, slugs or ("github",))


def _slugs(project: Project, path: str, options: BrokenFragmentOptions) -> tuple[str, ...]:
    """Return the functions by which ids may be made of the headings of a document."""
    generator = project.generator(path)
    return (options.slug,) if options.slug and generator is not CODE_HOST else generator.slugs


def _fragment(target: str) -> str | None:
    """Return the fragment of a link to a heading or an id, None where it is something else or made by a template."""
    head, _, fragment = target.partition("#")
    if not fragment or len(fragment) > _LONGEST or _SCRIPTED.match(fragment) or fragment.casefold() in _OF_LAYOUTS:
        return None
    plain = re.sub(r"%[0-9A-Fa-f]{2}", "", fragment) if "%" in fragment else fragment
    return None if _TEMPLATE.search(plain) or (head and _TEMPLATE.search(head.replace("%", ""))) else fragment


def _page(facts: Facts, project: Project, target: str) -> str | None:
    """Return the path of the document that a link without its fragment leads to, None where that is not known."""
    if not target:
        # What a piece of a page links to may stand in the page that takes it in.
        return None if may_be_piece(facts.path, facts.document.flavour) else facts.path
    path = target.partition("?")[0]
    routes = project.routes
    if routes is not None:
        own = routes.of(facts.path)
        served = path if path.startswith("/") or own is None else posixpath.normpath(posixpath.join(own, "..", path))
        if (page := routes.page(served)) is not None:
            return page
    if path.startswith("/") or _DOCUMENT.match(path) is None:
        return None
    found = project.resolve(facts.path, path)
    return found if found is not None and project.tree.exists(found) else None


def _problem(link: InternalLink, missed: _Missed, path: str | None) -> Problem:
    fragment, _, anchors, slugs = missed
    where = f"in {quoted(path)}" if path else "in this document"
    meant = anchors.nearest(fragment, slugs[:1]) or closest(fragment, sorted(anchors.names(slugs[:1])))
    advice = f"did you mean {quoted('#' + meant)}?" if meant else "correct the fragment, or add the heading"
    message = f"no heading or id {where} makes {quoted('#' + fragment)}; {advice}"
    return Problem(link.span, message, _fix(link, meant) if meant else None)


def _fix(link: InternalLink, meant: str) -> Fix | None:
    if not link.editable:
        return None
    from urllib.parse import quote

    written = "".join(char if char.isalnum() or char in "-._~" else quote(char) for char in meant)
    head = link.target.partition("#")[0]
    if re.fullmatch(r"[\w./~?=&-]*", head) is None:
        return None
    return Fix(f"link to {quoted('#' + meant)}", (Edit(link.span, f"{head}#{written}"),), Applicability.UNSAFE)
