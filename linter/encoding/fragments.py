"""Damage that lost a byte in a way of its own: emoji without their apple, straightened quotes, letters misread twice.

Mac Roman shows the first byte of emoji as U+F8FF, a private character that many programs drop; editors straighten the
quotation mark that ends a misread dash; and of a letter misread twice the last byte may be invisible or undefined.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from linter.encoding.alphabet import Kind, kind_of
from linter.encoding.change import Change
from linter.encoding.codecs import Codec, single_byte
from linter.encoding.lexicon import frequency
from linter.encoding.plausibility import pairs
from linter.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_APPLE = "\uf8ff"
_DASH = lazy('\u00e2\u20ac"')  # an en dash or an em dash in Windows-1252, its last byte straightened
_DROPPED = lazy('\u00e2\u20ac(?![\u0080-\u00bf\u0152-\u2122"])')  # the last byte of such a sign dropped
_TWICE = lazy("\u00c3\u0192\u00c2(?![\u0080-\u00bf\u0152-\u2122])")  # U+00C3 and a byte that is lost, read twice
_LAST_BYTES = (0xA0, 0xAD, 0x81, 0x8D, 0x8F, 0x90, 0x9D)  # those that get lost: invisible, or undefined
_BEFORE, _AFTER = re.compile(r"[^\W\d_]*$"), re.compile(r"[^\W\d_]*")
_AROUND = lazy(r"(?:[A-Za-z]|[^\x00-\x7f])+")  # a word, some of its letters damaged
_LONGEST = 24  # letters of a word looked at
_LEAD = 2.0  # nats by which an answer must beat the next
_KNOWN = 3.0  # nats for a known word
_REASON = "a byte was lost, and the rest leaves one answer"


def fragment_changes(text: str, changes: Sequence[Change], label: str | None) -> list[Change]:
    """Return what such fragments of `text` were, in order; `label` names the codec through which it was misread most.

    `changes` are those made already, which tell what dashes the text has.
    """
    found = [*_emoji(text, label), *_dashes(text, changes), *_twice(text)]
    return sorted(found, key=lambda change: change.start)


def in_capitals(text: str, changes: Sequence[Change]) -> list[Change]:
    """Return `changes` with letters in capitals where words are: what is put in capitals when misread loses its case.

    `DONNÃ©ES` was `DONNÉES`, or `données` in capitals.
    """
    found = []
    for change in changes:
        start, end, value = change[:3]
        small = value.islower() and len(value.upper()) == len(value)
        if small and _is_in_capitals(text, start, end):
            found.append(change._replace(value=value.upper(), tier="unsafe", reason=_REASON))
        else:
            found.append(change)
    return found


def _is_in_capitals(text: str, start: int, end: int) -> bool:
    """Tell whether the letters of ASCII in the word around a place are capitals, two of them or more."""
    if text[start - 1 : start].islower() or text[end : end + 1].islower():
        return False
    first = max(0, start - _LONGEST)
    letters = [char for char in _word_around(text[first : end + _LONGEST], start - first) if char.isascii()]
    return len(letters) > 1 and "".join(letters).isupper()


def _word_around(text: str, place: int) -> str:
    return next((match[0] for match in _AROUND.finditer(text) if match.end() > place), "")


def _emoji(text: str, label: str | None) -> Iterator[Change]:
    codec = _mac_roman()
    if label != codec.label or _APPLE in text:
        return
    for match in _headless().finditer(text):
        try:
            value = (b"\xf0" + codec.encode(match[0])).decode("utf-8")
        except UnicodeDecodeError:
            continue
        if kind_of(value) is Kind.EMOJI:
            yield Change(match.start(), match.end(), value, (label,), "unsafe", _REASON)


@cache
def _mac_roman() -> Codec:
    return next(codec for codec in single_byte() if codec.label == "Mac Roman")


@cache
def _headless() -> re.Pattern[str]:
    codec = _mac_roman()
    rest = codec.chars(0x80, 0xBF)
    return re.compile(rf"(?<!\w){codec.chars(0x9F, 0x9F)}{rest}{rest}(?!\w)")


def _dashes(text: str, changes: Sequence[Change]) -> Iterator[Change]:
    places = list(_DASH.finditer(text))
    if not places or _DROPPED.search(text):
        return
    repaired = "".join([text, *(change.value for change in changes)])
    en_dashes, em_dashes = repaired.count("\u2013"), repaired.count("\u2014")
    for match in places:
        start, end = match.span()
        between_numbers = text[start - 1 : start].isdigit() and text[end : end + 1].isdigit()
        value = "\u2013" if between_numbers or en_dashes > em_dashes else "\u2014"
        yield Change(start, end, value, ("Windows-1252",), "unsafe", _REASON)


def _twice(text: str) -> Iterator[Change]:
    score = pairs().score
    for match in _TWICE.finditer(text):
        start, end = match.span()
        before, after = _BEFORE.search(text[max(0, start - _LONGEST) : start]), _AFTER.match(text, end, end + _LONGEST)
        left, right = before[0] if before else "", after[0] if after else ""
        answers = []
        for byte in _LAST_BYTES:
            value = bytes((0xC3, byte)).decode("utf-8")
            known = frequency(left + value + right)
            answers.append((score(f" {left}{value}{right} ") + (_KNOWN + known / 2 if known else 0.0), value))
        answers.sort(reverse=True)
        if answers[0][0] - answers[1][0] >= _LEAD:
            yield Change(start, end, answers[0][1], ("Windows-1252", "Windows-1252"), "unsafe", _REASON)
