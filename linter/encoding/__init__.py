"""Mojibake found and repaired: text whose UTF-8 was read in another encoding."""

from linter.encoding.evidence import Evidence, explain
from linter.encoding.repairer import Repair, find, repair

__all__ = ["Evidence", "Repair", "explain", "find", "repair"]
