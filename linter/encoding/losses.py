"""What can have happened to bytes of a text that was misread in one codec: which were dropped, and which replaced."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import is_normalized, normalize

from linter.encoding.lexicon import languages_of
from linter.patterns import lazy
from linter.values import cached_property, dataclass

if TYPE_CHECKING:
    from linter.encoding.codecs import Codec

NO_BREAK, SOFT_HYPHEN = 0xA0, 0xAD
FIRST_REST, LAST_REST = 0x80, 0xBF  # the bytes that follow the first of a character
_POINTED_LETTERS = lazy("[\u05d0-\u05ea\u0620-\u064a]")
_VOWELS = lazy("[\u05b0-\u05c7\u064c-\u0652\u0670]")  # vowel marks that are rare where most are left out
_POINTED = 0.01  # marks for each letter from which a text has them
_STRAIGHT = {"'": "‘’", '"': "“”"}
# What compatible characters become behind the first byte of a letter: a blank with a mark, a fraction, a trade mark, a
# figure, the Greek letter that the sign of «micro» is.
_FOLDED = lazy(
    "[^\\x00-\x7f](?: [\u0300-\u036f]|\\d\u2044|TM[a-z]|[123](?<=[a-z]..)[a-z]|\u03bc(?<=[\u00c0-\u024f].)[a-z])"
)
_CURLY = frozenset("‘’“”")
BRACKETS = {"\uff08": "\uff09", "\u300c": "\u300d", "\u300e": "\u300f", "\u3010": "\u3011", "\u300a": "\u300b"}


@dataclass(frozen=True)
class Losses:
    """What can have happened to bytes of a text: which bytes may have been dropped, and which became U+FFFD or `?`."""

    codec: Codec
    dropped: tuple[int, ...]
    replaced: tuple[int, ...]
    spaced: bool  # no-break spaces surely became spaces
    space: bool  # no-break spaces may have become spaces
    straightened: dict[str, tuple[int, ...]]  # straight quotation marks, and the bytes of curly ones made such
    folded: dict[str, int]  # what compatible characters were replaced by, and the bytes of these
    repaired: str  # the text, as far as it can be read exactly

    @cached_property
    def spoken(self) -> frozenset[str]:
        """The languages of the text; looked up only if something was lost."""
        return languages_of(self.repaired)

    @cached_property
    def closed(self) -> frozenset[str]:
        """The opening brackets of which the text still has closing ones."""
        return frozenset(
            opening
            for opening, closing in BRACKETS.items()
            if closing in self.repaired or self.codec.misread(closing) in self.repaired
        )

    @cached_property
    def opened(self) -> frozenset[str]:
        """The opening brackets that the text still has."""
        return frozenset(
            opening for opening in BRACKETS if opening in self.repaired or self.codec.misread(opening) in self.repaired
        )

    @cached_property
    def pointed(self) -> bool:
        """Whether the text has vowel marks; counted only if asked for."""
        return len(_VOWELS.findall(self.repaired)) > _POINTED * len(_POINTED_LETTERS.findall(self.repaired))


def losses_of(text: str, codec: Codec, repaired: str) -> Losses:
    """Return what can have been lost of a text misread in `codec`, of which `repaired` can be read exactly."""
    undefined = tuple(byte for byte in codec.undefined if FIRST_REST <= byte <= LAST_REST)
    no_break, hyphen = codec.table[NO_BREAK], codec.table[SOFT_HYPHEN]
    lost = no_break.isspace() and no_break not in text
    spaced = lost and bool(_spaced(codec).search(text))
    dropped = ((NO_BREAK,) if lost else ()) + ((SOFT_HYPHEN,) if hyphen == "\xad" not in text else ())
    kept = any(codec.table[byte] in text for byte in undefined)
    replaced = undefined if "\ufffd" in text or not kept else ()
    dropped += undefined if not kept else ()
    return Losses(codec, dropped, replaced, spaced, lost, _straightened(text, codec), _folded(text, codec), repaired)


def _straightened(text: str, codec: Codec) -> dict[str, tuple[int, ...]]:
    """Return what straight quotation marks may stand for in a text that has no curly ones, as an editor made them."""
    if not _CURLY.isdisjoint(text):
        return {}
    found = {
        straight: tuple(byte for byte in range(FIRST_REST, LAST_REST + 1) if codec.table[byte] in curly)
        for straight, curly in _STRAIGHT.items()
    }
    return {straight: numbers for straight, numbers in found.items() if numbers}


def _folded(text: str, codec: Codec) -> dict[str, int]:
    """Return what stands for some bytes in a text in which compatible characters are replaced (NFKC, UAX #15)."""
    return _replacements(codec) if _FOLDED.search(text) and is_normalized("NFKC", text) else {}


@cache
def _replacements(codec: Codec) -> dict[str, int]:
    chars = ((byte, codec.table[byte]) for byte in range(FIRST_REST, LAST_REST + 1) if byte != NO_BREAK)
    return {plain: byte for byte, char in chars if (plain := normalize("NFKC", char)) != char}


@cache
def _spaced(codec: Codec) -> re.Pattern[str]:
    """Match what is left of a character that ended in a no-break space before a space."""
    return re.compile(f"{codec.chars(0xC3, 0xC3)}  (?! )")
