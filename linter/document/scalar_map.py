"""From each character of a YAML string's value back to the source it was written as."""

from __future__ import annotations
from typing import TYPE_CHECKING
from linter.document.region import Region

if TYPE_CHECKING:
    from linter.document.node import Node


def scalar_region(text: str, limit: int, node: Node) -> Region:
    """Return the region."""
    return Region(str(node.value), node.pointer, node.span.start)
