"""What the links of a text may lead to, told from its spelling alone: a small part of what parsing takes."""

from __future__ import annotations

import re

from linter.document.destination import decoded
from linter.patterns import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

# With the parenthesis that closes it; without a group what could be read in several ways.
_INLINE = lazy(r"\]\((?:([^()<>\r\n\\]*+(?:(?:\([^()<>\r\n\\]*+\)|\\[^\s<>])[^()<>\r\n\\]*+)*+\))|.)", re.DOTALL)
# The last group is what could be read in several ways.
_ODD_INNER = (" ", "\t", "\\", "(", "{")
_DEFINED = lazy(
    r"\]:[ \t]*+(?:<([^<>\r\n\\]*)>|([^\x00-\x20\x7f<\\][^\x00-\x20\x7f\\]*+(?![^\x00-\x20\x7f]))|(.))",
    re.DOTALL,
)
_POINTED = lazy(r"<([^\x00-\x20\x7f<>@:]+[@:][^\x00-\x20\x7f<>]*)>")
_ATTRIBUTES = ("href", "src")
# The equals sign behind one, or behind two blanks: to look for that first takes a tenth of the time.
_EQUALS = lazy(
    r"=(?:(?<=[hH][rR][eE][fF]=)|(?<=[sS][rR][cC]=)|(?<=[hH][rR][eE][fF]\s=)|(?<=[sS][rR][cC]\s=)|(?<=\s\s=))"
)
_ATTRIBUTE = lazy(r"(?:href|src)\s*=", re.IGNORECASE)
_VALUE = lazy(r"\s*(?:\"([^\"\r\n]*)\"|'([^'\r\n]*)'|([^\s\"'<>`]+)|([\"']))")
# A path of several words, without blanks, escapes, templates or dots but those of an ending; it begins like no address.
_USUAL = lazy(
    r"(?!www\.|.{0,3}[tT][pP])"
    r"(?:(?:(?:\.{1,2}/)*+(?:[\w-]++/)*+[\w-]++\.[a-z]{2,4}|/(?:[\w-]++/)++[\w-]++(?:\.[a-z]{2,4})?)(?:#[\w-]*+)?"
    r"|#[^\W_]*+[-_][\w-]*+)\Z"
)
_UNCLOSED = 4  # the group of what begins a value and does not end it
_MOST = 50_000
# What some addresses have at their end that does not belong to them, and escapes of what nobody sees.
_ODD_ENDS = (",", ";", "]", "%20", "%C2%A0")
_ODD_ESCAPES = ("%C2%AD", "%E2%80%8", "%E2%80%A", "%E2%81%A", "%EF%BB%BF")


_usual: set[str] = set()
"""Those that were met; pages link to the same files."""


class Question:
    """A question about targets, for many documents: that nobody wants a target is remembered, as pages share many."""

    def __init__(self, wanted: Callable[[str], bool]) -> None:
        """Take what tells whether a target is wanted; none of the usual ones may be (`unusual`)."""
        self._wanted = wanted
        self._unwanted: set[str] = set()

    def any(self, targets: frozenset[str] | None) -> bool:
        """Tell whether one of the targets is wanted; so it may be where they are not known."""
        if targets is None:
            return True
        unwanted = self._unwanted
        for target in targets - unwanted:
            if self._wanted(target):
                return True
            if len(unwanted) < _MOST:
                unwanted.add(target)
        return False


def targets_spelt(text: str, start: int = 0) -> frozenset[str] | None:
    """Return a set with the target of every link of `text` that is no bare URL; None where that cannot be told so.

    What stands before `start` is passed over. There may be more in it, as code is not told from prose: who looks for a
    target that is not in it need not parse. Targets are as in `linter.document.element.Link`.
    """
    if not text.isascii() and _has_odd_characters(text):
        return None
    found: set[str] = set()
    if not (
        _add_inline(found, text, start) and _add_defined(found, text, start) and _add_attributes(found, text, start)
    ):
        return None
    if "<" in text:
        found.update(_POINTED.findall(text, start))
    if "&" in text:
        found.update([decoded(target) for target in found if "&" in target])
    return frozenset(found)


def unusual(targets: frozenset[str]) -> frozenset[str]:
    """Return the targets but for plain paths and fragments, as most are: there is nothing to judge in their spelling.

    Each of these is more than one word, and none is an address.
    """
    unknown = targets - _usual
    odd = frozenset([target for target in unknown if _USUAL.match(target) is None])
    if len(odd) < len(unknown) and len(_usual) < _MOST:
        _usual.update(unknown - odd)
    return odd


def may_have_targets(text: str) -> bool:
    """Tell whether a text, or what it means where its escapes are resolved, may have some that are spelt so."""
    if "\\" in text or "<" in text or "](" in text or "]:" in text:
        return True
    return "=" in text and _ATTRIBUTE.search(text) is not None


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


def _add_inline(found: set[str], text: str, start: int) -> bool:
    """Add what links in brackets may lead to, a target with blanks too, as people mean one; false where nobody knows.

    So do those that follow, each with its own.
    """
    closed = set(_INLINE.findall(text, start)) if "](" in text else set()
    if "" in closed:
        return False
    written = [one[:-1] for one in closed]
    found.update(written)
    whole = "\n".join(written)
    if not any(sign in whole for sign in _ODD_INNER):
        return True  # as mostly
    return all(_add_odd(found, one) for one in written)


def _add_odd(found: set[str], inner: str) -> bool:
    if "](" in inner:
        return False  # the first may be code
    if "\\" in inner:
        if any(map(str.isspace, inner)):
            return False
        found.add(decoded(inner))
    if " " in inner or "\t" in inner or "{" in inner:
        plain = inner.strip(" \t")
        first = plain.replace("\t", " ").partition(" ")[0]
        found.add(first)
        titled = first != plain and ('"' in inner or "'" in inner)
        return "{" not in inner or (inner.count("{") == inner.count("}") and not titled)
    return True


def _add_defined(found: set[str], text: str, start: int) -> bool:
    for pointed, bare, odd in set(_DEFINED.findall(text, start)) if "]:" in text else ():
        if odd or "{" in bare:
            return False
        found.add(pointed or bare)
    return True


def _add_attributes(found: set[str], text: str, start: int) -> bool:
    reached = 0
    for equals in _EQUALS.finditer(text, start) if "<" in text else ():
        place = equals.end()
        begin = _beginning(text, place - 1)
        value = None if begin is None or begin < reached else _VALUE.match(text, place)
        if value is not None:
            if value.lastindex == _UNCLOSED:
                return False
            found.add(value[value.lastindex or 0])
            reached = value.end()
    return True


def _beginning(text: str, end: int) -> int | None:
    """Return where the attribute with a target begins after which blanks, if any, go on to `end`."""
    while end > 0 and text[end - 1].isspace():
        end -= 1
    return next((end - len(name) for name in _ATTRIBUTES if text[max(0, end - len(name)) : end].lower() == name), None)
