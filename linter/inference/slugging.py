"""How a site makes ids of headings, by the links to headings that its authors tried out."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from urllib.parse import unquote

from linter.anchors import anchors_of
from linter.slugs import FUNCTIONS
from linter.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from linter.document import Document

# First what many renderers do; sites that make ids themselves put them together of few steps.
_CANDIDATES = (
    *FUNCTIONS,
    "nfd-strip | lower | spaces-to-dashes",
    "lower | spaces-to-dashes",
    "lower | blanks-to-dash",
    "lower | strip-punctuation | blanks-to-dash",
    "nfd-strip | lower | strip-punctuation | blanks-to-dash",
    "nfd-strip | lower | strip-punctuation | blanks-to-dash | collapse-dashes | trim-dashes",
)
_FEWEST = 10  # different links to headings, from which on their form means something
_AGREEMENT = 0.9  # of those that lead somewhere by any function do so by the one


@dataclass(frozen=True, slots=True)
class FoundSlug:
    """A slug function: by it `found` of `total` links lead to a heading; `total` do by any."""

    specification: str
    found: int
    total: int


def slugs_by_link(document: Document) -> tuple[frozenset[str], ...]:
    """Return for each different link to a heading of the document itself the functions by which it leads to one."""
    fragments = {link.target[1:] for link in document.links if link.target.startswith("#") and not link.image}
    if not fragments:
        return ()
    anchors = anchors_of(document)
    plain = {unquote(one) for one in fragments} - anchors.ids
    leading = (frozenset(each for each in _CANDIDATES if one in anchors.names((each,))) for one in sorted(plain))
    return tuple(one for one in leading if one)


def slug_of(links: Iterable[tuple[frozenset[str], ...]]) -> FoundSlug | None:
    """Return the function by which the links of some documents lead somewhere, None where several may be meant.

    Functions that agree on all links are told apart by their place in the list; what only differs from it on
    links that are not there cannot be known.
    """
    every = list(chain.from_iterable(links))
    counts = Counter(chain.from_iterable(every))
    if len(every) < _FEWEST or not counts:
        return None
    best = max(_CANDIDATES, key=lambda one: counts[one])
    return FoundSlug(best, counts[best], len(every)) if counts[best] >= _AGREEMENT * len(every) else None
