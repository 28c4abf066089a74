"""What is inferred where bytes were lost, and what is left alone because it only looks like that."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from linter.encoding import repair
from linter.encoding.codecs import Codec, single_byte
from linter.encoding.wording import for_words

INFERRED = {
    "le service a ã©tã© ouvert, dã©jã\xa0 utilisã© et apprã©ciã©": "le service a été ouvert, déjà utilisé et apprécié",
    "### üîé √Ä quoi ressemble": "### 🔎 À quoi ressemble",
    "hotfixes crÃƒÂticos despuÃƒÂ©s": "hotfixes críticos después",
    'the accounts â€" on the hostâ€™s side': "the accounts — on the host’s side",
    'from 3â€"5 of the hostâ€™s clients': "from 3–5 of the host’s clients",
    "l&acirc;&euro;&trade;&Atilde;&copy;t&Atilde;&copy; &eacute;tait beau": "l’été &eacute;tait beau",
    "pohlÃ½ VÃ½Ä�et Ãºdaje, pÅ™Ã­klad": "pohlý Výčet údaje, příklad",
    "a file that uses β€�GOTOβ€� twice": "a file that uses “GOTO” twice",
    "la qualitÃ\nanche la cittÃ\xa0 Ã¨ piÃ¹ bella": "la qualità\nanche la città è più bella",
    "Le mises Ã jour, dÃ©jÃ prÃªtes Ã lire, Ã©tÃ©": "Le mises à jour, déjà prêtes à lire, été",
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
    "the signs `×`, √2 and √(1/2)",
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
    "Der Rechner zeigt „Größe ändern“ an, und „Fertig“ wählen Sie später.",
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


def codec_called(label: str) -> Codec:
    """Return the codec that people know by a name."""
    return next(codec for codec in single_byte() if codec.label == label)


def without_undefined(sound: str, label: str) -> str:
    """Misread a text, each byte that the codec leaves undefined replaced."""
    codec = codec_called(label)
    return codec.misread(sound).translate({ord(codec.table[byte]): "\ufffd" for byte in codec.undefined})


def test_a_sign_made_of_letters_does_not_part_a_word() -> None:
    assert for_words("社内㈲とつ", frozenset({"ja"})) < for_words("社内ひとつ", frozenset({"ja"}))


BLANKS = {
    "Les donnÃ©es de 100Â fichiers, leâ€™ rÃ´le": "Les données de 100\xa0fichiers, le’ rôle",
    "dÃ©finiÂ: la versionÂ5 du rÃ´le, le thÃ¨me": "défini\xa0: la version\xa05 du rôle, le thème",
    "Le rÃ´le Â«Â ici», le thÃ¨me, la donnÃ©e": "Le rôle «\xa0ici», le thème, la donnée",
    "voir 10.4.Â The rÃ´le, le thÃ¨me, la donnÃ©e": "voir 10.4.\xa0The rôle, le thème, la donnée",
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


@pytest.mark.parametrize(
    ("damaged", "sound"),
    {
        "la RFCÂ 1945, thÃ¨me": "la RFC\xa01945, thème",
        "le rÃ´le. Â https://example.org/": "le rôle. \xa0https://example.org/",
        "la donnÃ©e 5.5.Âdpkg": "la donnée 5.5.\xa0dpkg",
    }.items(),
)
def test_where_a_capital_might_be_a_letter_a_blank_is_inferred(damaged: str, sound: str) -> None:
    assert "Â" in repair(damaged).text
    assert repair(damaged, unsafe=True).text == sound


CYRILLIC = 'Слово «Вт» и имя Г.Гауптман, "Вт" и Г.Е.Малкин.'


def test_cyrillic_letters_beside_damage_are_letters() -> None:
    misread = codec_called("Windows-1251").misread("Это ещё одно предложение о погоде.")
    assert repair(f"{CYRILLIC} {misread}", unsafe=True).text == f"{CYRILLIC} Это ещё одно предложение о погоде."


def test_an_apostrophe_within_a_word_is_no_quotation_mark() -> None:
    sound = "День: \"П'ятниця\", м'яч і сім'я, дуже добре."
    assert repair(codec_called("Windows-1252").misread(sound)).text == sound


def test_the_last_byte_of_japanese_that_became_a_blank_is_not_kept_as_one() -> None:
    sound = "値がnullだったとき、関数は何もしません。これはチームの仕事です。"
    damaged = codec_called("Windows-1250").misread(sound).replace("\xa0", " ")
    assert repair(damaged, unsafe=True).text == sound


def test_a_text_without_capitals_that_lost_other_bytes_did_not_lose_its_case() -> None:
    sound = "このチームは、すべての人が参加できる場所です。\n\nこのチームに参加するには、名前を書いてください。\n"
    damaged = codec_called("ISO-8859-1").misread(sound).replace("\xa0", " ")
    assert repair(damaged, unsafe=True).text == sound


def test_what_was_straightened_is_inferred_where_no_curly_quotation_mark_is_left() -> None:
    sound = "Для начала выберите файл, который Вы хотите открыть. Готово? Далее нажмите кнопку."
    damaged = codec_called("Windows-1252").misread(sound).translate(dict(zip(map(ord, "‘’“”"), "''\"\"", strict=True)))
    assert '"' in damaged
    assert repair(damaged, unsafe=True).text == sound


def test_what_compatible_characters_were_replaced_by_is_read_as_them() -> None:
    sound = "Mais informações sobre a função e as opções: é preciso à noite. Você não está só; já há três lições."
    damaged = normalize("NFKC", codec_called("Windows-1252").misread(sound))
    assert "Ãμ" in damaged
    assert repair(damaged, unsafe=True).text == sound
