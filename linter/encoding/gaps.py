"""Which letters of a language stand between which others, counted in its commonest words: what a lost letter was."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from math import log
from typing import TYPE_CHECKING, NamedTuple

from linter.encoding.completions import CEDILLAS, LOST
from linter.encoding.vocabulary import vocabulary
from linter.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

_LETTER = lazy(r"[^\W\d_\x00-\x7f]")
_CONTEXTS = ((2, 1), (1, 2), (2, 2), (3, 2), (2, 3), (3, 3), (4, 3), (3, 4))  # letters before and after, beyond (1, 1)
_MOST = 4  # the most of them on one side
_TRUST = 3.0  # weight of what shorter contexts say, in occurrences
_WORDS = 8_000  # words of a language from which its spelling is learnt
_REMEMBERED = 1 << 14  # gaps of which the answer is remembered


class _Occurrence(NamedTuple):
    """A letter in a word, what stands before and after it, and how common the word is."""

    before: str
    letter: str
    after: str
    number: float


class Gaps:
    """The letters beyond ASCII of a language, by what they stand between."""

    def __init__(self, words: dict[str, float]) -> None:
        """Take words, and how common each is."""
        self._all: dict[str, float] = defaultdict(float)
        self._after: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        self._before: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        self._between: dict[tuple[str, str], list[_Occurrence]] = defaultdict(list)
        for word, number in words.items():
            framed = f" {word} "
            for match in _LETTER.finditer(framed):
                at, letter = match.start(), match[0]
                left, right = framed[at - 1], framed[at + 1]
                self._all[letter] += number
                self._after[left][letter] += number
                self._before[right][letter] += number
                before, after = framed[max(0, at - _MOST) : at], framed[at + 1 : at + 1 + _MOST]
                self._between[left, right].append(_Occurrence(before, letter, after, number))
        total = sum(self._all.values())
        self._shares = {letter: number / total for letter, number in self._all.items()}
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
        occurrences = self._between.get((left[-1], right[0]), [])
        yield _counted(occurrences)
        before, after = left[-2:], right[:2]
        near = [one for one in occurrences if one.before.endswith(before) or one.after.startswith(after)]
        for many_before, many_after in _CONTEXTS if near else ():
            before, after = left[-many_before:], right[:many_after]
            if LOST not in after:
                yield _counted([one for one in near if one.before.endswith(before) and one.after.startswith(after)])


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
