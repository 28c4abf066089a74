"""What an earlier run of the same command line said, said again where nothing that it depended on has changed.

As the direct mode of ccache (https://ccache.dev/manual/latest.html#_the_direct_mode) does it: a record lists the files
and folders that the answer depends on, with size and times. As long as all of these are the same, neither rules nor
parsers are imported. `recording.py` makes the records. They are kept in the cache folder of the user, not in the linted
tree, where a stranger could put one. Imports nothing that takes time: this is looked at before anything else.
"""

from __future__ import annotations

import marshal
import os
import sys
import time
import zlib

from linter import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    Record = dict[str, Any]
    Sign = tuple[int, int, int] | None

OFF = "--no-cache"
SETTLED = 2 * 10**9
"""Nanoseconds that a file must have been unchanged for when a run began: some file systems keep no finer times."""
# All of the environment that a check looks at.
_ENVIRONMENT = (
    "CI", "CLICOLOR_FORCE", "CONTENTLINT_LANG", "CONTENTLINT_OUTPUT_FORMAT", "FORCE_COLOR", "GIT_DIR", "GIT_INDEX_FILE",
    "GIT_WORK_TREE", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "HOME", "NO_COLOR", "PATH", "PYTHONPATH", "TERM",
    "XDG_CONFIG_HOME",
)  # fmt: skip
# Where one of these is set, the answer depends on more than files.
_OF_PULL_REQUESTS = ("GITHUB_ACTIONS", "CI_MERGE_REQUEST_DIFF_BASE_SHA", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME")


def again(words: Sequence[str], still_holds: Callable[[Record, list[str]], bool]) -> int | None:
    """Say what a recorded run of this command line said and return its exit code, None where nothing can be told.

    `still_holds` is asked about the paths that have changed since, if but in their times.
    """
    started = time.monotonic()
    record = None if unwanted(words) else load(words)
    if record is None or _is_resized(words, record):
        return None
    changed = [path for path, sign in record["signs"].items() if sign_of(path) != sign]
    if changed and not still_holds(record, changed):
        return None
    out, err, mark, code = record["answer"]
    before, _, after = err.partition(mark) if mark else (err, "", "")
    seconds = f"{time.monotonic() - started:.1f}"
    shown = f"{seconds} s, nothing changed" if "." in mark else f"{seconds} s, rien n’a changé".replace(".", ",")
    said = f"{before}({shown}){after}" if mark else err
    for stream, text in ((sys.stdout, out), (sys.stderr, said)):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]  # of a process
        stream.write(text)
        stream.flush()
    return int(code)


def _is_resized(words: Sequence[str], record: Record) -> bool:
    """Tell whether a file that a command line names is longer or shorter than it was: a hook is asked of such ones."""
    here = os.getcwd()  # noqa: PTH109 -- pathlib takes longer to import than this to be done
    for word in words:
        path = os.path.join(here, word)  # noqa: PTH118 -- as above
        sign = record["signs"].get(path)
        if sign is not None and (sign_of(path) or (-1,))[0] != sign[0]:
            return True
    return False


def hush() -> None:
    """Send what is still to be written on standard output nowhere: whoever read it has seen enough."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def unwanted(words: Sequence[str]) -> bool:
    """Tell whether a command line, or the environment, wants no record looked at or made."""
    closed = sys.stdout is None or sys.stderr is None
    nowhere = closed or not _is_somewhere()
    return nowhere or OFF in words or in_pull_request()


def in_pull_request() -> bool:
    """Tell whether this may be a job for a pull request, by the environment; `pull_request.py` tells which."""
    return any(os.environ.get(name) for name in _OF_PULL_REQUESTS)


def _is_somewhere() -> bool:
    """Tell whether the current folder is still there."""
    try:
        return bool(os.getcwd())  # noqa: PTH109 -- as above
    except OSError:
        return False


def load(words: Sequence[str]) -> Record | None:
    """Return the record of a command line, None where there is none, or one that is damaged."""
    key = key_of(words)
    return read(place_of(key), key)


def read(path: str, key: bytes) -> Record | None:
    """Return what was written for a key in the cache folder, None where nothing was, or it is damaged.

    In pull requests nothing is read: where that folder lies in the checkout, a stranger may have written it.
    """
    if in_pull_request():
        return None
    try:
        with open(path, "rb") as file:  # noqa: PTH123 -- pathlib takes longer to import than this to be done
            data = memoryview(file.read())
        if zlib.crc32(data[4:]) != int.from_bytes(data[:4], "big"):
            return None
        record = marshal.loads(data[4:])  # noqa: S302 -- written by ourselves, below the user's home, and checked
    except (OSError, ValueError, EOFError, TypeError):
        return None
    return record if record["key"] == key else None


def key_of(words: Sequence[str]) -> bytes:
    """Return what tells one command line, and all around it that is no file, from another."""
    streams = tuple(bool(stream) and stream.isatty() for stream in (sys.stdout, sys.stderr))
    around = tuple(os.environ.get(name) for name in _ENVIRONMENT)
    whole = (tuple(words), os.getcwd(), around, streams, __version__, sys.version, sys.path)  # noqa: PTH109 -- as above
    return repr(whole).encode("utf-8", "surrogateescape")


def place_of(key: bytes, ending: str = "run") -> str:
    """Return the path of the record for a key."""
    return os.path.join(folder(), f"{zlib.crc32(key):08x}{zlib.adler32(key):08x}.{ending}")  # noqa: PTH118 -- as above


def folder() -> str:
    """Return the folder of the records; platformdirs knows it, too, but takes as long as all the rest."""
    given = os.environ.get("CONTENTLINT_CACHE_DIR")
    home = os.path.expanduser("~")  # noqa: PTH111 -- as above
    if given:
        return given
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA") or home, "contentlint", "Cache", "runs")  # noqa: PTH118
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Caches", "contentlint", "runs")  # noqa: PTH118
    return os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.join(home, ".cache"), "contentlint", "runs")  # noqa: PTH118


def sign_of(path: str) -> Sign:
    """Return what changes whenever a file or folder is changed: size and both times; None where there is none.

    The time of the last change of status cannot be set to an earlier one, as that of the content can.
    """
    try:
        status = os.stat(path)  # noqa: PTH116 -- as above
    except (OSError, ValueError):
        return None
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def settled(signs: dict[str, Sign], began: int) -> bool:
    """Tell whether nothing was changed shortly before a time, in nanoseconds, or after it."""
    return all(sign is None or max(sign[1:]) < began - SETTLED for sign in signs.values())
