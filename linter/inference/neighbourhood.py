"""What looks wrong in documents beside those that lie with them, where nobody wrote a schema."""

from __future__ import annotations

from collections import defaultdict

from linter.document.outline import spelt
from linter.inference.collecting import collections_of
from linter.inference.inferring import anomalies
from linter.values import dataclass, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from linter.inference.anomaly import Anomaly
    from linter.inference.limits import Limits
    from linter.inference.names import Directory
    from linter.inference.sketching import Entry, Sketch


@dataclass(frozen=True, slots=True)
class Oddity:
    """An anomaly, and the value (for a key: the value below it) as it was when it was judged."""

    anomaly: Anomaly
    entry: Entry

    @property
    def place(self) -> str:
        """Where the value stands, as the configuration writes it: "themes[]"."""
        return spelt(self.entry.place)

    @property
    def written(self) -> str | None:
        """The key or the text that is odd, None for other values."""
        return self.entry.place[-1] if self.anomaly.kind == "misspelt-key" else self.entry.text


def oddities(
    group: str, sketches: Sequence[Sketch], directory: Directory, limits: Limits
) -> Mapping[str, tuple[Oddity, ...]]:
    """Return what is odd in each of some documents that lie together; those of another shape are not compared."""
    if len(sketches) < limits.siblings:
        return {}
    found: dict[str, list[Oddity]] = defaultdict(list)
    drawn = {one.path: one for one in sketches}
    for guess in collections_of(sketches, limits):
        named = replace(guess, name=group)
        for anomaly in anomalies(named, sketches, directory, limits):
            entry = _entry(drawn[anomaly.path], anomaly.pointer)
            if entry is not None:
                found[anomaly.path].append(Oddity(anomaly, entry))
    return {path: tuple(each) for path, each in found.items()}


def found_again(known: Iterable[Oddity], sketch: Sketch) -> tuple[Oddity, ...]:
    """Return what is still there in a later state of its document, at its place in it."""
    again = []
    for one in known:
        entry = _entry(sketch, one.anomaly.pointer)
        if entry is not None and (entry.kind, entry.text) == (one.entry.kind, one.entry.text):
            span = entry.key_span if one.anomaly.kind == "misspelt-key" else entry.span
            again.append(Oddity(replace(one.anomaly, span=span), entry))
    return tuple(again)


def _entry(sketch: Sketch, pointer: str) -> Entry | None:
    return next((entry for entry in sketch.entries if entry.pointer == pointer), None)
