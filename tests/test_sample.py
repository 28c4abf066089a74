"""The sample catalogue: exactly the defects that were put there are found, each at its place."""

from __future__ import annotations

from pathlib import Path

from linter import runner
from linter.config_file import load
from linter.session import Order

ROOT = Path(__file__).parent.parent


def expected() -> set[tuple[str, int, int, str]]:
    """Return the table of defects, with one row for all mojibake of a line, at the first: that is one finding."""
    lines = (ROOT / "tests" / "sample_defects.txt").read_text(encoding="utf-8").splitlines()
    rows = sorted(
        (path, int(line), int(column), rule) for path, line, column, rule in (one.split("\t") for one in lines)
    )
    seen: set[tuple[str, int]] = set()
    kept = set()
    for path, line, column, rule in rows:
        if rule != "mojibake" or (path, line) not in seen:
            kept.add((path, line, column, rule))
        if rule == "mojibake":
            seen.add((path, line))
    return kept


def test_the_defects_of_the_sample_are_found_and_nothing_else() -> None:
    run = runner.run(load(ROOT / "content"), (str(ROOT / "content"),), Order()).run
    found = {(one.path, one.start.line, one.start.column, one.rule) for one in run.findings}
    assert found == expected()
