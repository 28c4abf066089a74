"""The command line: what is said to contentlint is parsed and carried out; `main(argv)` returns the exit code."""

from __future__ import annotations

import sys

from linter import replay
from linter.plain_words import read

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence
    from typing import Any

    from linter.listening import Recorder


def main(argv: Sequence[str] | None = None, recorder: Recorder | None = None) -> int:
    """Carry out a command line (without the program's name) and return its exit code. Does not raise.

    A check tells `recorder` if another run like it would say the same.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        arguments = _parsed(list(sys.argv[1:] if argv is None else argv))
    except SystemExit as ended:
        return int(ended.code or 0)
    arguments.recorder = recorder
    try:
        return _carried_out(arguments)
    except BrokenPipeError:
        replay.hush()
        return 0
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)  # noqa: T201  # the command line is where printing belongs
        return 130


def _parsed(words: list[str]) -> Any:  # noqa: ANN401 -- a namespace, by `argparse` or like its
    known = read(words)
    if known is not None:
        return known
    from linter.grammar import parsed

    return parsed(words)


def _carried_out(arguments: Namespace) -> int:
    if arguments.command in ("check", "fix"):
        from linter.commands_check import check

        return check(arguments)
    from linter.commands import COMMANDS

    return COMMANDS[arguments.command](arguments)
