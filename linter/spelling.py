"""Near misses: which of some known words was probably meant by an unknown one."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from functools import lru_cache
from itertools import chain

from linter.patterns import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_SEPARATORS = lazy(r"[\s_-]+")
_DIGITS = lazy(r"\d+")
_FARTHEST = 2
_LONGEST = 64


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that `word` was meant to be, None where there is none or two are equally near.

    Near is an optimal string alignment distance of at most 2 and of less than a third of the length of `word`.
    Case, accents, blanks, `_` and `-` make no difference; digits must agree: `visits_2020` is not `visits_2019`.
    """
    if len(word) > _LONGEST:
        return None
    folded = _folded(word)
    nearest = min(_FARTHEST, (len(word) - 1) // 3)
    size, letters, digits = len(folded), set(folded), _DIGITS.findall(folded)
    best: list[str] = []
    known = _by_length(tuple(candidates))
    for candidate, other in chain.from_iterable(known.get(size + more, ()) for more in range(-nearest, nearest + 1)):
        # An edit changes one in the length of a word, and at most two of the letters that it holds.
        if abs(len(other) - size) > nearest or len(letters.symmetric_difference(other)) > 2 * nearest:
            continue
        if _DIGITS.findall(other) != digits:
            continue
        apart = 0 if other == folded else distance(folded, other, nearest)
        if apart < nearest:
            nearest, best = apart, []
        if apart == nearest:
            best.append(candidate)
    return best[0] if len(best) == 1 else None


@lru_cache(maxsize=16)  # the names in a folder are asked for by each page that misses one
def _by_length(candidates: tuple[str, ...]) -> Mapping[int, list[tuple[str, str]]]:
    """Return each of some words with what makes a difference in it, by the length of that."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for candidate in dict.fromkeys(candidates):
        other = _folded(candidate)
        found[len(other)].append((candidate, other))
    return found


def same_letters(one: str, other: str) -> bool:
    """Tell whether the two differ in nothing but case and accents."""
    return one == other or _plain(one) == _plain(other)


def distance(one: str, other: str, farthest: int | None = None) -> int:
    """Return the optimal string alignment distance: letters added, dropped, replaced, or two neighbours swapped.

    This is Damerau's distance with no stretch edited twice; it takes time in the product of the lengths. Where it is
    more than `farthest`, anything above that may be returned, and mostly much sooner.
    """
    above: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        two_above, above, row = above, row, [i]
        for j, right in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, two_above[j - 2] + 1)
            row.append(cost)
        # A later row costs no less than this one, or than the one above and a swap.
        if farthest is not None and min(row) > farthest and min(above) >= farthest:
            return farthest + 1
    return row[-1]


@lru_cache(maxsize=4096)
def _folded(word: str) -> str:
    """Return the word without what makes no difference between two keys."""
    return _SEPARATORS.sub("", _plain(word))


@lru_cache(maxsize=4096)
def _plain(word: str) -> str:
    """Return the word in lower case and without accents."""
    folded = word.casefold()
    if folded.isascii():
        return folded
    return "".join(char for char in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(char))
