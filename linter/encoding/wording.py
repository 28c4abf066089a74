"""What speaks for a reading because of the words that it makes: known ones, or stems of such, or well spelled ones."""

from __future__ import annotations

from functools import lru_cache

from linter.encoding.completions import LOST
from linter.encoding.lexicon import frequency, frequency_in, frequency_of_stem
from linter.encoding.spelling import spelling
from linter.patterns import lazy

_KNOWN = 4.0  # nats for a known word
_BIT = 0.8  # nats for each bit by which it is more common
_MOST_BITS = 16.0  # of a word, or of a pair
_BIT_OF_PAIR = 0.7  # nats for each bit by which a pair is more common, in scripts without short words
_PAIR = 3.0  # bits of a pair of neighbours in scripts without short words that says nothing
_WIDE = "\u3041"  # the first letter of scripts without short words
_WITHIN = 8.0  # nats against a sign of Arabic within a word, or a letter that ends words
# A sign before a letter and behind one, or behind another sign; a letter that ends words before one; a sign of numbers
# behind a letter; a vowel mark behind none.
_SIGN_WITHIN = lazy(
    r"(?:(?:(?<=[^\W\d_])|(?<=[\u060c\u061b\u061f\u066a-\u066d])|^)[\u0600-\u060f\u061b\u061f\u0660-\u066d]"
    r"|[\u0629\u0649])(?=[^\W\d_])|(?<=[^\W\d_])[\u0600-\u060b\u066a-\u066d]"
    r"|(?<![^\W\d_])(?<![\u064b-\u0652\u0670])[\u064b-\u0652\u0670]"
)
_JOINED = "\u05d0", "\u06ff"  # the letters of scripts that write short words together with the next
_APART = 0.3  # how much the least known of several words counts: a word in two parts often makes two that are known
_MIXED_CASE = 6.0  # nats against a known word with capitals inside, but not only such
_ALONE_LETTER = 6.0  # nats against an Arabic letter that stands alone, but for the one that means "and"
_ARABIC, _AND = "\u0600", "\u0648"
_MARKS = lazy("[\u0591-\u05c7\u064b-\u0652\u0670]")  # vowels of Hebrew and Arabic
_HEBREW = "\u0590"  # before the first of those
_LETTERS = lazy(r"[^\W\d_]+")
# With signs made of letters, which are far rarer than those.
_WIDE_LETTERS = lazy("(?:[^\\W\\d_a-zA-Z]|[\u3200-\u33ff])+")
_REMEMBERED = 1 << 14  # words of which the answer is remembered


def for_words(text: str, spoken: frozenset[str]) -> float:
    """Return what speaks for the words of `text` because they are known, in nats."""
    highest = max(text, default="")
    pointed = highest >= _HEBREW
    if not pointed and text.isalpha():  # as most are: one word
        return _for_word(text, spoken)
    within = len(_SIGN_WITHIN.findall(text)) if pointed else 0
    total = -_WITHIN * within
    if LOST in text:
        return total
    apart = within or len(text.split()) != 1
    for word in _WIDE_LETTERS.findall(text) if highest >= _WIDE else words_of(text):
        if word >= _WIDE:
            total += _BIT_OF_PAIR * sum([frequency(pair) - _PAIR for pair in map(str.__add__, word, word[1:])])
        elif not apart:
            total += _for_word(word, spoken)
    if apart and not within and highest < _WIDE:
        total += _APART * min([_for_word(word, spoken) for word in words_of(text) if not word.isascii()], default=0.0)
    return total


def words_of(text: str) -> list[str]:
    """Return the words of a text without vowel marks, as lists of words have them."""
    return _LETTERS.findall(_MARKS.sub("", text) if max(text, default="") >= _HEBREW else text)


def for_spelling(text: str, spoken: frozenset[str]) -> float:
    """Return how plausible the words of `text` are by their spelling, in nats."""
    return sum([spelling(word, spoken) for word in words_of(text) if word < _WIDE])


def most_for_words(text: str) -> float:
    """Return what speaks for the words of `text` at most, in nats."""
    words = 1 if text.isalpha() and max(text) < _WIDE else len(text)
    return words * (_KNOWN + _BIT * _MOST_BITS)


@lru_cache(_REMEMBERED)
def _for_word(word: str, spoken: frozenset[str]) -> float:
    """Return what speaks for a word because it is known, in nats."""
    joined = _JOINED[0] <= word[0] <= _JOINED[1]
    if len(word) == 1 and _ARABIC <= word <= _JOINED[1] and word != _AND:
        return -_ALONE_LETTER
    bits = frequency_in(word, spoken)
    if bits:
        mixed = word[1:] != word[1:].lower() and word != word.upper()
        return _KNOWN + _BIT * bits - (_MIXED_CASE if mixed else 0.0)
    bits = frequency_of_stem(word, spoken) if joined else 0.0
    return (_KNOWN + _BIT * bits) / 2 if bits else 0.0
