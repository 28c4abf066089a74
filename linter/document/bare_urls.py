"""URLs in plain text, by the rules of GFM's extended autolinks (https://github.github.com/gfm, section 6.9)."""

from __future__ import annotations

import re
from bisect import bisect_right

from linter.patterns import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# As cmark-gfm does it: any character that is no letter or digit may come before a scheme; before `www.` only white
# space and `*_~(`. A host without a dot counts after a scheme (http://localhost).
_HEAD = lazy(r"(?<![^\W_])https?://(?=[\w-])|(?<![^\s*_~(])www\.(?=[\w-])", re.IGNORECASE)
_END = lazy(r"[\s<]")
_HOST = lazy(r"(?:https?://)?([\w-]+(?:\.[\w-]+)*)", re.IGNORECASE)
_ENTITY = lazy(r"&[A-Za-z0-9]+;$")
# GFM names the first line; closing quotation marks are ours: French text closes guillemets right after a URL.
_TRAILING = frozenset("?!.,:*_~'\";" + "»”’")
_BRACKETS = {")": "(", "]": "["}


def bare_urls(text: str, barriers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield start and end of every URL, in code or not: none goes past the next of the sorted `barriers`."""
    head = _HEAD.search(text) if "://" in text or "www." in text.lower() else None
    while head is not None:
        index = bisect_right(barriers, head.start())
        limit = barriers[index] if index < len(barriers) else len(text)
        after = _END.search(text, head.start(), limit)
        furthest = limit if after is None else after.start()
        end = _trimmed_end(text, head.start(), furthest)
        if end is not None:
            yield head.start(), end
        head = _HEAD.search(text, max(furthest, head.end()))


def target_of(url: str) -> str:
    """Return the destination of a bare URL: `www.` is read with `http://` before it."""
    return url if "://" in url[:8] else "http://" + url


def _trimmed_end(text: str, start: int, end: int) -> int | None:
    """Return where the URL ends without the punctuation that belongs to the sentence; None where it is no URL."""
    url = text[start:end]
    size = _without_punctuation(url)
    host = _HOST.match(url, 0, size)
    if host is None or any("_" in label for label in host[1].split(".")[-2:]):
        return None
    return start + size if "." in host[1] or "://" in host[0] else None


def _without_punctuation(url: str) -> int:
    unbalanced = {close: url.count(close) - url.count(opening) for close, opening in _BRACKETS.items()}
    size = len(url)
    while size:
        last = url[size - 1]
        if unbalanced.get(last, 0) > 0:
            unbalanced[last] -= 1
        elif last == ";" and (entity := _ENTITY.search(url, max(size - 33, 0), size)) is not None:
            size = entity.start()
            continue
        elif last not in _TRAILING:
            break
        size -= 1
    return size
