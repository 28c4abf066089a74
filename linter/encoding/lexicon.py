"""Words with letters beyond ASCII, of twenty-one languages, and signs: a witness for what a damaged word was.

The table `words.bin` is made by `tools/train_words.py` from real text. Of each language only what is asked for is read.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_left
from collections import Counter, defaultdict
from functools import cache, lru_cache, partial
from itertools import islice, pairwise
from math import log
from pathlib import Path

from linter.patterns import lazy

_IN_FULL = lazy(" 0(.)")  # the first word with its first letter shares nothing with the one before
_ENTRY = re.compile(r"(\d)([^\d ]*)(\d+)(\^?)")
_WORD = re.compile(r"[^\W\d_]*[^\W\d_\x00-\x7f][^\W\d_]*")
_ENOUGH = 300  # words from which languages are told
_FOREIGN = 6.0  # bits by which words of other languages count as rarer
_LATIN = ("fr", "es", "de", "pt", "it", "pl", "cs", "hu", "tr", "ro", "vi")
_SCRIPTS = (  # the languages of a word, by the last character of the script of its highest letter
    ("\u036f", _LATIN),
    ("\u03ff", ("el",)),
    ("\u052f", ("ru", "uk", "bg")),
    ("\u05ff", ("he",)),
    ("\u06ff", ("ar", "fa")),
    ("\u1dff", ()),
    ("\u1eff", _LATIN),
    ("\u1fff", ("el",)),
    ("\u2027", _LATIN),
    ("\u3020", ("signs",)),
    ("\u9fff", ("zh", "ja")),
    ("\ud7a3", ("ko",)),
    ("\U0010ffff", ("signs",)),
)
# Arabic and Hebrew write «and», «the», «in», «to» and the like together with the next word.
_PREFIXES = tuple(map(lazy, ("[وف]", "[بلكس]", "[وف]?[بلك]?ال|[وف]?لل", "[ושה]", "[בלמכ]", "[ושב]?ה|[ושמ][בלמכ]")))
_ARTICLE, _ADVERB = "\u0627\u0644", "\u0627\u064b"
_STEM = 3  # letters that a stem has at least
_BEFORE, _FRAME = 4, "    "  # letters by which the next is told, and what words begin with
_ALPHABET = 30  # letters there are, about
_TRUST = 2.0  # weight of what fewer letters tell, in words
CEDILLAS = str.maketrans("șțȘȚ", "şţŞŢ")  # no legacy codec has the comma below
LOST = "\ufffd"


@cache
def _blocks() -> dict[str, bytes]:
    data = Path(__file__).with_name("words.bin").read_bytes()
    head, _, rest = data.partition(b"\n")
    blocks, start = {}, 0
    for entry in head.decode().split(" "):
        language, length = entry.split(":")
        blocks[language] = rest[start : start + int(length)]
        start += int(length)
    return blocks


@cache
def _table(language: str) -> str:
    """Return the words of a language, each with how much it shares with the one before, and the rest."""
    return f" {zlib.decompress(_blocks()[language]).decode()} 0."


@cache
def _read(language: str) -> tuple[dict[str, float], frozenset[str]]:
    return _parsed(_table(language))


def _parsed(table: str, before: str = "") -> tuple[dict[str, float], frozenset[str]]:
    """Return what is written in a table, or in a part of it whose first word begins as the one `before` does."""
    words: dict[str, float] = {}
    capitals = []
    for shared, rest, half_bits, capital in _ENTRY.findall(table):
        before = before[: int(shared)] + rest
        words[before] = int(half_bits) / 2
        if capital:
            capitals.append(before)
    return words, frozenset(capitals)


@cache
def _parts(language: str) -> dict[str, tuple[int, int]]:
    """Return where in the table of a language the words with each first letter begin, and end."""
    starts = [(match[1], match.start()) for match in _IN_FULL.finditer(_table(language))]
    return {letter: (start, end) for (letter, start), (_, end) in pairwise(starts)}


@cache
def _beginning_with(letters: str, language: str) -> dict[str, float]:
    """Return the words of a language that begin with one or two letters: all that is read to look up one of them."""
    table, (start, end) = _table(language), _parts(language).get(letters[0], (0, 0))
    if letters[1:] and not table.startswith(letters[1:], start + len(" 0.")):
        start = table.find(f" 1{letters[1:]}", start, end)
        if start < 0:
            return {}
    stop = table.find(" 1", start + 1, end) if letters[1:] else -1
    return _parsed(table[start : stop if stop >= 0 else end], letters[0])[0]


def lexicon(language: str) -> dict[str, float]:
    """Return the words of a language in lower case, with how common they are: bits, about 1 to 16."""
    return _read(language)[0]


def capitalised(word: str, language: str) -> bool:
    """Tell whether a word, given in lower case, is usually written with a capital in the middle of a sentence."""
    return word in _read(language)[1]


def _all_of(languages: tuple[str, ...]) -> set[str]:
    """Return the words of several languages."""
    return set().union(*map(lexicon, languages))


def _languages(word: str) -> tuple[str, ...]:
    if word.isascii():
        return ()
    highest = max(word)
    return next((languages for last, languages in _SCRIPTS if highest <= last), ())


def frequency(word: str) -> float:
    """Return how common a word is in the language that uses it most, in bits, about 1 to 16; 0 for unknown words."""
    lower = word.lower()
    return max([_beginning_with(lower[:2], language).get(lower, 0) for language in _languages(word)], default=0)


def languages_of(text: str) -> frozenset[str]:
    """Return the languages of a text: of each script that it has words beyond ASCII in, the one that knows most."""
    words: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for word in islice(dict.fromkeys(_WORD.findall(text)), _ENOUGH):
        words[_languages(word)].append(word.lower())
    return frozenset(max(script, key=partial(_known, words[script])) for script in words if script)


def _known(words: list[str], language: str) -> float:
    """Return how common words are in a language, all together."""
    common = lexicon(language).get
    return sum([common(word, 0.0) for word in words])


def frequency_in(word: str, spoken: frozenset[str]) -> float:
    """Return how common a word is in those languages, or else, made rarer by some bits, in others; 0 if unknown."""
    lower, best = word.lower(), 0.0
    for language in _languages(word):
        number = lexicon(language).get(lower, 0)
        best = max(best, number if language in spoken else min(number, max(number - _FOREIGN, 0.5)))
    return best


def frequency_of_stem(word: str, spoken: frozenset[str]) -> float:
    """Return how common a word of Arabic or Hebrew is without the short words that are written together with it."""
    stems = {word[match.end() :] for prefixes in _PREFIXES if (match := prefixes.match(word))}
    stems |= {stem.removesuffix(_ADVERB) for stem in (word, *stems)}
    stems |= {_ARTICLE + stem for stem in stems}
    return max((frequency_in(stem, spoken) for stem in stems if len(stem) >= _STEM and stem != word), default=0.0)


def spelling(word: str, spoken: frozenset[str]) -> float:
    """Return how plausible a word is in itself, in nats: by which letters follow which four in words that are known."""
    languages = tuple(sorted(spoken.intersection(_languages(word))))
    if not languages:
        return 0.0
    counts = _spellings(languages)
    framed = f"{_FRAME}{word.lower()} "
    return sum(_log_share(counts, framed[at - _BEFORE : at + 1]) for at in range(_BEFORE, len(framed)))


def _log_share(counts: dict[str, int], letters: str) -> float:
    """Return the logarithm of how often the last of `letters` follows those before, or as many of them as are known."""
    share = 1 / _ALPHABET
    for start in range(len(letters) - 1, -1, -1):
        before = counts.get(f"{letters[start:-1]}*", 0)
        if not before:
            break
        share = (counts.get(letters[start:], 0) + _TRUST * share) / (before + _TRUST)
    return log(share)


@cache
def _spellings(languages: tuple[str, ...]) -> dict[str, int]:
    """Return how often letters follow each other in known words, and with a star how often anything follows them."""
    framed = "".join([f"{_FRAME}{word} " for word in _all_of(languages)])
    found = Counter([framed[at : at + _BEFORE + 1] for at in range(len(framed) - _BEFORE)])
    counts: dict[str, int] = defaultdict(int)
    longest = {letters: number for letters, number in found.items() if _within_a_word(letters)}
    while longest:
        counts.update(longest)
        shorter: dict[str, int] = defaultdict(int)
        for letters, number in longest.items():
            counts[f"{letters[:-1]}*"] += number
            if len(letters) > 1:
                shorter[letters[1:]] += number
        longest = shorter
    return dict(counts)


def _within_a_word(letters: str) -> bool:
    """Tell whether letters with their frame are not the end of one word and the beginning of the next."""
    before = letters[:-1].lstrip(" ")
    return " " not in before and (letters[-1] != " " or before != "")


@cache
def _in_order(language: str) -> list[str]:
    return sorted(lexicon(language))


@lru_cache(maxsize=65_536)
def begins(prefix: str) -> bool:
    """Tell whether a known word begins with `prefix`, which is in lower case."""
    for language in _languages(prefix):
        words = _in_order(language)
        at = bisect_left(words, prefix)
        if at < len(words) and words[at].startswith(prefix):
            return True
    return False


@cache
def _patterns() -> dict[str, list[tuple[str, str, float]]]:
    found: dict[str, list[tuple[str, str, float]]] = defaultdict(list)
    for language in _LATIN:
        words = "\n".join(lexicon(language))
        legacy = words.translate(CEDILLAS) if language == "ro" else words
        lost = words.encode("ascii", "replace").decode().replace("?", LOST)  # no word has a question mark
        entries = zip(lost.split("\n"), legacy.split("\n"), lexicon(language).values(), strict=True)
        for pattern, word, number in entries:
            found[pattern].append((word, language, number))
    return dict(found)


def completions(pattern: str) -> list[tuple[str, str, float]]:
    """Return the words that `pattern` may be, each with a language and its frequency there.

    `pattern` is in lower case, with U+FFFD for each lost letter.
    """
    return _patterns().get(pattern, [])
