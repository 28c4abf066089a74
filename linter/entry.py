"""Where the command begins: with what an earlier run said, if that still holds, else with the command line."""

from __future__ import annotations

import gc
import sys

from linter import replay

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

    from linter.replay import Record


_OBJECTS = 50_000
"""How many more objects there are each time that unreachable ones are looked for: a start makes as many, all of use."""


def run() -> NoReturn:
    """Carry out the command line of this process and exit with its code."""
    gc.set_threshold(_OBJECTS)
    words = sys.argv[1:]
    try:
        code = replay.again(words, _still_holds)
    except BrokenPipeError:
        replay.hush()
        code = 0
    code = _carried_out(words) if code is None else code
    gc.freeze()  # what is there now goes with the process: nobody need look through it once more
    sys.exit(code)


def _carried_out(words: list[str]) -> int:
    from linter.cli import main

    if replay.unwanted(words) or words[:1] not in ([], ["check"]):
        return main(words)
    from linter.recording import Recorder

    recorder = Recorder(words)
    code = main(words, recorder)
    recorder.finish(code)
    return code


def _still_holds(record: Record, changed: list[str]) -> bool:
    from linter import recording

    return recording.still_holds(record, changed)
