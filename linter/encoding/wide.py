"""The East Asian codecs through which UTF-8 gets misread: two bytes at a time become one character."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from linter.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

_RUN = re.compile(r"[^\x00-\x7f]+")
_ASCII = bytes(range(0x80))


@dataclass(frozen=True)
class WideCodec:
    """A codec in which a lead byte and a trail byte are one character; the trail byte may be ASCII."""

    name: str
    label: str
    rarity: float = 4.0

    def read_back(self, text: str) -> tuple[str, int, int, bool]:
        """Return what `decode_parts` does, how many bytes were misread, how many can have been, and whether all were.

        Those that can have been misread are those of the characters that this codec has, but for ASCII.
        """
        data = text.encode(self.name, "ignore")
        can = len(data.translate(None, _ASCII))
        foreign = len(data) - len(data.decode("utf-8", "ignore").encode())
        if not foreign:
            try:
                return self.decode(text), can, can, True
            except UnicodeError:
                pass
        return text if _RUN.fullmatch(text) else self.decode_parts(text), can - foreign, can, False

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


@cache
def wide() -> tuple[WideCodec, ...]:
    """Return all East Asian codecs known here."""
    return tuple(
        WideCodec(name, label)
        for name, label in (("gbk", "GBK"), ("cp932", "Shift JIS"), ("big5", "Big5"), ("cp949", "cp949"))
    )
