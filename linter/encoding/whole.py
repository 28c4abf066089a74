"""The common case, made fast: all of a text was misread in the same way, once or several times over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linter.encoding.change import Change
from linter.encoding.codecs import Codec, single_byte
from linter.encoding.detect import RUN
from linter.encoding.plausibility import pairs
from linter.encoding.wide import WideCodec, wide

if TYPE_CHECKING:
    from collections.abc import Iterator

_LAYERS = 5  # misreadings on top of each other that are undone
_CERTAIN, _EACH = 30.0, 4.0  # nats that a text must gain, and more for each different run
_LEAD = 40.0  # nats by which one way must beat all others: else the words around the runs decide
_FEWEST = 8  # runs that a text must have: fewer are judged one by one
_SAMPLE = 600  # characters by which readings are compared


@dataclass(frozen=True, slots=True)
class Whole:
    """How all `runs` of a text are to be read: what each different one was, and the misreadings, the last one first."""

    values: dict[str, str]
    labels: tuple[str, ...]
    runs: int

    def applied(self, text: str) -> str:
        """Return the repaired text."""
        return RUN.sub(lambda match: self.values[match[0]], text)

    def changes(self, text: str) -> Iterator[Change]:
        """Yield the changes, in order."""
        codecs = tuple(reversed(self.labels))
        for match in RUN.finditer(text):
            yield Change(match.start(), match.end(), self.values[match[0]], codecs, "safe", _REASON)


_REASON = "all of the text was misread in the same way"


def read_whole(text: str) -> Whole | None:
    """Return how all of `text` was misread, if one way explains every run and makes the text far more plausible."""
    found = RUN.findall(text)
    if len(found) < _FEWEST:
        return None
    runs = list(dict.fromkeys(found))
    joined = " ".join(runs)
    final, labels, lead = _deepest(joined, _LAYERS)
    known = pairs()
    if not labels or lead < _LEAD or not known.knows(final):
        return None
    gain = known.score(final[: _SAMPLE * 2]) - known.score(joined[: _SAMPLE * 2])
    values = final.split(" ")
    if gain < _CERTAIN + _EACH * min(len(runs), _SAMPLE // 4) or len(values) != len(runs):
        return None
    return Whole(dict(zip(runs, values, strict=True)), labels, len(found))


def _deepest(joined: str, layers: int) -> tuple[str, tuple[str, ...], float]:
    """Return the most plausible text that `joined` may have been, the misreadings on the way back, and their lead."""
    score = pairs().score
    best, best_score, lead = joined, score(joined[:_SAMPLE]), 1e9
    best_labels: tuple[str, ...] = ()
    seen = {joined}
    codecs: tuple[Codec | WideCodec, ...] = (*single_byte(), *wide()) if layers else ()
    for codec in codecs:
        try:
            decoded = codec.decode(joined)
        except UnicodeError:
            continue
        if decoded in seen:
            continue
        seen.add(decoded)
        final, labels, inner = _deepest(decoded, layers - 1)
        final_score = score(final[:_SAMPLE]) - codec.rarity
        if final == best:
            continue
        if final_score > best_score:
            lead = min(inner, final_score - best_score) if best_labels else inner
            best, best_score, best_labels = final, final_score, (codec.label, *labels)
        elif best_labels:
            lead = min(lead, best_score - final_score)
    return best, best_labels, lead
