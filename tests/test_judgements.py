"""What was odd is remembered as long as the front matter of all that lie together stays as it was."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGE = "---\nlicense: {}\ntitle: {}\n---\n\nA page.\n"
JUDGING = "linter.inference.inferring"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of pages of which one has a misspelt key, none of them changed just now."""
    monkeypatch.setenv("CONTENTLINT_CACHE_DIR", str(tmp_path / "cache"))
    root = tmp_path / "site"
    root.mkdir()
    for number in range(30):
        (root / f"page-{number:02}.md").write_text(PAGE.format("MIT", f"Page {number}"))
    (root / "odd.md").write_text(PAGE.format("MIT", "Odd").replace("license", "licence"))
    for path in root.iterdir():
        os.utime(path, (time.time() - 60,) * 2)
    time.sleep(2.1)  # what files say of the time at which their status changed cannot be set
    return root


def said(root: Path, name: str, *words: str) -> tuple[str, bool]:
    """Return what a check of a page says, and whether the pages were judged anew."""
    program = f"import sys; from linter.cli import main; main(sys.argv[1:]); print('|', {JUDGING!r} in sys.modules)"
    command = [sys.executable, "-c", program, "check", *words, name]
    out = subprocess.run(command, cwd=root, capture_output=True, check=True, encoding="utf-8").stdout
    report, _, judged = out.rpartition("|")
    return report, judged.strip() == "True"


def test_a_page_whose_front_matter_stays_is_judged_once(site: Path) -> None:
    first, judged = said(site, "page-03.md")
    assert judged
    with (site / "page-03.md").open("a") as page:
        page.write("\nMore.\n")
    assert said(site, "page-03.md") == (first, False)
    assert said(site, "page-04.md") == ("", False)
    odd, _ = said(site, "odd.md")
    assert "unusual-key" in odd
    assert odd == said(site, "odd.md", "--no-cache")[0]
    assert said(site, "page-03.md", "--no-cache")[1]


def renamed(root: Path) -> None:
    (root / "page-09.md").rename(root / "page-9.md")


def added(root: Path) -> None:
    (root / "other.md").write_text("---\ntitle: Another\n---\n")


def mended(root: Path) -> None:
    (root / "odd.md").write_text(PAGE.format("MIT", "Odd"))


def spoilt(root: Path) -> None:
    (root / "page-03.md").write_text(PAGE.format("MIT", "3").replace("license", "licens"))


def emptied(root: Path) -> None:
    (root / "page-05.md").write_text("A page.\n")


@pytest.mark.parametrize("change", [renamed, added, mended, spoilt, emptied])
def test_pages_are_judged_anew_after_a_change(site: Path, change: Callable[[Path], None]) -> None:
    said(site, "page-03.md")
    assert not said(site, "page-03.md")[1]
    change(site)
    for name in ("page-03.md", "odd.md"):
        report, judged = said(site, name)
        assert judged or name == "odd.md"
        assert report == said(site, name, "--no-cache")[0]


def test_many_changes_are_judged_anew_without_being_compared(site: Path) -> None:
    said(site, "page-03.md")
    for number in range(20):
        os.utime(site / f"page-{number:02}.md")
    report, judged = said(site, "page-03.md")
    assert (report, judged) == ("", True)
