"""Make `linter/encoding/words.bin` from a folder of clean texts: one folder per language, one file per source.

    python tools/train_words.py CORPUS

`CORPUS/fr/novels.txt` is French text of one source, one paragraph per line. The table holds, for each language, the
commonest words with a letter beyond ASCII (of Chinese, Japanese and Korean: pairs of characters), and how common
signs and emoji are: what is needed to tell which letter was lost. A source counts for three
tenths of its language at most, so that no one vocabulary dominates. The corpus itself is no part of the project: the
table was made from public repositories under permissive and Creative Commons licences, of five kinds: translated
manuals, course material and interface messages of free software, novels out of copyright, and the published test
parts of treebanks (news, encyclopedias, parliaments).
"""

from __future__ import annotations

import math
import re
import sys
import zlib
from collections import Counter, defaultdict
from pathlib import Path
from unicodedata import name

TARGET = Path(__file__).resolve().parents[1] / "linter" / "encoding" / "words.bin"
CODECS = {
    "fr": "cp1252", "es": "cp1252", "de": "cp1252", "pt": "cp1252", "it": "cp1252", "pl": "cp1250", "cs": "cp1250",
    "hu": "cp1250", "tr": "cp1254", "ro": "iso8859-16", "vi": "utf-8", "ru": "cp1251", "uk": "cp1251", "bg": "cp1251",
    "el": "cp1253", "he": "cp1255", "ar": "cp1256", "fa": "utf-8", "zh": "utf-8", "ja": "utf-8", "ko": "utf-8",
}  # fmt: skip
WIDE = ("zh", "ja", "ko")  # not words, but all pairs of neighbouring characters are counted
LATIN = ("fr", "es", "de", "pt", "it", "pl", "cs", "hu", "tr", "ro", "vi")
MOST = 40_000  # words of each language
MOST_PAIRS = 25_000  # the same of pairs of characters
LEAST = 2.0  # lines in which a word must occur, weighted by source
LARGEST_SHARE = 0.3  # of the text of a language that one source counts for
SCALE = 16  # bits by which a word in every line would be known
LONGEST, SHORT = 20, 2  # letters
CAPITAL_TOO = 0x80  # added to the frequency of a word that usually has a capital
CAPITAL = 0.7  # share of a word's places inside sentences at which it has a capital
WORD = re.compile(r"[^\W\d_]+")
PAIR = re.compile(r"(?=([\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2}))")
SYMBOL = re.compile(r"[\u2028-\u2fff\u3001-\u301f\uff00-\uffef\U0001f000-\U0001faff]")
SIGN = re.compile(r"(?<!\S)[–—…•«»](?!\S)")
INSIDE = re.compile(r"[\w,] ([^\W\d_]+)")
ASCII = re.compile(r"[A-Za-z]")


def written(word: str, language: str) -> bool:
    """Tell whether a word is written in the letters of a language: its codec has them, and they are of its script."""
    foreign = language not in LATIN and ASCII.search(word)
    beyond = [char for char in word if char.isalpha() and not char.isascii()]
    if foreign or (language in LATIN and not all(name(char).startswith("LATIN") for char in beyond)):
        return False
    try:
        return bool(word.encode(CODECS[language]))
    except UnicodeEncodeError:
        return False


def lower(word: str, language: str) -> str:
    """Return a word in lower case; in Turkish with a dotless i, but a dotted capital at its start as it is."""
    if language != "tr":
        return word.lower()
    return (
        word[0].replace("I", "ı").lower()[:1].replace("i", "İ" if word[0] == "İ" else "i")
        + word[1:].replace("İ", "i").replace("I", "ı").lower()
    )


def units(line: str, language: str) -> set[str]:
    """Return what is counted once for a line: words in lower case and lonely signs, or pairs of characters."""
    if language in WIDE:
        return set(PAIR.findall(line))
    words = {word for word in WORD.findall(line) if not word.isascii() and len(word) <= LONGEST}
    return {lower(word, language) for word in words}.union(SIGN.findall(line))


