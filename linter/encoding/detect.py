"""The cheap question asked of every text first: can there be misread UTF-8 in it at all?"""

from __future__ import annotations

import re
from functools import cache
from operator import add

from linter.encoding.codecs import single_byte
from linter.encoding.plausibility import pairs

RUN = re.compile(r"[^\x00-\x7f]+")
IMPLAUSIBLE = -6.0  # log-probability under which a pair of characters calls for a look
_ASCII_END = 0x7F


@cache
def _pattern() -> re.Pattern[str]:
    """Match the first two characters of misread UTF-8, in any codec: a lead byte and a continuation byte."""
    leads = {char for codec in single_byte() for char in codec.table[0xC2:0xF5] if ord(char) > _ASCII_END}
    rest = {char for codec in single_byte() for char in codec.table[0x80:0xC0]}
    return re.compile("[" + "".join(sorted(leads)) + "][" + re.escape("".join(sorted(rest))) + "]")


def suspicious(text: str) -> bool:
    """Tell whether `text` has a pair of characters that may be misread UTF-8 and is odd for text; linear and fast."""
    if text.isascii() or not _pattern().search(text):
        return False
    runs = "\n".join(set(RUN.findall(text)))
    known, match = pairs(), _pattern().match
    return any(known[pair] < IMPLAUSIBLE and match(pair) for pair in set(map(add, runs, runs[1:])))
