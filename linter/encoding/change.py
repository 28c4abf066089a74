"""One change that the repairer wants to make, before it becomes an edit and a piece of evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linter.encoding.evidence import Tier


@dataclass(frozen=True, slots=True)
class Change:
    """Put `value` for the code points `start` to `end`; `codecs` are in the order in which the damage happened."""

    start: int
    end: int
    value: str
    codecs: tuple[str, ...]
    tier: Tier
    reason: str
