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
    from collections.abc import Collection

    from linter.encoding.codecs import Codec

NO_BREAK, SOFT_HYPHEN = 0xA0, 0xAD
FIRST_REST, LAST_REST = 0x80, 0xBF  # the bytes that follow the first of a character
_POINTED_LETTERS = lazy("[\u05d0-\u05ea\u0620-\u064a]")
_VOWELS = lazy("[\u05b0-\u05c7\u064c-\u0652\u0670]")  # vowel marks that are rare where most are left out
_POINTED = 0.01  # marks for each letter from which a text has them
_STRAIGHT = {"'": "‘’", '"': "“”„", ",": "‚", "-": "–—"}
# What compatible characters become behind the first byte of a letter: a blank with a mark, a fraction, a trade mark, a
# figure, the Greek letter that the sign of «micro» is.
_FOLDED = lazy(
    "[^\\x00-\x7f](?: [\u0300-\u036f]|\\d\u2044|TM[a-z]|[123](?<=[a-z]..)[a-z]|\u03bc(?<=[\u00c0-\u024f].)[a-z])"
)
BRACKETS = {"\uff08": "\uff09", "\u300c": "\u300d", "\u300e": "\u300f", "\u3010": "\u3011", "\u300a": "\u300b"}


@dataclass(frozen=True)
class Losses:
    """What can have happened to bytes of a text: which bytes may have been dropped, and which became U+FFFD or `?`."""

    codec: Codec
    dropped: tuple[int, ...]
    replaced: tuple[int, ...]
    spaced: bool  # no-break spaces surely became spaces
    space: bool  # no-break spaces may have become spaces
    plainer: dict[str, tuple[int, ...]]  # plainer characters, and the bytes of those that they may stand for
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
    return Losses(codec, dropped, replaced, spaced, lost, _plainer(text, codec), repaired)


def _plainer(text: str, codec: Codec) -> dict[str, tuple[int, ...]]:
    """Return what plainer characters may stand for in a text.

    So they do where an editor made typography straight, so that none of a sign is left, or compatible characters were
    replaced (NFKC, UAX #15).
    """
    gone = {straight: [sign for sign in signs if sign not in text] for straight, signs in _STRAIGHT.items()}
    if _cut_off(codec).search(text):
        gone = {}  # typography lost its last bytes rather
    found = {straight: _numbers(codec, signs) for straight, signs in gone.items()}
    folded = _folded(codec) if _FOLDED.search(text) and is_normalized("NFKC", text) else {}
    return {straight: numbers for straight, numbers in found.items() if numbers} | folded


@cache
def _cut_off(codec: Codec) -> re.Pattern[str]:
    """Match what is left of typography whose last byte was dropped."""
    pair, rest = re.escape(codec.table[0xE2] + codec.table[0x80]), codec.chars(FIRST_REST, LAST_REST)
    others = re.escape("".join(_STRAIGHT))
    return re.compile(f"{pair}(?!{rest}|[{others}\ufffd?])")


@cache
def _folded(codec: Codec) -> dict[str, tuple[int, ...]]:
    chars = set(codec.table[FIRST_REST : LAST_REST + 1]) - {codec.table[NO_BREAK]}
    return {plain: _numbers(codec, char) for char in chars if (plain := normalize("NFKC", char)) != char}


def _numbers(codec: Codec, chars: Collection[str]) -> tuple[int, ...]:
    return tuple(byte for byte in range(FIRST_REST, LAST_REST + 1) if codec.table[byte] in chars)


@cache
def _spaced(codec: Codec) -> re.Pattern[str]:
    """Match what is left of a character that ended in a no-break space before a space."""
    return re.compile(f"{codec.chars(0xC3, 0xC3)}  (?! )")
