"""Words with letters beyond ASCII, of eleven languages: a witness for what a damaged word was.

The table `words.bin` is made by `tools/train_words.py` from real text.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from functools import cache
from pathlib import Path

_ENTRY = re.compile(r"(\d)([^\d ]*)(\d+)")
_NON_ASCII = re.compile(r"[^\x00-\x7f]")
CEDILLAS = str.maketrans("șțȘȚ", "şţŞŢ")  # no legacy codec has the comma below
LOST = "\ufffd"


@cache
def lexicon() -> dict[str, dict[str, int]]:
    """Return, for each language, its words in lower case with the binary logarithm of how often they were seen."""
    languages = {}
    for line in zlib.decompress(Path(__file__).with_name("words.bin").read_bytes()).decode().split("\n"):
        language, _, entries = line.partition(" ")
        words, before = {}, ""
        for shared, rest, frequency in _ENTRY.findall(entries):
            before = before[: int(shared)] + rest
            words[before] = int(frequency)
        languages[language] = words
    return languages


@cache
def _frequencies() -> dict[str, int]:
    merged: dict[str, int] = {}
    for words in lexicon().values():
        for word, frequency in words.items():
            merged[word] = max(frequency, merged.get(word, 0))
    return merged


def frequency(word: str) -> int:
    """Return how common a word is in the language that uses it most, on a logarithmic scale; 0 for unknown words."""
    return _frequencies().get(word.lower(), 0)


@cache
def _patterns() -> dict[str, list[tuple[str, str, int]]]:
    found: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for language, words in lexicon().items():
        for word, number in words.items():
            legacy = word.translate(CEDILLAS) if language == "ro" else word
            found[_NON_ASCII.sub(LOST, word)].append((legacy, language, number))
    return dict(found)


def completions(pattern: str) -> list[tuple[str, str, int]]:
    """Return the words that `pattern` may be, each with a language and its frequency there.

    `pattern` is in lower case, with U+FFFD for each lost letter.
    """
    return _patterns().get(pattern, [])
