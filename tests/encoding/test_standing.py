"""Signs that stand beside each other on purpose: mathematics, Greek numerals, brands, array languages."""

from __future__ import annotations

import pytest

from linter.encoding import repair

CLEAN = [
    "√π, 2√π, n√πr², √∑x² and √∫f; a√∫b, c√∂d, x≈π, 2÷π, sin√π, cos√πx",
    "√∞ √∂ √∏ √π √π² √≥ √≠ √Ω √µ √∑ √∫ √± √π √∞ √∂ √∏",
    "n¬≠m, ¬π ∧ ¬Ω, 5 Δ°C, ƒ∞, ƒ±",
    "угол Р° равен, корень √А и √В, √Д = 5",
    "Г™ и О™",
    "Η Γ΄ τάξη του Γ΄ Γυμνασίου, ο Γεώργιος Β΄, άρθρο Γ΄.",
    "√Ω√π, Š™ и Й",
    "// ├Éa\n# ├Ä\n│ ├ü",
    "la lettre «Â», «Ï» ou «Ā»",
    "[A-Za-zÀ-ÅÇ-ÏÑ-ÖÙ-Ýà-åç-ïñ-öù-ý]",
    "Γ² = Ξ² + Π²",
    "σημείο Γ\xa0και Δ\xa0ή Ε\xa0μέχρι",
    "a⊸×˘b, ×˜ ×¨ +´×¨, ×´· {-¬´x} √´↕0",
]
DAMAGED = {
    "la √∫ltima m√∫sica del mercado com√∫n": "la última música del mercado común",
    "ancora pi√π bello": "ancora più bello",
    "br√∏d": "brød",
    "20¬∞C": "20°C",
    "un ¬´oui¬ª": "un «oui»",
    "co¬≠operation": "co\xadoperation",
    "déjà √† Paris": "déjà à Paris",
    "d'entrée Г\xa0 récupérer": "d'entrée à récupérer",
}


@pytest.mark.parametrize("text", CLEAN)
def test_signs_that_make_sense_stay(text: str) -> None:
    assert repair(text).text is text
    for word in text.split():
        assert repair(word).text is word


@pytest.mark.parametrize(("damaged", "sound"), DAMAGED.items())
def test_they_are_read_where_a_word_comes_of_it(damaged: str, sound: str) -> None:
    assert repair(damaged).text == sound
