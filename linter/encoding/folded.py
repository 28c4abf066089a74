"""Text put in small letters or capitals after it was misread: the bytes that UTF-8 begins with changed their case too.

`Ã©` in small letters is `ã©`; in capitals `â€™` is `Â€™`. Nothing is longer or shorter for it, so that what is found in
the text with these characters as they were has the same places.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from linter.encoding.codecs import Codec, single_byte

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_USUAL = ("Windows-1252", "Mac Roman", "ISO-8859-1")
_TWO, _LONGER = range(0xC2, 0xE0), range(0xE0, 0xF5)

_BEGINNING = 400  # characters


def is_of_one_case(text: str) -> bool:
    """Tell whether a text is in small letters or capitals: where case was lost too, other letters come of it."""
    beginning = text[:_BEGINNING]
    if beginning not in {beginning.lower(), beginning.upper()}:  # as most texts tell at once
        return False
    return text in {text.lower(), text.upper()}


def unfolded(text: str) -> Iterator[str]:
    """Yield what a text in small letters or capitals may have been before its case was lost, by each usual codec."""
    if not is_of_one_case(text):
        return
    small, capital = text == text.lower(), text == text.upper()
    if small and capital:  # without letters
        return
    seen = {text}
    for codec in _codecs():
        before = _of_small(codec).sub(_raised, text) if small else _of_capitals(codec).sub(_lowered, text)
        if before not in seen:
            seen.add(before)
            yield before


def _raised(match: re.Match[str]) -> str:
    return match[0].upper()


def _lowered(match: re.Match[str]) -> str:
    return match[0].lower()


@cache
def _codecs() -> tuple[Codec, ...]:
    return tuple(codec for codec in single_byte() if codec.label in _USUAL)


@cache
def _of_small(codec: Codec) -> re.Pattern[str]:
    """Match the first of two characters, put in small letters, of which more bytes than two would follow otherwise."""
    rest = codec.chars(0x80, 0xBF)
    return re.compile(f"{_chosen(codec, _TWO, str.lower)}(?={rest}(?!{rest}))")


@cache
def _of_capitals(codec: Codec) -> re.Pattern[str]:
    """Match the first of three or four characters, put in capitals, of which one would follow otherwise."""
    rest = codec.chars(0x80, 0xBF)
    return re.compile(f"{_chosen(codec, _LONGER, str.upper)}(?={rest}{rest})")


def _chosen(codec: Codec, numbers: range, change: Callable[[str], str]) -> str:
    """Return a character class of those lead bytes that change in a case, as they are in it."""
    chars = {change(codec.table[byte]) for byte in numbers if change(codec.table[byte]) != codec.table[byte]}
    single = sorted(re.escape(char) for char in chars if len(char) == 1)
    return f"[{''.join(single)}]" if single else "(?!)"
