"""What a site of Next.js serves, by the names of the files of which it makes pages; none of them is read."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

# https://nextjs.org/docs/pages/building-your-application/routing and https://nextjs.org/docs/app/getting-started
_PAGE = re.compile(r"(?:src/)?(?:pages/(?!api/)(?P<page>.+)|app/(?P<folder>(?:.+/)?)page)\.(?:[jt]sx?|mdx?)\Z")
_INDEX = re.compile(r"(?:\A|/)index\Z")
_GROUP = re.compile(r"\([^()/]*\)/|@[^/]*/")
_SPECIAL = re.compile(r"_(?:app|document|error)\Z|\A(?:404|500)\Z")


def served_pages(paths: Iterable[str]) -> tuple[str, ...]:
    """Return the addresses of the pages among some files, sorted, as in "/guides/[slug]"; () where there are none."""
    found = set()
    for path in paths:
        match = _PAGE.match(path)
        if match is None:
            continue
        name = match["page"] if match["page"] is not None else _GROUP.sub("", match["folder"]).rstrip("/")
        if not _SPECIAL.search(name):
            found.add("/" + _INDEX.sub("", name).strip("/"))
    return tuple(sorted(found))
