"""Where the command begins: with what an earlier run said, if that still holds, else with the command line."""

from __future__ import annotations

import sys

from linter import replay

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

    from linter.replay import Record


def run() -> NoReturn:
    """Carry out the command line of this process and exit with its code."""
    words = sys.argv[1:]
    try:
        code = replay.again(words, _still_holds)
    except BrokenPipeError:
        replay.hush()
        code = 0
    sys.exit(_carried_out(words) if code is None else code)


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
