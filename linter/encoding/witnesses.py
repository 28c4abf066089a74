"""How far a reading can be trusted: by what it gains, and by the other readings that bear witness for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.encoding.alphabet import Kind, kind_of
from linter.encoding.plausibility import pairs

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.encoding.evidence import Tier

ALONE = 14.0  # nats a run must gain where nothing else bears witness
WITNESS = 20.0  # what each run counts that needs no witness itself
_SUPPORTED = 4.0  # nats it must gain where other runs were damaged in the same way
_SUPPORTED_LETTERS = 8.0  # the same for a run of letters, which might be a word
MANY_WITNESSES = 60.0  # what doubtful readings need of that
_CERTAIN = 25.0  # nats from which even that is certain
_MUCH, _FEW = 100.0, 0.2  # nats from which a value may have letters that are not known, and what share of all
_ALONE_SIGN = 12.0  # nats a run must gain alone if what it was is no letter
_NO_LATIN = "\u0370"  # letters from here on are not Latin, or of few languages
_LAST_ASCII, _LAST_LATIN_1 = "\x7f", "\xff"
_WORDS = frozenset("àáéèíóòôúùåöøæабвжзийкосуяієѝ")  # words of one letter
_GREEK = {Kind.GREEK_LOWER, Kind.GREEK_UPPER}  # whose letters are signs of their own
_LATIN = {Kind.LATIN_LOWER, Kind.LATIN_UPPER}
_NO_SIGNS = {Kind.BOX, Kind.CONTROL}  # what stands in no sentence
_MARKS = "™®©"
_EAST_ASIAN = {Kind.HAN, Kind.HANGUL, Kind.KANA}


def is_doubtful(run: str, value: str, gain: float, *, full: bool) -> bool:
    """Tell whether reading `run` as `value` needs witnesses whatever it gains.

    So it is if it makes letters of no script that is known, or leaves letters of the run as they were unless all of
    the run was decoded (`full`), or is a lone East Asian character, or but leaves out a letter that may be a name
    («A and B» in Greek letters reads as if the B were too much).
    """
    if run[1:] == value and run[0] >= _NO_LATIN and run[0].isalpha():
        return True
    if not pairs().knows(value) and not mostly_known(value, gain):
        return True
    kept = set() if full else set(run).intersection(value)
    if kept and any(map(str.isalpha, kept)):
        return True
    return len(value) == 1 and gain < _CERTAIN and kind_of(value) in _EAST_ASIAN


def is_beside_letters(left: str, right: str) -> bool:
    """Tell whether a letter beyond ASCII stays beside what changes: it is odd, as it is within."""
    return (left > _LAST_ASCII and left.isalpha()) or (right > _LAST_ASCII and right.isalpha())


def _is_letter_of_signs(run: str, value: str) -> bool:
    """Tell whether reading `run` as `value` makes one letter of two signs, so that it may be odd in its place."""
    if len(value) != 1 or len(run) != 2 or not value.isalnum() or run.isalpha():  # noqa: PLR2004 -- a pair of signs
        return False
    return kind_of(run[0]) not in _NO_SIGNS and kind_of(run[1]) not in _NO_SIGNS and kind_of(value) not in _GREEK


def is_odd_letter(left: str, run: str, right: str, value: str) -> bool:
    """Tell whether reading `run` as `value` makes one letter that is odd in its place, so that it needs witnesses.

    Signs that may well stand beside each other read as letters: those of German laws (the quotation mark before the
    section sign), of sums («about so many pounds», the root of a variable), of names («CAFE» with an acute accent and
    a trade mark). So a letter is odd that stands alone and is no word, is of another script than the ASCII letter
    beside it, or takes the place of a capital and a trade mark at the end of a word in capitals.
    """
    return _is_letter_of_signs(run, value) and _is_odd_between(left, run, right, value)


def _is_odd_between(left: str, run: str, right: str, value: str) -> bool:
    """Tell whether such a letter is odd between its neighbours."""
    kind, before, after = kind_of(value), left.isalpha(), right.isalpha()
    if not before and not after:
        return value.lower() not in _WORDS or (kind not in _LATIN and not run[0].isalpha())
    if kind in _LATIN:
        return left.isupper() and not right.islower() and run[1] in _MARKS and value > _LAST_LATIN_1
    return (before and left <= _LAST_ASCII) or (after and right <= _LAST_ASCII)


def mostly_known(value: str, gain: float) -> bool:
    """Tell whether all letters of `value` are known, or most of them in a long one that gains much."""
    letters = list(filter(str.isalpha, value))
    unknown = sum(not pairs().knows(letter) for letter in letters)
    return not unknown or (gain >= _MUCH and unknown <= _FEW * len(letters))


def tier_of(run: str, value: str, gain: float, others: float, doubtful: Callable[[], bool]) -> Tier:
    """Return the tier of reading `run` as `value`, where `others` speak for the same codec.

    Whether it is doubtful is asked only where that matters.
    """
    if gain <= 0:
        return "report"
    if gain < _SUPPORTED:
        return "unsafe"
    if others >= MANY_WITNESSES and gain >= _SUPPORTED_LETTERS:
        return "safe"
    if doubtful():
        return "safe" if others >= MANY_WITNESSES else "unsafe"
    if gain >= (ALONE if any(map(str.isalpha, value)) else _ALONE_SIGN):
        return "safe"
    least = _SUPPORTED_LETTERS if run.isalpha() else _SUPPORTED
    return "safe" if gain >= least and others >= WITNESS else "unsafe"
