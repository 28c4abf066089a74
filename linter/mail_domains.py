"""Which e-mail domains there can be, and which one that is used often was meant by one that is not."""

from __future__ import annotations

from functools import cache

from linter.patterns import lazy
from linter.spelling import distance

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_PLAIN = frozenset(
    {"be", "ch", "com", "de", "edu", "es", "eu", "fr", "gov", "info", "io", "it", "net", "nl", "org", "uk"}
)
"""Top-level domains for which no list is read."""

# RFC 6761, RFC 6762 (appendix G) and ICANN's `internal`: of no use to readers elsewhere, but none of them is a slip.
_PRIVATE = frozenset(
    {"alt", "corp", "example", "home", "internal", "intranet", "invalid", "lan", "local", "localhost", "onion", "test"}
)
_TOP = lazy(r"\n((?:\*\.)?[^\s./!]+)(?=\n)")  # a line of the list with a top-level domain, or all right below it
_DIGITS = lazy(r"\d+")
_OFTEN = 5  # documents that use a domain before another one is taken for a slip of it
_RARELY = 2
_TIMES = 10
_SHORTEST = 5  # letters of a name in which one letter more or less is a slip: of shorter ones, both may well exist


def is_unknown(domain: str) -> bool:
    """Tell whether a domain ends in what is no top-level domain, nor one for private use."""
    last = domain.rpartition(".")[2].lower()
    if last in _PLAIN or last in _PRIVATE:
        return False
    return _suffixes().publicsuffix(f"a.{last}") is None


def meant(domain: str, census: Mapping[str, int]) -> str | None:
    """Return the domain that one with an unknown end was meant to be: the nearest of `census`, if it is the only one.

    `census` maps domains to how many documents use them. Near is a distance of at most 2, or an end that was cut off.
    """
    near: dict[int, list[str]] = {}
    for other in census:
        if other != domain and not is_unknown(other):
            apart = 1 if other.startswith((f"{domain}.", f"{domain}")) else distance(domain, other, 2)
            if apart <= 2 and _DIGITS.findall(other) == _DIGITS.findall(domain):  # noqa: PLR2004
                near.setdefault(apart, []).append(other)
    best = near[min(near)] if near else []
    most = max(best, key=lambda name: census[name], default=None)
    return most if most and all(census[most] >= 2 * census[other] for other in best if other != most) else None


def misspelt(domain: str, census: Mapping[str, int]) -> str | None:
    """Return the domain that an existing one is a slip of: one that ten times as many documents use, a letter away.

    Names of less than five letters, and domains that differ in their end only, are never taken for slips.
    """
    count = census.get(domain, 1)
    if count > _RARELY:
        return None
    often = [name for name, uses in census.items() if uses >= max(_OFTEN, _TIMES * count) and _is_slip(domain, name)]
    return often[0] if len(often) == 1 else None


def _is_slip(domain: str, other: str) -> bool:
    if domain == other or abs(len(domain) - len(other)) > 1 or _DIGITS.findall(domain) != _DIGITS.findall(other):
        return False
    if distance(domain, other, 1) != 1:
        return False
    ours, theirs = domain.split("."), other.split(".")
    if ours[-1] != theirs[-1]:
        return False
    if len(ours) != len(theirs):
        return True
    name = next(one for one, another in zip(ours, theirs, strict=True) if one != another)
    return len(name) >= _SHORTEST


@cache
def _suffixes() -> Any:  # noqa: ANN401  # the library has no types
    """Return the top of the Public Suffix List as the library brings it, without what companies added to it.

    What is below top-level domains, nine tenths of it, is left out, as it takes as much of the time to read.
    """
    from publicsuffixlist import PSLFILE, PublicSuffixList

    with open(PSLFILE, encoding="utf-8") as stream:  # noqa: PTH123  # a path would have to be imported
        written = stream.read()
    official = written.partition("===BEGIN ICANN DOMAINS===")[2].partition("===END ICANN DOMAINS===")[0]
    return PublicSuffixList("\n".join(_TOP.findall(official)), accept_unknown=False)
