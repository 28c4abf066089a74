"""Kinds of characters: which script, case or sort of sign a code point belongs to, as small integers."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from enum import IntEnum
from functools import lru_cache


class Kind(IntEnum):
    """What a character is to a reader; the order is part of the format of `plausibility.bin`."""

    SPACE = 0
    DIGIT = 1
    ASCII_LOWER = 2
    ASCII_UPPER = 3
    ASCII_SIGN = 4
    LATIN_LOWER = 5
    LATIN_UPPER = 6
    GREEK_LOWER = 7
    GREEK_UPPER = 8
    CYRILLIC_LOWER = 9
    CYRILLIC_UPPER = 10
    HEBREW = 11
    ARABIC = 12
    KANA = 13
    HAN = 14
    HANGUL = 15
    TYPOGRAPHIC = 16
    WIDE_SPACE = 17
    LATIN_SIGN = 18
    ORDINAL = 19
    TECHNICAL = 20
    BOX = 21
    PICTURE = 22
    EMOJI = 23
    COMBINING = 24
    CONTROL = 25
    PRIVATE = 26
    INVISIBLE = 27
    CJK_SIGN = 28
    HALFWIDTH = 29
    OTHER_LETTER = 30
    MODIFIER = 31
    REPLACEMENT = 32
    OTHER = 33


# (first code point, kind); None: decided by the general category of the character.
_RANGES: tuple[tuple[int, Kind | None], ...] = (
    (0x00, None), (0x80, Kind.CONTROL), (0xA0, Kind.WIDE_SPACE), (0xA1, Kind.TYPOGRAPHIC), (0xA2, Kind.LATIN_SIGN),
    (0xAA, Kind.ORDINAL), (0xAB, Kind.TYPOGRAPHIC), (0xAC, Kind.LATIN_SIGN), (0xAD, Kind.INVISIBLE),
    (0xAE, Kind.LATIN_SIGN), (0xB2, Kind.ORDINAL), (0xB4, Kind.LATIN_SIGN), (0xB7, Kind.TYPOGRAPHIC),
    (0xB8, Kind.LATIN_SIGN), (0xB9, Kind.ORDINAL), (0xBB, Kind.TYPOGRAPHIC), (0xBC, Kind.ORDINAL),
    (0xBF, Kind.TYPOGRAPHIC), (0xC0, Kind.LATIN_LOWER), (0xD7, Kind.LATIN_SIGN), (0xD8, Kind.LATIN_LOWER),
    (0xF7, Kind.LATIN_SIGN), (0xF8, Kind.LATIN_LOWER), (0x250, Kind.MODIFIER), (0x300, Kind.COMBINING),
    (0x370, Kind.GREEK_LOWER), (0x400, Kind.CYRILLIC_LOWER), (0x530, None), (0x591, Kind.COMBINING),
    (0x5BE, Kind.HEBREW), (0x600, Kind.ARABIC), (0x700, None), (0x1C80, Kind.MODIFIER), (0x1CC0, None),
    (0x1D00, Kind.MODIFIER), (0x1E00, Kind.LATIN_LOWER), (0x1F00, Kind.GREEK_LOWER), (0x2000, Kind.WIDE_SPACE),
    (0x200B, Kind.INVISIBLE), (0x2010, Kind.TYPOGRAPHIC), (0x2028, Kind.INVISIBLE), (0x202F, Kind.WIDE_SPACE),
    (0x2030, Kind.TYPOGRAPHIC), (0x205F, Kind.INVISIBLE), (0x2070, Kind.ORDINAL), (0x20A0, Kind.LATIN_SIGN),
    (0x20D0, Kind.COMBINING), (0x2100, Kind.TECHNICAL), (0x2500, Kind.BOX), (0x25A0, Kind.PICTURE),
    (0x27C0, Kind.TECHNICAL), (0x2B00, Kind.PICTURE), (0x2C00, None), (0x2E80, Kind.HAN), (0x3000, Kind.CJK_SIGN),
    (0x3041, Kind.KANA), (0x3100, Kind.HAN), (0xA000, None), (0xAC00, Kind.HANGUL), (0xD7A4, Kind.OTHER),
    (0xE000, Kind.PRIVATE), (0xF900, Kind.HAN), (0xFB00, None), (0xFB1D, Kind.HEBREW), (0xFB50, Kind.ARABIC),
    (0xFE00, Kind.EMOJI), (0xFE10, Kind.CJK_SIGN), (0xFE70, Kind.ARABIC), (0xFEFF, Kind.INVISIBLE),
    (0xFF00, Kind.CJK_SIGN), (0xFF61, Kind.HALFWIDTH), (0xFFE0, Kind.CJK_SIGN), (0xFFF0, Kind.OTHER),
    (0xFFFD, Kind.REPLACEMENT), (0xFFFE, Kind.OTHER), (0x10000, None), (0x1F000, Kind.EMOJI), (0x20000, Kind.HAN),
    (0x32000, Kind.OTHER),
)  # fmt: skip
_STARTS = [start for start, _ in _RANGES]
_CASED = {
    Kind.LATIN_LOWER: Kind.LATIN_UPPER,
    Kind.GREEK_LOWER: Kind.GREEK_UPPER,
    Kind.CYRILLIC_LOWER: Kind.CYRILLIC_UPPER,
}
_ASCII = 0x80


@lru_cache(1 << 14)
def kind_of(char: str) -> Kind:
    """Return the kind of one character."""
    kind = _RANGES[bisect_right(_STARTS, ord(char)) - 1][1]
    if kind is None:
        return _by_category(char)
    if kind in _CASED:
        if char.isupper() or char.istitle():
            return _CASED[kind]
        return kind if char.isalpha() else _by_category(char)
    return kind


def _by_category(char: str) -> Kind:
    if ord(char) < _ASCII:
        return _ascii_kind(char)
    category = unicodedata.category(char)
    if category.startswith("L"):
        return Kind.OTHER_LETTER
    return Kind.COMBINING if category.startswith("M") else Kind.OTHER


def _ascii_kind(char: str) -> Kind:
    if char.isspace():
        return Kind.SPACE
    if char.isdigit():
        return Kind.DIGIT
    if char.isalpha():
        return Kind.ASCII_UPPER if char.isupper() else Kind.ASCII_LOWER
    return Kind.ASCII_SIGN if char.isprintable() else Kind.CONTROL