def shares(sources: list[Path], language: str) -> dict[str, float]:
    """Return in what share of the lines each word occurs that occurs in enough of them."""
    total: dict[str, float] = defaultdict(float)
    holding: Counter[str] = Counter()
    size, every = sum(path.stat().st_size for path in sources), 0.0
    for path in sources:
        weight = min(1.0, LARGEST_SHARE * size / path.stat().st_size)
        lines = path.read_text(encoding="utf-8").split("\n")
        counts = Counter(word for line in lines for word in units(line, language))
        for word, number in counts.items():
            total[word] += weight * number
        holding.update(counts.keys())
        every += weight * len(lines)
    if language not in WIDE:
        for word in total:  # spellings of old novels must not outdo the short words of today
            total[word] *= (holding[word] / len(sources)) ** 2 if len(word) <= SHORT else 1.0
    return {word: number / every for word, number in total.items() if number >= LEAST}


def capitals(sources: list[Path], language: str) -> set[str]:
    """Return the words, in lower case, that usually have a capital inside of sentences."""
    inside: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for path in sources:
        for word in INSIDE.findall(path.read_text(encoding="utf-8")):
            if not word.isascii():
                inside[lower(word, language)] += 1
                capital[lower(word, language)] += word[0].isupper() and not (len(word) > 1 and word.isupper())
    return {word for word, number in capital.items() if number > CAPITAL * inside[word]}


def common(folder: Path) -> dict[str, tuple[float, bool]]:
    """Return the commonest words of a language that have a letter beyond ASCII, in lower case.

    With each comes its frequency in bits, and whether it is usually written with a capital.
    """
    language, sources = folder.name, sorted(folder.glob("*.txt"))
    found = [(share, word) for word, share in shares(sources, language).items() if written(word, language)]
    named = set() if language in WIDE else capitals(sources, language)
    chosen = sorted(found, reverse=True)[: MOST_PAIRS if language in WIDE else MOST]
    return {word: (max(1.0, SCALE + math.log2(share)), word in named) for share, word in chosen}


def symbols(folder: Path) -> dict[str, tuple[float, bool]]:
    """Return signs, arrows and emoji, and how common they are in all languages together, in bits."""
    total: dict[str, float] = defaultdict(float)
    for path in sorted(folder.glob("*/*.txt")):
        found = Counter(SYMBOL.findall(path.read_text(encoding="utf-8")))
        for char, number in found.items():
            total[char] += 1 + math.log2(number)
    return {char: (max(1.0, math.log2(number + 1)), False) for char, number in total.items()}


def packed(words: dict[str, tuple[float, bool]]) -> list[bytes]:
    """Return words in order, as three blocks: how much each shares with the one before, how common it is, the rest.

    How common it is is a byte of half bits, with `CAPITAL_TOO` added if it usually has a capital. The rests have
    blanks between them, and begin a new line with each new first letter.
    """
    shared, numbers, before = bytearray(), bytearray(), ""
    pieces: list[str] = []
    for word in sorted(words):
        same = next((at for at, pair in enumerate(zip(before, word, strict=False)) if pair[0] != pair[1]), len(before))
        bits, capital = words[word]
        shared.append(same)
        numbers.append(round(2 * bits) + (CAPITAL_TOO if capital else 0))
        pieces += (" " if same else "\n", word[same:])
        before = word
    return [zlib.compress(bytes(block), 9) for block in (shared, numbers, "".join(pieces)[1:].encode())]


def main(folder: str) -> None:
    """Train and write the table."""
    blocks = {}
    for language in CODECS:
        words = common(Path(folder) / language)
        blocks[language] = packed(words)
        sys.stdout.write(f"{language}: {len(words)} words, {sum(map(len, blocks[language]))} bytes\n")
    write(blocks | {"signs": packed(symbols(Path(folder)))})


def write(languages: dict[str, list[bytes]]) -> None:
    """Write a line that says how long the blocks of each language are, and the blocks."""
    head = [":".join((language, *(str(len(block)) for block in blocks))) for language, blocks in languages.items()]
    rest = [block for blocks in languages.values() for block in blocks]
    TARGET.write_bytes(" ".join(head).encode() + b"\n" + b"".join(rest))
    sys.stdout.write(f"{TARGET.name}: {TARGET.stat().st_size} bytes\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
