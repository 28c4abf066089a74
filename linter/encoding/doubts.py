"""What speaks against reading a place that lost bytes as a certain character, whatever stands beside it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import category

from linter.encoding.lexicon import frequency
from linter.encoding.losses import BRACKETS, SOFT_HYPHEN
from linter.encoding.plausibility import pairs
from linter.patterns import lazy

if TYPE_CHECKING:
    from linter.encoding.codecs import Codec
    from linter.encoding.losses import Losses
    from linter.encoding.places import Place

_STRANGE = 12.0  # nats against a letter never seen in training
_RARER = 3.0  # nats against a loss that is rarer than others
_BIT = 0.8  # nats for each bit by which a sign is more common
_CLOSED = 2.5  # nats for a bracket that is closed on its line; twice as much against one that is not
_AROUND, _ENGLISH = 200, 12  # characters around a place, on its line, and words of ASCII there that are English
_LOW_QUOTES = frozenset({"de", "cs", "pl", "hu", "ro", "bg"})  # languages that open quotations below the line
_HIGH_BEHIND = frozenset({"pl", "hu", "ro"})  # those of them that close them as English does
_OF_DIRECTION, _DIRECTION = "\u200e\u200f", 2.0  # marks that no one sees, in Hebrew and Arabic, and nats against one
_QUOTES, _LONELY = "“”„", 4.0  # nats against a quotation mark that is the only one on its line
_OPENING = {closing: opening for opening, closing in BRACKETS.items()}
_LATIN = "\u024f"  # the last of those letters that most codecs have
_LAST_BITS = 0x3F  # what the last byte of a character says of it
_REMEMBERED = 1 << 14  # characters of which the answer is remembered
_LETTERS = lazy(r"[^\W\d_]+")
_WITHOUT_BLANKS = lazy("[\u2e80-\u9fff]")  # Chinese and Japanese are written without


def against(text: str, place: Place, value: str, end: int, losses: Losses) -> float:
    """Return what speaks against `value`, which ends at `end`, as what a place of `text` was, in nats."""
    if place.whole:
        return _STRANGE * pairs().strange(value)
    total = _of_itself(value, pointed=losses.pointed)
    if value in _QUOTES and value not in _usual_quotes(text, place, end, losses):
        total += _RARER
    if value in BRACKETS:
        total += _unpaired(text, end, value, losses)
    elif value in _OPENING:
        total += _unopened(text, place.start, value, losses)
    elif value in _QUOTES and _is_lonely(text, place, losses.codec):
        total += _LONELY
    if value == "\xa0" and text[place.start] > _LATIN and text[place.start : end + 1].isalpha():
        total += _STRANGE  # that is the first letter of a word
    if _WITHOUT_BLANKS.match(value):
        if losses.space and text[end : end + 1] == " " and text[end + 1 : end + 2] > "\x7f":
            total += _RARER  # that blank was rather its last byte
    elif text[end - 1] == " " and end > place.start + 1 and not losses.spaced:
        total += _RARER
    return total


@lru_cache(_REMEMBERED)
def _of_itself(value: str, *, pointed: bool) -> float:
    """Return what speaks against a character in any place, in a text with vowel marks or without."""
    total = _STRANGE * pairs().strange(value)
    if category(value) in {"Mn", "Cf"}:
        total += 0.0 if pointed else _DIRECTION if value in _OF_DIRECTION else 2 * _RARER
    elif not value.isalpha():
        total -= _BIT * frequency(value)
    if ord(value) & _LAST_BITS == SOFT_HYPHEN & _LAST_BITS:
        total += _RARER
    return total


def _usual_quotes(text: str, place: Place, end: int, losses: Losses) -> str:
    """Return the quotation marks that are usual at a place, before a word or behind one, in the languages spoken."""
    if losses.spoken.isdisjoint(_LOW_QUOTES) or _is_ascii_around(text, place, losses.codec):
        return "“”"
    if text[end : end + 1].isalnum():
        return "„"
    return "“" if losses.spoken.isdisjoint(_HIGH_BEHIND) else "”"


def _is_ascii_around(text: str, place: Place, codec: Codec) -> bool:
    """Tell whether a place stands in a sentence of ASCII words, but for damage: English, whatever else is spoken."""
    around = (
        text[max(0, place.start - _AROUND) : place.start].rpartition("\n")[2]
        + " "
        + text[place.end : place.end + _AROUND].partition("\n")[0]
    )
    words = _LETTERS.findall(around.replace(codec.table[0xE2], " "))
    return len(words) >= _ENGLISH and all(map(str.isascii, words))


def _unpaired(text: str, end: int, opening: str, losses: Losses) -> float:
    """Return what speaks against an opening bracket because of what closes on its line, in nats."""
    if opening not in losses.closed:
        return 0.0
    rest = text[end : end + _AROUND].partition("\n")[0]
    closing = BRACKETS[opening]
    return -_CLOSED if closing in rest or losses.codec.misread(closing) in rest else 2 * _CLOSED


def _unopened(text: str, start: int, closing: str, losses: Losses) -> float:
    """Return what speaks against a closing bracket because of what opens on its line, in nats."""
    opening = _OPENING[closing]
    if opening not in losses.opened:
        return 0.0
    before = text[max(0, start - _AROUND) : start].rpartition("\n")[2]
    forms = losses.codec.misread(opening), losses.codec.misread(closing)
    opened = before.count(opening) + before.count(forms[0]) - before.count(closing) - before.count(forms[1])
    return -_CLOSED if opened > 0 else 2 * _CLOSED


def _is_lonely(text: str, place: Place, codec: Codec) -> bool:
    """Tell whether a place is the only one on its line where typography may have stood."""
    before = text[max(0, place.start - _AROUND) : place.start].rpartition("\n")[2]
    line = before + text[place.start : place.end + _AROUND].partition("\n")[0]
    return line.count(codec.table[0xE2] + codec.table[0x80]) == 1 and '"' not in line
