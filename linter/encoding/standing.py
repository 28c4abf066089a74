"""Pairs of signs that make sense as they stand, although they may be misread: mathematics, numerals, trade marks.

√π is a number before it is a misread u with an accent, Γ΄ the third class of a Greek school, Γ² a square, S™ a brand,
and ÷π divides. Such a pair is worth nothing as evidence, unless the word that would come of it is one.
"""

from __future__ import annotations

from itertools import takewhile
from unicodedata import category

from linter.encoding.alphabet import Kind, kind_of
from linter.encoding.lexicon import frequency

_PAIR = 2
_OPERATORS = frozenset("√≈∆ƒ÷×∑∏∫∂±≤≥≠∞–—−")
_OPERANDS = frozenset("π∞ΩµμΔ∆∑∏∫∂±≤≥≠≈√")
_MATHEMATICS = _OPERATORS | _OPERANDS
_ARITHMETIC = frozenset("×÷")  # what array languages write other signs behind
_NEGATED = frozenset("πΩ≠")  # what a negation sign stands before, of signs; before letters as well
_QUOTES = {"¬´": "¬ª", "¬ª": "¬´"}  # misread ones come in pairs, while array languages negate before signs
_OTHER_SCRIPTS = frozenset(
    {Kind.GREEK_LOWER, Kind.GREEK_UPPER, Kind.CYRILLIC_LOWER, Kind.CYRILLIC_UPPER, Kind.HEBREW, Kind.ARABIC}
)
_LATIN = {Kind.LATIN_LOWER, Kind.LATIN_UPPER}
_NOT_ALONE = {Kind.HEBREW, Kind.ARABIC, Kind.COMBINING}  # what no word is that stands alone
_OPENING, _CLOSING = frozenset("«»“”„‘’‚‹›"), frozenset("«»“”‘’‹›")
_UNITS = frozenset("ÅØ")  # letters that name units and sizes
_AFTER_LETTERS = frozenset("°²³¹½¼¾±·×÷≤≥≈√™®´΄΅¨‘’‚“”„«»‹›…–—†‡•‰\xa0،؛؟۔\u200c\u200d")
_EXPONENTS = frozenset("°²³¹±·×½")
_WIDE = 400  # characters of a line looked at
_LONGEST = 24  # letters of a word looked at
_LONG, _SHORT = 5, 2  # letters of a word that needs not be known, and of one that must be
_FUNCTIONS = ("sin", "cos", "tan", "cot", "sec", "csc", "log", "ln", "exp", "max", "min", "lim", "sup", "inf", "mod")


def may_stand(run: str) -> bool:
    """Tell whether the few characters of a run may well stand beside each other in a clean text."""
    if len(run) > _PAIR + 1:
        return _MATHEMATICS.issuperset(run)
    first, second = run[0], run[1:]
    if first in _ARITHMETIC and not any(map(str.isalpha, second)) and first not in second:
        return True
    if _MATHEMATICS.issuperset(run):
        return True
    if len(run) != _PAIR:
        return False
    kind, after = kind_of(first), kind_of(second[0])
    if first in _OPERATORS:
        return second in _OPERANDS or after in _OTHER_SCRIPTS
    if first == "¬":
        return second in _NEGATED or after in _OTHER_SCRIPTS
    if kind in _OTHER_SCRIPTS:
        return second in _AFTER_LETTERS or after is Kind.BOX
    if kind is Kind.BOX:
        return second.isalpha()
    return (first in _UNITS and second in _EXPONENTS) or (first.isalpha() and second == "™")


def makes_sense(text: str, start: int, end: int, value: str) -> bool:
    """Tell whether a stretch of `text` makes sense as it stands, and more than `value` does in its place."""
    run = text[start:end]
    if len(run) == _PAIR and _is_shown(text, start, end, value):
        return True
    if run in _QUOTES:
        return _QUOTES[run] not in text
    if not may_stand(run) or not _in_its_place(text, start, end):
        return False
    left = "".join(takewhile(str.isalpha, text[max(0, start - _LONGEST) : start][::-1]))[::-1]
    right = "".join(takewhile(str.isalpha, text[end : end + _LONGEST]))
    if value.isalpha():
        return left.endswith(_FUNCTIONS) or not _is_word(left, value, right, "" if left else run[1] + right)
    if category(value[0]).startswith("M"):
        return not left or kind_of(left[-1]) not in {Kind.HEBREW, Kind.ARABIC, Kind.COMBINING}
    if category(value[0]) == "Cf":
        return not left or not right or len(left + right) < _LONG
    return not text[start - 1 : start].isalnum() or (run[0].isalpha() and value != "°")


def _is_shown(text: str, start: int, end: int, value: str) -> bool:
    """Tell whether two characters are spoken of: a letter in quotation marks, or the ends of ranges of letters."""
    run, before, after = text[start:end], text[start - 1 : start], text[end : end + 1]
    if not run[0].isalpha():
        return False
    if run[1] in _CLOSING and before in _OPENING:
        return True
    if kind_of(value[0]) in _NOT_ALONE and kind_of(run[0]) in _LATIN and kind_of(run[1]) in _LATIN:
        return (before + after).isascii()
    return False


def _in_its_place(text: str, start: int, end: int) -> bool:
    """Tell whether a pair with a frame is where frames are, and a no-break space holds something together."""
    if Kind.BOX in {kind_of(text[start]), kind_of(text[end - 1])}:
        line = text[max(0, start - _WIDE) : start].rpartition("\n")[2].strip()
        return not any(map(str.isalnum, line)) or kind_of(line[0]) is Kind.BOX
    return text[end - 1] != "\xa0" or not (text[end : end + 1] or " ").isspace()


def _is_word(left: str, value: str, right: str, unrepaired: str) -> bool:
    """Tell whether a word comes of a value, rather than what stands `unrepaired` behind a sign (perhaps nothing)."""
    word = left + value + right
    if kind_of(value[0]) in _OTHER_SCRIPTS and word.replace(value, "").isascii():
        return False
    if len(word) >= (_LONG - 1 if left and right else _LONG):
        return not (len(unrepaired) >= _SHORT and frequency(unrepaired)) or frequency(word) > 0
    return len(word) >= _SHORT and frequency(word) > 0
