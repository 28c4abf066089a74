"""How long a text a backtracking engine can be given with a pattern: a bound of its steps, from the pattern alone."""

from __future__ import annotations

import re

from linter.values import dataclass

_LONGEST = 2_000
_STEPS = 20_000_000
_TOKEN = re.compile(
    r"(?P<escape>\\k<\w+>|\\.)"
    r"|(?P<set>\[\^?(?:\\.|[^\]\\])*\])"
    r"|(?P<look>\(\?<?[=!])"
    r"|(?P<open>\((?:\?(?::|P?<\w+>))?)"
    r"|(?P<close>\))"
    r"|(?P<or>\|)"
    r"|(?P<quantifier>(?:[*+?]|\{\d+(?:,\d*)?\})[?+]?)"
    r"|(?P<other>.)",
    re.DOTALL,
)


@dataclass(slots=True)
class _Group:
    """A part of a pattern: how its steps grow with a text's length n, as `ways` * n ** (`repeated` + `ahead`)."""

    look: bool = False
    repeated: int = 0
    ahead: int = 0
    ways: int = 1
    choices: int = 1

    @property
    def varies(self) -> bool:
        """Whether it can match one text in several ways."""
        return self.repeated + self.ahead > 0 or self.ways * self.choices > 1

    def take(self, inner: _Group) -> None:
        """Add a group that stands in this one; a look-around is done with once it has been passed."""
        self.ways *= inner.ways * inner.choices
        if inner.look:
            self.ahead = max(self.ahead, inner.repeated + inner.ahead)
        else:
            self.repeated += inner.repeated
            self.ahead = max(self.ahead, inner.ahead)


def longest_text(pattern: str) -> int:
    """Return the code points of the longest text that takes at most twenty million steps; 0 where none is safe.

    None is where a repeated group can match one text in several ways: backtracking is exponential then. Else each
    repetition multiplies the steps by the length, each choice by the number of its ways. Never above 2,000.
    """
    groups = [_Group()]
    closed = _Group()
    for match in _TOKEN.finditer(pattern):
        kind, piece = match.lastgroup, match[0]
        if kind == "quantifier":
            if not _repeat(groups[-1], closed, piece):
                return 0
        elif kind in ("look", "open"):
            groups.append(_Group(kind == "look"))
        elif kind == "or":
            groups[-1].choices += 1
        closed = _Group()
        if kind == "close" and len(groups) > 1:
            closed = groups.pop()
            groups[-1].take(closed)
    while len(groups) > 1:
        groups[-2].take(groups.pop())
    whole = groups[0]
    anchored = pattern.startswith("^") and whole.choices == 1
    power = whole.repeated + whole.ahead + (not anchored)
    return min(_LONGEST, int((_STEPS / (whole.ways * whole.choices)) ** (1 / max(1, power))))


def _repeat(group: _Group, what: _Group, quantifier: str) -> bool:
    """Count a quantifier after `what`; False where it repeats what varies."""
    if quantifier.startswith("?"):
        group.ways *= 2
        return True
    if what.varies:
        return False
    if not quantifier.startswith("{") or "," in quantifier:
        group.repeated += 1
    return True
