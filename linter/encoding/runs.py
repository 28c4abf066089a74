"""The runs of a text beyond ASCII, found by passes over its bytes: several times as fast as a regular expression."""

from __future__ import annotations

from linter.values import cached_property

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_BLANKED = b" " * 0x80 + bytes(range(0x80, 0x100))  # ASCII turned to blanks
_PIECE = 1 << 20  # bytes that are split at once
_BOTH = "surrogatepass"  # lone surrogates stand for bytes that are not UTF-8


class Runs:
    """The runs of one text, each looked up only if asked for."""

    def __init__(self, text: str) -> None:
        """Take the text."""
        self.text = text

    @cached_property
    def all(self) -> list[str]:
        """All of them, in order."""
        return _decoded(_blanked(self.text).split())

    @cached_property
    def different(self) -> list[str]:
        """The different ones, in the order in which each comes first."""
        return list(dict.fromkeys(self.all))


def different_in(text: str) -> bytes:
    """Return the different runs of a text in UTF-8, with blanks between them, in any order."""
    data = _blanked(text)
    if len(data) < _PIECE:
        return b" ".join(set(data.split()))
    found: set[bytes] = set()
    start = 0
    while start < len(data):
        end = data.find(b" ", start + _PIECE)
        end = end if end >= 0 else len(data)
        found.update(data[start:end].split())
        start = end
    return b" ".join(found)


def decoded(data: bytes) -> str:
    """Return what is written in such bytes."""
    return data.decode("utf-8", _BOTH)


def _blanked(text: str) -> bytes:
    return text.encode("utf-8", _BOTH).translate(_BLANKED)


def _decoded(runs: Iterable[bytes]) -> list[str]:
    joined = decoded(b" ".join(runs))
    return joined.split(" ") if joined else []
