r"""Makes text from documents harmless to show: controls, bidi controls and the like become visible escapes (`\x1b`).

Also workflow commands: GitHub's runner obeys `##[command]` anywhere in a line and `::command::` at its beginning
(actions/runner, src/Runner.Common/ActionCommand.cs), Azure's agent `##vso[command]`, TeamCity `##teamcity[command]`.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from linter.patterns import lazy

_WORKFLOW_COMMAND = r"(?<=#)#(?=[A-Za-z]{0,16}\[)"
_UNSAFE = lazy(
    "["
    r"\x00-\x1f\x7f-\x9f"  # C0, DEL, C1
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidi controls (Unicode, UAX #9)
    r"\u2028\u2029"  # line breaks to many a viewer
    r"\u00ad\u180e\u200b-\u200d\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"  # not to be seen
    r"\ud800-\udfff"  # lone surrogates: bytes that are not UTF-8
    rf"]|{_WORKFLOW_COMMAND}",
)
_SHORT = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}
_SURROGATE = lazy(r"[\ud800-\udfff]")
_LAST_OF_LATIN_1 = 0xFF
_LAST_OF_BMP = 0xFFFF


def escaped(char: str) -> str:
    r"""Return one code point as `\n`, `\r`, `\t`, `\xhh`, `\uhhhh` or `\Uhhhhhhhh`."""
    if char in _SHORT:
        return _SHORT[char]
    number = ord(char)
    if number <= _LAST_OF_LATIN_1:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number <= _LAST_OF_BMP else f"\\U{number:08x}"


def cells(text: str) -> list[str]:
    """Return what each code point of `text` is shown as: itself, or its visible escape."""
    shown = list(text)
    for match in _UNSAFE.finditer(text):
        shown[match.start()] = escaped(match[0])
    return shown


def visible(text: str) -> str:
    """Return `text` on one line, everything in it that could act on a terminal or a build log made visible."""
    if text.isprintable() and "##" not in text:  # mostly, and then nothing has to be compiled
        return text
    return _UNSAFE.sub(lambda match: escaped(match[0]), text)


def line_start(text: str) -> str:
    """Return `visible(text)` fit to begin a line of output: it is no workflow command there."""
    shown = visible(text)
    body = shown.lstrip()
    if not body.startswith("::"):
        return shown
    return f"{shown[: len(shown) - len(body)]}{escaped(':')}{body[1:]}"


def without_surrogates(text: str) -> str:
    """Return `text` with U+FFFD for each lone surrogate, which strict readers of JSON refuse; columns stay."""
    return _SURROGATE.sub("\ufffd", text)


def path_without_surrogates(path: str) -> str:
    """Return `path` with a visible escape for each lone surrogate: two paths stay two."""
    return _SURROGATE.sub(lambda match: escaped(match[0]), path)


def has_surrogate(text: str) -> bool:
    """Tell whether `text` holds a lone surrogate, which no UTF-8 can carry."""
    return _SURROGATE.search(text) is not None


def display_width(text: str) -> int:
    """Return the terminal columns that `text`, already visible, takes: wide characters two, combining ones none."""
    return len(text) if text.isascii() else sum(map(_char_width, text))


@lru_cache(maxsize=1024)
def _char_width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1
