"""Make `linter/encoding/triggers.bin`: the pairs of characters that call for a closer look.

    python tools/train_triggers.py CORPUS

Run it after `train_plausibility.py`, with the same folder of clean texts. Each pair is the beginning of a character of
a known script in UTF-8, misread in one of the single-byte codecs, implausible as text, and not found in the clean ones.
"""

from __future__ import annotations

import re
import sys
import zlib
from collections import Counter
from pathlib import Path

from linter.encoding.codecs import Codec, single_byte
from linter.encoding.plausibility import Pairs, pairs

TARGET = Path(__file__).resolve().parents[1] / "linter" / "encoding" / "triggers.bin"
IMPLAUSIBLE = -6.0
LONG_IMPLAUSIBLE = -7.0  # the same where the character has three bytes or more
SCRIPTS = {
    0xE0: range(0xA4, 0xBC), 0xE1: (*range(0x80, 0x90), 0xB8, 0xB9, 0xBA, 0xBB, 0xBC, 0xBD, 0xBE, 0xBF),
    0xE2: range(0x80, 0xB0), 0xE3: range(0x80, 0x90), 0xEF: (0xBB, 0xBC, 0xBD, 0xB8, 0xA3),
    0xED: range(0x80, 0xA0), 0xF0: (0x9F, 0x9D, 0xA0),
}  # fmt: skip
TWO_BYTES_END = 0xE0
OFTEN = 3  # times that clean text must show a pair
ODD = re.compile("[\x80-\x9f\ue000-\uf8ff\ufffd\u251c]|\u00c3[\u00a0-\u00bf]|\u221a")  # lines that are damaged already
COMMON = 14  # codecs, from the first, that misread
FREQUENT = "“”‘’–—…„‚€。、「」　，！？：；（）œ"  # these signs and letters often
WHOLE = range(0xE4, 0xED)  # lead bytes of Han and Hangul


def triggers(codec: Codec, known: Pairs) -> set[str]:
    """Return the pairs of one codec."""
    table, found = codec.table, set()
    for lead in range(0xC2, 0xF1):
        for rest in range(0x80, 0xC0):
            pair = table[lead] + table[rest]
            if lead < TWO_BYTES_END:
                wanted = known.knows(bytes((lead, rest)).decode()) and known[pair] < IMPLAUSIBLE
            else:
                wanted = (lead in WHOLE or rest in SCRIPTS.get(lead, ())) and known[pair] < LONG_IMPLAUSIBLE
            if wanted:
                found.add(pair)
    return found


def frequent() -> set[str]:
    """Return the pairs of the signs that are misread most, which count although clean texts may quote damage."""
    return {codec.misread(sign)[:2] for codec in single_byte()[:COMMON] for sign in FREQUENT}


def seen(folder: Path) -> set[str]:
    """Return the pairs that clean texts have, more often than once."""
    counts: Counter[str] = Counter()
    for path in folder.rglob("*.txt"):
        for line in path.read_text(encoding="utf-8").split("\n"):
            if not line.isascii() and not ODD.search(line):
                counts.update(map(str.__add__, line, line[1:]))
    return {pair for pair, number in counts.items() if number >= OFTEN and not pair.isascii()}


def main(folder: str) -> None:
    """Write the pairs."""
    known = pairs()
    found = set().union(*(triggers(codec, known) for codec in single_byte())) - seen(Path(folder)) | frequent()
    TARGET.write_bytes(zlib.compress("".join(sorted(found)).encode(), 9))
    sys.stdout.write(f"{TARGET.name}: {len(found)} pairs, {TARGET.stat().st_size} bytes\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
