"""The formats that are really checked, each with the rule it belongs to and a name for people."""

from __future__ import annotations

import re
from functools import partial

from linter.patterns import lazy
from linter.schema import addresses, dates
from linter.schema.pattern import PatternError, compiled
from linter.schema.words import neither, quoted
from linter.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

MIXED = "malformed-email or invalid-url-value"  # whichever the text looks more like
_UUID = lazy(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Format:
    """A format: `words` name it ("an e-mail address"), `problem` says why a text is none, None if it is one."""

    words: str
    rule: str
    problem: Callable[[str], str | None]

    def rule_for(self, text: str) -> str:
        """Return the rule that a text offends which is none."""
        return self.rule if self.rule != MIXED else _rule_by_looks(text)


def _uuid_problem(text: str) -> str | None:
    return None if _UUID.fullmatch(text) else f"{quoted(text)} is not a UUID"


def _regex_problem(text: str) -> str | None:
    try:
        compiled(text)
    except PatternError as error:
        return f"{quoted(text)} is not a regular expression: {error}"
    return None


FORMATS = {
    "date": Format("a date as AAAA-MM-JJ", "invalid-date", partial(dates.date_problem, forms=(dates.ISO,))),
    "date-time": Format("a date and time", "invalid-date", dates.date_time_problem),
    "time": Format("a time", "invalid-date", dates.time_problem),
    "email": Format("an e-mail address", "malformed-email", addresses.email_problem),
    "idn-email": Format(
        "an e-mail address",
        "malformed-email",
        partial(addresses.email_problem, international=True),
    ),
    "email-list": Format("a list of e-mail addresses", "malformed-email", addresses.email_list_problem),
    "uri": Format("a URL", "invalid-url-value", addresses.uri_problem),
    "url": Format("an http(s) URL", "invalid-url-value", addresses.url_problem),
    "iri": Format("a URL", "invalid-url-value", addresses.uri_problem),
    "uri-reference": Format("a URL or a path", "invalid-url-value", addresses.uri_reference_problem),
    "iri-reference": Format("a URL or a path", "invalid-url-value", addresses.uri_reference_problem),
    "email-or-uri": Format("an e-mail address or a URL", MIXED, addresses.email_or_uri_problem),
    "hostname": Format("a host name", "value-out-of-bounds", addresses.hostname_problem),
    "ipv4": Format("an IPv4 address", "value-out-of-bounds", partial(addresses.ip_problem, version=4)),
    "ipv6": Format("an IPv6 address", "value-out-of-bounds", partial(addresses.ip_problem, version=6)),
    "uuid": Format("a UUID", "value-out-of-bounds", _uuid_problem),
    "regex": Format("a regular expression", "value-out-of-bounds", _regex_problem),
}


def any_problem(text: str, names: list[str]) -> str | None:
    """Say that `text` is in none of the named formats, None if it is in one."""
    problems = [FORMATS[name].problem(text) for name in names]
    if None in problems:
        return None
    if len(names) == 1:
        return problems[0]
    if likely := likely_problem(text, names):
        return likely
    return f"{quoted(text)} is {neither(FORMATS[name].words for name in names)}"


def likely_problem(text: str, names: list[str]) -> str | None:
    """Say what is wrong with a text that was plainly meant to be in one of the formats, else None."""
    if text.lower().startswith(("http:", "https:")):
        rule = "invalid-url-value"
    elif "@" in text and "/" not in text and " " not in text.strip():
        rule = "malformed-email"
    else:
        return None
    meant = [FORMATS[name] for name in dict.fromkeys(names) if name in FORMATS and FORMATS[name].rule == rule]
    return meant[0].problem(text) if len(meant) == 1 else None


def rule_of(text: str, names: list[str]) -> str:
    """Return the rule that a text in none of the named formats offends: for mixed ones by how the text looks."""
    rules = {FORMATS[name].rule_for(text) for name in names}
    return rules.pop() if len(rules) == 1 else _rule_by_looks(text)


def _rule_by_looks(text: str) -> str:
    return "malformed-email" if "@" in text and "/" not in text else "invalid-url-value"
