"""All the values that stand at one place in the documents of a collection, as a tree of places."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from linter.document.outline import spelt
from linter.tuples import NamedTuple
from linter.values import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from linter.document.outline import Entry, Kind, Place
    from linter.inference.sketching import Sketch
    from linter.text import Span


Holder = tuple[int, int]
"""What tells a mapping or list from all others: the number of the document, and the index in its sketch."""


class Use(NamedTuple):
    """One value of one document; `document` counts the sketches from 0.

    `text` is that of a string that is short enough to be kept, else "".
    """

    document: int
    path: str
    entry: Entry
    text: str

    @property
    def holder(self) -> Holder:
        """The mapping or list that the value stands in."""
        return self.document, self.entry.parent

    @property
    def itself(self) -> Holder:
        """The value as the holder of others."""
        return self.document, self.entry.number


@dataclass(frozen=True)
class Siblings:
    """The values at one place, in the order of the documents, and the places below: `members`, and `items` of lists."""

    place: Place
    uses: tuple[Use, ...]
    members: dict[str, Siblings] = field(default_factory=dict)
    items: Siblings | None = None

    @property
    def name(self) -> str:
        """The place as the configuration writes it: `phases[].name`."""
        return spelt(self.place)

    @cached_property
    def files(self) -> int:
        """In how many documents there is such a value."""
        return len({use.document for use in self.uses})

    @cached_property
    def holders(self) -> frozenset[Holder]:
        """The mappings that have this key."""
        return frozenset([(use.document, use.entry.parent) for use in self.uses])

    def of(self, *kinds: Kind) -> list[Use]:
        """Return the values of some types."""
        return [use for use in self.uses if use.entry.kind in kinds]


_new_use = tuple.__new__  # as Use(…) does, without the function in between: there are tens of thousands


def gathered(sketches: Iterable[Sketch]) -> Siblings:
    """Return the root of the tree of places of some documents."""
    by_place: dict[Place, list[Use]] = defaultdict(list)
    for number, one in enumerate(sketches):
        for entry in one.entries:
            by_place[entry.place].append(_new_use(Use, (number, one.path, entry, entry.text or "")))
    below: dict[Place, list[Place]] = defaultdict(list)
    for place in by_place:
        if place:
            below[place[:-1]].append(place)
    return _tree((), by_place, below)


def _tree(place: Place, by_place: dict[Place, list[Use]], below: dict[Place, list[Place]]) -> Siblings:
    children = {one[-1]: _tree(one, by_place, below) for one in below.get(place, ())}
    members = {key: child for key, child in children.items() if key is not None}
    return Siblings(place, tuple(by_place.get(place, ())), members, children.get(None))


def others(count: int, unit: str = "file") -> str:
    """Say how many siblings do otherwise: "124 other files"."""
    return f"{count:,} other {unit}{'' if count == 1 else 's'}"


def where(use: Use, *, key: bool = False) -> tuple[str, Span, str]:
    """Return the path, the span and the pointer of a value, or of its key."""
    return use.path, use.entry.key_span if key else use.entry.span, use.entry.pointer
