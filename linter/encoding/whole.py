"""The common case, made fast: all of a text was misread in the same way, once or several times over."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from linter.encoding.change import Change
from linter.encoding.codecs import Codec
from linter.encoding.detect import RUN
from linter.encoding.plausibility import pairs
from linter.encoding.variants import AnyCodec, is_wide, single_byte_able
from linter.encoding.wide import wide
from linter.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONE = lazy(r"(?<![^\x00-\x7f])[^\x00-\x7f](?![^\x00-\x7f])")  # no single-byte codec explains it
_LAYERS = 5  # misreadings on top of each other that are undone
_CERTAIN, _EACH = 30.0, 4.0  # nats that a text must gain, and more for each different run
_LEAD = 40.0  # nats by which one way must beat all others: else the words around the runs decide
_FEWEST = 8  # runs that a text must have: fewer are judged one by one
_FIRST = 6  # runs by which the codecs are chosen that are tried
_SAMPLE = 300  # characters by which readings are compared


@dataclass(frozen=True, slots=True)
class Whole:
    """How all `runs` of a text are to be read: what each different one was, and the misreadings, the last one first."""

    values: dict[str, str]
    codecs: tuple[AnyCodec, ...]
    runs: int

    def applied(self, text: str) -> str:
        """Return the repaired text."""
        if all(isinstance(codec, Codec) for codec in self.codecs):
            for codec in self.codecs:
                text = codec.decode(text)
            return text
        return RUN.sub(lambda match: self.values[match[0]], text)

    def changes(self, text: str) -> Iterator[Change]:
        """Yield the changes, in order."""
        codecs = tuple(codec.label for codec in reversed(self.codecs))
        for match in RUN.finditer(text):
            yield Change(match.start(), match.end(), self.values[match[0]], codecs, "safe", _REASON)


_REASON = "all of the text was misread in the same way"


def read_whole(text: str) -> Whole | None:
    """Return how all of `text` was misread, if one way explains every run and makes the text far more plausible."""
    first = [match[0] for match in islice(RUN.finditer(text), _FEWEST)]
    if len(first) < _FEWEST or not any(codec.explains(" ".join(first)) for codec in _able(first, " ".join(first))):
        return None
    if _LONE.search(text) and not is_wide(text):
        return None
    found = RUN.findall(text)
    runs = list(dict.fromkeys(found))
    joined = " ".join(runs)
    if not _able(runs, joined):
        return None
    before = pairs().score(joined[:_SAMPLE])
    best = _deepest(joined, before, _LAYERS)
    if not best.codecs or best.lead < _LEAD or not pairs().knows(best.text):
        return None
    values = best.text.split(" ")
    if best.score - before < _CERTAIN + _EACH * min(len(runs), _SAMPLE // 4) or len(values) != len(runs):
        return None
    return Whole(dict(zip(runs, values, strict=True)), best.codecs, len(found))


class _Best(NamedTuple):
    """The most plausible text found, how plausible its beginning is, the misreadings on the way back, their lead."""

    text: str
    score: float
    codecs: tuple[AnyCodec, ...] = ()
    lead: float = 1e9


def _deepest(joined: str, before: float, layers: int) -> _Best:
    """Return the most plausible text that runs, `joined` by blanks, may have been."""
    best = _Best(joined, before)
    seen = {joined}
    for codec in _able(joined.split(" "), joined) if layers else ():
        try:
            decoded = codec.decode(joined)
        except UnicodeError:
            continue
        if decoded in seen:
            continue
        seen.add(decoded)
        found = _deepest(decoded, pairs().score(decoded[:_SAMPLE]), layers - 1)
        score = found.score - codec.rarity
        if found.text == best.text:
            continue
        if score > best.score:
            lead = min(found.lead, score - best.score) if best.codecs else found.lead
            best = _Best(found.text, score, (codec, *found.codecs), lead)
        elif best.codecs:
            best = best._replace(lead=min(best.lead, best.score - score))
    return best


def _able(runs: list[str], joined: str) -> list[AnyCodec]:
    """Return the codecs that can explain the first two characters of the first runs, and so perhaps all."""
    codecs = list[AnyCodec](wide()) if is_wide(joined) else []
    return [*single_byte_able(runs[:_FIRST]), *codecs] if min(map(len, runs)) > 1 else codecs
