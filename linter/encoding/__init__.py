"""Mojibake found and repaired: text whose UTF-8 was read in another encoding.

Each part is imported when one of its names is asked for: to see that a text is no mojibake takes few of them.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linter.encoding.evidence import Evidence, explain
    from linter.encoding.repairer import Repair, find, repair

__all__ = ["Evidence", "Repair", "explain", "find", "repair"]

_PARTS = {"evidence": ("Evidence", "explain"), "repairer": ("Repair", "find", "repair")}


def __getattr__(name: str) -> object:
    """Import the part that a name is from (PEP 562)."""
    for part, names in _PARTS.items():
        if name in names:
            return getattr(import_module(f"linter.encoding.{part}"), name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
