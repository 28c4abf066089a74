"""Words with letters beyond ASCII, and signs, as a witness for what a damaged word was: which are known, and where."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache
from itertools import count
from typing import TYPE_CHECKING

from linter.encoding.vocabulary import vocabulary
from linter.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Callable

_WORD = lazy(r"[^\W\d_]+")
_ENOUGH = 300  # words from which languages are told
_FEW = 3  # words with the same first letter that are looked for one by one, before all such words are read
_FOREIGN = 6.0  # bits by which words of other languages count as rarer
_REMEMBERED = 1 << 16  # words, and beginnings of words, of which the answer is remembered
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
_LAST_OF_SCRIPT, _OF_SCRIPT = zip(*_SCRIPTS, strict=True)
# Arabic and Hebrew write «and», «the», «in», «to» and the like together with the next word.
_PREFIXES = tuple(map(lazy, ("[وف]", "[بلكس]", "[وف]?[بلك]?ال|[وف]?لل", "[ושה]", "[בלמכ]", "[ושב]?ה|[ושמ][בלמכ]")))
_ARTICLE, _ADVERB = "\u0627\u0644", "\u0627\u064b"
_STEM = 3  # letters that a stem has at least


def languages_that_write(word: str) -> tuple[str, ...]:
    """Return the languages that a word beyond ASCII may be of, by its script."""
    return () if word.isascii() else _OF_SCRIPT[bisect_left(_LAST_OF_SCRIPT, max(word))]


@lru_cache(_REMEMBERED)
def _known(lower: str, languages: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    """Return which of some languages know a word, and how common it is there."""
    if next(_times_asked(lower[0], languages)) < _FEW:
        return tuple([(language, bits) for language in languages if (bits := vocabulary(language).frequency(lower))])
    words = _beginning_with(lower[0], languages)
    return tuple([(language, known) for language, bits_of in words if (known := bits_of(lower))])


@cache
def _times_asked(_letter: str, _languages: tuple[str, ...]) -> count[int]:
    """Return what counts how often it was asked for words of some languages that begin with a letter."""
    return count()


@cache
def _beginning_with(letter: str, languages: tuple[str, ...]) -> list[tuple[str, Callable[[str], float | None]]]:
    """Return what tells how common the words of some languages are that begin with a letter."""
    return [(language, vocabulary(language).beginning_with(letter).get) for language in languages]


@lru_cache(_REMEMBERED)
def frequency(word: str) -> float:
    """Return how common a word is in the language that uses it most, in bits, about 1 to 16; 0 for unknown words."""
    return max([bits for _, bits in _known(word.lower(), languages_that_write(word))], default=0)


def languages_of(text: str) -> frozenset[str]:
    """Return the languages of a text: of each script that it has words beyond ASCII in, the one that knows most."""
    totals: dict[tuple[str, ...], dict[str, float]] = {}
    for word in _some_words(text):
        languages = languages_that_write(word)
        total = totals.setdefault(languages, dict.fromkeys(languages, 0.0))
        for language, bits in _known(word.lower(), languages):
            total[language] += bits
    return frozenset([max(total, key=total.__getitem__) for total in totals.values() if total])


def _some_words(text: str) -> dict[str, None]:
    """Return the first different words beyond ASCII of a text, as many as tell its languages."""
    words: dict[str, None] = {}
    for match in _WORD.finditer(text):
        word = match[0]
        if not word.isascii():
            words[word] = None
            if len(words) == _ENOUGH:
                break
    return words


def frequency_in(word: str, spoken: frozenset[str]) -> float:
    """Return how common a word is in those languages, or else, made rarer by some bits, in others; 0 if unknown.

    Words of one letter are known only in languages that have them.
    """
    best = 0.0
    for language, bits in _known(word.lower(), languages_that_write(word)):
        if language in spoken:
            best = max(best, bits)
        elif len(word) > 1:
            best = max(best, min(bits, max(bits - _FOREIGN, 0.5)))
    return best


def frequency_of_stem(word: str, spoken: frozenset[str]) -> float:
    """Return how common a word of Arabic or Hebrew is without the short words that are written together with it."""
    stems = {word[match.end() :] for prefixes in _PREFIXES if (match := prefixes.match(word))}
    stems |= {stem.removesuffix(_ADVERB) for stem in (word, *stems)}
    stems |= {_ARTICLE + stem for stem in stems}
    return max((frequency_in(stem, spoken) for stem in stems if len(stem) >= _STEM and stem != word), default=0.0)


@lru_cache(_REMEMBERED)
def begins(prefix: str) -> bool:
    """Tell whether a known word begins with `prefix`, which is in lower case."""
    for language in languages_that_write(prefix):
        words = _in_order(language, prefix[0])
        at = bisect_left(words, prefix)
        if at < len(words) and words[at].startswith(prefix):
            return True
    return False


@cache
def _in_order(language: str, letter: str) -> list[str]:
    return list(vocabulary(language).beginning_with(letter))
