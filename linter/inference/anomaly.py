"""What looks wrong in one document beside its siblings."""

from __future__ import annotations

from linter.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from linter.text import Span

    AnomalyKind = Literal[
        "misspelt-key",
        "missing-key",
        "odd-type",
        "empty-value",
        "rare-spelling",
        "odd-format",
        "odd-date",
        "dangling-reference",
    ]


@dataclass(frozen=True, slots=True, order=True)
class Anomaly:
    """One thing that the siblings of a document do otherwise, at least 95 % of at least 20.

    `span` is in offsets of the file, of the key for keys and of the value for values; `pointer` is a JSON pointer;
    the message says what the others do, and how many they are. `meant` is what to write instead where that is known.
    """

    path: str
    span: Span
    pointer: str
    kind: AnomalyKind
    message: str
    meant: str | None = None
