"""Correct signs beside damaged ones: the damage goes, the signs stay."""

from __future__ import annotations

import subprocess
import sys

import pytest

from linter.encoding import explain, find, repair

DAMAGED = {
    "l’équipe habilit√©e": "l’équipe habilitée",
    "Privé et priv√©": "Privé et privé",
    "✅ donn√©es": "✅ données",
    "| Num√©ro | é |": "| Numéro | é |",
    "📍 d√©marche": "📍 démarche",
    "Une clÃ© et une clé": "Une clé et une clé",
    "Le cafÃƒÂ© du coin": "Le café du coin",
    "d├⌐j├á vu, déjà lu": "déjà vu, déjà lu",
    "Он сказал «РїСЂРёРІРµС‚» и ушёл": "Он сказал «привет» и ушёл",
}
CLEAN = [
    "l’équipe d’été, « l’œuvre », c’était à l’écart…",
    "«Å sende» og «Ære»",
    "Её друзья, «вперёд» — всё ещё актёр",
    "Рівні, Рєпіна, ШІ",
    "τη ροή μηνυμάτων («Μετά το Α, πηγαίνε στο Β») και το Γ»",
    "使用 Python 编程，路径",
    "ファイルを削除する",
    "ÇA VA ÊTRE À L’ÉTÉ",
    "Trước đó2.5.\xa0Vì sao",
    "🙋🏽‍♀️ ✅ → ≠ ½ °C ± 5 %",
    "خط‌مشی توزیع‌های سریع‌ترین",
    "die Angabe „§ 10d Absatz 3“ durch „§ 10d Absatz 4“ zu ersetzen",
    "NESCAFÉ™ und CAFÉ® sind Marken",
    "about ≈£20 or ≈€ 50, ≈§ 3, ≈° 5",
    "the rate is √µ, the noise √Ω, ∆° of rotation",
    "5–µm bis 10 –µm, price €± 5, Ø± 2, 2 ×µ m, nach –§ 5",
]


@pytest.mark.parametrize(("damaged", "sound"), DAMAGED.items())
def test_damage_is_repaired_beside_correct_signs(damaged: str, sound: str) -> None:
    assert repair(damaged).text == sound


@pytest.mark.parametrize("text", CLEAN)
def test_correct_text_is_the_same_object(text: str) -> None:
    assert repair(text).text is text


def test_ftfy_is_not_imported() -> None:
    program = "import sys; from linter.encoding import repair; repair('donn√©es'); sys.exit('ftfy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_evidence_shows_the_whole_word() -> None:
    (first, second) = repair("Le T√©l√©phone sonne").evidence
    assert first.before == second.before == "T√©l√©phone"
    assert explain(first) == 'mojibake: "T√©l√©phone" → "Téléphone" (UTF-8 read as Mac Roman)'


def test_a_quotation_of_damage_is_reported_only() -> None:
    text = 'Si vous voyez "Ã©" au lieu de "é", le fichier UTF-8 a été lu en Latin-1.\n'
    assert repair(text).text is text
    assert {evidence.tier for evidence in find(text)} == {"report"}


PLAIN = "Elles ont Ã©tÃ© publiÃ©es Ã  Nîmes, où le thÃ¨me plaÃ®t.\n\n"


def test_damage_near_talk_of_encodings_is_certain_only_if_there_is_more_elsewhere() -> None:
    talk = "Les pages sont en UTF-8, avec les donnÃ©es du site.\n"
    assert repair(talk).text is talk
    assert repair(PLAIN * 8 + talk).text.endswith("avec les données du site.\n")
    quoted = talk.replace("donnÃ©es", '"donnÃ©es"')
    assert repair(PLAIN * 8 + quoted).text.endswith(quoted)


def test_damage_in_fenced_code_is_certain_only_if_there_is_some_elsewhere() -> None:
    code = "```yaml\nnom: donnÃ©es publiques, modÃ¨le\n```\n"
    assert repair(code).text is code
    assert repair(code, unsafe=True).text == code.replace("Ã©", "é").replace("Ã¨", "è")
    assert "modèle" in repair(f"Le thÃ¨me :\n\n{code}").text
    assert "modèle" in repair(code.replace("```yaml", "> ").replace("```", "~~~")).text  # never opened


def test_escapes_are_looked_behind_only_if_asked() -> None:
    text = "Cons&Atilde;&copy;quences, donn\\u00c3\\u00a9es, cl%C3%83%C2%A9"
    assert repair(text).text is text
    assert repair(text, unsafe=True).text == "Conséquences, données, cl%C3%A9"


@pytest.mark.parametrize(("damaged", "sound"), DAMAGED.items())
def test_damage_is_repaired_in_a_long_text(damaged: str, sound: str) -> None:
    """There the changes are looked at once more, not all of the outcome."""
    around = "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich.\n" * 40
    repaired = repair(f"{around}{damaged}\n{around}")
    assert repaired.text == f"{around}{sound}\n{around}"
    assert repair(repaired.text).text is repaired.text
