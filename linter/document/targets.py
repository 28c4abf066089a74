"""What the links of a text may lead to, told from its spelling alone: a small part of what parsing takes."""

from __future__ import annotations

import re

from linter.document.destination import decoded
from linter.patterns import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# The last group of each is what could be read in several ways.
_INLINE = lazy(
    r"\]\((?:([^()<>\r\n\\]*+(?:\([^()<>\r\n\\]*+\)[^()<>\r\n\\]*+)*+)\)|(.))",
    re.DOTALL,
)
_DEFINED = lazy(
    r"\]:[ \t]*+(?:<([^<>\r\n\\]*)>|([^\x00-\x20\x7f<\\][^\x00-\x20\x7f\\]*+(?![^\x00-\x20\x7f]))|(.))",
    re.DOTALL,
)
_POINTED = lazy(r"<([^\x00-\x20\x7f<>@:]+[@:][^\x00-\x20\x7f<>]*)>")
_ATTRIBUTE = lazy(r"(?:href|src)\s*=\s*(?:\"([^\"\r\n]*)\"|'([^'\r\n]*)'|([^\s\"'<>`]+)|([\"']))", re.IGNORECASE)
# What some addresses have at their end that does not belong to them, and escapes of what nobody sees.
_ODD_ENDS = (",", ";", "]", "%20", "%C2%A0")
_ODD_ESCAPES = ("%C2%AD", "%E2%80%8", "%E2%80%A", "%E2%81%A", "%EF%BB%BF")


def targets_spelt(text: str) -> frozenset[str] | None:
    """Return a set with the target of every link of `text` that is no bare URL; None where that cannot be told so.

    There may be more in it, as code is not told from prose: who looks for a target that is not in it need not parse.
    Targets are as in `linter.document.element.Link`.
    """
    if not text.isascii() and _has_odd_characters(text):
        return None
    found: set[str] = set()
    for target in _all(text):
        if target is None:
            return None
        found.add(target)
        if "&" in target:
            found.add(decoded(target))
    return frozenset(found)


def _has_odd_characters(text: str) -> bool:
    """Tell whether there is one that the parser does not get as it is; a pattern takes several times as long."""
    try:
        text.encode()
    except UnicodeEncodeError:  # a lone surrogate
        return True
    return "\0" in text or "\ue000" in text


def is_plain_address(target: str) -> bool:
    """Tell whether a target is an address as most are written, at which nothing can be odd; or begins like none."""
    scheme, _, rest = target.partition("://")
    if scheme not in {"https", "http"}:
        return "tp" not in target.lstrip()[:5].lower()
    host = rest.partition("/")[0].partition("?")[0].partition("#")[0]
    if "." not in host.removeprefix("www.") or ".." in host or host.startswith("http"):
        return False
    if not host.replace(".", "").replace("-", "").isalnum() or not target.isascii() or not target.isprintable():
        return False
    written = target.upper() if "%" in target else target
    return " " not in target and not written.endswith(_ODD_ENDS) and not any(one in written for one in _ODD_ESCAPES)


def leads_away(target: str) -> bool:
    """Tell whether a target is certainly an address on the web, as most are written, or one of mail."""
    return target.startswith("mailto:") or (target.startswith("http") and is_plain_address(target))


def _all(text: str) -> Iterator[str | None]:
    if "](" in text:
        for inner, odd in set(_INLINE.findall(text)):
            yield from _of_inline(inner) if not odd else (None,)
    if "]:" in text:
        for pointed, bare, odd in set(_DEFINED.findall(text)):
            yield None if odd or "{" in bare else pointed or bare
    if "<" in text:
        yield from _POINTED.findall(text)
    if _may_have_attributes(text):
        for double, single, bare, odd in set(_ATTRIBUTE.findall(text)):
            yield None if odd else double or single or bare


def _may_have_attributes(text: str) -> bool:
    """Tell whether there may be one; the pattern, which begins with letters of either case, takes ten times as long."""
    if "=" not in text:
        return False
    lowered = text.lower()
    return "href" in lowered or "src" in lowered


def _of_inline(inner: str) -> Iterator[str | None]:
    """Yield what a link with `inner` between its parentheses may lead to; a target with blanks is one to people."""
    yield inner
    plain = inner.strip(" \t")
    first = plain.replace("\t", " ").partition(" ")[0]
    if first != inner:
        yield first
    if "{" in inner and (inner.count("{") != inner.count("}") or (first != plain and ('"' in inner or "'" in inner))):
        yield None
