"""Text whose parts were misread in different codecs: what one codec explains, another may explain better."""

from __future__ import annotations

import re
from random import Random

import pytest

from linter.encoding import repair
from linter.encoding.codecs import single_byte
from linter.encoding.contested import is_contested

CODECS = {codec.label: codec for codec in single_byte()}
SOUND = (
    "Le café du théâtre est fermé pendant l’été, la forêt brûle où naît la crème.\n"
    "Des élèves très déçus ont mangé des gâteaux à côté de la fenêtre, après la récréation.\n"
    "A função está à mão; são lições de natação.\n"
)


def mixed(seed: int) -> str:
    """Misread each word beyond ASCII in one of two codecs."""
    random, labels = Random(seed), ("Windows-1252", "Mac Roman")  # noqa: S311 -- no secret
    return re.sub(r"\w*[^\W\x00-\x7f]\w*", lambda word: CODECS[random.choice(labels)].misread(word[0]), SOUND)


@pytest.mark.parametrize("seed", range(20))
def test_words_misread_in_two_ways_are_read_back(seed: int) -> None:
    assert repair(mixed(seed)).text.replace("’", "") == SOUND.replace("’", "")
    assert repair(mixed(seed), unsafe=True).text == SOUND


def test_two_words_of_windows_1252_among_many_of_mac_roman_are_not_read_as_such() -> None:
    text = CODECS["Mac Roman"].misread(SOUND) + CODECS["Windows-1252"].misread("inférieur, supérieur")
    assert repair(text).text == SOUND + "inférieur, supérieur"


def test_marks_without_a_letter_are_contested_and_decomposed_letters_are_not() -> None:
    assert is_contested("Ã©", "\u0329")
    assert not is_contested("Ã©", "é")
    assert not is_contested(CODECS["Mac Roman"].misread("\u0301"), "\u0301")


@pytest.mark.parametrize("text", ["Die HÃ€lfte davon ist da.", "une lettre: HÃ€lfte"])
def test_what_two_codecs_explain_alike_is_not_certain(text: str) -> None:
    assert repair(text).text is text


def test_what_two_codecs_explain_alike_is_told_by_the_rest() -> None:
    sound = "Die Hälfte der Züge fährt früh, die übrigen später."
    assert repair(CODECS["ISO-8859-15"].misread(sound)).text == sound


def test_a_letter_is_not_made_of_what_was_misread_once_and_what_was_so_twice() -> None:
    text = "Les donnÃ©es avancÃ©esÂÂ» du rÃ´le, le thÃ¨me"
    assert repair(text).text == "Les données avancées\xa0» du rôle, le thème"
