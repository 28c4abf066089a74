"""The cheap question asked of every text first: can there be misread UTF-8 in it at all?

The pairs of characters that call for a closer look, `triggers.bin`, are made by `tools/train_triggers.py`.
"""

from __future__ import annotations

import os
import re
import zlib
from bisect import bisect_left, bisect_right
from functools import cache, lru_cache
from itertools import count
from operator import add

from linter.encoding.runs import decoded, different_in
from linter.patterns import lazy

_OF_RUNS = "[\x80-\U0010ffff]+"  # faster than what is not ASCII
RUN = lazy(_OF_RUNS)
_RUNS = lazy(f"({_OF_RUNS})")
_WIDE_RANGES = (("\u3000", "\u9fff"), ("\uac00", "\ud7a3"), ("\uff00", "\uffef"))
_WIDE = "".join(f"{first}-{last}" for first, last in _WIDE_RANGES)
# The rarer character first, then a look back: several times as fast.
_MIXED = lazy(r"[\u0370-\u05f4\u0620-\u06ff\u2500-\u259f](?<=[A-Za-z\u00c0-\u024f].)")
_MIXED_WIDE = lazy(
    r"[\u4e00-\u9fff\uac00-\ud7a3\uff61-\uff9f](?<=[A-Za-z0-9.].)"
    r"[\u4e00-\u9fff\uac00-\ud7a3\uff61-\uff9f]{0,2}[A-Za-z0-9]"
)
_WIDE_CHAR = lazy(f"[{_WIDE}]")
# The characters of _MIXED and _WIDE_CHAR, of which texts of some languages are made.
_TO_LOOK_AT = ("\u0370\u05f4", "\u0620\u06ff", "\u2500\u259f", "\u3000\u9fff", "\uac00\ud7a3", "\uff00\uffef")
_CYRILLIC = "\u0400\u052f"
_LAST_ASCII = "\x7f"
# What stands beside a run, for how plausible that is: a blank for white space, and for nothing.
BESIDE = {"": " "} | {char: " " if char.isspace() else char for char in map(chr, range(0x80))}
_RARE = 0.1  # share of different East Asian characters that occur in few texts, from which they look wrong
_ASCII = bytes(range(0x80))
# All but the bytes that characters of _MIXED begin with, boxes apart, and wide ones: what is left without is looked for
# several times as fast as by a pattern.
_NO_MIXED_LEADS = bytes(byte for byte in range(0x100) if not 0xCD <= byte <= 0xDB)  # noqa: PLR2004
_NO_WIDE_LEADS = bytes(byte for byte in range(0x100) if not 0xE3 <= byte <= 0xEF)  # noqa: PLR2004
_BOXES = (b"\xe2\x94", b"\xe2\x95", b"\xe2\x96")
_PLACES = 1 << 16  # places of which the answer is remembered
_BRIEF = 300  # different characters up to which pairs are looked for one by one in the first texts
_SHORT, _FEW = 50_000, 20  # characters of a short text, and how many of these cost less than to compile a pattern
_few = count()
_LONG = 200  # characters of a place too long for that


@cache
def _written() -> str:
    """Return the pairs of `triggers`, one after the other."""
    # pathlib takes longer to import than a page to check
    with open(os.path.join(os.path.dirname(__file__), "triggers.bin"), "rb") as file:  # noqa: PTH118, PTH120, PTH123
        return zlib.decompress(file.read()).decode()


@cache
def triggers() -> frozenset[str]:
    """Return the pairs of characters that misread UTF-8 begins with and text has not."""
    found = _written()
    return frozenset(map(add, found[::2], found[1::2]))


@cache
def _begins() -> re.Pattern[str]:
    """Match where a text should be looked at more closely: a cheap superset of what counts."""
    written = _written()
    firsts, seconds = ("".join(sorted(set(written[at::2]))) for at in (0, 1))
    pairs_of = zip(written[::2], written[1::2], strict=True)
    after_cyrillic = "".join(sorted({second for first, second in pairs_of if _CYRILLIC[0] <= first <= _CYRILLIC[-1]}))
    cyrillic = f"{_CYRILLIC[0]}-{_CYRILLIC[-1]}"  # every letter of Russian may begin a pair, few may end one
    return re.compile(
        f"[{re.escape(firsts)}](?:[{re.escape(after_cyrillic)}]|(?<![{cyrillic}])[{re.escape(seconds)}])"
        f"[{re.escape(seconds)}]*"
    )


def places_of(text: str) -> list[tuple[str, str, str]]:
    """Return every run of `text` between its neighbours, blanks for white space and at the ends."""
    pieces, plain = _RUNS.split(text), BESIDE
    return [
        (plain[before[-1:]], run, plain[after[:1]])
        for before, run, after in zip(pieces[::2], pieces[1::2], pieces[2::2], strict=False)
    ]


