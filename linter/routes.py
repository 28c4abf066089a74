"""Routes: the addresses that a site serves, and which document each of them shows."""

from __future__ import annotations

import re

from linter.digests import digest
from linter.patterns import lazy
from linter.values import cached_property

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

_PLACEHOLDER = lazy(r"\{([^{}]+)\}")
# The wildcards of redirects and routers: `:path*`, `(.*)`, `*`, `:slug`, `[slug]`, `[...slug]`.
_WILD = lazy(r"(?P<all>:\w+[*+]|\([^()]*\)[*+?]?|\*\*?|\[\.\.\.\w+\])|(?P<one>:\w+|\[\w+\])")
_SOURCE = lazy(r"""["']?\b(?:source|from)["']?\s*[:=]\s*["'`]?(/[^"'`\s,]*)""")
_KEY = lazy(r'"(/[^"\r\n]*)"\s*:')
_INDEX = lazy(r"(?:(?<=/)|\A)(?:_?index|README)\Z")
_LONGEST = 2000
"""Code points of an address: longer ones are not looked up."""


def normalized(path: str) -> str:
    """Return the path of an address as it is compared: decoded, without a slash at its end."""
    if "%" in path:
        from urllib.parse import unquote  # takes longer to import than all routes to be compared

        path = unquote(path)
    return path.rstrip("/") or "/"


def placeholders(template: str) -> list[str]:
    """Return what is asked for in a template: `["api.$stem"]` for "/les-api/{api.$stem}"."""
    return _PLACEHOLDER.findall(template)


def redirect_sources(text: str) -> Iterator[str]:
    """Yield the addresses that a file of redirects takes elsewhere; nothing of it is executed.

    Known are lines as in `_redirects` ("/old /new 301"), `source:` or `from:` of JavaScript, JSON, YAML and TOML, and
    JSON objects whose keys are addresses.
    """
    found = [*_SOURCE.findall(text), *_KEY.findall(text)]
    yield from found
    if not found:
        yield from (words[0] for line in text.splitlines() if (words := line.split())[1:] and words[0][0] == "/")


class RouteTable:
    """The routes of a site. `pages` maps each to the path of its document, None where it shows no single one."""

    def __init__(self, pages: Mapping[str, str | None], patterns: Iterable[str] = ()) -> None:
        """Take the routes, and patterns with wildcards of further ones."""
        listed = tuple(dict.fromkeys(patterns))
        self.pages: dict[str, str | None] = dict.fromkeys(normalized(one) for one in listed if not _WILD.search(one))
        self.pages |= {normalized(route): path for route, path in pages.items()}
        self._own = {path: route for route, path in reversed(self.pages.items()) if path is not None}
        self._patterns = [_compiled(one) for one in listed if _WILD.search(one)]
        self._listed = listed

    @cached_property
    def digest(self) -> str:
        """A digest of all routes and patterns."""
        return digest(repr((self._listed, self.pages)).encode("utf-8", "surrogateescape"))

    def knows(self, path: str) -> bool:
        """Tell whether the path of an address is served, or taken elsewhere."""
        wanted = normalized(path)
        if len(wanted) > _LONGEST or wanted in self.pages:
            return True
        return any(pattern.fullmatch(wanted) for pattern in self._patterns)

    def page(self, path: str) -> str | None:
        """Return the path of the document that an address shows, None where that is not known."""
        return self.pages.get(normalized(path))

    def of(self, path: str) -> str | None:
        """Return the route of a document."""
        return self._own.get(path)


def route_table(
    templates: Iterable[str], redirects: str, names: Callable[[str], Mapping[str, list[str]]]
) -> RouteTable:
    """Return the table of what `templates` and the text of a file of redirects say.

    `names` returns for "api.$stem" each name with the paths of its documents.
    """
    pages: dict[str, str | None] = {}
    patterns: list[str] = []
    for template in templates:
        asked = placeholders(template)
        if not asked:
            patterns.append(template)
        elif len(asked) == 1:
            for name, paths in names(asked[0]).items():
                page = paths[0] if len(paths) == 1 and template.endswith("}") else None
                for one in _spellings(name):
                    pages.setdefault(template.replace("{" + asked[0] + "}", one), page)
    return RouteTable(pages, [*patterns, *redirect_sources(redirects)])


def _spellings(name: str) -> Iterator[str]:
    """Yield a name as generators write it in addresses: as it is, in small letters, without the `index` of a folder."""
    folder = _INDEX.sub("", name)
    yield from dict.fromkeys((name, folder, name.lower(), folder.lower()))


def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern, which may be hostile, so that nothing is tried again behind a wildcard but the last."""
    wilds = list(_WILD.finditer(pattern))
    ends = [*(wild.start() for wild in wilds[1:]), len(pattern.rstrip("/"))]
    # "/docs/:path*" serves "/docs" too.
    whole = wilds[-1]["all"] and ends[-1] <= wilds[-1].end() and pattern[: wilds[-1].start()].endswith("/")
    pieces = [re.escape(pattern[: wilds[0].start()])]
    for wild, end in zip(wilds, ends, strict=True):
        literal = re.escape(pattern[wild.end() : end])
        any_text = ".*" if wild["all"] else "[^/]+"
        pieces.append(f"{any_text}{literal}" if wild is wilds[-1] else f"(?>{any_text}?{literal})")
    if whole:
        pieces[-2:] = [pieces[-2].removesuffix("/"), "(?:/.*)?"] if pieces[-2].endswith("/") else pieces[-2:]
    return re.compile("".join(pieces))
