"""Hosts that no reader reaches: what may be a link to one, told quickly."""

from __future__ import annotations

from linter.patterns import lazy

_HOSTS = (lazy(r"/(?=/([^/?#\s]+))"), lazy(r"www\.(?=([^/?#\s]+))"))
# RFC 6761 (and RFC 2606, which it updates); `local` is left out: within an organisation it may well lead somewhere.
_UNREACHABLE = lazy(
    r"(?:[^/?#@\s]*@)?(?:localhost|127\.|0\.0\.0\.0|\[[0-9a-f:.]+\]"
    r"|[^/?#:\s\\]*(?:\.(?:test|invalid|localhost|example)|example\.(?:com|net|org|edu)))"
)
_MOST = 50_000
_reachable: set[str] = set()
"""What stood where a host stands and is none of these; the pages of a site link to the same hosts."""


def may_be_linked(folded: str) -> bool:
    """Tell whether a text, in small letters, may link to one."""
    for hosts in _HOSTS:
        for host in set(hosts.findall(folded)) - _reachable:
            if _UNREACHABLE.match(host) is not None:
                return True
            if len(_reachable) < _MOST:
                _reachable.add(host)
    return False
