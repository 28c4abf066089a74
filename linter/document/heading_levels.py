"""Which levels the headings of a text may have, by the looks of its lines: quick to tell, without a parser."""

from __future__ import annotations

from linter.patterns import lazy

# What may be a heading that stands in nothing else; in code it looks the same.
_ATX_LINE = lazy(r"\n {0,3}(#{1,6})(?![^ \t\r\n])")  # rather than `^`, which takes three times as long
_SETEXT_LINE = lazy(r"\n {0,3}([=-])\1*[ \t]*\r?(?=\n)")
_HTML_LEVEL = lazy(r"<[hH]([1-6])")


def levels_spelt(text: str) -> frozenset[int]:
    """Return the levels that headings of the outline, and those in HTML, may have; there may be more in it."""
    text = f"\n{text}\n"
    if "\r" in text and text.count("\r") > text.count("\r\n"):
        return frozenset(range(1, 7))
    found = {len(marks) for marks in _ATX_LINE.findall(text)}
    found.update(1 if marks == "=" else 2 for marks in _SETEXT_LINE.findall(text))
    found.update(map(int, _HTML_LEVEL.findall(text) if "<" in text else ()))
    return frozenset(found)
