"""One cause of complaint, before it has a place: what jsonschema's errors are boiled down to."""

from __future__ import annotations

from linter.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from linter.schema.places import Path

    Place = Literal["value", "key", "mapping"]


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause: `rule` and `sentence` as in a violation, `path` to the value it is about.

    `place` tells which span to show: the value's, that of its key, or (for a key that is missing) the mapping's.
    `keyword` is the JSON Schema keyword that failed, `value` the value found, `wanted` what the keyword holds and
    `schema` the schema in which it stands. `own` is False where the schema's author worded the sentence. `first` is the
    path of what the value repeats. `severity` (or "off") and `docs` are what the author declared for this keyword.
    """

    rule: str
    sentence: str
    path: Path
    place: Place
    keyword: str
    value: object
    wanted: object
    schema: object
    own: bool = True
    first: Path | None = None
    severity: str | None = None
    docs: str | None = None
