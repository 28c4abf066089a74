"""Which letters of a language stand between which others, counted in its commonest words: what a lost letter was."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from itertools import accumulate
from math import log
from typing import TYPE_CHECKING

from linter.encoding.completions import CEDILLAS, LOST
from linter.encoding.vocabulary import vocabulary
from linter.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

_LETTER = lazy(r"[^\W\d_\x00-\x7f]")
_NEARER = ((3, 2), (2, 3), (3, 3), (4, 3), (3, 4))  # letters before and after, where two of each are the same
_MOST = 4  # the most of them on one side
_BLANKS = " " * _MOST  # what stands between words
_TRUST = 3.0  # weight of what shorter contexts say, in occurrences
_WORDS = 8_000  # words of a language from which its spelling is learnt
_REMEMBERED = 1 << 14  # gaps of which the answer is remembered


# A letter in a word, between what stands before and after it, and how common the word is. A plain tuple: there are tens
# of thousands, which the garbage collector would visit again and again if they were of a class.
_Occurrence = tuple[str, str, str, float]


class Gaps:
    """The letters beyond ASCII of a language, by what they stand between."""

    def __init__(self, words: dict[str, float]) -> None:
        """Take words, and how common each is."""
        self._between: dict[tuple[str, str], list[_Occurrence]] = defaultdict(list)
        text = f"{_BLANKS}{_BLANKS.join(words)}{_BLANKS}"
        ends = zip(accumulate([_MOST + len(word) for word in words]), words.values(), strict=True)
        end, number = 0, 0.0
        for match in _LETTER.finditer(text):
            at = match.start()
            while at >= end:
                end, number = next(ends)
            before, after = text[at - _MOST : at], text[at + 1 : at + 1 + _MOST]
            self._between[before[-1], after[0]].append((before, match[0], after, number))
        self._counts = {beside: _counted(occurrences) for beside, occurrences in self._between.items()}
        every: dict[str, float] = {}
        self._after: dict[str, dict[str, float]] = defaultdict(dict)
        self._before: dict[str, dict[str, float]] = defaultdict(dict)
        for (left, right), numbers in self._counts.items():
            for counts in (every, self._after[left], self._before[right]):
                for letter, number in numbers.items():
                    counts[letter] = counts.get(letter, 0.0) + number
        total = sum(every.values())
        self._shares = {letter: number / total for letter, number in every.items()}
        self._remembered = lru_cache(_REMEMBERED)(self._choices)

    def choices(self, left: str, right: str) -> dict[str, float]:
        """Return the letters that may stand between `left` and `right`, with the logarithm of how often they do."""
        return self._remembered(f" {left}"[-_MOST:], f"{right} "[:_MOST])

    def _choices(self, left: str, right: str) -> dict[str, float]:
        shares = _nearer(self._shares, self._after.get(left[-1], {}))
        if right[0] != LOST:
            shares = _nearer(shares, self._before.get(right[0], {}))
            for counts in self._by_context(left, right):
                shares = _nearer(shares, counts)
        return {letter: log(share) for letter, share in shares.items()}

    def _by_context(self, left: str, right: str) -> Iterator[dict[str, float]]:
        """Yield how often each letter stands in closer and closer contexts."""
        beside = left[-1], right[0]
        if beside not in self._counts:
            return
        yield self._counts[beside]
        before = _beside(self._between[beside], left[-2:], "")
        yield _counted(before)
        if LOST in right[:2]:
            return
        yield _counted(_beside(self._between[beside], "", right[:2])) if right[1:] else self._counts[beside]
        both = _beside(before, "", right[:2])
        yield _counted(both)
        for many, more in _NEARER if both else ():
            if LOST not in right[:more]:
                yield _counted(_beside(both, left[-many:], right[:more]))


def _beside(occurrences: list[_Occurrence], before: str, after: str) -> list[_Occurrence]:
    return [one for one in occurrences if one[0].endswith(before) and one[2].startswith(after)]


def _counted(occurrences: list[_Occurrence]) -> dict[str, float]:
    counts: dict[str, float] = {}
    for _, letter, _, number in occurrences:
        counts[letter] = counts.get(letter, 0.0) + number
    return counts


def _nearer(shares: dict[str, float], counts: dict[str, float]) -> dict[str, float]:
    """Return shares that take into account how often each letter occurs in a closer context."""
    if not counts:
        return shares
    total = sum(counts.values()) + _TRUST
    return {letter: (counts.get(letter, 0.0) + _TRUST * share) / total for letter, share in shares.items()}


@cache
def gaps_in(language: str) -> Gaps:
    """Return what is known of the letters of a language."""
    words = vocabulary(language).all()
    common = sorted(words, key=words.__getitem__, reverse=True)[:_WORDS]
    return Gaps({word.translate(CEDILLAS) if language == "ro" else word: words[word] for word in common})
