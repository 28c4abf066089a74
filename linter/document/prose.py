"""Words in plain text: where a pattern matches what readers read, not code, tags, comments or targets of links."""

from __future__ import annotations

from bisect import bisect_right

from linter.document.intervals import Intervals
from linter.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from linter.document import Document
    from linter.document.region import Region


class Hit(NamedTuple):
    """A match in offsets of `region.text`; `opens` and `closes` bound the stretch of plain text that it lies in."""

    start: int
    end: int
    opens: int
    closes: int


def in_prose(document: Document, region: Region, pattern: re.Pattern[str]) -> Iterator[Hit]:
    """Yield the matches of `pattern` in the plain text of a region, visible text of links and bare URLs included.

    The region is parsed only if the pattern matches somewhere in it.
    """
    found = [match.span() for match in pattern.finditer(region.text)]
    if not found:
        return
    from linter.document import markdown

    view = document.markdown if region.is_body else markdown.parse(region, document.flavour)
    text = Intervals(view.text_spans)
    for start, end in found:
        if start < end and text.cover(start) and text.cover(end - 1):
            first, last = bisect_right(text.starts, start) - 1, bisect_right(text.starts, end - 1) - 1
            yield Hit(start, end, text.starts[first], text.ends[last])
