"""The codecs through which UTF-8 gets misread, and the pattern of misread UTF-8 in each.

A byte that a codec leaves undefined stands for the code point of the same number, as browsers and most editors do.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

# Python's name, the name people know; in order of preference where two say the same about a text.
NAMES: tuple[tuple[str, str], ...] = (
    ("cp1252", "Windows-1252"), ("latin-1", "ISO-8859-1"), ("mac_roman", "Mac Roman"), ("cp437", "cp437"),
    ("cp850", "cp850"), ("cp1251", "Windows-1251"), ("cp1250", "Windows-1250"), ("koi8_r", "KOI8-R"),
    ("iso8859_15", "ISO-8859-15"), ("iso8859_2", "ISO-8859-2"), ("cp1254", "Windows-1254"),
    ("cp1253", "Windows-1253"), ("cp1257", "Windows-1257"), ("cp852", "cp852"), ("cp866", "cp866"),
    ("mac_cyrillic", "Mac Cyrillic"), ("mac_latin2", "Mac Central European"), ("cp1258", "Windows-1258"),
    ("cp1255", "Windows-1255"), ("cp1256", "Windows-1256"),
)  # fmt: skip
_COMMON = 8  # codecs of that list, from the first, which cause most of the damage there is
_RARE = 2.0  # nats by which the others are less likely


@dataclass(frozen=True)
class Codec:
    """A single-byte codec: `table` holds the character of each of the 256 bytes, `rarity` is in nats."""

    name: str
    label: str
    table: str
    rarity: float = 0.0

    def chars(self, first: int, last: int) -> str:
        """Return a character class of the characters that stand for the bytes `first` to `last`."""
        return "[" + "".join(map(re.escape, self.table[first : last + 1])) + "]"

    @cached_property
    def _ends(self) -> tuple[frozenset[str], frozenset[str]]:
        return frozenset(self.table[0xC2:0xF5]), frozenset(self.table[0x80:0xC0])

    def possible(self, chars: set[str]) -> bool:
        """Tell whether text of just these characters can be misread UTF-8 at all."""
        leads, rest = self._ends
        return not leads.isdisjoint(chars) and not rest.isdisjoint(chars)

    @cached_property
    def repertoire(self) -> frozenset[str]:
        """All characters that this codec can show."""
        return frozenset(self.table)

    @cached_property
    def undefined(self) -> frozenset[int]:
        """The bytes that stand for no character; in ISO-8859-1 the C1 controls, which few programs keep."""
        return frozenset(
            byte for byte in range(0x80, 0x100) if self.table[byte] == chr(byte) and not _defined(self.name, byte)
        )

    @cached_property
    def units(self) -> re.Pattern[str]:
        """One or more characters of UTF-8 (two to four bytes each), misread in this codec."""
        chars, rest = self.chars, self.chars(0x80, 0xBF)
        return re.compile(
            f"(?:{chars(0xC2, 0xDF)}{rest}|{chars(0xE0, 0xE0)}{chars(0xA0, 0xBF)}{rest}"
            f"|{chars(0xE1, 0xEC)}{rest}{rest}|{chars(0xED, 0xED)}{chars(0x80, 0x9F)}{rest}"
            f"|{chars(0xEE, 0xEF)}{rest}{rest}|{chars(0xF0, 0xF0)}{chars(0x90, 0xBF)}{rest}{rest}"
            f"|{chars(0xF1, 0xF3)}{rest}{rest}{rest}|{chars(0xF4, 0xF4)}{chars(0x80, 0x8F)}{rest}{rest})+",
        )

    @cached_property
    def _bytes(self) -> dict[int, int]:
        return {ord(char): byte for byte, char in enumerate(self.table)}

    @cached_property
    def _map(self) -> Any:  # noqa: ANN401 -- the type of charmap_build has no public name
        return codecs.charmap_build(self.table)

    def encode(self, text: str) -> bytes:
        """Return the bytes that were misread as `text`. Raises UnicodeEncodeError for a character not in the table."""
        return codecs.charmap_encode(text, "strict", self._map)[0]

    def decode(self, text: str) -> str:
        """Return the UTF-8 text that was misread as `text`. Raises UnicodeError where there is none."""
        return self.encode(text).decode("utf-8")

    def explains(self, text: str) -> bool:
        """Tell whether all of `text` can be decoded."""
        try:
            self.decode(text)
        except UnicodeError:
            return False
        return True

    def decode_parts(self, text: str) -> str:
        """Return `text` with every stretch that can be decoded decoded, and the rest as it is."""
        try:
            return self.decode(text)
        except UnicodeError:
            return self.units.sub(lambda match: self.decode(match[0]), text)

    def cover(self, text: str) -> int:
        """Return how many characters of `text` this codec may have made of UTF-8."""
        return sum(map(len, self.units.findall(text)))

    def misread(self, text: str) -> str:
        """Return UTF-8 text as this codec shows it: the damage that `decode` undoes."""
        return "".join(map(self.table.__getitem__, text.encode("utf-8")))


def _defined(name: str, byte: int) -> bool:
    try:
        return unicodedata.category(bytes((byte,)).decode(name)) != "Cc"
    except UnicodeDecodeError:
        return False


def _table(name: str) -> str:
    chars = []
    for byte in range(256):
        try:
            chars.append(bytes((byte,)).decode(name))
        except UnicodeDecodeError:
            chars.append(chr(byte))
    return "".join(chars)


@cache
def single_byte() -> tuple[Codec, ...]:
    """Return all single-byte codecs known here, in order of preference."""
    return tuple(
        Codec(codecs.lookup(name).name, label, _table(name), 0.0 if number < _COMMON else _RARE)
        for number, (name, label) in enumerate(NAMES)
    )
