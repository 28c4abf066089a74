"""The common case, made fast: all of a text was misread in the same way, once or several times over."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from linter.encoding.change import Change
from linter.encoding.contested import any_contested
from linter.encoding.detect import RUN
from linter.encoding.folded import is_of_one_case
from linter.encoding.plausibility import pairs
from linter.encoding.runs import Runs
from linter.encoding.standing import may_stand
from linter.encoding.variants import AnyCodec, is_wide, single_byte_able
from linter.encoding.wide import WideCodec, wide
from linter.encoding.witnesses import mostly_known
from linter.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

_LAYERS = 5  # misreadings on top of each other that are undone
_CERTAIN, _EACH = 24.0, 3.0  # nats that a text must gain, and more for each different run looked at
_EACH_OF_WIDE = 1.0
_LEAD = 40.0  # nats by which one way must beat all others: else the words around the runs decide
_FEWEST = 8  # runs that a text must have: fewer are judged one by one
_FIRST = 6  # runs by which the codecs are chosen that are tried
_SAMPLED = 40  # runs by which readings are compared
_SAMPLE = 160  # characters of those
_ASCII = frozenset(map(chr, range(0x80)))
_REASON = "all of the text was misread in the same way"


@dataclass(frozen=True, slots=True)
class Whole:
    """How all of a text is to be read: what it was, and the misreadings, the last one first; it has `runs` or more."""

    text: str
    codecs: tuple[AnyCodec, ...]
    runs: int

    def changes(self, text: str) -> Iterator[Change]:
        """Yield the changes to the damaged text, in order."""
        codecs = tuple(codec.label for codec in reversed(self.codecs))
        values: dict[str, str] = {}
        for match in RUN.finditer(text):
            run = match[0]
            if run not in values:
                values[run] = _back(run, self.codecs)
            yield Change(match.start(), match.end(), values[run], codecs, "safe", _REASON)


def read_whole(runs: Runs) -> Whole | None:
    """Return how all of a text was misread, if one way explains every run and makes the text far more plausible.

    What decides is which of the different runs can be decoded: only what they were is looked at.
    """
    few = [match[0] for match in islice(RUN.finditer(runs.text), _FEWEST)]
    if len(few) < _FEWEST or not _decoded(" ".join(few), few):
        return None
    different = " ".join(runs.different)
    ways = _decoded(different, runs.different)
    if not ways:
        return None
    first = runs.all[:_SAMPLED]
    if all(may_stand(run[:2]) for run in first):
        return None
    sample = " ".join(dict.fromkeys(first))
    if len(sample) > _SAMPLE:
        sample = sample[: sample.rfind(" ", 0, _SAMPLE)] if " " in sample[:_SAMPLE] else sample.partition(" ")[0]
    before = pairs().score(sample)
    best = _deepest(_Best(different, sample, before), ways, _LAYERS)
    gain = best.score - before
    if not best.codecs or best.lead < _LEAD or gain < _least(sample, best.codecs):
        return None
    beyond = frozenset(best.text).difference(_ASCII)
    if not pairs().knows(beyond) and (is_of_one_case(runs.text) or not mostly_known("".join(beyond), gain)):
        return None
    if any_contested(best.text, ((run, _back(run, best.codecs)) for run in runs.different)):
        return None
    return Whole(_back(runs.text, best.codecs), best.codecs, len(first))


def _back(text: str, codecs: tuple[AnyCodec, ...]) -> str:
    for codec in codecs:
        text = codec.decode(text)
    return text


def _least(sample: str, codecs: tuple[AnyCodec, ...]) -> float:
    """Return what a sample must gain: less for East Asian codecs, by which each run is a character or two."""
    each = _EACH_OF_WIDE if all(isinstance(codec, WideCodec) for codec in codecs) else _EACH
    return _CERTAIN + each * (sample.count(" ") + 1)


class _Best(NamedTuple):
    """The most plausible runs found, a sample, how plausible that is, the misreadings on the way, their lead."""

    text: str
    sample: str
    score: float
    codecs: tuple[AnyCodec, ...] = ()
    lead: float = 1e9


def _deepest(given: _Best, ways: dict[str, AnyCodec], layers: int) -> _Best:
    """Return the most plausible runs that the given ones may have been, which `ways` lead back from."""
    best = given
    for text, codec in ways.items():
        sample = codec.decode(given.sample)
        found = _Best(text, sample, pairs().score(sample))
        if layers > 1 and (further := _decoded(text, Runs(text).all)):
            found = _deepest(found, further, layers - 1)
        score = found.score - codec.rarity
        if found.text == best.text:
            continue
        if score > best.score:
            lead = min(found.lead, score - best.score) if best.codecs else found.lead
            best = _Best(found.text, found.sample, score, (codec, *found.codecs), lead)
        elif best.codecs:
            best = best._replace(lead=min(best.lead, best.score - score))
    return best


def _decoded(text: str, runs: list[str]) -> dict[str, AnyCodec]:
    """Return what `text`, all of whose runs are given, may have been, and the first codec that it is so in."""
    found: dict[str, AnyCodec] = {}
    for codec in _able(runs[:_FIRST], text):
        try:
            decoded = codec.decode(text)
        except UnicodeError:
            continue
        if decoded != text:
            found.setdefault(decoded, codec)
    return found


def _able(first: list[str], text: str) -> list[AnyCodec]:
    """Return the codecs that can explain the first two characters of the first runs, and so perhaps all."""
    if not first:
        return []
    codecs = list[AnyCodec](wide()) if is_wide(text) else []
    return [*single_byte_able(first), *codecs] if min(map(len, first)) > 1 else codecs
