"""What is inferred where bytes were lost, and what is left alone because it only looks like that."""

from __future__ import annotations

import pytest

from linter.encoding import repair
from linter.encoding.codecs import single_byte
from linter.encoding.wording import for_words

INFERRED = {
    "le service a ã©tã© ouvert, dã©jã\xa0 utilisã© et apprã©ciã©": "le service a été ouvert, déjà utilisé et apprécié",
    "### üîé √Ä quoi ressemble": "### 🔎 À quoi ressemble",
    "hotfixes crÃƒÂticos despuÃƒÂ©s": "hotfixes críticos después",
    'the accounts â€" on the hostâ€™s side': "the accounts — on the host’s side",
    'from 3â€"5 of the hostâ€™s clients': "from 3–5 of the host’s clients",
    "l&acirc;&euro;&trade;&Atilde;&copy;t&Atilde;&copy; &eacute;tait beau": "l’été &eacute;tait beau",
    "\u00d0&zcaron;\u00d0\u00b4\u00d0\u00b8\u00d0\u00bd \u00d0\u00b8": "Один и",
}
SAFE = {
    "path from RegeditÔÇÖs address bar": "path from Regedit’s address bar",
    "as in ÔÇ£eXecuteÔÇØ).": "as in “eXecute”).",
}
LEFT_ALONE = [
    "küçük bir işletme, sahip olduğu",
    "Willam E. Shotts Jr.&lrm; (PDF)",
    'he said â€" once â€ twice',
]


@pytest.mark.parametrize(("damaged", "sound"), INFERRED.items())
def test_what_was_lost_is_inferred_only_if_asked(damaged: str, sound: str) -> None:
    assert repair(damaged, unsafe=True).text == sound
    assert repair(damaged).text != sound


@pytest.mark.parametrize(("damaged", "sound"), SAFE.items())
def test_signs_of_cp850_are_read_back(damaged: str, sound: str) -> None:
    assert repair(damaged).text == sound


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_only_looks_like_it_is_left_alone(text: str) -> None:
    assert repair(text).text is text


def test_a_turkish_word_is_no_emoji() -> None:
    assert repair("habilit√©es, küçük bir", unsafe=True).text == "habilitées, küçük bir"


UNDEFINED = [
    "Тест с наихудшим временем и наименьшим объёмом памяти важен для разработчиков.",
    "Они нравятся мне, а замечания юридически неприятны.",
    "هذه ثقافة جديدة (بعض الوثائق)، وهي والأفضل أن نقرأ الخطوات في الدليل.",
    "Polecenia można wpisać później.\nThis can be done from the desktop, by a program known as a “shell”.",
    "このファイルの環境変数（とても大事）を確認する。",
    "如果失败（如果没有网络）请重试。",
]


WESTERN = [
    "このファイルの「名前」、または「番号」を入力してください。",
    "האפשרויות הזמינות בתפריט הן:\u200f\nפתיחה של קובץ חדש\nשמירה",
]


@pytest.mark.parametrize("sound", UNDEFINED)
def test_words_that_are_not_known_are_told_by_their_spelling_and_stems(sound: str) -> None:
    damaged = without_undefined(sound, "Windows-1253")
    assert "\ufffd" in damaged
    assert repair(damaged, unsafe=True).text == sound


@pytest.mark.parametrize("sound", WESTERN)
def test_signs_are_told_by_what_opens_and_closes_on_their_line(sound: str) -> None:
    damaged = without_undefined(sound, "Windows-1252")
    assert "\ufffd" in damaged
    assert repair(damaged, unsafe=True).text == sound


def without_undefined(sound: str, label: str) -> str:
    """Misread a text, each byte that the codec leaves undefined replaced."""
    codec = next(codec for codec in single_byte() if codec.label == label)
    return codec.misread(sound).translate({ord(codec.table[byte]): "\ufffd" for byte in codec.undefined})


def test_a_sign_made_of_letters_does_not_part_a_word() -> None:
    assert for_words("社内㈲とつ", frozenset({"ja"})) < for_words("社内ひとつ", frozenset({"ja"}))


BLANKS = {
    "Les donnÃ©es de 100Â fichiers, leâ€™ rÃ´le": "Les données de 100\xa0fichiers, le’ rôle",
    "dÃ©finiÂ: la versionÂ5 du rÃ´le, le thÃ¨me": "défini\xa0: la version\xa05 du rôle, le thème",
    "Le rÃ´le Â«Â ici», le thÃ¨me, la donnÃ©e": "Le rôle «\xa0ici», le thème, la donnée",
    "see sectionâ\xa08 of â€œsudoâ€\x9d, or â€˜manâ€™": "see section\xa08 of “sudo”, or ‘man’",
}


@pytest.mark.parametrize(("damaged", "sound"), BLANKS.items())
def test_the_rest_of_a_no_break_space_is_one_beside_other_damage(damaged: str, sound: str) -> None:
    repaired = repair(damaged)
    assert repaired.text == sound
    assert repair(repaired.text).text is repaired.text


@pytest.mark.parametrize("text", ["100Â files", "versionÂ5 et thÃ¨me", "le groupe Â vu", "Â 5: dÃ©jÃ , thÃ¨me, rÃ´le"])
def test_a_capital_alone_is_a_letter(text: str) -> None:
    assert repair(text).text.count("Â") == 1
