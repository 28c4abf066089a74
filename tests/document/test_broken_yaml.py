"""Broken front matter made by hand: each cause is named at the author's line, and mended to what the author meant.

`broken/<name>.md` is the document; `broken/<name>.json` holds the line and words of its first defect, how it can be
mended ("safe", "unsafe" or null) and the data that were meant.
"""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.document import Document
from linter.document.front_matter import read
from linter.finding import Applicability
from linter.text import Source, apply_edits

BROKEN = Path(__file__).parent / "broken"
CASES = sorted(path.stem for path in BROKEN.glob("*.md"))


def expectation(case: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((BROKEN / f"{case}.json").read_text(encoding="utf-8"))
    return loaded


def text_of(case: str, newline: str = "\n") -> str:
    return newline.join((BROKEN / f"{case}.md").read_text(encoding="utf-8").split("\n"))


def test_enough_of_them_are_explained_and_mended() -> None:
    mended = [case for case in CASES if expectation(case)["fix"] is not None]
    assert len(CASES) >= 30
    assert len(mended) >= 25


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("case", CASES)
def test_the_cause_is_named_at_its_line(case: str, newline: str) -> None:
    text, expected = text_of(case, newline), expectation(case)
    defect = read(text).defects[0]
    assert Source(text).line_number(defect.span.start) == expected["line"]
    assert expected["words"] in defect.message


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("case", CASES)
def test_what_is_mended_is_what_was_meant(case: str, newline: str) -> None:
    text, expected = text_of(case, newline), expectation(case)
    defects = read(text).defects
    fixes = [defect.fix for defect in defects if defect.fix is not None]
    assert {fix.applicability for fix in fixes} == ({expected["fix"]} - {None})
    if expected["fix"] is None:
        return
    assert len(fixes) == len(defects)
    after = apply_edits(text, [edit for fix in fixes for edit in fix.edits])
    mended = read(after)
    assert mended.defects == ()
    assert mended.data == expected["data"]
    assert newline == "\n" or "\n" not in after.replace(newline, "")
    assert list(mended.data) == list(expected["data"])  # type: ignore[call-overload]  # a mapping


@pytest.mark.parametrize("case", CASES)
def test_what_is_safe_keeps_every_word_of_the_author(case: str) -> None:
    text = text_of(case)
    for defect in read(text).defects:
        if defect.fix is not None and defect.fix.applicability is Applicability.SAFE:
            for edit in defect.fix.edits:
                removed = text[edit.span.start : edit.span.end]
                assert not re.search(r"\w", edit.replacement + removed)


TITLES = st.text(st.sampled_from("aéB 'Q:?!#,[]()\"\\@*-–«»\u00a0"), min_size=1, max_size=24)


@given(TITLES, TITLES, st.sampled_from(["\n", "\r\n"]))
def test_a_safe_mend_gives_back_the_text_that_was_written(title: str, intro: str, newline: str) -> None:
    written = [("title", title.strip()), ("intro", intro.strip())]
    text = newline.join(("---", *(f"{key}: {value}" for key, value in written), "---", ""))
    front_matter = read(text)
    fixes = [defect.fix for defect in front_matter.defects if defect.fix is not None]
    if not fixes or any(fix.applicability is not Applicability.SAFE for fix in fixes):
        return
    mended = read(apply_edits(text, [edit for fix in fixes for edit in fix.edits]))
    assert mended.defects == ()
    assert list(mended.data) == ["title", "intro"]  # type: ignore[call-overload]  # a mapping
    for key, value in written:
        data = mended.data[key] or ""  # type: ignore[index]  # a mapping
        got = " ".join(map(str, data)) if isinstance(data, list) else str(data)
        # Quotes around a text may be its own or YAML's, and ` #` begins a comment; all else is the author's.
        if " #" not in value and not value.startswith(("'", '"', "[", "#", "!", "&")):
            assert got == value
        assert re.findall(r"\w", got) in (re.findall(r"\w", value), re.findall(r"\w", value.split("#")[0]))


@pytest.mark.parametrize(
    "piece",
    [
        "a: b : c\n",
        "- a\n - b\n",
        "a:b\n",
        "\ta: b\n",
        "x\n",
        "a: |\nx\n",
        "a: 'b'c'\n",
        "a: [x](y)\n",
        "-\n",
        ": :\n",
        'a: "\n',
    ],
)
@pytest.mark.usefixtures("uncovered")
def test_nonsense_is_explained_in_time(piece: str) -> None:
    text = "---\ntitle: x\n" + piece * (16 * 1024 // len(piece) - 20) + "---\n"
    started = time.process_time()
    assert read(text).format == "yaml"
    assert time.process_time() - started < 2


@given(
    st.lists(
        st.sampled_from(["a: b", "c: |", "- d", " - e", "f", "\tg: h", "i:j", "", "# k", 'l: "m', "  n: [", "o: p : q"])
    )
)
def test_any_broken_text_is_answered(lines: list[str]) -> None:
    text = "\n".join(("---", "title: x", *lines, "---", "corps\n"))
    for defect in Document.of(text).front_matter.defects:
        assert defect.message
        assert defect.span.end <= len(text)
        if defect.fix is not None:
            apply_edits(text, defect.fix.edits)
