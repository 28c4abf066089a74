"""What a hook says, `check` with paths and switches: read without `argparse`, which takes as long as such a check.

All that is more than that is left to `grammar.py`, which says what is wrong, too.
"""

from __future__ import annotations

from types import SimpleNamespace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_SWITCHES = {
    "--exit-zero": "exit_zero",
    "--isolated": "isolated",
    "--no-baseline": "no_baseline",
    "--no-cache": "no_cache",
    "--quiet": "quiet",
    "--statistics": "statistics",
    "--verbose": "verbose",
    "-q": "quiet",
    "-v": "verbose",
}
_JOBS = frozenset({"-j", "--jobs"})
_LONG = 3  # digits: so many processes are too many
_OFF = (*_SWITCHES.values(), "allow_python", "diff", "exit_non_zero_on_fix", "fix", "keep_mtime", "no_since", "staged",
        "unsafe_fixes", "watch")  # fmt: skip
_NONE = ("add_suppressions", "baseline", "changed", "config", "lang", "output_file", "since", "stdin_filename")


def read(words: Sequence[str]) -> SimpleNamespace | None:
    """Return what such a command line says, as `grammar.parsed` does; None for any other."""
    if words and words[0] != "check":
        return None
    switches: list[str] = []
    paths: list[str] = []
    jobs = "0"
    last = 0
    before = ""
    for place, word in enumerate(words[1:]):
        before, option = word, before
        if option in _JOBS and word.isascii() and word.isdecimal() and len(word) < _LONG:
            jobs = word
        elif option in _JOBS:
            return None
        elif not word.startswith("-"):
            if paths and place != last + 1:  # argparse wants all in one place
                return None
            paths.append(word)
            last = place
        elif word in _SWITCHES:
            switches.append(_SWITCHES[word])
        elif word not in _JOBS:
            return None
    if before in _JOBS:
        return None
    said: dict[str, object] = dict.fromkeys(_OFF, False) | dict.fromkeys(_NONE) | dict.fromkeys(switches, True)
    lists: dict[str, object] = {"paths": paths, "select": [], "ignore": [], "output_format": []}
    words_of: dict[str, object] = {"command": "check", "color": "auto", "fail_on": "error", "no_files": "ok"}
    return SimpleNamespace(**said, **lists, **words_of, jobs=int(jobs))
