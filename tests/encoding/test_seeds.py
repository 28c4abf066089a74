"""The seed documents: what is damaged in them is repaired, and nothing else touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.encoding import explain, find, repair

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
LINES = [3, 12, 14, 21, 24, 26, 29, 46, 47, 57, 62, 64, 66, 67, 68, 70, 73, 75, 77, 82, 84, 87, 88, 90]

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared/seeds is not beside this checkout")


def seed(name: str) -> str:
    return (SEEDS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["api-particulier.md", "authentification.md"])
def test_clean_seeds_are_left_alone(name: str) -> None:
    text = seed(name)
    assert repair(text, unsafe=True).text is text
    assert find(text) == ()


def test_the_52_damaged_places_are_repaired() -> None:
    text = seed("moncomptepro.md")
    repaired = repair(text)
    assert len(repaired.edits) == 52
    assert sorted({text.count("\n", 0, edit.span.start) + 1 for edit in repaired.edits}) == LINES
    assert {evidence.codecs for evidence in repaired.evidence} == {("Mac Roman",)}
    assert "√" not in repaired.text
    assert "### \N{RIGHT-POINTING MAGNIFYING GLASS} À quoi" in repaired.text
    assert repair(repaired.text, unsafe=True).text == repaired.text
    assert explain(repaired.evidence[0]) == 'mojibake: "priv√©" → "privé" (UTF-8 read as Mac Roman)'
