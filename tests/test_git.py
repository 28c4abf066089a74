"""What git knows is asked in two ways, which answer alike."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from linter.git import GitError, Repository

if TYPE_CHECKING:
    from pathlib import Path

LISTING = ("ls-files", "-z", "--cached", "--others", "--exclude-standard")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    for number in range(2000):  # more than a pipe holds
        (tmp_path / f"{number:04} a page whose name is long, so that the list of all is longer still é.md").touch()
    (tmp_path / ".gitignore").write_text("0*\n", encoding="utf-8")
    return Repository(tmp_path)


def test_both_ways_answer_alike(repository: Repository) -> None:
    told = repository.told(*LISTING)
    assert told == repository.ask(*LISTING)
    assert told is not None
    assert len(told) > 2**16
    assert told.count("\0") == 1001


def test_what_git_refuses_is_none(repository: Repository, tmp_path: Path) -> None:
    assert repository.told("rev-parse", "--verify", "HEAD") is None
    assert Repository(tmp_path / "nowhere").told(*LISTING) is None
    with pytest.raises(GitError):
        repository.ask("rev-parse", "--verify", "HEAD")


def test_without_git_nothing_is_told(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert repository.told(*LISTING) is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGCHLD")
def test_it_is_told_where_nobody_may_hear_how_processes_end(repository: Repository) -> None:
    program = (
        "import signal, sys; signal.signal(signal.SIGCHLD, signal.SIG_IGN)\n"
        "from linter.git import Repository; print(len(Repository(sys.argv[1]).told(*sys.argv[2:])))"
    )
    words = [sys.executable, "-c", program, str(repository.folder), *LISTING]
    done = subprocess.run(words, capture_output=True, check=True, text=True)
    assert int(done.stdout) == len(repository.ask(*LISTING))
