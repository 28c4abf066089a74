"""What a run of characters would be if it were misread: its variants, one for each different answer of the codecs.

Answers are remembered, since the same few runs make up most of what a collection holds.
"""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from linter.encoding.codecs import Codec, is_full, put_back, single_byte, valid
from linter.encoding.plausibility import pairs
from linter.encoding.wide import WideCodec, wide
from linter.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

AnyCodec = Codec | WideCodec
# A value as its neighbours see it: its first and last character, and how plausible what lies between is.
Form = tuple[str, str, float]

_RUNS = 1 << 16  # runs whose variants are remembered
_LONG = 200  # characters of a run too long for that
_FIRST_WIDE = "\u3000"  # no character that East Asian codecs make comes before
_WIDE = lazy("[^\x00-\u2fff]")  # compiled in a quarter of the time that the same takes from there on
_NO_BREAK_SPACE, _NO_BREAK = "\xa0", 4.0  # nats for one
_WORTH = 6  # characters of a run from which codecs that explain little of it are not looked at
_SHARE = 0.5  # how little, of what another codec explains
_LEADS, _RESTS = range(0xC2, 0xF5), range(0x80, 0xC0)
_ANOTHER_LAYER = 2.0  # nats that looking through one more layer costs
STRANGE = 12.0  # nats that a letter never seen in training costs
_C1 = frozenset(map(chr, range(0x80, 0xA0)))  # what UTF-8 read as ISO-8859-1 is full of


class Variant:
    """What `codecs`, numbers in `known_codecs()`, make of a run: `value`.

    `full` tells whether every character takes part, `cover` how many do. An East Asian codec `can` have made that many
    characters of the run; of other codecs that is not asked.
    """

    __slots__ = ("_forms", "_run", "can", "codecs", "cover", "full", "value")

    def __init__(  # noqa: PLR0913 -- as many as it has fields
        self, codecs: tuple[int, ...], run: str, value: str, cover: int, *, full: bool, can: int = 0
    ) -> None:
        """Take what they make of a run."""
        self.codecs, self.value, self.cover, self.full, self.can = codecs, value, cover, full, can
        self._run = run
        self._forms: tuple[Form, ...] | None = None

    @property
    def forms(self) -> tuple[Form, ...]:
        """How plausible the value is in itself, looked up once; none where an East Asian codec changes nothing."""
        if self._forms is None:
            self._forms = forms_of(self.value) if self.value != self._run else ()
            if self.value == _NO_BREAK_SPACE and self.can:  # by far the commonest such character that stands alone
                first, last, inner = self._forms[0]
                self._forms = (*self._forms, (first, last, inner + _NO_BREAK))
        return self._forms


@cache
def known_codecs() -> tuple[AnyCodec, ...]:
    """Return all codecs, the single-byte ones first, in order of preference."""
    return (*single_byte(), *wide())


ALL = -1  # the scope of all single-byte codecs; other scopes have a bit set for each codec
WIDE_TOO = -2  # that of the East Asian ones too


def variants_of(run: str, scope: int = ALL) -> tuple[Variant, ...]:
    """Return what the codecs of a scope make of a run: those single-byte ones that make something else of it."""
    mask = able(run)
    if scope >= 0:
        mask &= scope
    variants = (_remembered(run, mask) if len(run) < _LONG else _variants(run, mask)) if mask else ()
    return variants + wide_variants_of(run) if scope == WIDE_TOO else variants


def forms_of(value: str) -> tuple[Form, ...]:
    """Return how plausible a value is in itself: as it is, and as it would be one misreading further back."""
    known = pairs()
    against = STRANGE * known.strange(value)
    form = value[0], value[-1], known.score(value) - against
    if _C1.isdisjoint(value):
        return (form,)
    further = _latin_1().decode_parts(value)
    return form, (further[0], further[-1], known.score(further) - (against + _ANOTHER_LAYER))


def _variants(run: str, mask: int) -> tuple[Variant, ...]:
    codecs = single_byte()
    alike: dict[bytes, list[int]] = {}
    for number in numbers_in(mask):
        data = codecs[number].data(run)
        if data in alike:
            alike[data].append(number)
        else:
            alike[data] = [number]
    read = [(sum([end - start for start, end in places]), data, places) for data in alike if (places := valid(data))]
    if len(run) > _WORTH and len(read) > 1:
        least = max(read)[0] * _SHARE
        read = [one for one in read if one[0] >= least]
    found: dict[tuple[str, bool], tuple[list[int], int]] = {}
    for cover, data, places in read:
        answer = put_back(run, data, places), is_full(run, data, cover)
        if answer in found:
            found[answer][0].extend(alike[data])
        else:
            found[answer] = alike[data], cover
    return tuple(
        [
            Variant(tuple(sorted(numbers)), run, value, cover, full=full)
            for (value, full), (numbers, cover) in found.items()
        ]
    )


