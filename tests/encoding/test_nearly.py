"""Text that was misread throughout and then lost a few bytes: all else is read back, what lost bytes stays."""

from __future__ import annotations

import pytest

from linter.encoding import repair
from linter.encoding.codecs import single_byte
from linter.encoding.nearly import read_nearly
from linter.text import apply_edits

SOUND = (
    "Le café du théâtre est fermé : l’été, la forêt brûle, où naît la crème, déjà prête.\n"
    "Des élèves très déçus ont mangé des gâteaux, à côté de la fenêtre, après la récréation.\n"
    "La société a été créée là-bas ; le siège, situé près du marché, a été rénové.\n"
)
CODECS = {codec.label: codec for codec in single_byte()}


def damaged(label: str) -> str:
    return CODECS[label].misread(SOUND)


@pytest.mark.parametrize(("label", "lost"), [("Windows-1252", "\xa0"), ("ISO-8859-1", "\xa0")])
def test_what_lost_no_byte_is_read_back(label: str, lost: str) -> None:
    text = damaged(label).replace(lost, "")
    repaired = repair(text)
    assert repaired.text == SOUND.replace("à", "Ã")
    assert apply_edits(text, repaired.edits) == repaired.text
    assert repair(repaired.text).text is repaired.text


def test_signs_that_the_codec_does_not_have_stay() -> None:
    text = damaged("Windows-1252") + "→ ✓ 😀\ufffd"
    found = read_nearly(text)
    assert found is not None
    assert found.text == SOUND + "→ ✓ 😀\ufffd"
    assert repair(text).text == found.text


@pytest.mark.parametrize(
    "text",
    [
        SOUND,
        damaged("Windows-1252"),  # nothing lost: the business of `whole`
        damaged("Windows-1252").lower().replace("\xa0", ""),
        damaged("Windows-1252") + "→ ✓ ✗ ★ ☆",  # too much that was not misread
        damaged("Windows-1252") + SOUND,
        damaged("Windows-1252") + damaged("Mac Roman"),
        damaged("Windows-1252").replace("\xa0", "")[:60],
        damaged("Windows-1252") + "\u00d9\u00d9\u0160",  # beside what lost a byte, the rest of a word says little
    ],
)
def test_other_texts_are_weighed_place_by_place(text: str) -> None:
    assert read_nearly(text) is None
