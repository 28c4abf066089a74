"""The cheap question asked of every text first: can there be misread UTF-8 in it at all?"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from operator import add

from linter.encoding.codecs import single_byte
from linter.encoding.plausibility import pairs

RUN = re.compile(r"[^\x00-\x7f]+")
IMPLAUSIBLE = -6.0  # log-probability under which a pair of characters calls for a look
_PLACE = re.compile(r"(?s:.?)[^\x00-\x7f]+(?s:.?)")
_WIDE = "[\u3000-\u9fff\uac00-\ud7a3\uff00-\uffef]"
_SURELY = -9.0  # the same for a pair that looks like misread UTF-8: certainly worth a look
_FIRST = 20  # such pairs looked at before all of the text is
_ASCII_END = 0x7F


@cache
def _pattern() -> re.Pattern[str]:
    """Match where misread UTF-8 may begin, in any codec: a lead byte and a continuation byte, or a wide character."""
    leads = {char for codec in single_byte() for char in codec.table[0xC2:0xF5] if ord(char) > _ASCII_END}
    rest = {char for codec in single_byte() for char in codec.table[0x80:0xC0]}
    pair = "[" + "".join(sorted(leads)) + "][" + re.escape("".join(sorted(rest))) + "]"
    return re.compile(pair + "|" + _WIDE)


def suspicious(text: str) -> bool:
    """Tell whether `text` has characters that may be misread UTF-8, in a place odd for text; linear and fast."""
    if text.isascii() or not _pattern().search(text):
        return False
    for match in islice(_pattern().finditer(text), _FIRST):
        if len(match[0]) > 1 and pairs()[match[0]] < _SURELY:
            return True
    places = "\n".join(set(_PLACE.findall(text)))
    known = pairs()
    return any(known[pair] < IMPLAUSIBLE for pair in set(map(add, places, places[1:])))
