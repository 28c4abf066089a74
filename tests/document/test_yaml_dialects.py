"""What parsers make of plain scalars: the table of SCHEMAS.md, and PyYAML itself as a witness of its own dialect."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from linter.document import yaml_dialects
from linter.document.yaml_dialects import is_impossible_date, readings

DIALECTS = ("core-1.2", "pyyaml", "js-yaml-3", "psych", "go-yaml")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("no", "text false text false false"),
        ("ON", "text true text true true"),
        ("n", "text text text text false"),
        ("012", "12 10 10 10 10"),
        ("0612345678", "612345678 text text text 612345678"),
        ("1_000", "text 1000 1000 1000 1000"),
        ("1,000", "text text text 1000 text"),
        ("12:30", "text 750 750 45000 text"),
        ("09:30", "text text text 34200 text"),
        ("1e3", "1000 text 1000 text 1000"),
        ("0b11", "text 3 3 3 3"),
        ("0o17", "15 text text text 15"),
    ],
)
def test_the_table(written: str, expected: str) -> None:
    found = readings(written)
    assert found is not None
    assert " ".join(found[dialect] for dialect in DIALECTS) == expected  # type: ignore[index]  # its keys


@pytest.mark.parametrize(
    "written",
    [
        "",
        "non",
        "note",
        "2023",
        "-5",
        "1.5",
        "01",
        "true",
        "null",
        "~",
        "2023-01-30",
        "1.2.3",
        "0x1F",
        ".",
        "-",
        "+.",
        "e",
    ],
)
def test_all_read_the_same(written: str) -> None:
    assert readings(written) is None


@pytest.mark.parametrize(
    ("written", "impossible"), [("2023-02-31", True), ("2023-13-01", True), ("2024-02-29", False), ("2023-2-31", False)]
)
def test_impossible_dates(written: str, impossible: bool) -> None:  # noqa: FBT001  # what is expected
    assert is_impossible_date(written) is impossible


@given(st.text(st.sampled_from("0123456789-+._:,eoxab"), min_size=1, max_size=8))
def test_pyyaml_reads_as_we_say(written: str) -> None:
    found = readings(written)
    if found is None or is_impossible_date(written):
        return
    try:
        value = yaml.safe_load(written)
    except (ValueError, yaml.YAMLError):  # `0b_`, a day that is none
        return
    if isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e15:
        assert float(found["pyyaml"]) == float(value)
    elif isinstance(value, str):
        assert found["pyyaml"] == "text"


@given(st.from_regex(r"-?(?:0|[1-9][0-9]{0,12})", fullmatch=True))
def test_plain_numbers_are_read_alike(text: str) -> None:
    assert len({read(text) for read in yaml_dialects._READERS.values()}) == 1 or text == "-0"  # noqa: SLF001
    assert readings(text) is None or text == "-0"
