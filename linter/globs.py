"""Glob patterns of the configuration, as regular expressions that no pattern can make slow.

`glob.translate` exists from Python 3.13 on only, `fnmatch` lets `*` cross a slash, and pathspec costs more at start-up
than the rest of the configuration; so these few lines are ours. Ignore files are left to pathspec.

A pattern with many wildcards would backtrack for ever. As in `fnmatch.translate`, what a wildcard skips up to the next
one is therefore an atomic group: where a wildcard comes after, the first place that fits is as good as any other.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice, pairwise, product

from linter.patterns import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_BRACES = lazy(r"\{([^{}/]*)\}")
_MOST_CHOICES = 256
_TOKEN = lazy(r"\*\*/|/\*\*$|\*\*|\*|\?|\[!?[^\]/]+\]|.", re.DOTALL)
_IN_SET = lazy(r"(.)(?:-(.))?", re.DOTALL)
_ACROSS = {"**/": r"(?:[^/]+/)*?", "/**": r"/.+", "**": r".*?"}
_WITHIN = {"*": r"[^/]*?"}


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a glob: `*` and `?` stay within a folder, `**` crosses them, `[a-z]` and `{a,b}` choose.

    A pattern without a slash matches at any depth, one with a slash from the root on, as in .gitignore; one that
    ends in a slash matches all below the folder. Raises ValueError for what is no glob.
    """
    glob = pattern.removeprefix("./").removeprefix("/")
    if glob.endswith("/"):
        glob += "**"
    if "/" not in pattern:
        glob = f"**/{glob}"
    try:
        return re.compile(rf"(?:{'|'.join(map(_translated, _choices(glob)))})\Z", re.DOTALL)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"{pattern[:80]!r} is no glob: {error}") from None


def matches(path: str, patterns: tuple[str, ...]) -> bool:
    """Tell whether a path, relative and with slashes, matches one of the patterns."""
    for match in _matchers(patterns):  # noqa: SIM110 -- every file is asked about, and `any` takes twice as long
        if match(path) is not None:
            return True
    return False


@cache
def _matchers(patterns: tuple[str, ...]) -> tuple[Callable[[str], object], ...]:
    return tuple(compiled(pattern).match for pattern in patterns)


def excludes(path: str, patterns: tuple[str, ...]) -> bool:
    """Tell whether a path or a folder that it lies in matches one of the patterns, as an ignore file would."""
    if not patterns:
        return False
    ends = [index for index, char in enumerate(path) if char == "/"]
    return any(matches(path[:end], patterns) for end in (*ends, len(path)))


def _choices(glob: str) -> list[str]:
    """Return the globs that one with braces stands for."""
    pieces = _BRACES.split(glob)
    options = [part.split(",") if index % 2 else [part] for index, part in enumerate(pieces)]
    chosen = list(islice(product(*options), _MOST_CHOICES + 1))
    if len(chosen) > _MOST_CHOICES:
        raise ValueError(f"the braces of {glob[:80]!r} stand for more than {_MOST_CHOICES} patterns")
    return list(dict.fromkeys(map("".join, chosen)))


def _translated(glob: str) -> str:
    """Return a glob without braces as a regular expression."""
    return _sequence(_TOKEN.findall(glob), _ACROSS, last=True)


def _sequence(tokens: list[str], wildcards: dict[str, str], *, last: bool) -> str:
    """Translate tokens in stretches, each from one of the `wildcards` to the next; `last`: nothing comes after them."""
    starts = [0, *(index for index, token in enumerate(tokens) if token in wildcards), len(tokens)]
    pieces: list[str] = []
    for start, end in pairwise(dict.fromkeys(starts)):
        stretch, at_end = tokens[start:end], last and end == len(tokens)
        wildcard = wildcards.get(stretch[0])
        rest = stretch[1:] if wildcard else stretch
        inner = _sequence(rest, _WITHIN, last=at_end) if wildcards is _ACROSS else "".join(map(_literal, rest))
        whole = f"{wildcard or ''}{inner}"
        pieces.append(whole if at_end or not wildcard else f"(?>{whole})")
    return "".join(pieces)


def _literal(piece: str) -> str:
    if piece == "?":
        return "[^/]"
    if piece.startswith("[") and len(piece) > 1:
        inside = _IN_SET.sub(_in_set, piece[1:-1].removeprefix("!"))
        return f"[^/{inside}]" if piece.startswith("[!") else f"(?!/)[{inside}]"
    return re.escape(piece)


def _in_set(member: re.Match[str]) -> str:
    """Escape a character or both ends of a range, so that `re` sees no set operation (`--`, `&&`) there."""
    first, last = member.groups()
    return f"{re.escape(first)}-{re.escape(last)}" if last else re.escape(first)