def odd_runs(text: str) -> dict[int, int]:
    """Return where the runs of `text` begin, and end, that may be misread UTF-8."""
    odd = _odd_places
    starts = [match.start() for match in _begins().finditer(text) if odd[match[0]]]
    may_mix, may_be_wide = _scripts_in(text)
    patterns = [_MIXED] if may_mix else []
    if may_be_wide:
        patterns += [_MIXED_WIDE, *((_rare_wide(),) if _WIDE_CHAR.search(text) else ())]
    for pattern in patterns:
        starts += [match.start() for match in pattern.finditer(text)]
    found: dict[int, int] = {}
    reached = 0
    for place in sorted(starts):
        if place >= reached:
            start, reached = run_around(text, place)
            found[start] = reached
    return found


def run_around(text: str, place: int) -> tuple[int, int]:
    """Return where the run begins and ends that a place of `text` is in."""
    start = place
    while start and text[start - 1] > _LAST_ASCII:
        start -= 1
    run = RUN.match(text, start)
    return start, run.end() if run else start


def triggers_in(text: str) -> frozenset[str]:
    """Return the pairs of `text` that misread UTF-8 begins with."""
    return triggers().intersection(map(add, text, text[1:]))


def telltale(place: str) -> bool:
    """Tell whether a run of characters, with one of context on both sides, may be misread UTF-8."""
    return _remembered(place) if len(place) < _LONG else _telltale(place)


def _telltale(place: str) -> bool:
    if _odd(place) or _MIXED.search(place) or _MIXED_WIDE.search(place):
        return True
    from linter.encoding.plausibility import pairs

    return bool(_WIDE_CHAR.search(place) and not pairs().knows(place))


_remembered = lru_cache(_PLACES)(_telltale)


def _odd(text: str) -> bool:
    return not triggers().isdisjoint(map(add, text, text[1:]))


class _OddPlaces(dict[str, bool]):
    """Whether places of several characters are odd, each judged once."""

    def __missing__(self, place: str) -> bool:
        """Judge a place."""
        odd = _odd(place)
        if len(place) < _LONG and len(self) < _PLACES:
            self[place] = odd
        return odd


_odd_places = _OddPlaces()


@cache
def _rare_wide() -> re.Pattern[str]:
    """Match an East Asian character that occurs in few texts."""
    from linter.encoding.plausibility import pairs

    common, ranges = sorted(pairs().known), []
    for first, last in _WIDE_RANGES:
        at = ord(first)
        for char in (*common[bisect_left(common, first) : bisect_right(common, last)], chr(ord(last) + 1)):
            if at < ord(char):
                ranges.append(f"{chr(at)}-{chr(ord(char) - 1)}")
            at = ord(char) + 1
    return re.compile(f"[{''.join(ranges)}]")


def suspicious(text: str) -> bool:
    """Tell whether `text` has characters that may be misread UTF-8, in a place odd for text; linear and fast."""
    if text.isascii():
        return False
    if len(text) < _SHORT and next(_few) < _FEW:
        runs = decoded(different_in(text))
        if len(set(runs)) < _BRIEF and _surely_plain(runs):
            return False
        if _odd(runs):
            return True
    else:
        begins = _begins().search(text)
        if begins is not None and _odd(begins[0]):
            return True
        if begins is not None and _odd("\n".join(set(_begins().findall(text, begins.end())))):
            return True
    may_mix, may_be_wide = _scripts_in(text)
    return (may_mix and _MIXED.search(text) is not None) or (may_be_wide and _oddly_wide(text))


def _scripts_in(text: str) -> tuple[bool, bool]:
    """Tell whether a text may have characters that _MIXED looks for, and wide ones, by its bytes: few texts have."""
    data = text.encode("utf-8", "replace").translate(None, _ASCII)
    may_mix = bool(data.translate(None, _NO_MIXED_LEADS)) or any(map(data.__contains__, _BOXES))
    return may_mix, bool(data.translate(None, _NO_WIDE_LEADS))


def _surely_plain(runs: str) -> bool:
    """Tell whether nothing is odd in the runs of a text, without what takes longer to make than they to be read."""
    if any(each[0] <= char <= each[1] for char in set(runs) for each in _TO_LOOK_AT):
        return False
    known = _written()
    for pair in set(map(add, runs, runs[1:])):
        at = known.find(pair)
        while at > 0 and at % 2:  # the end of one pair and the beginning of the next
            at = known.find(pair, at + 1)
        if at >= 0:
            return False
    return True


def _oddly_wide(text: str) -> bool:
    """Tell whether East Asian characters stand among Latin letters, or are such as few texts have."""
    if _MIXED_WIDE.search(text):
        return True
    rare = set(_rare_wide().findall(text)) if _WIDE_CHAR.search(text) else set()
    return bool(rare) and len(rare) > _RARE * len(_WIDE_CHAR.findall("".join(set(text))))
