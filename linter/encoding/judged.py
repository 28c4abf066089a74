"""One different reading of a text, and how far it is trusted; whether it needs witnesses is asked where it matters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.encoding.standing import makes_sense
from linter.encoding.witnesses import ALONE, MANY_WITNESSES, WITNESS, is_beside_letters, is_doubtful, is_odd_letter
from linter.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LOOKED_AT = 12  # stretches of which one must make no sense as it stands


@dataclass(slots=True, eq=False)
class Judged:
    """What a run of `text` between its neighbours is read as, in whole or not `full`; what that gains, in nats.

    It is `ambiguous` if another codec does nearly as well: what else was misread in this one must tell. `places` are
    where it stands so, and what comes to stand there.
    """

    text: str
    left: str
    run: str
    right: str
    value: str
    gain: float
    codecs: tuple[str, ...]
    places: Sequence[tuple[int, int, str]]
    full: bool = True
    ambiguous: bool = False
    _doubtful: bool | None = None

    def doubtful(self) -> bool:
        """Tell whether this needs witnesses; asked once."""
        if self._doubtful is None:
            self._doubtful = (
                is_beside_letters(self.left, self.right)
                or is_doubtful(self.run, self.value, self.gain, full=self.full)
                or _all_make_sense(self.text, self.places)
            )
        return self._doubtful


def _all_make_sense(text: str, places: Sequence[tuple[int, int, str]]) -> bool:
    return all(
        makes_sense(text, start, end, value)
        or is_odd_letter(text[start - 1 : start], text[start:end], text[end : end + 1], value)
        for start, end, value in places[:_LOOKED_AT]
    )


def support(judged: Iterable[Judged]) -> dict[str, float]:
    """Return how much the readings that need no witness speak for each codec, as far as more would matter."""
    found: dict[str, float] = {}
    enough: set[str] = set()
    for one in judged:
        if one.gain >= ALONE and not enough.issuperset(one.codecs) and not (one.ambiguous or one.doubtful()):
            for codec in set(one.codecs):
                found[codec] = found.get(codec, 0.0) + WITNESS
                if found[codec] >= MANY_WITNESSES:
                    enough.add(codec)
    return found


def leader(judged: Sequence[Judged]) -> str | None:
    """Return the codec that most readings speak for which need no witness; if all do, the one that most of those do."""
    witnesses = [one for one in judged if one.gain >= ALONE]
    votes: dict[str, int] = {}
    for one in [one for one in witnesses if not one.doubtful()] or witnesses:
        for codec in set(one.codecs):
            votes[codec] = votes.get(codec, 0) + 1
    return max(votes, key=votes.__getitem__, default=None)
