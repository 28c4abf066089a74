"""Slugs: what a renderer makes of the text of a heading, to be linked to as `#…`."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from linter.patterns import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

_EMOJI_NAME = lazy(r":([\w+-]+):")
_BLANKS = lazy(r"\s+")
_DASHES = lazy(r"-{2,}")
_NOT_BASIC = lazy(r"[^a-zA-Z0-9 -]")
_NOT_ASCII_WORD = lazy(r"[^\w\s-]", re.ASCII)
_NOT_WORD = lazy(r"[^\w\s-]")
_FIRST_LETTER = lazy(r"^[^a-zA-Z]+")
_OF_GITHUB = {code: None for code in range(0x80) if not (chr(code).isalnum() or chr(code) in "-_")} | {0x20: "-"}
"""What GitHub makes of ASCII characters, so that not each of them is asked about."""
_LINES_OF_GITHUB = _OF_GITHUB | {0x0A: "\n"}
_VITEPRESS = lazy(r"[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:\"'“”‘’<>,.?/]+")


def _stripped(text: str) -> str:
    """Take accents and other combining marks off letters."""
    plain = unicodedata.normalize("NFD", text)
    return "".join(char for char in plain if not "\u0300" <= char <= "\u036f")


def _github(text: str) -> str:
    """Do as GitHub and github-slugger: drop all but letters, marks, numbers, `_` and `-`; each blank is a dash."""
    text = text.strip().lower()
    if text.isascii():
        return text.translate(_OF_GITHUB)
    kept = (char for char in text if _is_word(char) or char in "- ")
    return "".join(kept).replace(" ", "-")


def _is_word(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char) in {"Mn", "Mc", "Me", "Pc", "Nl"}


def _gitlab(text: str) -> str:
    slug = _DASHES.sub("-", _github(text))
    return f"anchor-{slug}" if slug.isdigit() else slug


def _kramdown(text: str) -> str:
    """Do as kramdown without GFM: ASCII letters, digits, blanks and dashes are kept, from the first letter on."""
    kept = _NOT_BASIC.sub("", _FIRST_LETTER.sub("", text))
    return kept.replace(" ", "-").lower() or "section"


def _hugo(text: str) -> str:
    """Do as Hugo with the `autoHeadingIDType` "github": as GitHub, without combining marks."""
    kept = (char for char in text.strip() if char.isalnum() or char in "-_ ")
    return "".join(kept).replace(" ", "-").lower()


def _hugo_ascii(text: str) -> str:
    return _hugo(_stripped(text).encode("ascii", "ignore").decode())


def _blackfriday(text: str) -> str:
    """Do as Hugo with "blackfriday": every stretch of anything but letters and digits is one dash."""
    return "-".join(re.findall(r"[^\W_]+", text)).lower()


def _python_markdown(text: str) -> str:
    """Do as the extension toc of Python-Markdown."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", _NOT_ASCII_WORD.sub("", ascii_only).strip().lower())


def _python_markdown_unicode(text: str) -> str:
    """Do as `slugify_unicode` of the same."""
    return re.sub(r"[-\s]+", "-", _NOT_WORD.sub("", unicodedata.normalize("NFKC", text)).strip().lower())


def _vitepress(text: str) -> str:
    plain = _stripped(unicodedata.normalize("NFKD", text))
    slug = _DASHES.sub("-", _VITEPRESS.sub("-", plain)).strip("-")
    return f"_{slug}".lower() if slug[:1].isdigit() else slug.lower()


FUNCTIONS: Mapping[str, Callable[[str], str]] = {
    "github": _github,
    "gitlab": _gitlab,
    "kramdown": _kramdown,
    "hugo": _hugo,
    "hugo-ascii": _hugo_ascii,
    "hugo-blackfriday": _blackfriday,
    "docusaurus": _github,
    "python-markdown": _python_markdown,
    "python-markdown-unicode": _python_markdown_unicode,
    "vitepress": _vitepress,
}
"""The functions that renderers use by default or can be set to, by name."""

STEPS: Mapping[str, Callable[[str], str]] = {
    "lower": str.lower,
    "trim": str.strip,
    "nfd-strip": _stripped,
    "nfc": lambda text: unicodedata.normalize("NFC", text),
    "nfkd": lambda text: unicodedata.normalize("NFKD", text),
    "ascii": lambda text: text.encode("ascii", "ignore").decode(),
    "strip-punctuation": lambda text: _NOT_WORD.sub("", text),
    "strip-emoji-names": lambda text: _EMOJI_NAME.sub(r"\1", text),
    "spaces-to-dashes": lambda text: text.replace(" ", "-"),
    "spaces-to-underscores": lambda text: text.replace(" ", "_"),
    "blanks-to-dash": lambda text: _BLANKS.sub("-", text),
    "collapse-dashes": lambda text: _DASHES.sub("-", text),
    "trim-dashes": lambda text: text.strip("-"),
}
"""The steps of which a site's own function can be put together."""


class SlugError(ValueError):
    """A slug function that is not known, in words for the person who configured it."""


@lru_cache(maxsize=64)
def slug_function(specification: str) -> Callable[[str], str]:
    """Return the function that "github" or "nfd-strip | lower | spaces-to-dashes" stands for. Raises SlugError."""
    steps: list[Callable[[str], str]] = []
    for name in (part.strip() for part in specification.split("|")):
        step = FUNCTIONS.get(name) or STEPS.get(name)
        if step is None:
            known = ", ".join([*FUNCTIONS, *STEPS])
            raise SlugError(f"{name!r} is no slug function and no step of one (there are {known})")
        steps.append(step)

    @lru_cache(maxsize=4096)  # headings such as "Examples" come again on every page
    def slug(text: str) -> str:
        for step in steps:
            text = step(text)
        return text

    return slug


def slugs_of(lines: Sequence[str], specification: str) -> Iterable[str]:
    """Return what `slug_function` makes of each of some lines. Raises SlugError."""
    slug = slug_function(specification)
    if FUNCTIONS.get(specification) is _github and (whole := "\n".join(lines)).isascii():
        return whole.lower().translate(_LINES_OF_GITHUB).split("\n")
    return map(slug, lines)


def numbered(slugs: Iterable[str]) -> set[str]:
    """Return slugs with those that renderers make of repeated ones: `-1` and so on, Python-Markdown `_1`."""
    times: dict[str, int] = {}
    found: set[str] = set()
    for slug in slugs:
        seen = times.get(slug, 0)
        times[slug] = seen + 1
        found |= {slug} if not seen else {f"{slug}-{seen}", f"{slug}_{seen}", f"{slug}-{seen + 1}"}
    return found


def loose(text: str) -> str:
    """Return what every slug function keeps of a text: letters and digits, without case and accents."""
    if not text.isascii():
        text = _stripped(unicodedata.normalize("NFKD", text))
    return "".join(filter(str.isalnum, text.casefold()))
