"""Properties that hold for every text: nothing is harmed, nothing raised, and a repair is complete."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linter.encoding import find, repair
from linter.encoding.change import Change
from linter.encoding.codecs import single_byte
from linter.encoding.passes import applied, composed
from linter.text import apply_edits

SENTENCES = {
    "fr": ["L’été a été très chaud à la forêt", "où le maïs naît sans être récolté", "des élèves déçus, ça gêne"],
    "de": ["Die Gärten blühen früh und schön", "Äpfel und Öl für die süße Großmutter", "über Straßen und Brücken"],
    "pl": ["Zażółć gęślą jaźń", "Święta są już za późno, będzie mróz", "źródło łączy się z rzeką"],
    "ru": ["Съешь ещё этих мягких булок", "да выпей же чаю вечером у реки", "подъезд закрыт на ремонт"],
    "el": ["Η γρήγορη αλεπού πηδάει πάνω από το σκυλί", "καλημέρα σε όλους τους ανθρώπους"],
}
PIECES = "aeé Ã©â€™√©’«»à\xa0\x9d├®РївЂ”\ufffd ñü😀中文字\n\"'&%\\;xu00c3A9"
CODECS = {"cp1252", "iso8859-1", "mac-roman", "cp850", "cp437", "cp1250", "iso8859-15"}


@st.composite
def changes_to(draw: st.DrawFn, text: str) -> list[Change]:
    """Draw changes to a text, in order and apart from each other."""
    places = sorted(draw(st.lists(st.integers(0, len(text)), unique=True)))
    pairs = zip(places[::2], places[1::2], strict=False)
    return [Change(start, end, draw(st.text(alphabet="xyz", max_size=3)), (), "safe", "") for start, end in pairs]


texts = st.one_of(st.text(), st.text(alphabet=PIECES, max_size=80))


@given(texts)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_edits_by_hand_give_the_same_text(text: str) -> None:
    for unsafe in (False, True):
        repaired = repair(text, unsafe=unsafe)
        assert apply_edits(text, repaired.edits) == repaired.text
        assert len(repaired.evidence) == len(repaired.edits)
        assert repaired.edits or repaired.text is text


@given(texts, st.booleans())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_to_repair_twice_changes_nothing(text: str, unsafe: bool) -> None:  # noqa: FBT001 -- drawn
    once = repair(text, unsafe=unsafe).text
    assert repair(once, unsafe=unsafe).text is once


@given(st.data())
def test_two_passes_are_told_as_one(data: st.DataObject) -> None:
    text = data.draw(st.text(alphabet="abcd", max_size=20))
    first = data.draw(changes_to(text))
    second = data.draw(changes_to(applied(text, first)))
    both = composed(text, first, second)
    assert applied(text, both) == applied(applied(text, first), second)
    assert all(one.end <= other.start for one, other in itertools.pairwise(both))


@given(texts)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_evidence_quotes_the_text(text: str) -> None:
    for evidence in find(text):
        assert text[evidence.span.start : evidence.span.end] == evidence.before


@pytest.mark.parametrize("language", SENTENCES)
@given(st.data())
@settings(deadline=None, max_examples=30)
def test_what_was_misread_is_repaired(language: str, data: st.DataObject) -> None:
    sentences = data.draw(st.lists(st.sampled_from(SENTENCES[language]), min_size=2, max_size=6))
    codec = data.draw(st.sampled_from([codec for codec in single_byte() if codec.name in CODECS]))
    text = ". ".join(sentences)
    assert repair(codec.misread(text)).text == text


@pytest.mark.parametrize("language", SENTENCES)
def test_what_was_not_misread_is_left_alone(language: str) -> None:
    text = "\n".join(SENTENCES[language])
    assert repair(text).text is text
    assert repair(text, unsafe=True).text is text


@pytest.mark.parametrize("piece", ["Ã", "â€", "√", "Ã ", "\ufffd", "├", "’é", "&Atilde;", "Ð", "中", "\\xc3"])
@pytest.mark.parametrize("unsafe", [False, True])
@pytest.mark.usefixtures("uncovered")
def test_repetition_takes_linear_time(piece: str, *, unsafe: bool) -> None:
    start = time.process_time()
    repair(piece * 5_000, unsafe=unsafe)
    assert time.process_time() - start < 5
