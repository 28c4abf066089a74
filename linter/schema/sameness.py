"""Which values are equal in JSON: 1 and 1.0 are, 1 and true are not."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Hashable


def identity_of(value: object) -> Hashable:
    """Return what is equal for values that are equal in JSON."""
    if isinstance(value, list):
        return ("list", *map(identity_of, value))
    if isinstance(value, dict):
        return ("mapping", frozenset((key, identity_of(member)) for key, member in value.items()))
    return (isinstance(value, bool), value)