_remembered = lru_cache(_RUNS)(_variants)


@lru_cache(_RUNS)
def able(run: str) -> int:
    """Return the codecs, as bits, in which two neighbours of a run are the beginning of a character of UTF-8."""
    leads, rests = _ends()
    mask, before = 0, leads.get(run[0], 0)
    for char in run[1:]:
        if before:
            mask |= before & rests.get(char, 0)
        before = leads.get(char, 0)
    return mask


@lru_cache(_RUNS)
def is_explained(run: str) -> bool:
    """Tell whether there is a single-byte codec in which every character of a run takes part in UTF-8."""
    leads, rests = _ends()
    mask = leads.get(run[0], 0) & rests.get(run[1:2], 0) & rests.get(run[-1], 0)
    return any(single_byte()[number].explains(run) for number in numbers_in(mask))


@cache
def number_of(label: str) -> int:
    """Return the number in `known_codecs()` of the codec that people know by a name."""
    return next(number for number, codec in enumerate(known_codecs()) if codec.label == label)


def alike(numbers: Sequence[int], text: str) -> bool:
    """Tell whether several codecs mean the same by every character of `text`."""
    return all(_shared(numbers[0], number).issuperset(text) for number in numbers[1:])


@cache
def _shared(one: int, other: int) -> frozenset[str]:
    """Return the characters that stand for the same byte in two codecs."""
    tables = single_byte()[one].table, single_byte()[other].table
    return frozenset(char for char, same in zip(*tables, strict=True) if char == same)


@lru_cache(1 << 12)
def numbers_in(mask: int) -> tuple[int, ...]:
    """Return the numbers of the bits that are set in `mask`."""
    return tuple(number for number in range(mask.bit_length()) if mask >> number & 1)


def single_byte_able(runs: Sequence[str]) -> list[Codec]:
    """Return the single-byte codecs in which every one of `runs`, of two characters at least, begins with UTF-8."""
    leads, rests = _ends()
    mask = (1 << len(single_byte())) - 1
    for run in runs:
        mask &= leads.get(run[0], 0) & rests.get(run[1], 0)
    return [single_byte()[number] for number in numbers_in(mask)]


def most_able(runs: Sequence[str]) -> tuple[list[int], int]:
    """Return the single-byte codecs in which most of `runs`, of two characters at least, begin with UTF-8; how many."""
    leads, rests = _ends()
    votes: dict[int, int] = {}
    for mask, number in Counter([leads.get(run[0], 0) & rests.get(run[1], 0) for run in runs]).items():
        for codec in numbers_in(mask):
            votes[codec] = votes.get(codec, 0) + number
    most = max(votes.values(), default=0)
    return sorted(codec for codec in votes if votes[codec] == most), most


@cache
def _ends() -> tuple[dict[str, int], dict[str, int]]:
    """Return for each character the codecs, as bits, in which it is a lead byte, and in which it follows one."""
    leads: dict[str, int] = {}
    rests: dict[str, int] = {}
    for number, codec in enumerate(single_byte()):
        for ends, numbers in ((leads, _LEADS), (rests, _RESTS)):
            for byte in numbers:
                ends[codec.table[byte]] = ends.get(codec.table[byte], 0) | 1 << number
    return leads, rests


def wide_variants_of(run: str) -> tuple[Variant, ...]:
    """Return what each East Asian codec makes of a run, be it nothing."""
    return _remembered_wide(run) if len(run) < _LONG else _wide_variants(run)


def _wide_variants(run: str) -> tuple[Variant, ...]:
    found = []
    for number, codec in enumerate(wide(), len(single_byte())):
        value, cover, can, full = codec.read_back(run)
        found.append(Variant((number,), run, value, cover, full=full, can=can))
    return tuple(found)


_remembered_wide = lru_cache(_RUNS)(_wide_variants)


def can_be_misread(value: str) -> bool:
    """Tell whether `value` may be misread UTF-8 itself."""
    return (len(value) > 1 and able(value) > 0) or max(value) >= _FIRST_WIDE


def is_wide(text: str) -> bool:
    """Tell whether `text` has characters that East Asian codecs make."""
    return _WIDE.search(text) is not None


@cache
def _latin_1() -> Codec:
    return next(codec for codec in single_byte() if codec.label == "ISO-8859-1")
