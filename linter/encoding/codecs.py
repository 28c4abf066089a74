"""The codecs through which UTF-8 gets misread, and the way back from each.

A byte that a codec leaves undefined stands for the code point of the same number, as browsers and most editors do.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

from linter.values import cached_property, dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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


# A pattern that begins with a class is looked for by it, several times as fast as one that begins with alternatives.
_UTF8 = re.compile(
    rb"[\xc2-\xf4](?:(?<=[\xc2-\xdf])[\x80-\xbf]|(?<=[\xe1-\xec\xee\xef])[\x80-\xbf]{2}|(?<=\xe0)[\xa0-\xbf][\x80-\xbf]"
    rb"|(?<=\xed)[\x80-\x9f][\x80-\xbf]|(?<=\xf0)[\x90-\xbf][\x80-\xbf]{2}|(?<=[\xf1-\xf3])[\x80-\xbf]{3}"
    rb"|(?<=\xf4)[\x80-\x8f][\x80-\xbf]{2})"
    rb"(?:[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})*"
)
_ASCII, _EVERY = bytes(range(0x80)), bytes(range(0x100))
_UNKNOWN = b"?"
_BREAK = ord("\n")


@dataclass(frozen=True, eq=False)
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
    def _map(self) -> Any:  # noqa: ANN401 -- the type of charmap_build has no public name
        return codecs.charmap_build(self.table)

    def encode(self, text: str) -> bytes:
        """Return the bytes that were misread as `text`. Raises UnicodeEncodeError for a character not in the table."""
        return codecs.charmap_encode(text, "strict", self._map)[0]

    def decode(self, text: str) -> str:
        """Return the UTF-8 text that was misread as `text`. Raises UnicodeError where there is none."""
        return self.encode(text).decode("utf-8")

    def data(self, text: str) -> bytes:
        """Return a byte for each character of `text`, a question mark for one that is not in the table."""
        return codecs.charmap_encode(text, "replace", self._map)[0]

    def stretches(self, text: str) -> list[tuple[int, int]]:
        """Return where `text` is UTF-8 beyond ASCII misread."""
        return valid(self.data(text))

    def units(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield the stretches of `text` that are UTF-8 beyond ASCII misread, and what each was."""
        data = self.data(text)
        return ((start, end, data[start:end].decode()) for start, end in valid(data))

    def explains(self, text: str) -> bool:
        """Tell whether all of `text` can be decoded."""
        try:
            self.decode(text)
        except UnicodeError:
            return False
        return True

    def explained(self, texts: Iterable[str]) -> list[str]:
        """Return those of some texts beyond ASCII, without line breaks, all of which can be decoded."""
        joined = "\n".join(("", *texts, ""))
        data = self.data(joined)
        return [joined[start:end] for start, end in valid(data) if data[start - 1] == data[end] == _BREAK]

    def decode_parts(self, text: str) -> str:
        """Return `text` with every stretch that can be decoded decoded, and the rest as it is."""
        data = self.data(text)
        return put_back(text, data, valid(data))

    def misread(self, text: str) -> str:
        """Return UTF-8 text as this codec shows it: the damage that `decode` undoes."""
        return "".join(map(self.table.__getitem__, text.encode("utf-8")))


def valid(data: bytes) -> list[tuple[int, int]]:
    """Return where `data` is UTF-8 beyond ASCII."""
    return [match.span() for match in _UTF8.finditer(data)]


def put_back(text: str, data: bytes, places: list[tuple[int, int]]) -> str:
    """Return `text` with what stands in `places` decoded from `data`, which has a byte for each character."""
    if len(places) == 1:
        start, end = places[0]
        return text[:start] + data[start:end].decode() + text[end:]
    pieces: list[str] = []
    reached = 0
    for start, end in places:
        pieces += (text[reached:start], data[start:end].decode())
        reached = end
    return "".join((*pieces, text[reached:]))


def is_full(text: str, data: bytes, cover: int) -> bool:
    """Tell whether `cover` misread characters of `text` are all that are beyond ASCII, given what `data` says of it."""
    return cover == len(data.translate(None, _ASCII)) and data.count(_UNKNOWN) == text.count("?")


def _defined(name: str, byte: int) -> bool:
    try:
        return unicodedata.category(bytes((byte,)).decode(name)) != "Cc"
    except UnicodeDecodeError:
        return False


def _table(name: str) -> str:
    chars = enumerate(_EVERY.decode(name, "surrogateescape"))  # a surrogate stands for a byte without a character
    return "".join([chr(byte) if "\udc80" <= char <= "\udcff" else char for byte, char in chars])


@cache
def single_byte() -> tuple[Codec, ...]:
    """Return all single-byte codecs known here, in order of preference."""
    return tuple(
        Codec(codecs.lookup(name).name, label, _table(name), 0.0 if number < _COMMON else _RARE)
        for number, (name, label) in enumerate(NAMES)
    )
