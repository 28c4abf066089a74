"""Which places of a web page a link can lead to."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import unquote

# What programs make of a fragment: routes of applications, line numbers, stretches of text.
_OF_PROGRAMS = re.compile(r"[/=!&:;?,]|\AL?\d+(?:-L?\d+)?\Z|\A(?:top)?\Z", re.IGNORECASE)
_FEW = 3
# GitHub and others give the ids that authors wrote a prefix and take it away by script.
_PREFIXES = ("user-content-",)


def may_be_judged(fragment: str) -> bool:
    """Tell whether a fragment can be the id of an element, and not what a program makes something of."""
    return not _OF_PROGRAMS.search(unquote(fragment))


def judged(fragments: frozenset[str], page: str | None, *, whole: bool) -> dict[str, bool | None]:
    """Tell of each fragment whether a page has it; None where a script may make it, or the page was not read.

    A page with less than three ids of its own is taken for one that scripts fill. Case makes no difference here:
    browsers of old forgave it.
    """
    if page is None:
        return dict.fromkeys(fragments)
    ids = ids_of(page)
    sure = whole and len(ids) >= _FEW
    found = {one: _is_there(unquote(one), ids) for one in fragments}
    return {one: True if there else (False if sure else None) for one, there in found.items()}


def ids_of(page: str) -> frozenset[str]:
    """Return the ids of a page and the names of its anchors, case folded."""
    reader = _Ids()
    reader.feed(page)
    return frozenset(reader.found)


def _is_there(fragment: str, ids: frozenset[str]) -> bool:
    return any(f"{prefix}{fragment}".casefold() in ids for prefix in ("", *_PREFIXES))


class _Ids(HTMLParser):
    """Reads the ids of a page, however broken it is."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value and (name == "id" or (name == "name" and tag == "a")):
                self.found.add(value.casefold())
