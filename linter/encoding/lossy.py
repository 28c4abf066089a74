"""Damage that lost bytes: a misread character one of whose bytes was dropped or became a space or U+FFFD.

What was lost is inferred: all characters that fit are compared by how plausible they are in their place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, cached_property
from itertools import product
from operator import itemgetter
from typing import TYPE_CHECKING
from unicodedata import category

from linter.encoding.change import Change
from linter.encoding.codecs import Codec, single_byte
from linter.encoding.completions import LOST
from linter.encoding.lexicon import begins, frequency, frequency_in, frequency_of_stem, languages_of
from linter.encoding.plausibility import pairs
from linter.encoding.spelling import spelling
from linter.patterns import lazy
from linter.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NO_BREAK, _SOFT_HYPHEN = 0xA0, 0xAD
_FIRST_REST, _LAST_REST = 0x80, 0xBF
_MOST = 64  # characters compared for one place
_MOST_AT_ALL = 256  # the same before the rarer ones are left out
_TOGETHER = 12  # places of one word judged together at most
_BEAM = 24  # readings of neighbouring places kept side by side
_LEAST_GAIN = 6.0  # nats that an inference must gain
_LEAST_AMONG_MANY = -2.0  # the same where much of the text is damaged
_ALONE = 16.0  # the same where the text has hardly any other damage
# What such damage looks like in Windows-1252.
_TRACE = lazy("\u00c3|\u00c2(?=\\s)|\u00e2\u20ac|\u00f0\u0178|[\u00ce-\u00d1\u00d7-\u00d9]\ufffd")
_SOME, _MUCH = 15.0, 60.0  # nats that make some damage, and much
_ODD = -7.0  # log-probability of a pair under which a place looks damaged by itself
_STRANGE = 12.0  # nats against a letter never seen in training
_RARER = 3.0  # nats against a loss that is rarer than others
_KNOWN = 4.0  # nats for a known word
_BIT = 0.8  # nats for each bit by which it is more common
_PAIR = 3.0  # bits of a pair of neighbours in scripts without short words that says nothing
_BEGUN = 3.0  # nats for the beginning of a known word, while there is more to come
_APART = 40  # code points, damaged or not, between places of one word at most
_LONGEST = 24  # letters of a word looked at
_WIDE = "\u3041"  # the first letter of scripts without short words
_WITHIN = 8.0  # nats against a sign of Arabic within a word, or a letter that ends words
_SIGN_WITHIN = lazy(r"(?:(?:(?<=[^\W\d_])|^)[\u0600-\u060f\u061b\u061f\u0660-\u066d]|[\u0629\u0649])(?=[^\W\d_])")
_JOINED = "\u05d0", "\u06ff"  # the letters of scripts that write short words together with the next
_ALONE_LETTER = 6.0  # nats against an Arabic letter that stands alone, but for the one that means "and"
_ARABIC, _AND = "\u0600", "\u0648"
_SPELLED = 0.8  # weight of spelling, which decides between words that are not known
_MARKS = lazy("[\u0591-\u05c7\u064b-\u0652\u0670]")  # vowels of Hebrew and Arabic
_POINTED_LETTERS = lazy("[\u05d0-\u05ea\u0620-\u064a]")
_VOWELS = lazy("[\u05b0-\u05c7\u064c-\u0652\u0670]")  # those of them that are rare where most are left out
_POINTED = 0.01  # marks for each letter from which a text has them
_LETTERS = lazy(r"[^\W\d_]+")
_LETTERS_BEFORE = lazy(r"[^\W\d_]*$")
_LETTERS_AFTER = lazy(r"[^\W\d_]*")
_AROUND, _ENGLISH = 200, 12  # characters around a place, on its line, and words of ASCII there that are English
_LOW_QUOTES = frozenset({"de", "cs", "pl", "hu", "ro", "bg"})  # languages that open quotations below the line
_BRACKETS = {"\uff08": "\uff09", "\u300c": "\u300d", "\u300e": "\u300f", "\u3010": "\u3011", "\u300a": "\u300b"}
_CLOSED = 1.5  # nats for one that is closed on its line; twice as much against one that is not
_TYPOGRAPHY = "\u2019\u201c\u201d\u2013\u2014\u2026\u2018\u201e\u2022"  # what E2 begins when all the rest is lost


@dataclass(frozen=True)
class Losses:
    """What can have happened to bytes of a text: which bytes may have been dropped, and which became U+FFFD or `?`."""

    codec: Codec
    dropped: tuple[int, ...]
    replaced: tuple[int, ...]
    spaced: bool  # no-break spaces surely became spaces
    space: bool  # no-break spaces may have become spaces
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
            for opening, closing in _BRACKETS.items()
            if closing in self.repaired or self.codec.misread(closing) in self.repaired
        )

    @cached_property
    def pointed(self) -> bool:
        """Whether the text has vowel marks; counted only if asked for."""
        return len(_VOWELS.findall(self.repaired)) > _POINTED * len(_POINTED_LETTERS.findall(self.repaired))


@dataclass(frozen=True, slots=True)
class Place:
    """A damaged character from `start` to `end`, and what it may have been, with the penalty of each."""

    start: int
    end: int
    choices: tuple[tuple[str, int], ...]  # the text it was, and where it ends
    whole: bool = False  # nothing of it is lost, so that it is only of interest beside others


def lossy_changes(text: str, changes: Sequence[Change], label: str | None, support: float) -> list[Change]:
    """Return what can be inferred about characters of `text` that lost bytes, outside of `changes`.

    `label` names the codec through which most of the text was misread, None if nothing in it was; `support` is how
    many nats the text gained by that.
    """
    if label is None and not _TRACE.search(text):
        return []
    codec = next((codec for codec in single_byte() if codec.label == label), single_byte()[0])
    taken = _Taken(text, changes)
    losses = _losses(text, codec, taken.repaired)
    found: list[Change] = []
    least = _ALONE if support < _SOME else _LEAST_GAIN if support < _MUCH else _LEAST_AMONG_MANY
    seen: dict[tuple[str, ...], list[Change]] = {}
    reached = 0
    for group in _groups(_places(text, losses, taken), taken):
        start, stop = group[0].start, group[-1].end
        if start < reached:
            continue
        around = taken.word_around(start, stop)
        key = (taken.before(start), text[start:stop], taken.between(start, stop), taken.after(stop), *around)
        if key not in seen:
            changes = _inferred(group, taken, losses, least)
            seen[key] = [change._replace(start=change.start - start, end=change.end - start) for change in changes]
        found += [change._replace(start=change.start + start, end=change.end + start) for change in seen[key]]
        reached = found[-1].end if found else 0
    return found


class _Taken:
    """Which code points of a text are changed already, and the text as it stands after that."""

    def __init__(self, text: str, changes: Sequence[Change]) -> None:
        self.text = text
        self._changes = sorted((change.start, change.end) for change in changes)
        self._shifts = [0]
        pieces: list[str] = []
        reached = 0
        for change in sorted(changes, key=lambda change: change.start):
            pieces += (text[reached : change.start], change.value)
            reached = change.end
            self._shifts.append(self._shifts[-1] + len(change.value) - (change.end - change.start))
        self.repaired = "".join((*pieces, text[reached:]))

    def _last(self, place: int) -> int:
        return bisect_right(self._changes, (place, len(self.text) + 1)) - 1

    def holds(self, place: int) -> bool:
        """Tell whether a code point is changed already."""
        at = self._last(place)
        return at >= 0 and place < self._changes[at][1]

    def moved(self, place: int) -> int:
        """Return where a code point that is not changed stands in `repaired`."""
        at = self._last(place)
        if at >= 0 and self._changes[at][0] == place < self._changes[at][1]:
            at -= 1  # the place before a change, not in it
        return place + self._shifts[at + 1]

    def before(self, place: int) -> str:
        """Return the character that comes to stand before a place."""
        at = self.moved(place)
        return _plain(self.repaired[at - 1 : at] if at else "")

    def after(self, place: int) -> str:
        """Return the character that comes to stand after a place."""
        at = self.moved(place)
        return _plain(self.repaired[at : at + 1])

    def between(self, start: int, end: int) -> str:
        """Return what comes to stand between two places that are not inside of a change."""
        return self.repaired[self.moved(start) : self.moved(end)]

    def word_around(self, start: int, end: int) -> tuple[str, str]:
        """Return the letters that come to stand directly before and after a stretch."""
        at, to = self.moved(start), self.moved(end)
        before = _LETTERS_BEFORE.search(self.repaired[max(0, at - _LONGEST) : at])
        after = _LETTERS_AFTER.match(self.repaired[to : to + _LONGEST])
        return (before[0] if before else ""), (after[0] if after else "")


def _plain(char: str) -> str:
    return " " if not char or char.isspace() else char


def _losses(text: str, codec: Codec, repaired: str) -> Losses:
    undefined = tuple(byte for byte in codec.undefined if _FIRST_REST <= byte <= _LAST_REST)
    no_break, hyphen = codec.table[_NO_BREAK], codec.table[_SOFT_HYPHEN]
    lost = no_break.isspace() and no_break not in text
    spaced = lost and bool(_spaced(codec).search(text))
    dropped = ((_NO_BREAK,) if lost else ()) + ((_SOFT_HYPHEN,) if hyphen not in text else ())
    kept = any(codec.table[byte] in text for byte in undefined)
    replaced = undefined if "\ufffd" in text or not kept else ()
    return Losses(codec, dropped + (undefined if not kept else ()), replaced, spaced, lost, repaired)


@cache
def _spaced(codec: Codec) -> re.Pattern[str]:
    """Match what is left of a character that ended in a no-break space before a space."""
    return re.compile(f"{codec.chars(0xC3, 0xC3)}  (?! )|{codec.chars(0xC2, 0xC2)} [:;!?»]")


@cache
def _leads(codec: Codec) -> re.Pattern[str]:
    """Match a lead byte that lacks something, as far as can be told at once."""
    chars, rest = codec.chars, codec.chars(_FIRST_REST, _LAST_REST)
    return re.compile(
        f"{chars(0xC2, 0xDF)}(?!{rest})|{chars(0xE2, 0xE2)}|{chars(0xE0, 0xEF)}(?={rest}|[ \ufffd?]{rest})"
        f"|{chars(0xE0, 0xEF)}(?=\ufffd)|{chars(0xF0, 0xF4)}(?={rest}|\ufffd)"
    )


@cache
def _sequences(codec: Codec) -> re.Pattern[str]:
    """Match a character of two or three bytes that lost none."""
    chars, rest = codec.chars, codec.chars(_FIRST_REST, _LAST_REST)
    return re.compile(f"{chars(0xC2, 0xDF)}{rest}|{chars(0xE0, 0xEF)}{rest}{rest}")


def _places(text: str, losses: Losses, taken: _Taken) -> Iterator[Place]:
    """Yield the places where a lead byte lacks what must follow it, and the misread characters that lack nothing."""
    end = 0
    leads, sequences = _leads(losses.codec), _sequences(losses.codec)
    for match in re.finditer(f"{leads.pattern}|{sequences.pattern}", text):
        start = match.start()
        if start < end or taken.holds(start):
            continue
        whole = sequences.match(text, start)
        if whole and not taken.holds(whole.end() - 1):
            value = _decoded(losses.codec, whole[0])
            if value:
                end = whole.end()
                yield Place(start, end, ((value, end),), whole=True)
                continue
        choices = _choices(text, start, losses, taken)
        if choices:
            place = Place(start, max(end for _, end in choices), choices)
            yield place
            end = min(end for _, end in choices)


def _decoded(codec: Codec, misread: str) -> str:
    try:
        return bytes(map(codec.table.index, misread)).decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _choices(text: str, start: int, losses: Losses, taken: _Taken) -> tuple[tuple[str, int], ...]:
    """Return what the character whose lead byte stands at `start` may be, and where it would end."""
    codec = losses.codec
    lead = codec.table.index(text[start])
    needed = 1 if lead < 0xE0 else 2 if lead < 0xF0 else 3  # noqa: PLR2004 -- lengths in UTF-8
    found: dict[tuple[str, int], None] = {}
    for slots, end in _slots(text, start + 1, needed, losses, taken):
        lost = sum(len(slot) > 1 for slot in slots)
        if lost > 1 and (lead == 0xE2 and needed == lost):  # noqa: PLR2004 -- E2 begins typography
            for char in _TYPOGRAPHY:
                if all(byte in slot for byte, slot in zip(char.encode()[1:], slots, strict=True)):
                    found[char, end] = None
            continue
        size = 1
        for slot in slots:
            size *= len(slot)
        if size > _MOST_AT_ALL:
            continue
        chars = []
        for rest in product(*slots):
            try:
                chars.append(bytes((lead, *rest)).decode("utf-8"))
            except UnicodeDecodeError:
                continue
        if len(chars) > _MOST:
            common = pairs()
            chars = sorted(chars, key=lambda char: -common[f" {char}"])[:_MOST]
        found.update(dict.fromkeys((char, end) for char in chars))
    return tuple(found)


def _slots(
    text: str, place: int, needed: int, losses: Losses, taken: _Taken
) -> list[tuple[list[tuple[int, ...]], int]]:
    """Return the ways to fill the bytes after a lead byte: what each may be, and where the character ends."""
    ways: list[tuple[list[tuple[int, ...]], int, bool]] = [([], place, False)]
    for _ in range(needed):
        longer = []
        for slots, at, lost in ways:
            char = "" if taken.holds(at) else text[at : at + 1]
            byte = losses.codec.table.find(char) if char else -1
            if _FIRST_REST <= byte <= _LAST_REST:
                if _NO_BREAK in losses.dropped and needed > 1:
                    longer.append(([*slots, (_NO_BREAK,)], at, True))
                longer.append(([*slots, (byte,)], at + 1, lost))
                continue
            if char == " " and losses.space:
                longer.append(([*slots, (_NO_BREAK,)], at + 1, True))
            if char in {"\ufffd", "?"} and losses.replaced:
                longer.append(([*slots, losses.replaced], at + 1, True))
            elif losses.dropped:
                longer.append(([*slots, losses.dropped], at, True))
        ways = longer
    return [(slots, at) for slots, at, lost in ways if lost]


def _groups(places: Iterator[Place], taken: _Taken) -> Iterator[list[Place]]:
    """Yield places in groups that touch each other or stand in one word, large ones in parts."""
    group: list[Place] = []
    for place in places:
        if group and (len(group) >= _TOGETHER or not _same_word(taken, group[-1].end, place.start)):
            if not all(one.whole for one in group):
                yield group
            group = []
        group.append(place)
    if group and not all(one.whole for one in group):
        yield group


def _same_word(taken: _Taken, end: int, start: int) -> bool:
    return start <= end or (start - end <= _APART and taken.between(end, start).isalpha())


def _inferred(group: list[Place], taken: _Taken, losses: Losses, least: float) -> list[Change]:
    """Return the changes for a group of places of one word, where they gain `least` nats or more."""
    score = pairs().score
    start, stop = group[0].start, group[-1].end
    before, after = taken.before(start), taken.after(stop)
    letters = taken.word_around(start, stop)
    beam = [Guess(0.0, before, start, "", ())]
    for place in group:
        beam = _longer(beam, place, losses, taken, letters[0])
    finished = []
    for guess in beam:
        rest = taken.between(guess.reached, stop)
        total = guess.total + score(guess.last + rest + after)
        text = f"{letters[0]}{guess.so_far}{rest}{letters[1]}"
        finished.append((total + _words(text, losses.spoken), guess, text))
    best, guess = _foremost(finished, losses.spoken)
    unmended = before + taken.between(start, stop) + after
    gain = best - score(unmended)
    odd = pairs().worst(unmended) < _ODD
    if not guess.done or gain < (least if odd else max(least, _LEAST_GAIN)):
        return []
    reason = f"{gain:.0f} nats more plausible, but bytes were lost"
    return [Change(at, end, value, (losses.codec.label,), "unsafe", reason) for at, end, value in guess.done]


def _foremost(finished: list[tuple[float, Guess, str]], spoken: frozenset[str]) -> tuple[float, Guess]:
    """Return the best of the readings of a word, each with what speaks for it; if unknown, by how it is spelled too."""
    best, guess, text = max(finished, key=itemgetter(0))
    close = [entry for entry in finished if entry[0] > best - _WITHIN and LOST not in entry[2]]
    near = [entry for entry in close if len(entry[2].split()) == len(text.split())]
    if len(near) > 1 and not all(frequency_in(word, spoken) for word in _words_of(text)):
        best, guess, _ = max(near, key=lambda entry: entry[0] + _SPELLED * _spelling(entry[2], spoken))
    return best, guess


def _spelling(text: str, spoken: frozenset[str]) -> float:
    return sum(spelling(word, spoken) for word in _words_of(text) if word < _WIDE)


def _words_of(text: str) -> list[str]:
    """Return the words of a text without vowel marks, as lists of words have them."""
    return _LETTERS.findall(_MARKS.sub("", text))


@dataclass(frozen=True, slots=True)
class Guess:
    """One way to read a group of places: its score, its last character, how far it has come, and its changes."""

    total: float
    last: str
    reached: int
    so_far: str
    done: tuple[tuple[int, int, str], ...]


def _longer(beam: list[Guess], place: Place, losses: Losses, taken: _Taken, letters: str) -> list[Guess]:
    """Return the guesses that are left after another place; `letters` are those of the word before all of them."""
    score = pairs().score
    choices = [(value, end, _unlikely(taken.text, place, value, end, losses)) for value, end in place.choices]
    longer = []
    for guess in beam:
        if guess.reached > place.start:
            longer.append(guess)
            continue
        between = taken.between(guess.reached, place.start)
        kept = between + taken.text[place.start]
        total = guess.total + score(guess.last + kept)
        longer.append(Guess(total, kept[-1], place.start + 1, guess.so_far + kept, guess.done))
        for value, end, against in choices:
            total = guess.total + score(guess.last + between + value) - against
            done = (*guess.done, (place.start, end, value))
            longer.append(Guess(total, value[-1], end, guess.so_far + between + value, done))
    if len(longer) > _BEAM:
        longer.sort(key=lambda guess: -guess.total - _begun(letters + guess.so_far))
    return longer[:_BEAM]


def _begun(so_far: str) -> float:
    """Return what speaks for a guess because a known word may come of it, in nats."""
    word = _LETTERS_BEFORE.search(so_far)
    return _BEGUN if word and begins(word[0].lower()) else 0.0


def _unlikely(text: str, place: Place, value: str, end: int, losses: Losses) -> float:
    """Return what speaks against a choice itself, in nats."""
    against = _STRANGE * pairs().strange(value)
    if place.whole:
        return against
    if category(value) in {"Mn", "Cf"}:
        against += 0.0 if losses.pointed else 2 * _RARER
    elif not value.isalpha():
        against -= _BIT * frequency(value)
    if value == "„" and (losses.spoken.isdisjoint(_LOW_QUOTES) or _is_ascii_around(text, place, losses.codec)):
        against += _RARER
    if value in _BRACKETS:
        against += _unpaired(text, end, value, losses)
    if text[end - 1] == " " and end > place.start + 1 and not losses.spaced:
        against += _RARER
    if ord(value[-1]) & 0x3F == _SOFT_HYPHEN & 0x3F:
        against += _RARER
    return against


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
    closing = _BRACKETS[opening]
    return -_CLOSED if closing in rest or losses.codec.misread(closing) in rest else 2 * _CLOSED


def _words(text: str, spoken: frozenset[str]) -> float:
    """Return what speaks for a guess because it makes words that are known, in nats."""
    within = len(_SIGN_WITHIN.findall(text))
    total = -_WITHIN * within
    if LOST in text:
        return total
    apart = within or len(text.split()) != 1  # a word in two parts often makes two that are known
    for word in _words_of(text):
        if word >= _WIDE:
            total += _BIT / 2 * sum(frequency(pair) - _PAIR for pair in map(str.__add__, word, word[1:]))
        elif not apart:
            total += _known(word, spoken)
    return total


def _known(word: str, spoken: frozenset[str]) -> float:
    """Return what speaks for a word because it is known, in nats."""
    joined = _JOINED[0] <= word[0] <= _JOINED[1]
    if len(word) == 1 and _ARABIC <= word <= _JOINED[1] and word != _AND:
        return -_ALONE_LETTER
    bits = frequency_in(word, spoken)
    if bits:
        return _KNOWN + _BIT * bits
    bits = frequency_of_stem(word, spoken) if joined else 0.0
    return (_KNOWN + _BIT * bits) / 2 if bits else 0.0
