"""The first texts of a run are judged without what pays for many only: with the same outcome."""

from __future__ import annotations

import re
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from linter.encoding import detect
from linter.encoding.runs import decoded, different_in

PAIRS = sorted(detect.triggers())
MIXED = re.compile(r"[\u0370-\u05f4\u0620-\u06ff\u2500-\u259f]")  # what is odd behind Latin letters
PIECES = [
    *PAIRS[::97],
    *(pair[::-1] for pair in PAIRS[::301]),
    "é",
    "à l’été",
    "…",
    "日本",
    "Жизнь",
    "─",
    "ﬁ",
    "\udce9",
    "a",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=8).map("".join))
def test_what_is_surely_plain_is_found_plain_by_the_others(text: str) -> None:
    runs = decoded(different_in(text))
    if detect._surely_plain(runs):  # noqa: SLF001  # what this is about
        assert not detect._odd(runs)  # noqa: SLF001  # as above
        assert not MIXED.search(runs)
        assert not detect._WIDE_CHAR.search(runs)  # noqa: SLF001  # as above


def test_french_is_surely_plain() -> None:
    assert detect._surely_plain("é è à ù ç ô î ê œ É À ’é « » … – — € \xa0»")  # noqa: SLF001  # as above
    assert not detect._surely_plain("Ã©")  # noqa: SLF001  # as above


def test_the_outcome_does_not_depend_on_what_was_read_before() -> None:
    program = (
        "import sys; from linter.encoding.detect import suspicious\n"
        "texts = ['été’s', 'Ã©tÃ©', 'a日本b', 'Ð–Ð¸', '日本語', 'naïve', 'x\\udce9', '─ä']\n"
        "first = [suspicious(text) for text in texts]\n"
        "for _ in range(30): suspicious('é')\n"
        "assert first == [suspicious(text) for text in texts], first\n"
        "assert any(first) and not all(first)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
