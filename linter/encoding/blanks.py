"""No-break spaces of which but the first byte is left, the other having become a space or nothing.

`100Â files` and `versionÂ5` have one explanation where other places were misread through the same encoding: no word
ends in a capital A behind a figure or a small letter. So that is certain, unlike all else inferred from lost bytes. The
same holds of a text without capitals, where the space was kept and the letter was made a small one.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from linter.encoding.change import Change
from linter.encoding.codecs import single_byte

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linter.encoding.evidence import Tier

_NO_BREAK_SPACE = "\xa0"
_LEAD = 0xC2  # the first byte of it in UTF-8
_CAPITALS = frozenset("ÂĀ")  # what that byte is in encodings of Latin letters: a letter, but no unit
_SMALL_BEFORE = tuple(f"{capital.lower()}{_NO_BREAK_SPACE}" for capital in _CAPITALS)
_PLACES, _DIFFERENT = 3, 2  # places, and different ones, that must have been misread in the same way
_REASON = "a no-break space lost its second byte"


def has_traces(text: str) -> bool:
    """Tell whether a text has what may be left of such places."""
    return any(capital in text for capital in _CAPITALS) or _is_small(text)


def blank_changes(text: str, changes: Iterable[Change]) -> list[Change]:
    """Return what such places of `text` were, in order; `changes` are certain and bear witness."""
    if not has_traces(text):
        return []
    seen: dict[str, list[str]] = {}
    for change in changes:
        if change.tier == "safe" and len(change.codecs) == 1 and change.codecs[0] in _shown_so():
            seen.setdefault(change.codecs[0], []).append(change.value)
    label = max(seen, key=lambda label: len(seen[label]), default=None)
    if label is None:
        return []
    capital, enough = _shown_so()[label], len(seen[label]) >= _PLACES and len(set(seen[label])) >= _DIFFERENT
    tier: Tier = "safe" if enough else "unsafe"
    if capital not in text:
        return _blanks(text, label, _in_small_letters(capital), tier)
    return _blanks(text, label, _left(capital), tier) + _blanks(text, label, _alone(capital), "unsafe")


def _blanks(text: str, label: str, pattern: re.Pattern[str], tier: Tier) -> list[Change]:
    return [
        Change(match.start(), match.end(), _NO_BREAK_SPACE, (label,), tier, _REASON) for match in pattern.finditer(text)
    ]


def _is_small(text: str) -> bool:
    """Tell whether a text without capitals has what is left of such places."""
    return any(small in text for small in _SMALL_BEFORE) and text == text.lower()


@cache
def _shown_so() -> dict[str, str]:
    """Return what the first byte is in each encoding in which it is such a capital."""
    return {codec.label: codec.table[_LEAD] for codec in single_byte() if codec.table[_LEAD] in _CAPITALS}


@cache
def _left(capital: str) -> re.Pattern[str]:
    return re.compile(
        f"{capital}(?:(?<=[0-9a-z«]{capital}) (?=[^\\s])|(?<=[0-9a-z]{capital})(?=[:;!]|{capital}»)"
        f"|(?<=[a-z]{capital})(?=[0-9])|(?<=[0-9]\\.{capital}) ?(?=[A-Z]))"
    )


@cache
def _alone(capital: str) -> re.Pattern[str]:
    """Match such a place behind white space, or between a number and a word: it may be a letter that is spoken of."""
    return re.compile(
        rf"(?<=[^\S\n]){capital} (?=\S)|(?<=[A-Z]){capital} (?=[0-9])|(?<=[0-9]\.){capital} ?(?=[^\W_A-Z])"
    )


@cache
def _in_small_letters(capital: str) -> re.Pattern[str]:
    small = f"{capital.lower()}{_NO_BREAK_SPACE}"
    return re.compile(f"{small}(?<=[0-9a-z]{small})(?=[0-9a-z])")
