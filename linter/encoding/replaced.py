"""Legacy text read as UTF-8: every letter beyond ASCII became U+FFFD, and is inferred from the words around it."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import islice
from operator import itemgetter

from linter.encoding.change import Change
from linter.encoding.completions import LOST, completions
from linter.encoding.gaps import gaps_in
from linter.encoding.plausibility import pairs
from linter.encoding.signs import sign_changes
from linter.encoding.vocabulary import vocabulary
from linter.patterns import lazy
from linter.values import dataclass

_WORD = lazy(rf"[^\W\d_]*{LOST}[^\W\d_{LOST}]*(?:{LOST}[^\W\d_{LOST}]*)*")
_WHOLE_WORD = lazy(r"[^\W\d_]+")
_NON_ASCII = lazy(r"[^\x00-\x7f]")
_ENOUGH = 300  # whole words that tell the language too
_MOST_LOST = 6  # letters inferred in one word
_BEAM = 12
_OWN = 6  # what a word that the document itself has whole counts as, on the lexicon's scale
_KNOWN = 6.0  # nats for a word of the lexicon
_FOREIGN = 8.0  # nats against a word of another language, which must be written in the same codec
_BIT = 0.7  # nats for each bit by which a word is more common
_BESIDE = 0.25  # weight of the pairs in which known words and lost letters stand
_LONGEST_START = 40  # characters looked at before a word
_CODECS = ({"fr", "es", "de", "pt", "it"}, {"pl", "cs", "hu", "ro"}, {"tr"}, {"vi"})
_MARKUP = lazy(r"(?m)^([^\w\n\ufffd]{0,12})([^\W\d_])")
_SENTENCE = lazy(r"[\w)»”\"'][.!?][)»”\"']*\s+[(\"'„“«¿¡]*$")
_SCORE = itemgetter(0)
_LEAST_LEAD = 0.2  # nats by which the best answer must beat the next


Answer = tuple[float, str]  # what a word may have been, and how much speaks for it, in nats, before that


def replaced_changes(text: str) -> list[Change]:
    """Return what the words of `text` that hold U+FFFD were, where one answer stands out."""
    if LOST not in text:
        return []
    own = _own_words(text)
    language = _language(_WORD.findall(text), own)
    changes = sign_changes(text, language)
    if language is None:
        return changes
    starts = _Starts(text)
    signs = {place for change in changes for place in range(change.start, change.end)}
    masked = "".join(" " if place in signs else char for place, char in enumerate(text)) if signs else text
    for match in _WORD.finditer(masked):
        before = masked[match.start() - 1] if match.start() else "\n"
        after = masked[match.end() : match.end() + 1] or " "
        surroundings = Surroundings(before, after, language, starts.at(match.start()))
        answer = _answer(match[0], surroundings, own)
        if answer is not None:
            reason = f"one answer stands out, in a text that looks {language}"
            changes.append(Change(match.start(), match.end(), answer, (), "unsafe", reason))
    return sorted(changes, key=lambda change: change.start)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a word stands: the characters beside it, the language, and whether a capital is usual there."""

    before: str
    after: str
    language: str
    start: bool


