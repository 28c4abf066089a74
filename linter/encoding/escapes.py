r"""Damage behind escapes: misread UTF-8 as `&Atilde;&copy;`, `&#195;&#169;`, `\u00c3\u00a9`, `\xc3\xa9`, `%C3%83%C2`.

The escapes are resolved, the text is repaired as any other, and what changed is put in place of the escapes.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING
from urllib.parse import quote

from linter.encoding.change import Change
from linter.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from linter.encoding.evidence import Tier

_ENTITY = lazy(r"&(?:#[xX]([0-9A-Fa-f]{2,5})|#([0-9]{2,6})|([A-Za-z][A-Za-z0-9]{1,30}));")
_ESCAPE = lazy(r"\\u([0-9A-Fa-f]{4})|\\x([0-9A-Fa-f]{2})")
_PERCENT = lazy(r"(?:%[Cc][2-9A-Fa-f]%[89ABab][0-9A-Fa-f]|%[Ee][0-9A-Fa-f](?:%[89ABab][0-9A-Fa-f]){2})+")
_ANY = lazy(r"&(?:#|[A-Z]|[a-z])|\\[ux][0-9A-Fa-f]{2}|%[CEce][0-9A-Fa-f]%")
_MARKS = "\u200e\u200f"  # written as entities because no one sees them
_ASCII_END, _LAST = 0x80, 0x10FFFF


def escaped(text: str) -> bool:
    """Tell whether `text` has escapes behind which characters beyond ASCII may stand."""
    return _ANY.search(text) is not None


def behind_escapes(text: str, changes_of: Callable[[str], Iterable[Change]]) -> list[Change]:
    """Return the changes to `text` that `changes_of` asks for in the text behind its escapes, and only those."""
    found = _percent_changes(text, changes_of)
    pieces: list[str] = []
    starts, sources, reached, length = [0], [0], 0, 0
    for start, end, char in _resolved(text):
        pieces += (text[reached:start], char)
        length += start - reached
        starts += (length, length + len(char))
        sources += (start, end)
        length += len(char)
        reached = end
    if not reached:
        return found
    plain = "".join((*pieces, text[reached:]))

    def source(place: int) -> int:
        at = bisect_right(starts, place) - 1
        return sources[at] + (place - starts[at] if at % 2 == 0 else 0)

    for change in changes_of(plain):
        start, end = source(change.start), source(change.end)
        if end - start > change.end - change.start:  # an escape is within
            reason = f"{change.reason}, behind escapes"
            found.append(Change(start, end, change.value, change.codecs, _lowered(change), reason))
    return sorted(found, key=lambda change: change.start)


def _lowered(change: Change) -> Tier:
    return "unsafe" if change.tier == "safe" else change.tier


def _resolved(text: str) -> Iterable[tuple[int, int, str]]:
    """Yield where escapes of characters beyond ASCII begin and end, and the character."""
    from html.entities import html5

    places = []
    for match in _ENTITY.finditer(text):
        number = (
            int(match[1], 16) if match[1] else int(match[2]) if match[2] else _code_point(html5.get(f"{match[3]};", ""))
        )
        places.append((match.start(), match.end(), number))
    places += [(match.start(), match.end(), int(match[1] or match[2], 16)) for match in _ESCAPE.finditer(text)]
    for start, end, number in sorted(places):
        if _ASCII_END <= number <= _LAST and not 0xD800 <= number < 0xE000:  # noqa: PLR2004 -- surrogates
            yield start, end, chr(number)


def _code_point(chars: str) -> int:
    """Return the number of the one character that an entity stands for; 0 for more, or for a mark of direction."""
    return ord(chars) if len(chars) == 1 and chars not in _MARKS else 0


def _percent_changes(text: str, changes_of: Callable[[str], Iterable[Change]]) -> list[Change]:
    """Return the changes to percent-encoded UTF-8 that was misread and encoded again."""
    matches = list(_PERCENT.finditer(text))
    shown = [bytes.fromhex(match[0].replace("%", "")).decode("utf-8", "replace") for match in matches]
    beside = [(text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]) for match in matches]
    lines = [f"{left}{run}{right}\n" for (left, right), run in zip(beside, shown, strict=True)]
    starts = [0, *accumulate(map(len, lines))]
    values = list(shown)
    codecs: dict[int, tuple[str, ...]] = {}
    for change in reversed(list(changes_of("".join(lines)))):
        number = bisect_right(starts, change.start) - 1
        start = change.start - starts[number] - len(beside[number][0])
        end = start + change.end - change.start
        if start >= 0 and end <= len(values[number]):
            values[number] = values[number][:start] + change.value + values[number][end:]
            codecs[number] = change.codecs
    reason = "misread and encoded again, in an address"
    return [
        Change(matches[number].start(), matches[number].end(), quote(values[number]), chain, "unsafe", reason)
        for number, chain in codecs.items()
    ]
