"""New contents of documents, kept small until all have been seen: only then is any of them written.

So no document is judged by what became of another one, and the outcome does not depend on their order, nor on how many
processes there are.
"""

from __future__ import annotations

import sys
import zlib
from typing import TYPE_CHECKING, NamedTuple

from linter.atomic import FileChangedError

if TYPE_CHECKING:
    from linter.journal import Journal
    from linter.tree import Store


class Rewrite(NamedTuple):
    """What a document is to be replaced by (compressed), and the digest of what it was."""

    digest: bytes
    packed: bytes

    @classmethod
    def of(cls, before: bytes, after: bytes) -> Rewrite:
        """Return the rewrite of a document's bytes."""
        return cls(_digest(before), zlib.compress(after, 1))

    def carry_out(self, path: str, store: Store, journal: Journal) -> None:
        """Replace the document, recorded first, unless another run has done so already.

        Raises OSError: FileChangedError where it is not what it was.
        """
        before, after = store.read(path, sys.maxsize), zlib.decompress(self.packed)
        if before == after:
            return
        if isinstance(before, int) or _digest(before) != self.digest:
            raise FileChangedError("it was changed while it was being fixed")
        journal.replace(path, before, after)


def _digest(data: bytes) -> bytes:
    import hashlib

    return hashlib.sha256(data).digest()
