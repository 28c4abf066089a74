"""The rule missing-scheme."""

from __future__ import annotations

import re
from functools import lru_cache

from linter.document.targets import Question
from linter.finding import Fix, Problem
from linter.mail_domains import is_unknown
from linter.patterns import lazy
from linter.project import is_path
from linter.rule import Options, project_rule
from linter.schema.words import quoted
from linter.text import Edit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.project import Facts, Project
    from linter.text import Span

_HOST = lazy(
    r"(?P<host>(?:[a-z0-9](?:[\w-]{0,61}[a-z0-9])?\.)+[a-z]{2,24})(?::\d{2,5})?(?P<rest>[/?#].*|\Z)", re.IGNORECASE
)
_TEMPLATE = lazy(r"[{}<>$|\\*\s]")
# Endings of files that are top-level domains too; broken-file-link looks for files.
_ENDING = lazy(
    r"(?:.*\.)?(?:md|mdx|py|rs|sh|zip|pl|ps|cc|so|do|pub|mov|app|dev|id|is|in|it|to|html?|php|js|ts|css|json|ya?ml|toml|txt|pdf)",
    re.IGNORECASE,
)
_WITH_PATH = 3
"""Labels from which on a name is one of a host, not of a folder with a dot."""


@project_rule("missing-scheme", category="links", only=("is:linking-within",))
def missing_scheme(facts: Facts, project: Project, options: Options) -> Iterator[Problem]:  # noqa: ARG001  # it has none
    """A link to another site without `https://`, which leads to a page of this one."""
    if not _hosts.any(facts.unusual_targets):
        return
    told: set[Span] = set()
    for link in facts.links:
        match = _host(link.target)
        if match is None or link.span in told:
            continue
        place = project.resolve(facts.path, link.target)
        if place is None or project.tree.exists(place) or project.tree.exists(place.partition("/")[0]):
            continue
        told.add(link.span)
        message = f'"https://" is missing before {quoted(match["host"])}: the link leads to a page of this site'
        fix = Fix('write "https://"', (Edit(link.span, f"https://{link.target}"),)) if link.editable else None
        yield Problem(link.span, message, fix)


@lru_cache(maxsize=4096)  # pages of a site link to the same places
def _host(target: str) -> re.Match[str] | None:
    """Return the match of a target that begins with a host."""
    match = _HOST.fullmatch(target) if "." in target and is_path(target.partition(":")[0]) else None
    return match if match is not None and not _TEMPLATE.search(target) and _is_host(match) else None


_hosts = Question(lambda target: _host(target) is not None)


def _is_host(match: re.Match[str]) -> bool:
    """Tell whether a name is one of a host, and of no file: `www.…`, or three labels, the last a domain there is."""
    host = match["host"].lower()
    if host.startswith("www."):
        return not is_unknown(host)
    if host.count(".") + 1 < _WITH_PATH or _ENDING.fullmatch(host) or is_unknown(host):
        return False
    return _ENDING.fullmatch(match["rest"].partition("?")[0].partition("#")[0].rpartition("/")[2]) is None