class _Starts:
    """Where in a text words begin with a capital: after a full stop, and after markup that capitals follow."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._capitals: Counter[str] = Counter()
        for markup, letter in _MARKUP.findall(text):
            self._capitals[markup] += 1 if letter.isupper() else -1

    def at(self, place: int) -> bool:
        """Tell whether a word at `place` probably begins with a capital."""
        line = self._text[max(self._text.rfind("\n", 0, place) + 1, place - _LONGEST_START) : place]
        if not any(char.isalnum() or char == LOST for char in line):
            votes = self._capitals[line]
            return votes > 0 or (votes == 0 and line.strip(" ") in {"", "#", "##", "###", "####"})
        return bool(_SENTENCE.search(line))


def _language(words: list[str], own: dict[str, Counter[str]]) -> str | None:
    """Return the language whose words explain most of `words` and of those that are whole; None if none does."""
    votes: dict[str, float] = defaultdict(float)
    several = [word for word in words if len(word) > 1]
    for word, number in Counter(several or words).items():
        for language, best in _best_by_language(word.lower()).items():
            votes[language] += best * min(number, 3)
    for word in islice((word for same in own.values() for word in same), _ENOUGH if votes else 0):
        for language in votes:
            votes[language] += vocabulary(language).beginning_with(word[0]).get(word, 0.0)
    return max(votes, key=votes.__getitem__, default=None)


def _best_by_language(pattern: str) -> dict[str, float]:
    best: dict[str, float] = {}
    for _, language, frequency in completions(pattern):
        best[language] = max(frequency, best.get(language, 0))
    return best


def _own_words(text: str) -> dict[str, Counter[str]]:
    """Return the whole words of the document itself, by what they would look like with their letters lost."""
    own: dict[str, Counter[str]] = defaultdict(Counter)
    for word in _WHOLE_WORD.findall(text):
        if not word.isascii():
            own[_NON_ASCII.sub(LOST, word.lower())][word.lower()] += 1
    return own


def _answer(word: str, where: Surroundings, own: dict[str, Counter[str]]) -> str | None:
    answers: dict[str, float] = {}
    pattern = word.lower()
    for known in own.get(pattern, ()):
        answers[_cased(word, known, where)] = _KNOWN + _OWN
    codec = next(languages for languages in _CODECS if where.language in languages)
    native = False
    for known, language, number in completions(pattern):
        if language not in codec:
            continue
        native = native or language == where.language
        score = _KNOWN + number * _BIT - (0.0 if language == where.language else _FOREIGN)
        cased = _cased(word, known, where)
        answers[cased] = max(score, answers.get(cased, score))
    judge = pairs().score
    judged = [
        (score + _BESIDE * judge(f"{where.before}{answer}{where.after}"), answer) for answer, score in answers.items()
    ]
    if not native and not own.get(pattern) and word.count(LOST) <= _MOST_LOST:
        judged += _spelled(word, where)
    judged.sort(key=_SCORE, reverse=True)
    if not judged or judged[0][1] == word:
        return None
    score, best = judged[0]
    rival = next((other for other in judged[1:] if other[1] != best), None)
    return None if rival is not None and score - rival[0] < _LEAST_LEAD else best


def _spelled(word: str, where: Surroundings) -> list[Answer]:
    """Return the most plausible spellings of a word, letter by letter."""
    known, gaps, before = pairs(), gaps_in(where.language), where.before
    beam: list[Answer] = [(0.0, "")]
    for place, char in enumerate(word):
        if char != LOST:
            beam = [(score + _BESIDE * known[(start or before)[-1] + char], start + char) for score, start in beam]
            continue
        rest = word[place + 1 :].lower()
        longer: list[Answer] = []
        for score, start in beam:
            last, capital = (start or before)[-1], _capital(start, word, where)
            longer += [
                (score + _BESIDE * known[last + choice] + prior, start + (choice.upper() if capital else choice))
                for choice, prior in gaps.choices(start.lower(), rest).items()
            ]
        longer.sort(key=_SCORE, reverse=True)
        beam = longer[:_BEAM]
    return [(score + _BESIDE * known[start[-1] + where.after], start) for score, start in beam]


def _capital(so_far: str, word: str, where: Surroundings, known: str = "") -> bool:
    """Tell whether a lost letter was a capital: in capitals, where sentences start, in names and German nouns."""
    letters = [char for char in word if char != LOST]
    if len(letters) > 1 and all(char.isupper() for char in letters):
        return True
    return not so_far and (where.start or bool(known and known in vocabulary(where.language).capitals))


def _cased(pattern: str, word: str, where: Surroundings) -> str:
    """Return a word in the case of the letters that are left of it."""
    return "".join(
        kept if kept != LOST else char.upper() if _capital("x" * at, pattern, where, word) else char
        for at, (kept, char) in enumerate(zip(pattern, word, strict=True))
    )
