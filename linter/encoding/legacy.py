"""Text of one legacy codec read in another: no UTF-8 in it at all, every letter beyond ASCII a wrong one.

Each pair of codecs is tried on the whole text; one must make it much more plausible than it is, and than all others do.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from math import inf
from operator import itemgetter

from linter.encoding.change import Change
from linter.encoding.codecs import Codec, single_byte
from linter.encoding.detect import places_of
from linter.encoding.lexicon import frequency
from linter.encoding.plausibility import pairs
from linter.encoding.reading import inner
from linter.patterns import lazy
from linter.values import cached_property, dataclass

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
_PLACES = 1 << 16  # places of which the answer is remembered
_LONG = 200  # characters of a place too long for that
_PIECE = 50  # characters of a text after which it is looked whether it is plausible enough
_SCORE = itemgetter(0)
_READ_AS = 9  # codecs, from the first, that text is misread in
_CLOSE = (
    ("Windows-1250", "Windows-1252"), ("Windows-1254", "Windows-1252"), ("Windows-1257", "Windows-1252"),
    ("ISO-8859-2", "Windows-1252"), ("ISO-8859-2", "Windows-1250"), ("KOI8-R", "Windows-1251"),
    ("Windows-1251", "KOI8-R"), ("Windows-1251", "Windows-1252"), ("cp866", "Windows-1251"),
    ("Mac Cyrillic", "Windows-1251"), ("Windows-1252", "Mac Roman"), ("Windows-1252", "cp850"),
)  # fmt: skip


_Place = tuple[str, str, str]  # a run between its neighbours


@dataclass(frozen=True, eq=False)
class Misreading:
    """Text in the codec `was`, read in the codec `read_as`."""

    was: Codec
    read_as: Codec

    @cached_property
    def table(self) -> dict[int, str]:
        """What each wrong character was, for `str.translate`."""
        wrong, right = self.read_as.table[_HIGH:], self.was.table[_HIGH:]
        return {ord(char): before for char, before in zip(wrong, right, strict=True) if char != before}

    @cached_property
    def wrong(self) -> frozenset[str]:
        """The characters that were others."""
        return frozenset(map(chr, self.table))


def legacy_changes(places: Places, explained: float = 0.0) -> list[Change]:
    """Return the changes that undo one legacy codec read in another, if that is what happened to all of a text.

    `explained` is how many nats another explanation of the damage gains.
    """
    text = places.text
    if not places.all:
        return []
    tried = _promising(places.all) if places.odd else _close_pairs()
    best = _best([_undone(places, pair) for pair in tried if not pair.wrong.isdisjoint(places.beyond)], text)
    if best is None or best.gain < max(_LEAST_TOTAL, _LEAST_GAIN * best.changed) + _BETTER * explained:
        return []
    table = best.pair.table
    reason = f"{best.gain:.0f} nats more plausible: {best.pair.was.label} throughout"
    label = f"{best.pair.was.label} read as {best.pair.read_as.label}"
    changes = []
    for match in re.finditer(r"[^\x00-\x7f]+", text):
        after = match[0].translate(table)
        if after != match[0]:
            changes.append(Change(match.start(), match.end(), after, (label,), "unsafe", reason))
    return changes


class Places:
    """The different places of a text that has characters beyond ASCII, and what those are; looked up if asked for."""

    def __init__(self, text: str) -> None:
        """Take the text."""
        self.text = text

    @cached_property
    def all(self) -> list[_Place]:
        """The different runs, each between its neighbours."""
        return list(dict.fromkeys(places_of(self.text)))

    @cached_property
    def by_run(self) -> dict[str, list[_Place]]:
        """The same by their runs."""
        found: dict[str, list[_Place]] = {}
        for place in self.all:
            found.setdefault(place[1], []).append(place)
        return found

    @cached_property
    def beyond(self) -> frozenset[str]:
        """The characters beyond ASCII."""
        return frozenset("".join(self.by_run))

    @property
    def odd(self) -> bool:
        """Whether the places are on average less plausible than those of clean text ever are."""
        total, size, known = 0.0, 0, pairs()
        for run, places in self.by_run.items():
            total += inner(run) * len(places)
            first, last = run[0], run[-1]
            for left, _, right in places:
                total += known[left + first] + known[last + right]
            size += (len(run) + 1) * len(places)
        return total / size < _ODD


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
    known = [sum(frequency(word.translate(one.pair.table)) for word in words) for one in near]
    return max(zip(near, known, strict=True), key=lambda entry: (entry[1], entry[0].gain))[0]


def _undone(places: Places, pair: Misreading) -> Undone:
    """Return what it does to undo a misreading."""
    readable, wrong = pair.read_as.repertoire, pair.wrong
    if not readable.issuperset(places.beyond):
        foreign = sum([len(those) for run, those in places.by_run.items() if not readable.issuperset(run)])
        if foreign > _FOREIGN * len(places.all):
            return Undone(pair, 0.0, 1)
    concerned = [place for run, those in places.by_run.items() if not wrong.isdisjoint(run) for place in those]
    gain, worse, most = -pair.was.rarity - pair.read_as.rarity, 0, _WORSE * len(concerned)
    for place in concerned:
        better = (_remembered if len(place[1]) < _LONG else _gained)(*place, pair)
        gain += better
        if better < 0:
            worse += 1
            if worse > most:  # as it soon is in clean text
                return Undone(pair, 0.0, 1)
    return Undone(pair, gain, len(concerned))


def _gained(left: str, run: str, right: str, pair: Misreading) -> float:
    """Return what undoing a misreading gains in one place, in nats."""
    score = pairs().score
    after = run.translate(pair.table)
    before, now = f"{left}{run}{right}", f"{left}{after}{right}"
    # Little text is in capitals, so that the table knows few of their neighbours.
    if run.isalpha() and (before.isupper() or (left.isupper() and right.isupper())):
        before, now = before.lower(), now.lower()
    better = score(now) - score(before) - _STRANGE * pairs().strange(after)
    if _SIGNS.issuperset(run) and not (left.isalnum() and right.isalnum()):
        return min(better, 0.0)  # signs at the edge of a word are as they should be
    return better


_remembered = lru_cache(_PLACES)(_gained)


def _promising(places: list[_Place]) -> list[Misreading]:
    """Return the few misreadings that would make the text most plausible, by a rough count."""
    joined = "\n".join(["".join(place) for place in places[:_ENOUGH]])
    chars = {char for char in joined if ord(char) >= _HIGH}
    seen: set[str] = set()
    found: list[tuple[float, Misreading]] = []
    for read_as in single_byte()[:_READ_AS]:
        if len(chars - read_as.repertoire) > _FOREIGN * len(chars):
            continue
        for was in single_byte():
            pair = _misreading(was, read_as)
            after = joined.translate(pair.table)
            if was is not read_as and after not in seen:
                seen.add(after)
                score = _score_above(found[-1][0] if len(found) == _FEW else -inf, after, -was.rarity - read_as.rarity)
                if score is not None:
                    found = sorted([*found, (score, pair)], key=_SCORE, reverse=True)[:_FEW]
    return [pair for _, pair in found]


def _score_above(least: float, text: str, score: float) -> float | None:
    """Return `score` and how plausible a text is, None once that is less than `least`: no pair makes it more."""
    for start in range(0, len(text) - 1, _PIECE):
        score += pairs().score(text[start : start + _PIECE + 1])
        if score < least:
            return None
    return score


@cache
def _misreading(was: Codec, read_as: Codec) -> Misreading:
    return Misreading(was, read_as)


@cache
def _close_pairs() -> tuple[Misreading, ...]:
    """Return pairs of codecs so alike, in letters or in script, that misread text still looks rather like text."""
    codecs = {codec.label: codec for codec in single_byte()}
    return tuple(_misreading(codecs[was], codecs[read_as]) for was, read_as in _CLOSE)
