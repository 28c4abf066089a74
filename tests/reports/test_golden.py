"""Each report of the sample run against the file that a person has read and found good.

After a change that is meant, `REGENERATE=1 pytest tests/reports` writes the files anew: read their diff.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from linter.reports import REPORTS
from linter.reports.summary import statistics, summary
from tests.reports.sample import STYLE, report, sample_run

GOLDEN = Path(__file__).parent / "golden"


def expect(name: str, text: str) -> None:
    """Compare `text` with the golden file `name`, or write that file when asked to."""
    path = GOLDEN / name
    if os.environ.get("REGENERATE"):
        path.write_text(text, encoding="utf-8", newline="")
    assert path.read_bytes().decode("utf-8") == text


@pytest.mark.parametrize("name", REPORTS)
def test_report(name: str) -> None:
    text = report(name, sample_run())
    expect(f"{name}.txt", text if name != "html" else without_assets(text))


def without_assets(page: str) -> str:
    """Return a page without what is the same in all of them, and the hashes of that: its style, script and words."""
    page = re.sub(r"(?s)(<(?:style|script)>).*?(</)", r"\1…\2", page)
    return re.sub(r'"says":\{.*?\}\}', '"says":{}', re.sub(r"sha256-[\w+/=]+", "sha256-…", page))


@pytest.mark.parametrize("name", ["full", "concise"])
def test_report_in_colour(name: str) -> None:
    painted = report(name, sample_run(), replace(STYLE, colour=True))
    expect(f"{name}_colour.txt", painted.replace("\x1b", "<ESC>"))


def test_summary_and_statistics() -> None:
    run = sample_run()
    expect("summary.txt", f"{statistics(run)}{summary(run, run.seconds)}\n")


def test_every_golden_file_is_used() -> None:
    names = {f"{name}.txt" for name in (*REPORTS, "full_colour", "concise_colour", "summary")}
    assert {path.name for path in GOLDEN.iterdir()} == names
