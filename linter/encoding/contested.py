"""Readings that are not to be trusted however many others of the same codec there are: another codec reads better.

In a page of which some lines were misread as Mac Roman and others as Windows-1252, Mac Roman explains the others too:
as letters with marks below them that no language writes.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from linter.encoding.codecs import single_byte
from linter.encoding.plausibility import pairs

if TYPE_CHECKING:
    from collections.abc import Iterable

_MARKS = frozenset(map(chr, range(0x300, 0x370)))  # which texts have apart from their letters in decomposed form alone
_REMEMBERED = 1 << 14  # runs of which the answer is remembered


def any_contested(text: str, readings: Iterable[tuple[str, str]]) -> bool:
    """Tell whether one of `readings`, runs and what each may have been, is contested; `text` has all of the latter."""
    return is_odd(text) and any(is_contested(run, value) for run, value in readings)


@lru_cache(_REMEMBERED)
def is_contested(run: str, value: str) -> bool:
    """Tell whether `value` is odd, and another codec makes of all of `run` what is not, and more plausible."""
    if not is_odd(value):
        return False
    least = _plausibility(value)
    for codec in single_byte():
        try:
            other = codec.decode(run)
        except UnicodeError:
            continue
        if other != value and not is_odd(other) and _plausibility(other) > least:
            return True
    return False


def is_odd(value: str) -> bool:
    """Tell whether a text has characters that usual ones have not."""
    return not _usual().issuperset(value)


@cache
def _usual() -> frozenset[str]:
    return frozenset(pairs().known) - _MARKS


def _plausibility(value: str) -> float:
    return pairs().score(f" {value} ")
