"""From the byte offsets of the Markdown parser to code points, and the text in the form that the parser can take."""

from __future__ import annotations

from bisect import bisect_left

from linter.patterns import lazy

# A parser of UTF-8 takes no lone surrogates, and CommonMark reads NUL as U+FFFD (section 2.3); both one for one.
_SURROGATE = lazy("[\ud800-\udfff]")
_ALONE = lazy("\r(?!\n)")
_CONTINUATION = lazy(rb"[\x80-\xbf]")


class Offsets:
    """`parsed` is the text to give to the parser, of the same length in code points; `at` finds the way back."""

    def __init__(self, text: str) -> None:
        """Take any text; lone surrogates and NUL are masked by U+FFFD, CR that ends a line becomes LF.

        After some constructs, such as headings, the parser looks for LF alone.
        """
        self.parsed = text = _ALONE.sub("\n", text) if text.count("\r") > text.count("\r\n") else text
        self._continuation: list[int] | None = None
        if text.isascii() and "\0" not in text:
            return
        self.parsed = text = text.replace("\0", "\ufffd")
        try:
            data = text.encode()
        except UnicodeEncodeError:
            self.parsed = _SURROGATE.sub("\ufffd", text)
            data = self.parsed.encode()
        self._continuation = [match.start() for match in _CONTINUATION.finditer(data)]

    @property
    def differ(self) -> bool:
        """Whether there are byte offsets that are no offsets of code points."""
        return self._continuation is not None

    def at(self, byte: int) -> int:
        """Return the code point offset of a byte offset: as many less as continuation bytes come before it."""
        return byte if self._continuation is None else byte - bisect_left(self._continuation, byte)
