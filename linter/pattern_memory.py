"""Regular expressions as an earlier run compiled them: to compile takes a tenth of the time that a hook has.

`re` has no way to keep a compiled pattern, but what it hands to its engine (`_sre.compile`) is plain data: numbers,
which the engine validates before it trusts them. These are kept in the cache folder of the user, for one version of
Python; where anything about them is not as expected, the pattern is compiled as always.
"""

from __future__ import annotations

import re
import sys

from linter import patterns, replay

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Code = tuple[int, list[int], int, dict[str, int], tuple[str | None, ...]]
    """What the engine is given besides the source: flags, code, number of groups, groups by name, names by group."""

_ENDING = "patterns"
_WORTH = 5  # new patterns from which all are written anew
_MOST = 1_000  # patterns that are kept: the program has some hundreds
_MOST_FILES = 3  # one for each version of Python that is in use


class PatternMemory:
    """The patterns that this run and earlier ones compiled, from `begin` to `end`."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._known: dict[tuple[str | bytes, int], Code] = {}
        self._key = b""
        self._new = 0
        self._engine: Any = None

    def begin(self) -> None:
        """Read what is kept, and compile the patterns of `linter.patterns` from now on."""
        try:
            import _sre  # type: ignore[import-not-found]  # private, and so without types
        except ImportError:
            return  # another Python, which compiles in its own way
        self._engine = _sre
        about = (_ENDING, sys.version, getattr(_sre, "MAGIC", None), getattr(_sre, "CODESIZE", None))
        self._key = repr(about).encode()
        record = replay.read(replay.place_of(self._key, _ENDING), self._key)
        if record is not None:
            self._known = record["codes"]
        patterns.compile_by(self.compiled)

    def end(self) -> None:
        """Compile as always again, and keep what was compiled, if that is worth it."""
        if self._engine is None:
            return
        patterns.compile_by(re.compile)
        if self._new >= _WORTH and len(self._known) <= _MOST:
            from linter.kept import write

            write({"key": self._key, "codes": self._known}, _ENDING, _MOST_FILES)

    def compiled(self, source: Any, flags: int) -> re.Pattern[Any]:  # noqa: ANN401 -- text or bytes
        """Return a compiled pattern. Raises re.error where it is none."""
        flags = int(flags)
        code = self._known.get((source, flags))
        if code is not None:
            try:
                pattern: re.Pattern[Any] = self._engine.compile(source, *code)
            except (TypeError, ValueError, RuntimeError, OverflowError):
                del self._known[source, flags]
            else:
                return pattern
        return self._noted(source, flags)

    def _noted(self, source: Any, flags: int) -> re.Pattern[Any]:  # noqa: ANN401 -- as above
        compiler: Any = sys.modules.get("re._compiler")
        listening = _Listening(self._engine)
        if getattr(compiler, "_sre", None) is not self._engine:
            return re.compile(source, flags)
        compiler._sre = listening  # noqa: SLF001 -- nothing public tells what is handed over
        try:
            pattern = re.compile(source, flags)
        finally:
            compiler._sre = self._engine  # noqa: SLF001
        if listening.code is not None:
            self._known[source, flags] = listening.code
            self._new += 1
        return pattern


class _Listening:
    """The engine of `re`, noting what it is given to compile."""

    def __init__(self, engine: Any) -> None:  # noqa: ANN401 -- a module of which no type is known
        self._engine = engine
        self.code: Code | None = None

    def compile(self, source: object, *rest: Any) -> Any:  # noqa: ANN401 -- as above
        match rest:
            case (int(flags), list(code), int(groups), dict(index), tuple(names)):
                # Numbers with names, some of them, which cannot be written down.
                self.code = (int(flags), list(map(int, code)), groups, index, names)
        return self._engine.compile(source, *rest)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 -- as above
        return getattr(self._engine, name)
