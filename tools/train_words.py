"""Make `linter/encoding/words.bin` from a folder of clean texts, one file per language (`fr.txt`, `cs.txt`).

    python tools/train_words.py CORPUS

The table holds the commonest words with a letter beyond ASCII in the languages that are written with a few of them:
what is needed to tell which letter was lost.
"""

from __future__ import annotations

import re
import sys
import zlib
from collections import Counter
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "linter" / "encoding" / "words.bin"
LANGUAGES = ("fr", "es", "de", "pt", "it", "pl", "cs", "hu", "tr", "ro", "vi")
MOST = 15000  # words of each language
LEAST = 2  # times that a word must occur
LONGEST = 20
WORD = re.compile(r"[^\W\d_]+")


def common(path: Path) -> dict[str, int]:
    """Return the commonest words of a file that have a letter beyond ASCII, in lower case, and how often they occur."""
    words: Counter[str] = Counter()
    for word in WORD.findall(path.read_text(encoding="utf-8")):
        if not word.isascii() and len(word) <= LONGEST:
            words[word.lower()] += 1
    return {word: number for word, number in words.most_common(MOST) if number >= LEAST}


def coded(words: dict[str, int]) -> str:
    """Return words in order, each without what it shares with the one before, and with its frequency as a letter."""
    lines, before = [], ""
    for word in sorted(words):
        shared = 0
        while shared < min(len(before), len(word), 9) and before[shared] == word[shared]:
            shared += 1
        lines.append(f"{shared}{word[shared:]}{min(words[word].bit_length(), 26)}")
        before = word
    return " ".join(lines)


def main(folder: str) -> None:
    """Train and write the table."""
    lines = [f"{language} {coded(common(Path(folder) / f'{language}.txt'))}" for language in LANGUAGES]
    TARGET.write_bytes(zlib.compress("\n".join(lines).encode(), 9))
    sys.stdout.write(f"{TARGET.name}: {TARGET.stat().st_size} bytes\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
