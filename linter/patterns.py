"""Regular expressions that are compiled when they are first used: a run needs few of the hundreds that there are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

_USED = ("findall", "finditer", "flags", "fullmatch", "groupindex", "groups", "match", "pattern", "search", "split",
         "sub", "subn")  # fmt: skip


class _Pattern:
    """Has what a `re.Pattern` has, from its first use on."""

    def __init__(self, source: str, flags: int = 0) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 -- whatever a pattern has
        """Compile the pattern, and be what it is from now on; called only for what is not there yet."""
        compiled = re.compile(self._source, self._flags)
        self.__dict__.update((each, getattr(compiled, each)) for each in _USED)
        return getattr(compiled, name)


if TYPE_CHECKING:

    def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
        """Return the pattern. Where it is none, its first use raises re.error."""
        ...

else:
    lazy = _Pattern
