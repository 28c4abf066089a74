"""Which documents are made to show or to test a look, or to be copied, so that filler in them is no oversight."""

from __future__ import annotations

import re
from functools import lru_cache

from linter.patterns import lazy

_SHOWN = lazy(
    r"(?:^|/)(?:tests?|__tests__|specs?|fixtures?|_*style-?_?guides?|kitchen-?_?sink|ui-?_?kit|demos?)(?:/|\.\w+$)",
    re.IGNORECASE,
)
_COPIED = lazy(r"(?:^|[/_-])(?:templates?|gabarits?|archetypes?|scaffolds?)(?:/|\.\w+$)", re.IGNORECASE)


@lru_cache(maxsize=16)  # several rules ask about the same document
def is_showcase(path: str) -> bool:
    """Tell whether the path of a document has a folder, or is a file, that is called for tests or demonstrations."""
    return _SHOWN.search(path) is not None


@lru_cache(maxsize=16)  # as above
def is_template(path: str) -> bool:
    """Tell whether the path of a document has a folder, or is a file, that is called for what is to be copied."""
    return _COPIED.search(path) is not None


def is_demonstrated(text: str, target: str) -> bool:
    """Tell whether a link is there to show how links are written: with the same one in code beside it."""
    return f"]({target})`" in text
