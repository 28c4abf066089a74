"""E-mail addresses, URLs and host names: whether a text is one, and if not, why."""

from __future__ import annotations

import re
from functools import lru_cache

from linter.document.targets import is_plain_address
from linter.patterns import compiled_late, lazy
from linter.schema.words import quoted

# What nearly every address looks like; anything else is for email-validator to judge, which costs an import.
_EMAIL = lazy(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{1,63}",
)
_PLAIN_TEXT = lazy(r"[\w!#$%&'*+,./:;=?^`{|}~-]+", re.ASCII)
_OF_DOMAINS = lazy(r"[A-Za-z0-9.-]*")
_LONGEST_EMAIL = 254  # RFC 5321, 4.5.3.1.3
_LONGEST_LOCAL = 64  # RFC 5321, 4.5.3.1.1
_LABEL = lazy(r"[^\W_](?:(?:[^\W_]|-){0,61}[^\W_])?")
_LONGEST_HOST = 253
_SCHEME = lazy(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.DOTALL)
_BAD = lazy(r"[\s<>\"{}|\\^`\x00-\x1f\x7f\ud800-\udfff]")
_ESCAPE = lazy(r"&(?:amp;)*#(?:[0-9]{2,5}|[xX][0-9a-fA-F]{2,4});")
_WITH_HOST = frozenset({"http", "https", "ftp", "ftps", "sftp", "ws", "wss", "ssh", "git"})


def email_problem(text: str, *, international: bool = False) -> str | None:
    """Say why `text` is not an e-mail address, None if it is one; `international` allows any script before the @."""
    reason = _email_reason(text, international=international)
    return None if reason is None else f"{quoted(text)} is not an e-mail address: {reason}"


def is_email(text: str) -> bool:
    """Tell whether `text` is an e-mail address; what is a URL with an @ is none without much ado."""
    local, _, domain = text.partition("@")
    odd = ":" in local or _OF_DOMAINS.fullmatch(domain) is None
    if odd and _PLAIN_TEXT.fullmatch(local) is not None and _PLAIN_TEXT.fullmatch(domain) is not None:
        return False  # email-validator, which would say so too, takes longer to import than pages to check
    return _email_reason(text, international=False) is None


def email_list_problem(text: str) -> str | None:
    """Say which part of a list with commas or semicolons is not an e-mail address, None if all are."""
    problems = (email_problem(part.strip()) for part in re.split("[,;]", text))
    return next((problem for problem in problems if problem), None)


def uri_problem(text: str) -> str | None:
    """Say why `text` is not an absolute URL of any scheme, None if it is one."""
    reason = _uri_reason(text)
    return None if reason is None else f"{quoted(text)} is not a URL: {reason}"


def url_problem(text: str) -> str | None:
    """Say why `text` is not an absolute http(s) URL, None if it is one."""
    reason = _uri_reason(text)
    if reason is None and not text.lower().startswith(("http://", "https://")):
        reason = "it starts with neither http:// nor https://"
    return None if reason is None else f"{quoted(text)} is not an http(s) URL: {reason}"


def uri_reference_problem(text: str) -> str | None:
    """Say why `text` is neither a URL nor a path, None if it is one."""
    reason = _uri_reason(text) if _SCHEME.fullmatch(text) else _blank_reason(text)
    return None if reason is None else f"{quoted(text)} is not a URL or a path: {reason}"


def email_or_uri_problem(text: str) -> str | None:
    """Say that `text` is neither an e-mail address nor a URL, None if it is one of them."""
    if _uri_reason(text) is None or is_email(text):  # the second may be dear
        return None
    return f"{quoted(text)} is neither an e-mail address nor an http(s) URL"


def hostname_problem(text: str) -> str | None:
    """Say that `text` is not a host name, None if it is one (RFC 1123, letters of any script)."""
    return None if _is_host(text) else f"{quoted(text)} is not a host name"


def ip_problem(text: str, version: int) -> str | None:
    """Say that `text` is not an IP address of that version (4 or 6), None if it is one."""
    import ipaddress

    try:
        fits = ipaddress.ip_address(text).version == version and "%" not in text
    except ValueError:
        fits = False
    return None if fits else f"{quoted(text)} is not an IPv{version} address"


def plain(text: str) -> str:
    """Return a text without the HTML escapes in it, however often they were escaped again."""
    for _ in range(5):
        if not _ESCAPE.search(text):
            break
        import html  # the names of two thousand characters, where there is one

        text = html.unescape(text)
    return text


def _email_reason(text: str, *, international: bool) -> str | None:
    if len(text) > _LONGEST_EMAIL:
        return f"it has more than {_LONGEST_EMAIL} characters"
    if _EMAIL.fullmatch(text) and text.index("@") <= _LONGEST_LOCAL:
        return None
    if "@" not in text:
        return "it has no @"
    if text.count("@") > 1 and '"' not in text:
        return "it has more than one @"
    with compiled_late():  # it has patterns that take longer to compile than pages to check
        from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(text, check_deliverability=False, allow_smtputf8=international)
    except EmailNotValidError as error:
        sentence = str(error).rstrip(".")
        return sentence[:1].lower() + sentence[1:]
    return None


@lru_cache(maxsize=1024)  # the values of a place are asked about more than once
def _uri_reason(text: str) -> str | None:
    if reason := _blank_reason(text):
        return reason
    if escape := _ESCAPE.search(text):
        return f"it has {quoted(escape[0])} in it, which is HTML for {quoted(plain(escape[0]))}"
    match = _SCHEME.fullmatch(text)
    if match is None:
        return 'it lacks a beginning such as "https://"'
    scheme, rest = match[1].lower(), match[2]
    if scheme in _WITH_HOST:
        return _host_reason(text)
    if scheme == "mailto":
        address = rest.partition("?")[0]
        return _email_reason(address, international=False) if address else "it has no address"
    return None if rest else f"there is nothing after {quoted(scheme + ':')}"


def _blank_reason(text: str) -> str | None:
    bad = _BAD.search(text)
    if not text.strip():
        return "it is empty" if not text else "there is nothing but blanks in it"
    if bad is None:
        return None
    if not bad[0].isspace():
        return f"it has {quoted(bad[0])} in it"
    if _BAD.search(text.strip()):
        return "it has a blank in it"
    return "it ends with a blank" if text.strip() == text.rstrip() != text.lstrip() else "it begins with a blank"


def _host_reason(text: str) -> str | None:
    if is_plain_address(text) and _is_host(
        text.partition("://")[2].partition("/")[0].partition("?")[0].partition("#")[0]
    ):
        return None
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "its host cannot be read"
    if not host or not text.partition(":")[2].startswith("//"):
        return "it has no host"
    return None if ":" in host or _is_host(host) else f"{quoted(host)} is not a host name"


def _is_host(text: str) -> bool:
    labels = text.removesuffix(".").split(".")
    return len(text) <= _LONGEST_HOST and all(_LABEL.fullmatch(label) for label in labels)
