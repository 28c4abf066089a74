"""What is found fast is what is found slowly: words one by one, runs all at once, places remembered."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linter.encoding.codecs import Codec, single_byte
from linter.encoding.detect import odd_runs
from linter.encoding.legacy import _score_above
from linter.encoding.plausibility import pairs
from linter.encoding.variants import is_explained
from linter.encoding.vocabulary import Vocabulary, _blocks, vocabulary
from linter.encoding.wide import wide

RUNS = st.text(alphabet="Ã©â€™√®РївЂ\x9d\ufffd ñü中文字", min_size=1, max_size=12).filter(str.isprintable)
EACH = pytest.mark.parametrize("codec", single_byte(), ids=lambda codec: codec.label)


@pytest.mark.parametrize("language", ["fr", "cs", "el", "ar", "vi", "zh", "signs"])
def test_a_word_that_is_looked_for_is_as_common_as_when_all_are_read(language: str) -> None:
    every = vocabulary(language).all()
    alone = Vocabulary(*_parts(language))
    words = list(every)[:: max(1, len(every) // 200)]
    asked = {*words, *(word[:-1] for word in words), *(f"{word}a" for word in words), *(word + word for word in words)}
    for word in sorted(asked - {""}):
        assert alone.frequency(word) == every.get(word, 0.0)
    first = words[0]
    alone.beginning_with(first[0])
    assert alone.frequency(first) == every[first]


def _parts(language: str) -> tuple[bytes, bytes, str]:
    shared, numbers, pieces = map(zlib.decompress, _blocks()[language])
    return shared, numbers, pieces.decode()


@EACH
@given(runs=st.lists(RUNS.filter(lambda run: not run.isascii() and "\n" not in run), max_size=5, unique=True))
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], deadline=None)
def test_of_all_runs_at_once_those_are_explained_that_are_one_by_one(codec: Codec, runs: list[str]) -> None:
    beyond = ["".join(char for char in run if char > "\x7f") for run in runs]
    different = list(dict.fromkeys(run for run in beyond if run))
    assert codec.explained(different) == [run for run in different if codec.explains(run)]


@given(RUNS.filter(lambda run: min(run) > "\x7f"))
def test_a_run_is_explained_if_any_codec_does(run: str) -> None:
    assert is_explained(run) == any(codec.explains(run) for codec in single_byte())


@given(RUNS)
def test_east_asian_codecs_tell_at_once_what_they_tell_apart(run: str) -> None:
    for codec in wide():
        value, cover, can, full = codec.read_back(run)
        assert (value, full) == (codec.decode_parts(run), codec.explains(run))
        assert 0 <= cover <= can
        assert cover == can or not full


@given(st.text(max_size=200), st.floats(-2000, 0))
def test_a_text_is_scored_in_parts_as_in_one(text: str, least: float) -> None:
    score = pairs().score(text)
    assert _score_above(least, text, 0.0) == (score if score >= least or len(text) < 2 else None)


def test_long_places_are_judged_each_time_and_are_as_odd() -> None:
    long = "Ã©" * 200
    assert odd_runs(f"a {long} b") == odd_runs(f"a {long} b") == {2: 2 + len(long)}
