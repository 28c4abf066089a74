"""The cheap question asked of every text first: can there be misread UTF-8 in it at all?

The pairs of characters that call for a closer look, `triggers.bin`, are made by `tools/train_triggers.py`.
"""

from __future__ import annotations

import re
import zlib
from functools import cache
from itertools import islice
from operator import add
from pathlib import Path

from linter.encoding.plausibility import pairs

RUN = re.compile(r"[^\x00-\x7f]+")
_WIDE = r"\u3000-\u9fff\uac00-\ud7a3\uff00-\uffef"
# The rarer character first, then a look back: several times as fast.
_MIXED = re.compile(r"[\u0370-\u05f4\u0620-\u06ff\u2500-\u259f](?<=[A-Za-z\u00c0-\u024f].)")
_MIXED_WIDE = re.compile(
    r"[\u4e00-\u9fff\uac00-\ud7a3\uff61-\uff9f](?<=[A-Za-z0-9.].)"
    r"[\u4e00-\u9fff\uac00-\ud7a3\uff61-\uff9f]{0,2}[A-Za-z0-9]"
)
_WIDE_CHAR = re.compile(f"[{_WIDE}]")
_RARE = 0.1  # share of different East Asian characters that occur in few texts, from which they look wrong
_FIRST = 50  # pairs looked at before all of a text is


@cache
def triggers() -> frozenset[str]:
    """Return the pairs of characters that misread UTF-8 begins with and text has not."""
    found = zlib.decompress(Path(__file__).with_name("triggers.bin").read_bytes()).decode()
    return frozenset(map(add, found[::2], found[1::2]))


@cache
def _begins() -> re.Pattern[str]:
    """Match where a text should be looked at more closely: a cheap superset of what counts."""
    firsts = "".join(sorted({pair[0] for pair in triggers()}))
    seconds = "".join(sorted({pair[1] for pair in triggers()}))
    return re.compile(f"[{re.escape(firsts)}][{re.escape(seconds)}]")


def telltale(place: str) -> bool:
    """Tell whether a run of characters, with one of context on both sides, may be misread UTF-8."""
    if not triggers().isdisjoint(map(add, place, place[1:])):
        return True
    if _MIXED.search(place) or _MIXED_WIDE.search(place):
        return True
    return bool(_WIDE_CHAR.search(place) and not pairs().knows(place))


def suspicious(text: str) -> bool:
    """Tell whether `text` has characters that may be misread UTF-8, in a place odd for text; linear and fast."""
    if text.isascii():
        return False
    known = triggers()
    begins = None
    for begins in islice(_begins().finditer(text), _FIRST):
        if begins[0] in known:
            return True
    if _MIXED.search(text) or _MIXED_WIDE.search(text):
        return True
    is_wide = _WIDE_CHAR.search(text) is not None
    if begins is None and not is_wide:
        return False
    runs = "\n".join(set(RUN.findall(text)))
    if begins is not None and not known.isdisjoint(map(add, runs, runs[1:])):
        return True
    wide = set(_WIDE_CHAR.findall(runs)) if is_wide else set()
    return sum(not pairs().knows(char) for char in wide) > _RARE * len(wide)
