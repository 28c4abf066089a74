"""Glob patterns of the configuration, as regular expressions.

`glob.translate` exists from Python 3.13 on only, `fnmatch` lets `*` cross a slash, and pathspec costs more at start-up
than the rest of the configuration; so these few lines are ours. Ignore files are left to pathspec.
"""

from __future__ import annotations

import re
from functools import cache

_TOKEN = re.compile(r"\*\*/|/\*\*$|\*\*|\*|\?|\[!?[^\]/]+\]|\{[^{}/]*\}|.", re.DOTALL)
_FIXED = {"**/": r"(?:[^/]+/)*", "/**": r"/.+", "**": r".*", "*": r"[^/]*", "?": r"[^/]"}


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a glob: `*` and `?` stay within a folder, `**` crosses them, `[a-z]` and `{a,b}` choose.

    A pattern without a slash matches at any depth, one with a slash from the root on, as in .gitignore; one that
    ends in a slash matches all below the folder.
    """
    glob = pattern.removeprefix("./").removeprefix("/")
    if glob.endswith("/"):
        glob += "**"
    if "/" not in pattern:
        glob = f"**/{glob}"
    return re.compile("".join(_piece(token) for token in _TOKEN.findall(glob)) + r"\Z", re.DOTALL)


def matches(path: str, patterns: tuple[str, ...]) -> bool:
    """Tell whether a path, relative and with slashes, matches one of the patterns."""
    return any(compiled(pattern).match(path) for pattern in patterns)


def excludes(path: str, patterns: tuple[str, ...]) -> bool:
    """Tell whether a path or a folder that it lies in matches one of the patterns, as an ignore file would."""
    ends = [index for index, char in enumerate(path) if char == "/"]
    return any(matches(path[:end], patterns) for end in (*ends, len(path))) if patterns else False


def _piece(token: str) -> str:
    if token in _FIXED:
        return _FIXED[token]
    if token.startswith("[") and len(token) > 1:
        inside = token[1:-1].replace("\\", "\\\\").replace("[", "\\[")
        return f"[{'^' + inside[1:] if inside.startswith('!') else inside.replace('^', chr(92) + '^')}]"
    if token.startswith("{") and len(token) > 1:
        choices = ("".join(map(_piece, _TOKEN.findall(choice))) for choice in token[1:-1].split(","))
        return f"(?:{'|'.join(choices)})"
    return re.escape(token)
