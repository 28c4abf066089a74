"""The last line of a run: numbers, plurals, and what can be done next."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linter.finding import Finding, PlacedFix, Run, Severity
from linter.reports.summary import statistics, summary
from tests.reports.sample import report, sample_run

SAMPLE = sample_run().findings
ERROR = next(finding for finding in SAMPLE if finding.rule == "missing-front-matter")
SAFE = next(finding for finding in SAMPLE if finding.rule == "email-without-mailto")
UNSAFE = next(finding for finding in SAMPLE if finding.rule == "soft-break")


@pytest.mark.parametrize(
    ("run", "said"),
    [
        (Run((), 279), "All checks passed (279 files)."),
        (Run((), 1), "All checks passed (1 file)."),
        (Run((), 0), "No files checked."),
        (Run((), 0, errors=("x",)), "1 failure, no file checked."),
        (Run((), 2013, errors=("x", "y")), "2 failures, 2,013 files passed."),
        (Run((ERROR,), 1), "Found 1 error in 1 of 1 file (0.9 s)."),
        (Run((UNSAFE,), 279), "Found 1 warning in 1 of 279 files (0.9 s). [?] 1 fixable with --unsafe-fixes."),
        (
            Run((SAFE, UNSAFE, ERROR, ERROR), 79),
            "Found 3 errors, 1 warning in 2 of 79 files (0.9 s). [*] 1 fixable with --fix, 1 more with --unsafe-fixes.",
        ),
        (
            Run((), 279, fixed=(SAFE,) * 23, changed=("a", "b")),
            "Fixed 23 findings in 2 files; nothing left (279 files).",
        ),
        (
            Run((ERROR,) * 1200, 279, fixed=(SAFE,), changed=("a",)),
            "Fixed 1 finding in 1 file; 1,200 errors left in 1 of 279 files (0.9 s).",
        ),
    ],
)
def test_summary(run: Run, said: str) -> None:
    assert summary(run, 0.94) == said


def test_statistics_sort_by_count_and_align() -> None:
    run = Run((UNSAFE, *(ERROR,) * 1000, SAFE), 3)
    assert statistics(run) == (
        "1,000     missing-front-matter  1 file\n"
        "    1 [*] email-without-mailto  1 file\n"
        "    1 [?] soft-break            1 file\n"
    )
    assert statistics(Run((), 3)) == ""


def test_github_shows_the_worst_and_counts_the_rest() -> None:
    info = replace(UNSAFE, severity=Severity.INFO)
    lines = report("github", Run((info,) * 3 + (UNSAFE,) * 9 + (ERROR,) * 13, 3)).splitlines()
    assert [line.split(" ")[0] for line in lines[:-1]] == ["::error"] * 10 + ["::warning"] * 9 + ["::notice"]
    assert lines[-1] == "::notice::5 more findings: 3 errors, 2 infos"
    assert "more" not in report("github", Run((ERROR,) * 10 + (UNSAFE,) * 10, 3))
    assert report("github", Run((ERROR,) * 11, 3)).endswith("::notice::1 more finding: 1 error\n")
    assert report("github", Run((info,) * 10, 3)).count("::notice") == 10
    for run in (Run((info,) * 300, 3), Run((ERROR,) * 11 + (info,) * 10, 3)):
        assert report("github", run).count("::notice") == 10


def fix_of(finding: Finding) -> PlacedFix:
    assert finding.fix is not None
    return finding.fix


def test_full_shows_no_more_than_a_few_lines_of_a_large_fix() -> None:
    large = replace(fix_of(SAFE), before=("a",) * 1300, after=("b",) * 1300)
    lines = report("full", Run((replace(SAFE, fix=large),), 1)).splitlines()
    assert len(lines) < 20
    assert lines[-2].endswith("… 2,588 more")


def test_full_needs_no_excerpt() -> None:
    text = report("full", Run((replace(ERROR, excerpt=()),), 1))
    assert text == "content/empty.md\n  1:1: error no front matter (missing-front-matter)\n\n"


def test_full_makes_changed_blanks_visible() -> None:
    blanks = replace(fix_of(SAFE), before=("fin \t\u202f", "suite"), after=("fin", "suite"))
    lines = report("full", Run((replace(SAFE, fix=blanks),), 1)).splitlines()
    assert lines[-3:-1] == [r"  5 - fin·→\u202f", "  5 + fin"]
