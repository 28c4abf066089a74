"""The trend: with a real git, what was found in each of the last commits, as today's configuration judges it."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from linter.cli import main
from linter.config_file import load
from linter.history import history
from tests.test_gate import commit, git

if TYPE_CHECKING:
    from collections.abc import Callable

    Site = Callable[[dict[str, str | bytes]], Path]
    Capture = pytest.CaptureFixture[str]

BAD, GOOD = "# Titre\n\n[guide](TODO)\n", "# Titre\n\n[guide](guide.md)\n"


@pytest.fixture
def repository(site: Site) -> Path:
    """Return a repository of three commits and a merge: one placeholder, two, one, none; as the current folder."""
    root = site({"a.md": BAD, "guide.md": "# Guide\n"})
    commit("premier état")
    Path("b.md").write_text(BAD, encoding="utf-8")
    commit("deuxième <état> \u202e")
    Path("a.md").write_text(GOOD, encoding="utf-8")
    commit("third")
    git("checkout", "-q", "-b", "side")
    Path("c.md").write_text(BAD, encoding="utf-8")
    commit("never on the main line")
    Path("c.md").unlink()
    Path("b.md").write_text(GOOD, encoding="utf-8")
    commit("side")
    git("checkout", "-q", "-")
    git("merge", "-q", "--no-ff", "-m", "merge", "side")
    return root


def totals(root: Path, count: int = 9, paths: tuple[str, ...] = (".",)) -> list[int]:
    return [sum(past.rules.values()) for past in history(load(root), paths, count).pasts]


def page_data(path: Path) -> dict[str, Any]:
    """Return what a page shows."""
    found = re.search(r'id="data">(.*?)</script>', path.read_text(encoding="utf-8"))
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_the_last_commits_of_the_main_line_are_checked_oldest_first(repository: Path) -> None:
    assert totals(repository) == [1, 2, 1, 0]
    assert totals(repository, 2) == [1, 0]
    told = history(load(repository), (".",), 9)
    assert [past.subject for past in told.pasts] == ["premier état", "deuxième <état> \u202e", "third", "merge"]
    assert [past.files for past in told.pasts] == [2, 3, 3, 3]
    assert told.pasts[1].rules == {"placeholder-link": 2}
    assert told.pasts[-1].commit == git("rev-parse", "HEAD")[:10]
    assert told.notes == ()


def test_the_work_tree_is_neither_read_nor_touched(repository: Path) -> None:
    Path("a.md").write_text(BAD * 9, encoding="utf-8")
    Path("new.md").write_text(BAD, encoding="utf-8")
    before = {path: path.stat().st_mtime_ns for path in repository.rglob("*")}
    assert totals(repository) == [1, 2, 1, 0]
    assert {path: path.stat().st_mtime_ns for path in repository.rglob("*")} == before


def test_the_past_is_judged_as_today(repository: Path) -> None:
    Path("contentlint.toml").write_text('[rules]\nplaceholder-link = "off"\n', encoding="utf-8")
    assert totals(repository) == [0, 0, 0, 0]


def test_named_files_alone_are_checked(repository: Path) -> None:
    assert totals(repository, paths=("a.md",)) == [1, 1, 0, 0]


def test_only_commits_that_changed_the_folder_count(site: Site) -> None:
    root = site({"docs/contentlint.toml": "", "docs/a.md": BAD, "code.txt": "x"})
    commit()
    (root / "code.txt").write_text("y")
    commit("elsewhere")
    (root / "docs/a.md").write_text(GOOD)
    commit("there")
    os.chdir(root / "docs")
    assert [past.subject for past in history(load(root / "docs"), (".",), 9).pasts] == ["state", "there"]


def test_report_tells_the_trend(repository: Path, capsys: Capture) -> None:
    assert main(["report", "--history", "3"]) == 0
    assert capsys.readouterr().err.splitlines()[-1] == "Wrote contentlint-report.html."
    first = (repository / "contentlint-report.html").read_bytes()
    trend = page_data(repository / "contentlint-report.html")["trend"]
    assert [one["severities"] for one in trend] == [[2, 0, 0], [1, 0, 0], [0, 0, 0]]
    assert trend[0]["subject"] == r"deuxième <état> \u202e"
    assert main(["report", "--history", "3", "-o", "again.html"]) == 0
    assert (repository / "again.html").read_bytes() == first


def test_check_writes_the_same_page_with_collections_and_rules_in_french(site: Site) -> None:
    settings = '[[collections]]\nname = "guides"\nfiles = ["guides/*.md"]\n'
    site({"contentlint.toml": settings, "guides/a.md": BAD, "other/b.md": BAD})
    assert main(["check", "-q", "--lang", "fr", "--output-format", "html:page.html"]) == 1
    data = page_data(Path("page.html"))
    assert (data["language"], data["says"]["findings"]) == ("fr", "Constats")
    assert [group for _, group in data["paths"]] == ["guides", "other/"]
    ((name, category, page, _),) = data["rules"]
    assert (data["texts"][name], category, page[0]) == ("placeholder-link", "links", "# placeholder-link")
    assert main(["report", "-q", "--lang", "fr", "-o", "again.html"]) == 0
    assert Path("again.html").read_bytes() == Path("page.html").read_bytes()


def test_a_shallow_clone_says_so(repository: Path, tmp_path: Path, capsys: Capture) -> None:
    git("clone", "-q", "--depth", "2", f"file://{repository}", str(tmp_path / "clone"))
    os.chdir(tmp_path / "clone")
    assert main(["report", "--history", "9"]) == 0
    assert "warning: this clone is shallow: it has 2 of the 9 commits" in capsys.readouterr().err
    assert len(page_data(tmp_path / "clone" / "contentlint-report.html")["trend"]) == 2


def test_commits_that_git_does_not_have_whole_are_left_out(repository: Path) -> None:
    lost = git("rev-parse", "HEAD~3:a.md")
    (repository / ".git" / "objects" / lost[:2] / lost[2:]).unlink()
    told = history(load(repository), (".",), 9)
    assert [past.subject for past in told.pasts] == ["merge"]
    assert told.notes == ("3 of 4 commits are left out: this clone does not have all of their files",)


def test_without_git_there_is_no_history(site: Site, capsys: Capture) -> None:
    root = site({"a.md": BAD})
    assert main(["report", "--history", "2"]) == 2
    assert capsys.readouterr().err == "error: --history: there is no git repository with a commit here\n"
    assert not (root / "contentlint-report.html").exists()
    assert main(["report", "--history", "1"]) == 2
    assert "1 is not from 2 to 1000" in capsys.readouterr().err


def test_report_writes_through_no_link_that_leads_out(site: Site, tmp_path: Path, capsys: Capture) -> None:
    target = tmp_path.parent / "victim.html"
    target.write_text("mine")
    (site({"a.md": GOOD}) / "contentlint-report.html").symlink_to(target)
    assert main(["report"]) == 2
    assert "it is a link that leads out of the repository" in capsys.readouterr().err
    assert target.read_text() == "mine"


def test_report_ends_with_2_where_something_is_wrong(site: Site, capsys: Capture) -> None:
    site({"a.md": GOOD})
    assert main(["report", "missing.md"]) == 2
    assert "error: missing.md: there is no such file or folder" in capsys.readouterr().err
    assert main(["report", "-o", "no/such/folder.html"]) == 2
    assert "error: no/such/folder.html: No such file or directory" in capsys.readouterr().err
    assert main(["report", "-q", "--config", "none.toml"]) == 2
