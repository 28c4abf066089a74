"""Which program makes pages of a document, seen by the files that lie around it, and what that says of its Markdown."""

from __future__ import annotations

import posixpath

from linter.document.flavour import Flavour, by_name
from linter.patterns import lazy
from linter.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linter.tree import Tree

_SITES = ("website", "site", "www", "docs", "doc")
"""Folders that hold a site whose documents may lie beside it."""

_FOR_READERS_OF_CODE = frozenset({"readme", "contributing", "changelog", "code_of_conduct", "security", "support"})


_DOCUMENTS = lazy(r"(?:\A|/)(?:docs|versioned_docs|i18n)/")


@dataclass(frozen=True, slots=True)
class Generator:
    """A program that makes pages; `slugs` are the functions by which it may make ids of headings, () if unknown."""

    name: str
    flavour: Flavour
    slugs: tuple[str, ...] = ()


UNKNOWN = Generator("unknown", Flavour.AUTO)
_UNKNOWN = {one: Generator(UNKNOWN.name, one) for one in (Flavour.AUTO, Flavour.MDX)}
"""By what the name of a document says of its flavour; these are no sign that nothing is seen, as `UNKNOWN` is."""
CODE_HOST = Generator("code-host", Flavour.AUTO, ("github", "gitlab"))
_JEKYLL = Generator("jekyll", Flavour.KRAMDOWN, ("github", "kramdown"))
_HUGO = Generator("hugo", Flavour.HUGO, ("hugo", "github", "hugo-ascii", "hugo-blackfriday"))
_DOCUSAURUS = Generator("docusaurus", Flavour.DOCUSAURUS, ("docusaurus",))
_MKDOCS = Generator("mkdocs", Flavour.PYTHON_MARKDOWN, ("python-markdown", "python-markdown-unicode", "github"))
_VITEPRESS = Generator("vitepress", Flavour.AUTO, ("vitepress", "github"))
_SPHINX = Generator("sphinx", Flavour.MYST)

# Each generator with groups of names that must all be in one folder.
_MARKERS: tuple[tuple[Generator, tuple[frozenset[str], ...]], ...] = (
    (_DOCUSAURUS, tuple(frozenset({f"docusaurus.config.{ending}"}) for ending in ("js", "ts", "mjs", "cjs"))),
    (
        _HUGO,
        (
            *(frozenset({f"hugo.{ending}"}) for ending in ("toml", "yaml", "yml", "json")),
            *(frozenset({"content", "config", folder}) for folder in ("layouts", "themes", "archetypes", "i18n")),
            *(
                frozenset({"content", f"config.{ending}", folder})
                for ending in ("toml", "yaml", "yml")
                for folder in ("layouts", "themes", "archetypes", "static")
            ),
        ),
    ),
    (_JEKYLL, tuple(frozenset({"_config.yml", each}) for each in ("_layouts", "_includes", "_posts", "Gemfile"))),
    (_MKDOCS, (frozenset({"mkdocs.yml"}), frozenset({"mkdocs.yaml"}))),
    (_VITEPRESS, (frozenset({".vitepress"}), frozenset({".vuepress"}))),
    (_SPHINX, (frozenset({"conf.py", "index.md"}), frozenset({"conf.py", "index.rst"}))),
)


class Generators:
    """The generators of the documents of a tree; each folder is looked at once."""

    def __init__(self, tree: Tree) -> None:
        """Take the tree; nothing is looked at yet."""
        self._tree = tree
        self._known: dict[str, Generator] = {}
        self._of: dict[str, Generator] = {}

    def of(self, path: str) -> Generator:
        """Return what makes a page of a document: the nearest site around it, `UNKNOWN` where none is seen.

        What is written for those who read the code (README, CONTRIBUTING, …) is no page of a site: `CODE_HOST`.
        """
        found = self._of.get(path)
        if found is None:
            found = self._of[path] = self._told(path)
        return found

    def _told(self, path: str) -> Generator:
        folder = path.rpartition("/")[0]
        found = self._around(folder)
        shown = is_for_readers_of_code(path)
        if path.startswith(".github/") or (shown and not (_is_index(folder, found) and self._in(folder) is UNKNOWN)):
            return CODE_HOST
        return _UNKNOWN[by_name(path)] if found is UNKNOWN else found

    def _around(self, folder: str) -> Generator:
        if folder not in self._known:
            found = self._in(folder)
            if found is UNKNOWN and folder:
                found = self._around(folder.rpartition("/")[0])
            self._known[folder] = found
        return self._known[folder]

    def _in(self, folder: str) -> Generator:
        names = set(self._tree.names(folder))
        found = _named(names)
        for beside in _SITES:
            if found is UNKNOWN and beside in names:
                found = _named(set(self._tree.names(posixpath.join(folder, beside))))
        return found


def is_for_readers_of_code(path: str) -> bool:
    """Tell whether a document is of those that a code host shows: `security.md` below the root is but a page."""
    folder, _, name = path.rpartition("/")
    stem = name.partition(".")[0]
    known = stem.casefold() in _FOR_READERS_OF_CODE
    return known and (stem.isupper() or stem.casefold() == "readme" or not folder)


def _is_index(folder: str, generator: Generator) -> bool:
    """Tell whether a README is the page of its folder, as in the documents of some generators."""
    return generator in {_DOCUSAURUS, _MKDOCS, _VITEPRESS} and _DOCUMENTS.search(f"{folder}/") is not None


def _named(names: set[str]) -> Generator:
    return next((one for one, groups in _MARKERS for group in groups if group <= names), UNKNOWN)
