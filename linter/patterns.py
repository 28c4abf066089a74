"""Regular expressions that are compiled when they are first used: a run needs few of the hundreds that there are."""

from __future__ import annotations

import re
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, AnyStr

_compile: Callable[[Any, int], re.Pattern[Any]] = re.compile
_USED = ("findall", "finditer", "flags", "fullmatch", "groupindex", "groups", "match", "pattern", "search", "split",
         "sub", "subn")  # fmt: skip


class _Pattern:
    """Has what a `re.Pattern` has, from its first use on."""

    def __init__(self, source: str | bytes, flags: int = 0) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 -- whatever a pattern has
        """Compile the pattern, and be what it is from now on; called only for what is not there yet."""
        compiled = _compile(self._source, self._flags)
        self.__dict__.update((each, getattr(compiled, each)) for each in _USED)
        return getattr(compiled, name)


def compile_by(function: Callable[[Any, int], re.Pattern[Any]]) -> None:
    """Let a function compile the patterns that are used from now on for the first time, given source and flags."""
    global _compile  # noqa: PLW0603  # the patterns are module constants, too
    _compile = function


@contextmanager
def compiled_late() -> Iterator[None]:
    """Let the modules that are imported meanwhile compile their patterns when these are first used; a context.

    PyYAML has a dozen, for parsing in Python and for values that we read ourselves: nearly half of its import. Those of
    email-validator are but four, of which few are needed, but with all characters beyond ASCII in them.
    """
    compile_now, re.compile = re.compile, _Pattern  # type: ignore[assignment]  # it has what a pattern has
    try:
        yield
    finally:
        re.compile = compile_now


if TYPE_CHECKING:

    def lazy(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
        """Return the pattern. Where it is none, its first use raises re.error."""
        ...

else:
    lazy = _Pattern
