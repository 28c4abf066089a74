"""One change that the repairer wants to make, before it becomes an edit and a piece of evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from linter.encoding.evidence import Tier


class Change(NamedTuple):
    """Put `value` for the code points `start` to `end`; `codecs` are in the order in which the damage happened."""

    start: int
    end: int
    value: str
    codecs: tuple[str, ...]
    tier: Tier
    reason: str
