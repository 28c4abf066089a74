"""The outline of a front matter: each value's place, type, short text and span; small, picklable."""

from __future__ import annotations

from functools import lru_cache

from linter.patterns import lazy
from linter.text import Span
from linter.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    Kind = Literal["string", "integer", "number", "boolean", "null", "object", "array"]

Place = tuple[str | None, ...]
"""Where a value stands, whichever document it is in: keys, and None for an item of a list."""

_PLACES = 10_000  # of which it is remembered how they are written
LONGEST = 500  # code points of a text that is kept: the longest URL in 4,665 real front matters has 389
_HUGE = 10**18  # whole numbers from here on are no choice, and their digits cost time
_SEARCHED = 10_000  # code points of a text that are looked at for markup
_MARKUP = lazy(r"\]\(|\*\*\w|</?[A-Za-z]")
_MARKS = frozenset("#-*0123456789")
_MARKED_LINE = lazy(r"(?:#{1,6}|[-*]|\d{1,3}\.) ")
_KINDS: dict[type, Kind] = {
    int: "integer",
    float: "number",
    bool: "boolean",
    type(None): "null",
    dict: "object",
    list: "array",
}


class Entry(NamedTuple):
    """One value: `text` is that of a string of at most 500 code points or of an integer as digits, else None.

    `number` is its index in the outline, `parent` that of the mapping or list it stands in (-1 for none); `markup`
    tells that a string has several lines or looks like Markdown. The offsets are of the value and of its key (of the
    value again, where it has none).
    """

    place: Place
    kind: Kind
    text: str | None
    markup: bool
    number: int
    parent: int
    pointer: str
    start: int
    end: int
    key_start: int
    key_end: int

    @property
    def span(self) -> Span:
        """The value as written in the file."""
        return Span(self.start, self.end)

    @property
    def key_span(self) -> Span:
        """The key as written in the file; the value's span where there is none."""
        return Span(self.key_start, self.key_end)


class Outline(NamedTuple):
    """The entries of a front matter in preorder, the root first.

    `ambiguous` tells that parsers may read one of its values differently.
    """

    entries: tuple[Entry, ...]
    ambiguous: bool


@lru_cache(_PLACES)
def spelt(place: Place) -> str:
    """Return a place as the configuration writes it: `api[]`, `phases[].name`."""
    return "".join("[]" if key is None else f".{key}" for key in place).lstrip(".")


def described(value: object) -> tuple[Kind, str | None, bool]:
    """Return the kind of a value, its text where that is kept, and whether that looks like markup."""
    if isinstance(value, str):
        return "string", value if len(value) <= LONGEST else None, _has_markup(value[:_SEARCHED])
    kind = _KINDS.get(value.__class__, "string")
    if kind == "integer" and isinstance(value, int) and abs(value) < _HUGE:
        return kind, str(value), False
    return kind, None, False


def _has_markup(text: str) -> bool:
    """Tell whether a text has several lines, or looks like Markdown."""
    if "\n" in text or (text[:1] in _MARKS and _MARKED_LINE.match(text) is not None):
        return True
    return ("<" in text or "](" in text or "**" in text) and _MARKUP.search(text) is not None
