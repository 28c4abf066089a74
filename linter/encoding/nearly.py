"""The next commonest case, made fast: all of a text was misread in the same way, and then a few bytes were lost.

What can be read exactly is; what lost bytes stays as it is, to be inferred in the unsafe tier.
"""

from __future__ import annotations

from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING

from linter.encoding.change import Change
from linter.encoding.codecs import Codec, single_byte
from linter.encoding.contested import any_contested
from linter.encoding.detect import RUN
from linter.encoding.folded import is_of_one_case
from linter.encoding.plausibility import pairs
from linter.encoding.quoted import is_plain
from linter.encoding.readings import LEAST_ALONE
from linter.encoding.standing import may_stand
from linter.encoding.uniform import stretch_of
from linter.encoding.variants import most_able
from linter.encoding.witnesses import mostly_known
from linter.patterns import lazy
from linter.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

_SAMPLED = 40  # runs by which codecs are chosen and compared
_FEWEST = 10  # of them that must have two characters or more, and places that must change
_SAMPLE = 200  # characters by which readings are compared
_LOST = 0.1  # share of places that may have lost bytes, or stay as they are for another reason
_MOST = 0.8  # share of runs that the codec must explain
_CERTAIN, _EACH = 24.0, 3.0  # nats that the sample must gain, and more for each run of it
_LEAD = 40.0  # nats by which one codec must beat all others
_ESCAPED = lazy("[\udc80-\udcff]+")
_ESCAPE = 0xDC00  # what is added to a byte that is no UTF-8
_UNUSED = "\x01\x02\x03\x04"  # stand for characters that the codec does not have; no text has them
_ASCII = bytes(range(0x80))
_REASON = "nearly all of the text was misread in the same way"


@dataclass(frozen=True, slots=True)
class Nearly:
    """What a text was that was misread in `codec`: about `places` of it, while `kept` ones lost bytes and stay."""

    text: str
    codec: Codec
    places: int
    kept: int

    def changes(self, text: str) -> Iterator[Change]:
        """Yield the changes to the damaged text, in order."""
        for start, end, value in self.codec.units(text):
            yield Change(start, end, value, (self.codec.label,), "safe", _REASON)


def read_nearly(text: str) -> Nearly | None:
    """Return how nearly all of `text` was misread, if one codec explains it and makes it far more plausible."""
    matches = RUN.finditer(text)
    runs = [match[0] for match in islice(matches, _FEWEST)]
    if len(runs) < _FEWEST or sum([len(run) > 1 for run in runs]) < _MOST * _FEWEST - 1:
        return None
    runs += [match[0] for match in islice(matches, _SAMPLED - _FEWEST)]
    longer = [run for run in runs if len(run) > 1]
    if len(longer) < max(_FEWEST, _MOST * len(runs)) or all(may_stand(run[:2]) for run in longer):
        return None
    numbers, votes = most_able(longer)
    if votes < _MOST * len(longer) or is_of_one_case(text):
        return None  # where case was lost too, other characters may come of it
    sample = " ".join(dict.fromkeys(runs))[:_SAMPLE]
    readings: dict[str, tuple[float, Nearly]] = {}
    for number in numbers:
        found = _read(text, single_byte()[number])
        if found is not None and found.text not in readings:
            after = _read(sample, found.codec)
            readings[found.text] = pairs().score(after.text if after else sample) - found.codec.rarity, found
    if not any(_lost_few(found) for _, found in readings.values()):
        return None
    (score, best), *others = sorted(readings.values(), key=itemgetter(0), reverse=True)
    gain = score - pairs().score(sample)
    if gain < _CERTAIN + _EACH * (sample.count(" ") + 1) or any(score < other + _LEAD for other, _ in others):
        return None
    if not _lost_few(best) or not _is_known(best.text, gain) or not is_plain(text, best.changes(text), best.places):
        return None
    if any_contested(best.text, ((text[start:end], value) for start, end, value in best.codec.units(text))):
        return None
    return best if _all_gain(text, best.codec) else None


def _lost_few(found: Nearly) -> bool:
    """Tell whether enough places were misread so, and some of them lost bytes, but few."""
    return found.places >= _FEWEST and 0 < found.kept <= _LOST * found.places


def _all_gain(text: str, codec: Codec) -> bool:
    """Tell whether those stretches are more plausible once read that stand beside others beyond ASCII, which stay."""
    number = single_byte().index(codec)
    frames = [(text[start - 1 : start], text[start:end], text[end : end + 1]) for start, end in codec.stretches(text)]
    beside = [frame for frame in frames if not (frame[0] + frame[2]).isascii()]
    return all(stretch_of(*frame, number).gain >= LEAST_ALONE for frame in beside)


def _read(text: str, codec: Codec) -> Nearly | None:
    """Return what `text` was if misread in a codec, with what cannot have been as it is; None if much cannot."""
    plain, put = text, {}
    while True:
        try:
            data = codec.encode(plain)
        except UnicodeEncodeError as error:
            stand_in = next((char for char in _UNUSED if char not in plain), None)
            if stand_in is None:
                return None
            foreign = plain[error.start]
            put[stand_in] = foreign
            plain = plain.replace(foreign, stand_in)
        else:
            break
    value = data.decode("utf-8", "surrogateescape")
    escaped = _ESCAPED.findall(value)
    if escaped:
        table = codec.table
        value = _ESCAPED.sub(lambda match: "".join([table[ord(char) - _ESCAPE] for char in match[0]]), value)
    kept = len(escaped)
    for stand_in, foreign in put.items():
        kept += value.count(stand_in)
        value = value.replace(stand_in, foreign)
    misread = len(data.translate(None, _ASCII)) - sum(map(len, escaped))
    return Nearly(value, codec, misread // 2, kept)


def _is_known(text: str, gain: float) -> bool:
    beyond = "".join(RUN.findall(text))
    return pairs().knows(beyond) or mostly_known("".join(set(beyond)), gain)
