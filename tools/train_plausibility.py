"""Make `linter/encoding/plausibility.bin` from a folder of clean texts, one file per language (`fr.txt`, `ru.txt`).

    python tools/train_plausibility.py CORPUS

Each language counts the same, those in `CORPUS/minor` a fifth of that. The corpus itself is no part of the project:
translations of free software (gettext catalogues, interface messages) and translated manuals serve well; about a
million characters per language.
"""

from __future__ import annotations

import json
import math
import re
import sys
import zlib
from collections import Counter, defaultdict
from pathlib import Path

from linter.encoding.alphabet import Kind, kind_of
from linter.encoding.plausibility import STEP

TARGET = Path(__file__).resolve().parents[1] / "linter" / "encoding" / "plausibility.bin"
SAMPLE = 1_500_000  # characters of each language, spread over its file
HELD_BACK = 20  # one line in twenty is kept for measuring
SHOUTED = 10  # one line in ten is counted in capitals too
MINOR = 5
LEAST = 3  # pairs seen less often are left to their kinds
LEAST_HAN = 40  # the same where both are Han, Hangul or kana: there are too many
GAIN = 0.7  # nats by which a listed pair must differ from what its kinds say
TRUST = 20.0  # weight of the judgement by kinds, in pairs seen
ODD = re.compile("[\x80-\x9f\ue000-\uf8ff\ufffd]")  # lines that are damaged already
RARE = {Kind.EMOJI: 2e-4, Kind.PICTURE: 3e-4, Kind.TECHNICAL: 2e-4, Kind.BOX: 5e-5}  # corpora have too few of them
DIGIT = 0.01  # digits directly after anything: rarer in translations than elsewhere
OPEN = {Kind.SPACE, Kind.ASCII_SIGN, Kind.WIDE_SPACE, *RARE}
WIDE = {Kind.HAN, Kind.HANGUL}


def sample(path: Path) -> str:
    """Return lines of a file, about `SAMPLE` characters, spread evenly, with some of them in capitals."""
    lines = path.read_text(encoding="utf-8").split("\n")
    every = max(1, sum(map(len, lines)) // SAMPLE)
    lines = [line for line in lines if not ODD.search(line)]
    chosen = [line.strip() for number, line in enumerate(lines) if number % every == 0 and number % HELD_BACK]
    return " ".join(chosen + [line.upper() for line in chosen[::SHOUTED]])


def count(folder: Path) -> Counter[str]:
    """Return how often each pair of neighbouring characters occurs, every language scaled to `SAMPLE` characters."""
    total: Counter[str] = Counter()
    for path in sorted(folder.rglob("*.txt")):
        text = sample(path)
        scale = SAMPLE / max(len(text), SAMPLE // 4) / (1 if path.parent == folder else MINOR)
        for pair, number in Counter(map(str.__add__, text, text[1:])).items():
            total[pair] += round(number * scale)
    return total


def stored(probability: float) -> int:
    """Return a probability as the byte that the table holds."""
    return min(255, round(-math.log(probability) * STEP))


def train(counts: Counter[str]) -> dict[str, object]:
    """Return the table: characters within kinds, kinds after kinds, and the pairs worth listing."""
    chars: Counter[str] = Counter()
    kinds: dict[int, Counter[int]] = defaultdict(Counter)
    firsts: Counter[str] = Counter()
    kind = {char: kind_of(char) for pair in counts for char in pair}
    for pair, number in counts.items():
        firsts[pair[0]] += number
        chars[pair[1]] += number
        kinds[kind[pair[0]]][kind[pair[1]]] += number
    members: dict[int, Counter[str]] = defaultdict(Counter)
    for char, number in chars.items():
        members[kind[char]][char] += number
    within = {c: (n + 0.5) / (sum(members[kind[c]].values()) + 50) for c, n in chars.items()}
    after = [
        [
            max(
                (kinds[a][b] + 0.02) / (sum(kinds[a].values()) + 0.02 * len(Kind) + 5),
                DIGIT if b is Kind.DIGIT else 0,
                RARE.get(b, 0) * (1 if a in OPEN else 0.05),
            )
            for b in Kind
        ]
        for a in Kind
    ]
    listed: dict[str, dict[str, int]] = defaultdict(dict)
    for pair, number in counts.items():
        a, b = pair[0], pair[1]
        least = LEAST_HAN if kind[a] in WIDE and kind[b] in WIDE else LEAST
        expected = after[kind[a]][kind[b]] * within[b]
        probability = (number + TRUST * expected) / (firsts[a] + TRUST)
        if number >= least and abs(math.log(probability / expected)) > GAIN:
            listed[a][b] = stored(probability)
    return {
        "chars": {c: stored(p) for c, p in sorted(within.items()) if chars[c] >= LEAST},
        "kinds": [[stored(p) for p in row] for row in after],
        "pairs": [[a, "".join(sorted(bs)), bytes(bs[b] for b in sorted(bs)).hex()] for a, bs in sorted(listed.items())],
    }


def main(folder: str) -> None:
    """Train and write the table."""
    table = train(count(Path(folder)))
    TARGET.write_bytes(zlib.compress(json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode(), 9))
    sys.stdout.write(f"{TARGET.name}: {TARGET.stat().st_size} bytes\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
