"""What a run said is said again only where nothing that it depended on has changed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from linter import kept, replay

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Change = Callable[[Path], object]

AGAIN = "nothing changed"
PAGES = 120
PAGE = """\
---
title: Page {0}
tags: [one, two]
---

## Beginning

Some [words](page-{1}.md) and a [place](page-{1}.md#end), a picture ![plan](plan.png), and `code`.

| a | b |
| --- | --- |
| 1 | 2 |

## End

- a [link](TODO) of page {0}
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository in which nothing has changed for longer than file systems need to tell times apart."""
    root = tmp_path_factory.mktemp("above") / "site"
    root.mkdir()
    for number in range(PAGES):
        (root / f"page-{number}.md").write_text(PAGE.format(number, (number + 1) % PAGES))
    (root / "plan.png").write_bytes(b"\x89PNG")
    (root / ".gitignore").write_text("drafts/\n")
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    subprocess.run(["git", "add", "."], cwd=root, check=True)
    time.sleep(2.5)
    return root


def said(root: Path, *words: str) -> tuple[str, str, int]:
    """Return what a check says, on both streams, and how it ends."""
    command = [sys.executable, "-m", "linter", "check", "--jobs", "1", *words]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    return done.stdout, done.stderr, done.returncode


def recorded(root: Path, again: str = AGAIN) -> tuple[str, str, int]:
    """Run until what was said has been recorded; a change may be too recent for that at first."""
    for _ in range(3):
        first = said(root)
        if again in said(root)[1]:
            return first
        time.sleep(1)
    raise AssertionError("nothing was recorded")


def test_the_same_is_said_again_without_any_rule(pages: Path) -> None:
    out, err, code = recorded(pages)
    assert "page-7.md" in out
    again, summary, same = said(pages)
    assert (again, same) == (out, code)
    assert summary.split("(", 1)[0] == err.split("(", 1)[0]
    program = (
        "import atexit, sys; sys.argv[1:] = ['check', '--jobs', '1']; from linter.entry import run\n"
        "loaded = lambda: print('|', *[name for name in sys.modules if name.startswith('linter') or name == 're'])\n"
        "atexit.register(loaded); run()"
    )
    loaded = [
        subprocess.run([sys.executable, "-c", program], cwd=pages, capture_output=True, text=True, check=False).stdout
        for _ in range(2)
    ]
    assert "linter.engine" in loaded[0]
    assert sorted(loaded[1].rpartition("|")[2].split()) == ["linter", "linter.entry", "linter.replay"]


def rewritten(root: Path) -> None:
    """Change a page to one of the same length, and give it its old time."""
    page = root / "page-3.md"
    before = page.stat()
    page.write_text(page.read_text().replace("TODO", "page"))
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))


def ignored(root: Path) -> None:
    """Name a page in an ignore file, which keeps its length."""
    (root / ".gitignore").write_text("page-2*")
    subprocess.run(["git", "rm", "-q", "--cached", "page-20.md"], cwd=root, check=True)


def untracked(root: Path) -> None:
    """Take what is ignored into the index."""
    (root / "drafts").mkdir()
    (root / "drafts" / "new.md").write_text("[x](TODO)\n")
    recorded(root)
    subprocess.run(["git", "add", "-f", "drafts/new.md"], cwd=root, check=True)


def configured_above(root: Path) -> None:
    """Put a configuration into the folder above, and take git away, so that it holds."""
    (root / ".git").rename(root / "git")
    (root.parent / "contentlint.toml").write_text('[rules]\nplaceholder-link = "off"\n')


def committed(root: Path) -> None:
    """Commit what is there, so that git can tell later what was renamed."""
    commit = ("-c", "user.name=A", "-c", "user.email=a@exemple.fr", "commit", "-q", "--allow-empty", "-m", "a")
    baseline = [sys.executable, "-m", "linter", "baseline", "create"]
    subprocess.run(baseline, cwd=root, check=True, capture_output=True)
    (root / "new.md").write_text("[x](TODO)\n")
    time.sleep(2.1)
    assert "new.md" in recorded(root)[0]
    subprocess.run(["git", *commit], cwd=root, check=True)


def hidden(root: Path) -> None:
    """Put a page where tools keep things; git lists it all the same."""
    (root / ".hidden").mkdir()
    (root / ".hidden" / "new.md").write_text("[x](TODO)\n")


CHANGES: dict[str, Change] = {
    "a page of the same size and time": rewritten,
    "a new page": lambda root: (root / "new.md").write_text("[x](TODO)\n"),
    "a page less": lambda root: (root / "page-5.md").unlink(),
    "a picture less": lambda root: (root / "plan.png").unlink(),
    "a page in a hidden folder": hidden,
    "another name": lambda root: (root / "page-8.md").rename(root / "page-eight.md"),
    "a configuration": lambda root: (root / "contentlint.toml").write_text('[rules]\nplaceholder-link = "off"\n'),
    "a configuration above": configured_above,
    "an ignore file": ignored,
    "the index": untracked,
    "the history, with a baseline": committed,
    "a baseline": lambda root: (
        said(root, "--quiet")
        and subprocess.run(
            [sys.executable, "-m", "linter", "baseline", "create"], cwd=root, check=True, capture_output=True
        )
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_seen(pages: Path, tmp_path: Path, change: Change) -> None:
    root = tmp_path / "above" / "site"
    subprocess.run(["cp", "-a", pages, tmp_path], check=True)
    root.parent.mkdir()
    (tmp_path / "site").rename(root)
    time.sleep(2.1)  # copies are young, whatever their times say
    recorded(root)
    change(root)
    out, err, code = said(root)
    fresh, _, same = said(root, "--no-cache")
    assert AGAIN not in err
    assert (out, code) == (fresh, same)


def test_other_times_alone_are_no_change(pages: Path) -> None:
    out = recorded(pages)[0]
    for page in pages.glob("*.md"):
        page.touch()
    subprocess.run(["git", "status"], cwd=pages, check=True, capture_output=True)  # which writes the index
    (pages / ".tool").mkdir(exist_ok=True)  # what other tools keep in a hidden folder says nothing to us
    (pages / ".tool" / ".gitignore").write_text("*")
    again, err, _ = said(pages)
    assert AGAIN in err
    assert again == out


def test_a_large_picture_with_another_time_is_not_read(pages: Path, tmp_path: Path) -> None:
    root = tmp_path / "site"
    shutil.copytree(pages, root)
    (root / "plan.png").write_bytes(bytes(2**17))
    time.sleep(2.5)
    before = recorded(root)[0]
    os.utime(root / "plan.png", (1, 1))
    out, err, _ = said(root)
    assert AGAIN not in err
    assert out == before


def test_each_command_line_and_environment_has_its_own(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recorded(pages)
    assert AGAIN not in said(pages, "--select", "links")[1]
    assert AGAIN not in said(pages, "--no-cache")[1]
    monkeypatch.setenv("CONTENTLINT_LANG", "fr")
    assert "donnez-lui" in recorded(pages, "rien n’a changé")[0]
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert AGAIN not in said(pages)[1]


@pytest.mark.parametrize("keep", [0, 3, 40, -1])
def test_a_damaged_record_is_none(pages: Path, state: Path, keep: int) -> None:
    out = recorded(pages)[0]
    for record in (state / "cache").glob("*.run"):
        record.write_bytes(record.read_bytes()[:keep])
    again, err, _ = said(pages)
    assert AGAIN not in err
    assert again == out


def test_what_is_written_elsewhere_is_written_each_time(pages: Path, tmp_path: Path) -> None:
    for number in range(3):
        report = tmp_path / "report.json"
        assert AGAIN not in said(pages, "--output-format", f"json:{report}")[1], number
        report.unlink()


def test_a_cache_that_cannot_be_written_is_none(pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("CONTENTLINT_CACHE_DIR", str(tmp_path / "file" / "below"))
    for _ in range(2):
        _, err, code = said(pages)
        assert code == 1
        assert AGAIN not in err


def test_what_was_said_while_watching_is_not_said_again(pages: Path, state: Path) -> None:
    program = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from linter.entry import run; run()"
    )
    command = [sys.executable, "-c", program, "check", "--watch", "--jobs", "1"]
    with subprocess.Popen(command, cwd=pages, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as running:
        assert running.stdout is not None
        assert running.stdout.readline()
        time.sleep(1)
        running.send_signal(signal.SIGINT)
        running.stdout.read()
        assert running.wait(timeout=30) == 130
    assert not list((state / "cache").glob("*.run"))


def test_a_named_file_of_another_length_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing else is looked at then: a hook is mostly asked about what has just been written."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CONTENTLINT_CACHE_DIR", str(tmp_path / "cache"))
    page, words = tmp_path / "a.md", ["check", "a.md"]
    page.write_text("before")
    asked: list[list[str]] = []

    def still_holds(_: object, changed: list[str]) -> bool:
        asked.append(changed)
        return False

    signs = {str(page): replay.sign_of(str(page)), str(tmp_path / "b.md"): (1, 2, 3)}
    kept.write({"key": replay.key_of(words), "signs": signs, "answer": ("", "", "", 0)})
    assert replay.again(words, still_holds) is None
    assert asked == [[str(tmp_path / "b.md")]]
    page.write_text("longer")  # but it is not
    assert replay.again(words, still_holds) is None
    assert len(asked) == 2
    page.write_text("and now it is")
    assert replay.again(words, still_holds) is None
    page.unlink()
    assert replay.again(words, still_holds) is None
    assert len(asked) == 2
