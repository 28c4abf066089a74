"""Where the command begins: with what an earlier run said, if that still holds, else with the command line."""

from __future__ import annotations

import gc
import os
import sys

from linter import replay

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

    from linter.replay import Record


_OBJECTS = 500_000
"""How many more objects there are each time that unreachable ones are looked for: hardly any are, as nothing that is
made of a document keeps what keeps it, so that it is mostly in vain."""
_AT_THE_END = frozenset({"atexit", "concurrent.futures.thread"})
"""Modules by which something may have been put off until the process ends."""


def run() -> NoReturn:
    """Carry out the command line of this process and exit with its code."""
    gc.set_threshold(_OBJECTS)
    words = sys.argv[1:]
    try:
        code = replay.again(words, _still_holds)
    except BrokenPipeError:
        replay.hush()
        code = 0
    _end(_carried_out(words) if code is None else code)


def _end(code: int) -> NoReturn:
    """Exit; at once, as mypy does, where nothing but memory is left to be cleared away, which goes with the process."""
    if not _is_awaited():
        try:
            for stream in filter(None, (sys.stdout, sys.stderr)):
                stream.flush()
            os._exit(code)
        except (OSError, ValueError):
            pass  # Python tries that again, and says what is wrong
    gc.freeze()  # nobody need look through what there is once more
    sys.exit(code)


def _is_awaited() -> bool:
    """Tell whether something is to be done when the process ends, or still being done."""
    threads = sys.modules.get("threading")
    return not sys.modules.keys().isdisjoint(_AT_THE_END) or (threads is not None and threads.active_count() > 1)


def _carried_out(words: list[str]) -> int:
    from linter.cli import main

    if replay.unwanted(words) or words[:1] not in ([], ["check"]):
        return main(words)
    from linter.listening import Recorder
    from linter.pattern_memory import PatternMemory

    recorder, patterns = Recorder(words), PatternMemory()
    patterns.begin()
    code = main(words, recorder)
    recorder.finish(code)
    patterns.end()
    return code


def _still_holds(record: Record, changed: list[str]) -> bool:
    from linter import recording

    return recording.still_holds(record, changed)
