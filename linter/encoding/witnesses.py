"""How far a reading can be trusted: by what it gains, and by the other readings that bear witness for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.encoding.alphabet import Kind, kind_of
from linter.encoding.plausibility import pairs

if TYPE_CHECKING:
    from linter.encoding.evidence import Tier

ALONE = 14.0  # nats a run must gain where nothing else bears witness
WITNESS = 20.0  # what each run counts that needs no witness itself
_SUPPORTED = 4.0  # nats it must gain where other runs were damaged in the same way
_SUPPORTED_LETTERS = 8.0  # the same for a run of letters, which might be a word
_MANY_WITNESSES = 60.0  # what doubtful readings need of that
_CERTAIN = 25.0  # nats from which even that is certain
_MUCH, _FEW = 100.0, 0.2  # nats from which a value may have letters that are not known, and what share of all
_ALONE_SIGN = 12.0  # nats a run must gain alone if what it was is no letter
_NO_LATIN = "\u0370"  # letters from here on are not Latin, or of few languages
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


def mostly_known(value: str, gain: float) -> bool:
    """Tell whether all letters of `value` are known, or most of them in a long one that gains much."""
    letters = list(filter(str.isalpha, value))
    unknown = sum(not pairs().knows(letter) for letter in letters)
    return not unknown or (gain >= _MUCH and unknown <= _FEW * len(letters))


def tier_of(run: str, value: str, gain: float, others: float, *, doubtful: bool) -> Tier:
    """Return the tier of reading `run` as `value`, where `others` speak for the same codec."""
    if gain <= 0:
        return "report"
    if doubtful:
        return "safe" if gain >= _SUPPORTED and others >= _MANY_WITNESSES else "unsafe"
    if gain >= (ALONE if any(map(str.isalpha, value)) else _ALONE_SIGN):
        return "safe"
    least = _SUPPORTED_LETTERS if run.isalpha() else _SUPPORTED
    return "safe" if gain >= least and others >= WITNESS else "unsafe"
