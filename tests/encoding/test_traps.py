"""Correct signs beside damaged ones: the damage goes, the signs stay."""

from __future__ import annotations

import subprocess
import sys

import pytest

from linter.encoding import repair

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
    "使用 Python 编程，路径",
    "ファイルを削除する",
    "ÇA VA ÊTRE À L’ÉTÉ",
    "Trước đó2.5.\xa0Vì sao",
    "🙋🏽‍♀️ ✅ → ≠ ½ °C ± 5 %",
    "خط‌مشی توزیع‌های سریع‌ترین",
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
