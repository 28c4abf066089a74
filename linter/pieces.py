"""Which documents are pieces that pages take in, and no pages of their own."""

from __future__ import annotations

from functools import lru_cache

from linter.document.flavour import Flavour
from linter.patterns import lazy

_NAMED = lazy(r"(?:\A|/)_?(?:includes|partials|layouts|snippets|shortcodes)/|(?:\A|/)_(?:common|shared|template)/")
# Docusaurus makes no page of these; Hugo does, but for those by whom a section is described nobody names them so.
_UNDERSCORED = lazy(r"(?:\A|/)_(?!index\.)")
# Elsewhere an underscore may begin the name of a collection.
_PERHAPS = lazy(r"(?:\A|/)(?:_(?!index\b|posts?/|pages?/|docs?/|data/|drafts/)|shared/)")


def is_piece(path: str, flavour: Flavour) -> bool:
    """Tell whether a document is there to be taken in by others, by its path and what its generator makes of that."""
    underscored = flavour in {Flavour.DOCUSAURUS, Flavour.HUGO} and _UNDERSCORED.search(path) is not None
    return underscored or _NAMED.search(path) is not None


@lru_cache(maxsize=16)  # asked for each link within a page
def may_be_piece(path: str, flavour: Flavour) -> bool:
    """Tell the same of documents of which it is not certain."""
    return is_piece(path, flavour) or (flavour is not Flavour.KRAMDOWN and _PERHAPS.search(path) is not None)
