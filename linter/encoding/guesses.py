"""The ways to read neighbouring places of a text that lost bytes, the most plausible of them kept side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from linter.encoding.doubts import against
from linter.encoding.lexicon import begins
from linter.encoding.plausibility import pairs
from linter.patterns import lazy

if TYPE_CHECKING:
    from linter.encoding.losses import Losses
    from linter.encoding.places import Place
    from linter.encoding.taken import Taken

_BEAM = 24  # readings of neighbouring places kept side by side
_BEGUN = 3.0  # nats for the beginning of a known word, while there is more to come

_LETTERS_BEFORE = lazy(r"[^\W\d_]*$")

_Read = tuple[int, int, str]  # a place, and what it is read as


class Guess(NamedTuple):
    """One way to read a group of places."""

    total: float  # what speaks for it, in nats
    reached: int  # how far in the text it has come
    last: str  # the last character
    text: str  # what is read
    word: str  # the letters that ends with
    done: tuple[_Read, ...]


class _Step(NamedTuple):
    """What is read next."""

    reached: int
    text: str
    word: str
    done: tuple[_Read, ...]


_Way = tuple[float, Guess, _Step | None]  # a guess and what is read next, with what speaks for both


def guesses(group: list[Place], losses: Losses, taken: Taken, before: str, letters: str) -> list[Guess]:
    """Return the most plausible ways to read a group of places, in no order, as far as its last place.

    `before` is the character before them, `letters` are those of the word before them.
    """
    beam = [Guess(0.0, group[0].start, before, "", letters, ())]
    for place in group:
        beam = _longer(beam, place, losses, taken)
    return beam


def _longer(beam: list[Guess], place: Place, losses: Losses, taken: Taken) -> list[Guess]:
    """Return the guesses that are left after another place."""
    following = pairs()
    choices = [(value, end, against(taken.text, place, value, end, losses)) for value, end in place.choices]
    steps: dict[int, list[tuple[float, str, _Step]]] = {}
    longer: list[_Way] = []
    for guess in beam:
        total, reached, last = guess[:3]
        if reached > place.start:
            longer.append((total, guess, None))
            continue
        if reached not in steps:
            steps[reached] = _steps(reached, place, choices, taken)
        longer += [(total + following[last + first] + gain, guess, step) for gain, first, step in steps[reached]]
    if len(longer) > _BEAM:
        longer = _best(longer)
    return [guess if step is None else _joined(total, guess, step) for total, guess, step in longer]


def _steps(
    reached: int, place: Place, choices: list[tuple[str, int, float]], taken: Taken
) -> list[tuple[float, str, _Step]]:
    """Return what may be read after a guess that has come to `reached`.

    With each comes its first character, and what speaks for it, but for how that follows what was read before.
    """
    score = pairs().score
    between = taken.between(reached, place.start)
    kept = between + taken.text[place.start]
    steps = [(score(kept), kept[0], _Step(place.start + 1, kept, _end_of(kept), ()))]
    for value, end, unlikely in choices:
        text = between + value
        gain = score(text) - unlikely if between else -unlikely
        steps.append((gain, text[0], _Step(end, text, _end_of(text), ((place.start, end, value),))))
    return steps


def _best(longer: list[_Way]) -> list[_Way]:
    """Return the best of many guesses, each with its next step, in order; what begins a known word is worth more."""
    least = sorted([total for total, _, _ in longer], reverse=True)[_BEAM - 1] - _BEGUN
    within_reach = [entry for entry in longer if entry[0] >= least]
    within_reach.sort(key=lambda entry: -entry[0] - (_BEGUN if begins(_word(entry[1], entry[2]).lower()) else 0.0))
    return within_reach[:_BEAM]


def _joined(total: float, guess: Guess, step: _Step) -> Guess:
    done = guess.done + step.done if step.done else guess.done
    return Guess(total, step.reached, step.text[-1], guess.text + step.text, _word(guess, step), done)


def _word(guess: Guess, step: _Step | None) -> str:
    """Return the letters that a guess ends with after a step."""
    if step is None:
        return guess.word
    return step.word if len(step.word) < len(step.text) else guess.word + step.word


def _end_of(text: str) -> str:
    """Return the letters that a text ends with."""
    if text.isalpha():
        return text
    match = _LETTERS_BEFORE.search(text)
    return match[0] if match else ""
