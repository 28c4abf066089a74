"""The East Asian codecs through which UTF-8 gets misread: two bytes at a time become one character."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from linter.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

_UTF8 = re.compile(
    rb"(?:[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}|[\x00-\x7f])+",
)
_RUN = re.compile(r"[^\x00-\x7f]+")
_NON_ASCII = re.compile(rb"[\x80-\xff]+")


@dataclass(frozen=True)
class WideCodec:
    """A codec in which a lead byte and a trail byte are one character; the trail byte may be ASCII."""

    name: str
    label: str
    rarity: float = 4.0

    def extent(self, text: str) -> tuple[int, int]:
        """Return how many bytes of `text` are UTF-8 misread, and how many this codec can have made."""
        data = text.encode(self.name, "ignore")
        possible = _length(_NON_ASCII, data)
        return possible - _length(_NON_ASCII, _UTF8.sub(b"", data)), possible

    def decode(self, text: str) -> str:
        """Return the UTF-8 text that was misread as `text`. Raises UnicodeError where there is none."""
        return text.encode(self.name).decode("utf-8")

    def explains(self, text: str) -> bool:
        """Tell whether all of `text` can be decoded."""
        try:
            self.decode(text)
        except UnicodeError:
            return False
        return True

    def explained(self, texts: Iterable[str]) -> list[str]:
        """Return those of some texts all of which can be decoded."""
        return list(filter(self.explains, texts))

    def decode_parts(self, text: str) -> str:
        """Return `text` with every run that can be decoded decoded, and the rest as it is."""
        return _RUN.sub(lambda match: self._decoded(match[0]), text)

    def _decoded(self, run: str) -> str:
        try:
            return self.decode(run)
        except UnicodeError:
            return run


def _length(pattern: re.Pattern[bytes], data: bytes) -> int:
    return sum(map(len, pattern.findall(data)))


@cache
def wide() -> tuple[WideCodec, ...]:
    """Return all East Asian codecs known here."""
    return tuple(
        WideCodec(name, label)
        for name, label in (("gbk", "GBK"), ("cp932", "Shift JIS"), ("big5", "Big5"), ("cp949", "cp949"))
    )
