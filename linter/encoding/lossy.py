"""Damage that lost bytes: a misread character one of whose bytes was dropped or became a space or U+FFFD.

What was lost is inferred: all characters that fit are compared by how plausible they are in their place.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from linter.encoding.change import Change
from linter.encoding.codecs import single_byte
from linter.encoding.completions import LOST
from linter.encoding.guesses import guesses
from linter.encoding.lexicon import frequency_in
from linter.encoding.losses import losses_of
from linter.encoding.places import groups
from linter.encoding.plausibility import pairs
from linter.encoding.taken import Taken
from linter.encoding.wording import for_spelling, for_words, most_for_words, words_of
from linter.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.encoding.codecs import Codec
    from linter.encoding.guesses import Guess
    from linter.encoding.losses import Losses
    from linter.encoding.places import Place

_LEAST_GAIN = 6.0  # nats that an inference must gain
_LEAST_AMONG_MANY = -2.0  # the same where much of the text is damaged
_ALONE = 16.0  # the same where the text has hardly any other damage
# What such damage looks like in Windows-1252; typography whose last byte became U+FFFD tells of any codec.
_TRACES = "\u00c3", "\u00e2\u20ac", "\u00f0\u0178"
_BLANK = "\u00c2"  # before a blank, of which it is a part
_TRACE = lazy("\u00c2(?=\\s)|[\u00ce-\u00d1\u00d7-\u00d9]\ufffd")
_SOME, _MUCH = 15.0, 60.0  # nats that make some damage, and much
_ODD = -7.0  # log-probability of a pair under which a place looks damaged by itself
_CLOSE = 8.0  # nats within which readings of a word are compared by their spelling
_TOTAL = attrgetter("total")
_SPELLED = 0.8  # weight of spelling, which decides between words that are not known


def lossy_changes(text: str, changes: Sequence[Change], label: str | None, support: float) -> list[Change]:
    """Return what can be inferred about characters of `text` that lost bytes, outside of `changes`.

    `label` names the codec through which most of the text was misread, None if nothing in it was; `support` is how
    many nats the text gained by that.
    """
    codec = next((codec for codec in single_byte() if codec.label == label), None) or _traced(text)
    if codec is None:
        return []
    taken = Taken(text, changes)
    losses = losses_of(text, codec, taken.repaired)
    least = _ALONE if support < _SOME else _LEAST_GAIN if support < _MUCH else _LEAST_AMONG_MANY
    found: list[Change] = []
    seen: dict[tuple[str, ...], list[Change]] = {}
    reached = 0
    for group in groups(text, losses, taken):
        start, stop = group[0].start, group[-1].end
        if start < reached:
            continue
        beside = _Beside(taken.before(start), taken.after(stop), *taken.word_around(start, stop))
        key = (*beside, text[start:stop], taken.between(start, stop))
        if key not in seen:
            changes = _inferred(group, taken, losses, beside, least)
            seen[key] = [Change(change.start - start, change.end - start, *change[2:]) for change in changes]
        found += [Change(change.start + start, change.end + start, *change[2:]) for change in seen[key]]
        reached = found[-1].end if found else 0
    return found


def _traced(text: str) -> Codec | None:
    """Return the codec that what looks like such damage comes from, although nothing in a text can be read exactly."""
    usual = single_byte()[0]
    if any(trace in text for trace in _TRACES):
        return usual
    if (_BLANK in text or LOST in text) and _TRACE.search(text):
        return usual
    return next((codec for codec in single_byte() if f"{codec.table[0xE2]}{codec.table[0x80]}{LOST}" in text), None)


class _Beside(NamedTuple):
    """What stands directly before and after a group: the characters, and the letters."""

    before: str
    after: str
    letters_before: str
    letters_after: str


class _Reading(NamedTuple):
    """One reading of all of a group: what speaks for it in nats, and the word that comes of it."""

    total: float
    guess: Guess
    text: str


def _inferred(group: list[Place], taken: Taken, losses: Losses, beside: _Beside, least: float) -> list[Change]:
    """Return the changes for a group of places of one word, where they gain `least` nats or more."""
    following = pairs()
    start, stop = group[0].start, group[-1].end
    before, after, letters_before, letters_after = beside
    as_it_is = taken.between(start, stop)
    unmended = before + as_it_is + after
    odd = following.worst(unmended) < _ODD
    if not odd and frequency_in(f"{letters_before}{as_it_is}{letters_after}", losses.spoken):
        return []  # a word, in text of the script that the codec shows
    readings = []
    for guess in guesses(group, losses, taken, before, letters_before):
        rest = taken.between(guess.reached, stop)
        total = guess.total + (following.score(guess.last + rest + after) if rest else following[guess.last + after])
        readings.append(_Reading(total, guess, f"{letters_before}{guess.text}{rest}{letters_after}"))
    best = _foremost(_with_words(readings, losses.spoken), losses.spoken)
    gain = best.total - following.score(unmended)
    if len(best.text) == 1 and best.text.isalpha() and not as_it_is[:1].isalpha():
        return []  # a sign that stands alone, as in «2 × 3», is no letter
    if not best.guess.done or gain < (least if odd else max(least, _LEAST_GAIN)):
        return []
    reason = f"{gain:.0f} nats more plausible, but bytes were lost"
    return [Change(at, end, value, (losses.codec.label,), "unsafe", reason) for at, end, value in best.guess.done]


def _with_words(readings: list[_Reading], spoken: frozenset[str]) -> list[_Reading]:
    """Return those readings that may be the best, or close to it, with what speaks for their words."""
    first = max(readings, key=_TOTAL)
    least = first.total + for_words(first.text, spoken) - _CLOSE
    return [
        _Reading(reading.total + for_words(reading.text, spoken), reading.guess, reading.text)
        for reading in readings
        if reading.total + most_for_words(reading.text) >= least
    ]


def _foremost(readings: list[_Reading], spoken: frozenset[str]) -> _Reading:
    """Return the best of the readings of a word; if it is not known, by how it is spelled too."""
    best = max(readings, key=_TOTAL)
    words = len(best.text.split())
    close = [
        reading
        for reading in readings
        if reading.total > best.total - _CLOSE and LOST not in reading.text and len(reading.text.split()) == words
    ]
    if len(close) > 1 and not all(word.isascii() or frequency_in(word, spoken) for word in words_of(best.text)):
        return max(close, key=lambda reading: reading.total + _SPELLED * for_spelling(reading.text, spoken))
    return best
