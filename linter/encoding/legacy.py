"""Text of one legacy codec read in another: no UTF-8 in it at all, every letter beyond ASCII a wrong one.

Each pair of codecs is tried on the whole text; one must make it much more plausible than it is, and than all others do.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from linter.encoding.change import Change
from linter.encoding.codecs import Codec, single_byte
from linter.encoding.detect import places_of
from linter.encoding.lexicon import frequency
from linter.encoding.plausibility import pairs
from linter.patterns import lazy

_HIGH = 0x80
_ODD = -7.0  # mean log-probability of a pair above which only codecs much alike are tried
_LEAST_GAIN = 2.0  # nats that each changed place must gain on average
_LEAST_TOTAL = 16.0  # nats that all must gain
_BETTER = 2.0  # times as much as any other explanation
_WORSE = 0.2  # share of changed places that may lose by it
_NEAR, _WORDS = 0.85, 200  # share of the most gained from which words decide, and how many are looked at
_WORD = lazy(r"\w+")
_ENOUGH, _FEW = 60, 4  # places for a first count, and misreadings that are counted in full
_FOREIGN = 0.1  # share of places that may hold what the codec cannot have shown
_STRANGE = 12.0  # nats against a letter never seen in training
_SIGNS = frozenset("™®©“”’‘„–—…«»•°")
_READ_AS = 9  # codecs, from the first, that text is misread in
_CLOSE = (
    ("Windows-1250", "Windows-1252"), ("Windows-1254", "Windows-1252"), ("Windows-1257", "Windows-1252"),
    ("ISO-8859-2", "Windows-1252"), ("ISO-8859-2", "Windows-1250"), ("KOI8-R", "Windows-1251"),
    ("Windows-1251", "KOI8-R"), ("Windows-1251", "Windows-1252"), ("cp866", "Windows-1251"),
    ("Mac Cyrillic", "Windows-1251"), ("Windows-1252", "Mac Roman"), ("Windows-1252", "cp850"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Misreading:
    """Text in the codec `was`, read in the codec `read_as`."""

    was: Codec
    read_as: Codec

    def table(self) -> dict[int, str]:
        """Return what each wrong character was, for `str.translate`."""
        return _table(self.was.table, self.read_as.table)


def legacy_changes(text: str, explained: float = 0.0) -> list[Change]:
    """Return the changes that undo one legacy codec read in another, if that is what happened to all of `text`.

    `explained` is how many nats another explanation of the damage gains.
    """
    places = Counter((_plain(left), run, _plain(right)) for left, run, right in places_of(text))
    if not places:
        return []
    tried = _promising(places) if _odd(places) else _close_pairs()
    best = _best([_undone(places, pair) for pair in tried], text)
    if best is None or best.gain < max(_LEAST_TOTAL, _LEAST_GAIN * best.changed) + _BETTER * explained:
        return []
    table = best.pair.table()
    reason = f"{best.gain:.0f} nats more plausible: {best.pair.was.label} throughout"
    label = f"{best.pair.was.label} read as {best.pair.read_as.label}"
    changes = []
    for match in re.finditer(r"[^\x00-\x7f]+", text):
        after = match[0].translate(table)
        if after != match[0]:
            changes.append(Change(match.start(), match.end(), after, (label,), "unsafe", reason))
    return changes


def different_places(text: str) -> int:
    """Return how many different runs beyond ASCII `text` has, each with its neighbours."""
    return len({(_plain(left), run, _plain(right)) for left, run, right in places_of(text)})


def _plain(char: str) -> str:
    return " " if not char or char.isspace() else char


def _odd(places: Counter[tuple[str, str, str]]) -> bool:
    """Tell whether the places are on average less plausible than clean text ever is."""
    score = pairs().score
    total = sum(score("".join(place)) for place in places)
    return total / sum(len(run) + 1 for _, run, _ in places) < _ODD


@dataclass(frozen=True, slots=True)
class Undone:
    """What a text gains, in nats, if a misreading is undone, and at how many different places it changes."""

    pair: Misreading
    gain: float
    changed: int


def _best(undone: list[Undone], text: str) -> Undone | None:
    """Return what gains most; among those that gain nearly as much, what makes most words that are known."""
    most = max((one.gain for one in undone), default=0.0)
    near = [one for one in undone if one.gain > 0 and one.gain >= _NEAR * most]
    if len(near) < 2:  # noqa: PLR2004 -- nothing to choose between
        return near[0] if near else None
    words = [word for word in dict.fromkeys(_WORD.findall(text)) if not word.isascii()][:_WORDS]
    known = [sum(frequency(word.translate(one.pair.table())) for word in words) for one in near]
    return max(zip(near, known, strict=True), key=lambda entry: (entry[1], entry[0].gain))[0]


def _undone(places: Counter[tuple[str, str, str]], pair: Misreading) -> Undone:
    score, strange = pairs().score, pairs().strange
    table, foreign = pair.table(), 0
    gain, changed, worse = -pair.was.rarity - pair.read_as.rarity, 0, 0
    readable = pair.read_as.repertoire
    for left, run, right in places:
        after = run.translate(table)
        foreign += not readable.issuperset(run)
        if after == run:
            continue
        before, now = f"{left}{run}{right}", f"{left}{after}{right}"
        # Little text is in capitals, so that the table knows few of their neighbours.
        if run.isalpha() and (before.isupper() or (left.isupper() and right.isupper())):
            before, now = before.lower(), now.lower()
        better = score(now) - score(before) - _STRANGE * strange(after)
        if _SIGNS.issuperset(run) and not (left.isalnum() and right.isalnum()):
            better = min(better, 0.0)  # signs at the edge of a word are as they should be
        gain, changed, worse = gain + better, changed + 1, worse + (better < 0)
    if worse > _WORSE * changed or foreign > _FOREIGN * len(places):
        return Undone(pair, 0.0, 1)
    return Undone(pair, gain, changed)


def _promising(places: Counter[tuple[str, str, str]]) -> list[Misreading]:
    """Return the few misreadings that would make the text most plausible, by a rough count."""
    score = pairs().score
    joined = "\n".join("".join(place) for place in list(places)[:_ENOUGH])
    chars = {char for char in joined if ord(char) >= _HIGH}
    found: dict[str, tuple[float, Misreading]] = {}
    for read_as in single_byte()[:_READ_AS]:
        if len(chars - read_as.repertoire) > _FOREIGN * len(chars):
            continue
        for was in single_byte():
            pair = Misreading(was, read_as)
            after = joined.translate(pair.table())
            if was is not read_as and after not in found:
                found[after] = (score(after) - was.rarity - read_as.rarity, pair)
    return [pair for _, pair in sorted(found.values(), key=lambda entry: -entry[0])[:_FEW]]


@cache
def _table(was: str, read_as: str) -> dict[int, str]:
    return {ord(wrong): right for wrong, right in zip(read_as[_HIGH:], was[_HIGH:], strict=True) if wrong != right}


@cache
def _close_pairs() -> tuple[Misreading, ...]:
    """Return pairs of codecs so alike, in letters or in script, that misread text still looks rather like text."""
    codecs = {codec.label: codec for codec in single_byte()}
    return tuple(Misreading(codecs[was], codecs[read_as]) for was, read_as in _CLOSE)
