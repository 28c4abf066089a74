"""`fix` can be killed, run twice at once and taken back: each file is old or new, and nothing is left lying about."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from linter import journal
from linter.cli import main
from linter.journal import Journal, undo

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Site = Callable[[dict[str, str | bytes]], Path]

BAD = "# Titre {0}\n\n[Contact](contact@exemple.fr)\n\nLe secteur privÃ© ou public, {0}.\n"
GOOD = "# Titre {0}\n\n[Contact](mailto:contact@exemple.fr)\n\nLe secteur privé ou public, {0}.\n"
COMMAND = (sys.executable, "-m", "linter", "fix", "-q")
COUNT = 60


def contents(root: Path) -> dict[str, bytes]:
    files = (path for path in root.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def tree(count: int = COUNT) -> tuple[dict[str, str | bytes], dict[str, bytes]]:
    """Return documents to be fixed, and what becomes of them; some are long."""
    old: dict[str, str | bytes] = {}
    new: dict[str, bytes] = {}
    for number in range(count):
        more = "Une phrase.\n\n" * (2_000 if number % 10 == 0 else 1)
        old[f"d{number % 3}/{number}.md"] = (BAD.format(number) + more).encode()
        new[f"d{number % 3}/{number}.md"] = (GOOD.format(number) + more).encode()
    return old, new


@pytest.mark.usefixtures("uncovered")
def test_safety_promise_7_killed_at_any_moment(site: Site) -> None:
    old, new = tree()
    root = site(old)
    chance = random.Random(8)  # noqa: S311  # moments, not secrets
    started = time.monotonic()
    subprocess.run(COMMAND, check=False, capture_output=True)
    whole = time.monotonic() - started
    assert contents(root) == new
    for one in (signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGKILL, signal.SIGTERM, signal.SIGINT):
        assert main(["fix", "--undo"]) == 0
        assert contents(root) == old
        running = subprocess.Popen(COMMAND, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.3, 1.0) * whole)
        running.send_signal(one)
        running.wait()
        for name, data in contents(root).items():
            assert data in (old.get(name), new.get(name)) or name.endswith(".contentlint")
        subprocess.run(COMMAND, check=False, capture_output=True)
        assert contents(root) == new


@pytest.mark.usefixtures("uncovered")
def test_runs_at_once_do_not_disturb_each_other(site: Site) -> None:
    old, new = tree()
    root = site(old)
    running = [subprocess.Popen(COMMAND, stderr=subprocess.PIPE) for _ in range(3)]
    for one in running:
        _, said = one.communicate()
        assert one.returncode == 0, said
    assert contents(root) == new
    assert main(["fix", "--undo"]) == 0
    assert contents(root) == old


def test_what_ended_meanwhile_is_taken_back_as_well(site: Site) -> None:
    root = site({"a.md": BAD, "b.md": BAD})
    before = contents(root)
    with Journal(root) as slow:
        time.sleep(0.05)  # as file systems keep coarse times
        with Journal(root) as quick:
            quick.replace("a.md", BAD.encode(), b"mended")
        slow.replace("b.md", BAD.encode(), b"mended")
    assert main(["fix", "--undo"]) == 0
    assert contents(root) == before


def test_undo_gives_the_bytes_back(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    root = site({"a.md": BAD.replace("\n", "\r\n"), "é.md": BAD.encode("utf-8-sig"), "good.md": "# Titre\n"})
    before = contents(root)
    main(["fix"])
    assert contents(root) != before
    capsys.readouterr()
    assert main(["fix", "--undo"]) == 0
    assert "Gave 2 files the old content back." in capsys.readouterr().err
    assert contents(root) == before
    assert main(["fix", "--undo"]) == 0
    assert "nothing to take back" in capsys.readouterr().err


def test_what_changed_since_is_left_alone(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    root = site({"a.md": BAD, "b.md": BAD, "gone.md": BAD})
    main(["fix"])
    (root / "a.md").write_text("by hand")
    (root / "gone.md").unlink()
    assert main(["fix", "--undo"]) == 2
    said = capsys.readouterr().err
    assert "a.md: not taken back: it was changed since" in said
    assert "gone.md: not taken back: No such file" in said
    assert (root / "a.md").read_text() == "by hand"
    assert (root / "b.md").read_text() == BAD
    assert not (root / "gone.md").exists()


def test_only_the_last_run_is_taken_back(site: Site) -> None:
    root = site({"a.md": BAD})
    main(["fix"])
    (root / "b.md").write_text(BAD)
    main(["fix"])
    assert main(["fix", "--undo"]) == 0
    assert contents(root) == {"a.md": GOOD.encode(), "b.md": BAD.encode()}


def test_an_interrupted_run_and_the_one_that_goes_on_are_one(site: Site) -> None:
    root = site({"a.md": b"1", "b.md": b"1"})

    def interrupted() -> None:
        with Journal(root) as log:
            log.replace("a.md", b"1", b"2")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    with Journal(root) as log:
        log.replace("a.md", b"2", b"3")
        log.replace("b.md", b"1", b"2")
    assert undo(root).restored == ("a.md", "b.md")
    assert contents(root) == {"a.md": b"1", "b.md": b"1"}


def test_a_run_that_finds_nothing_left_ends_the_interrupted_one(site: Site) -> None:
    root = site({"a.md": b"1", "b.md": b"1"})
    program = (
        "import os; from pathlib import Path; from linter.journal import Journal\n"
        "Journal(Path.cwd()).replace('a.md', b'1', b'2'); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 9
    with Journal(root):
        pass
    with Journal(root) as log:
        log.replace("b.md", b"1", b"2")
    assert undo(root).restored == ("b.md",)


def test_what_a_killed_run_left_is_swept(site: Site) -> None:
    root = site({"a.md": b"1"})
    program = (
        "import os, sys; from pathlib import Path; from linter.journal import Journal; from linter import atomic\n"
        "atomic._still_wanted = lambda *_: os._exit(9)\n"
        "Journal(Path.cwd()).replace('a.md', b'1', b'2')"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 9
    assert len(contents(root)) == 2
    with Journal(root):
        assert contents(root) == {"a.md": b"1"}
    assert undo(root).restored == ()


def test_a_torn_record_is_none(site: Site) -> None:
    root = site({"a.md": b"1", "b.md": b"1"})
    with Journal(root) as log:
        log.replace("a.md", b"1", b"2")
        log.replace("b.md", b"1", b"2")
    folder = journal.folder_of(root)
    assert folder is not None
    [path] = folder.iterdir()
    path.write_bytes(path.read_bytes()[:-20])
    assert undo(root).restored == ("a.md",)


def test_a_damaged_journal_is_told_of(site: Site) -> None:
    root = site({"a.md": b"1"})
    with Journal(root) as log:
        log.replace("a.md", b"1", b"2")
    folder = journal.folder_of(root)
    assert folder is not None
    [path] = folder.iterdir()
    head, _, rest = path.read_bytes().partition(b"\n")
    path.write_bytes(head + b"\n" + bytes(len(rest)))
    assert undo(root).errors == ("a.md: not taken back: the journal is damaged",)
    assert contents(root) == {"a.md": b"2"}


def test_a_running_one_is_not_taken_back(site: Site) -> None:
    root = site({"a.md": b"1"})
    with Journal(root) as log:
        log.replace("a.md", b"1", b"2")
        program = "from pathlib import Path; from linter.journal import undo; print(undo(Path.cwd()).restored)"
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "()\n"
    assert contents(root) == {"a.md": b"2"}


def test_what_cannot_be_recorded_is_not_written(site: Site, capfd: pytest.CaptureFixture[str]) -> None:
    root = site({"a.md": BAD + "".join(chr(0x4E00 + n * 37 % 20000) for n in range(8_000))})
    before = contents(root)
    code = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (4096,) * 2); "
    run = "from linter.cli import main; sys.exit(main(['fix', '-q']))"
    done = subprocess.run([sys.executable, "-c", code + run], check=False)
    assert done.returncode == 2
    assert "a.md: not written: the journal" in capfd.readouterr().err
    assert contents(root) == before


def test_safety_promise_16_no_state_folder_is_no_error(
    site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = site({"a.md": BAD, "b.md": BAD})
    monkeypatch.setenv("XDG_STATE_HOME", "/proc/1/none")
    assert main(["fix"]) == 0
    assert capsys.readouterr().err.count("fix --undo will not be possible") == 1
    assert contents(root) == {"a.md": GOOD.encode(), "b.md": GOOD.encode()}
    assert main(["fix", "--undo"]) == 0


def _read_only(root: Path) -> None:
    (root / "bad.md").chmod(0o444)


def _linked(root: Path) -> None:
    os.link(root / "bad.md", root / "other.txt")


@pytest.mark.parametrize("change", [_read_only, _linked])
def test_what_cannot_be_written_stops_nothing(
    site: Site, capsys: pytest.CaptureFixture[str], change: Callable[[Path], None]
) -> None:
    root = site({"bad.md": BAD, "good.md": BAD})
    change(root)
    assert main(["fix"]) == 2
    assert "error: bad.md: not written: " in capsys.readouterr().err
    assert (root / "bad.md").read_text() == BAD
    assert (root / "good.md").read_text() == GOOD


@pytest.mark.skipif(os.getuid() != 0 or not shutil.which("setpriv"), reason="needs root, to become somebody else")
def test_a_read_only_folder(site: Site) -> None:
    root = site({"sub/bad.md": BAD})
    (root / "sub").chmod(0o555)
    words = ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override", "--", *COMMAND]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 2, done
    assert "sub/bad.md: not written: Permission denied" in done.stderr
    assert contents(root) == {"sub/bad.md": BAD.encode()}
