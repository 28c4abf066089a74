"""Work in several processes: the same outcome as in one, and no item lost when a process dies."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from linter import runner, workers
from linter.config_file import load
from linter.session import Order

if TYPE_CHECKING:
    from collections.abc import Callable

needs_fork = pytest.mark.skipif(workers.worth(1000, 2) == 1, reason="no process can be forked here")
DEADLY = 7
PAGES = 200


def doubled(item: int) -> int:
    if item == DEADLY and os.getpid() != PARENT:
        os.kill(os.getpid(), signal.SIGKILL)
    return item * 2


PARENT = os.getpid()


@pytest.mark.parametrize("jobs", [1, pytest.param(2, marks=needs_fork), pytest.param(5, marks=needs_fork)])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    done: list[int] = []
    items = list(range(100, 400))
    assert workers.mapped(lambda item: item + 1, items, jobs, advance=done.append, lost=lambda item, _: -item) == [
        item + 1 for item in items
    ]
    assert sum(done) == len(items)


@pytest.mark.parametrize("jobs", [1, 2])
def test_of_each_result_is_kept_what_is_wanted(jobs: int) -> None:
    def kept(item: int, result: str) -> str:
        return f"{item}={result}"

    found = workers.mapped(str, range(300), jobs, advance=lambda _: None, lost=lambda *_: "", kept=kept)
    assert found == [f"{item}={item}" for item in range(300)]


@needs_fork
@pytest.mark.parametrize(("seconds", "alone"), [(0.0, True), (0.02, False)])
def test_processes_begin_where_the_first_items_take_long(seconds: float, alone: bool) -> None:  # noqa: FBT001  # a row
    def worked(_item: int) -> int:
        ends = time.process_time() + seconds
        while time.process_time() < ends:
            pass
        return os.getpid()

    found = workers.mapped(worked, range(110), 2, advance=lambda _: None, lost=lambda *_: 0, tried=True)
    assert found[0] == os.getpid()
    assert (set(found) == {os.getpid()}) == alone


@needs_fork
def test_an_item_that_ends_its_process_costs_itself_only() -> None:
    items = list(range(40))
    found = workers.mapped(doubled, items, 2, advance=lambda _: None, lost=lambda item, _: -item)
    assert found == [-item if item == DEADLY else item * 2 for item in items]


@needs_fork
def test_an_item_that_does_not_end_costs_itself_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "PATIENCE", 1.0)
    whys: list[str] = []

    def endless(item: int) -> int:
        while item in {3, DEADLY}:
            time.sleep(1)
        return item

    def lost(item: int, why: str) -> int:
        whys.append(why)
        return -item

    found = workers.mapped(endless, list(range(20)), 2, advance=lambda _: None, lost=lost)
    assert found == [-item if item in {3, DEADLY} else item for item in range(20)]
    assert whys == ["took more than 1 seconds and was ended"] * 2


@needs_fork
def test_nothing_is_left_running_when_the_process_that_was_started_dies(tmp_path: Path) -> None:
    script = (
        "import os, time\nfrom linter import workers\n"
        "def task(item):\n    print(os.getpid(), flush=True)\n    time.sleep(0.5)\n    return item\n"
        "workers.mapped(task, list(range(99)), 3, advance=lambda _: None, lost=lambda item, why: item)\n"
    )
    started = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, cwd=tmp_path)
    assert started.stdout is not None
    assert len({started.stdout.readline() for _ in range(3)}) == 3
    started.kill()
    started.communicate(timeout=20)  # which waits for the others, too: they have its standard output


@needs_fork
def test_an_error_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        workers.mapped(lambda item: 1 // item, [3, 2, 1, 0], 2, advance=lambda _: None, lost=lambda item, _: item)


@needs_fork
def test_one_and_several_processes_report_the_same(site: Callable[[dict[str, str | bytes]], Path]) -> None:
    pages: dict[str, str | bytes] = {
        f"pages/{number}.md": f"---\ntitle: Page {number}\nkind: {'pgae' if number == DEADLY else 'page'}\n---\n\n"
        + ("[a](TODO)\n" if number % 3 else "habilit√©es <!-- contentlint-disable-line -->\n")
        for number in range(60)
    }
    folder = site(pages)
    runs = [runner.run(load(folder), (str(folder),), Order(jobs=jobs)).run for jobs in (1, 2, 4)]
    assert runs[0].findings
    assert runs[0].findings == runs[1].findings == runs[2].findings


def many_pages() -> dict[str, str | bytes]:
    return {
        f"pages/{number}.md": f"---\ntitle: Page {number}\n---\n\n" + "[a](a@exemple.fr) habilit√©es\n"
        for number in range(PAGES)
    }


@needs_fork
def test_safety_promise_15_one_and_several_processes_fix_the_same(
    site: Callable[[dict[str, str | bytes]], Path], tmp_path: Path
) -> None:
    folder = site(many_pages())
    outcomes = []
    for jobs in (1, 2, 5):
        site(many_pages())
        run = runner.run(load(folder), (str(folder),), Order(fix=True, jobs=jobs)).run
        texts = {path.name: path.read_bytes() for path in (tmp_path / "pages").iterdir()}
        outcomes.append((run.findings, run.fixed, run.changed, run.errors, texts))
    assert len(outcomes[0][2]) == PAGES
    assert outcomes[0] == outcomes[1] == outcomes[2]


def forks(pid: int) -> list[int]:
    """Return the processes that one has forked, and that still run what it runs."""
    with contextlib.suppress(OSError):
        words = Path(f"/proc/{pid}/cmdline").read_bytes()
        children = map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
        return [one for one in children if Path(f"/proc/{one}/cmdline").read_bytes() == words]
    return []


@needs_fork
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="nothing here tells the children of a process")
@pytest.mark.parametrize("command", ["check", "fix"])
def test_safety_promise_9_a_process_that_is_killed_costs_one_finding(
    site: Callable[[dict[str, str | bytes]], Path], command: str
) -> None:
    folder = site(many_pages())
    if command == "check":
        time.sleep(2.5)  # what has just been written is not said again without looking
    words = [sys.executable, "-m", "linter", command, "--jobs", "2", "--output-format", "json"]
    running = subprocess.Popen(words, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    found: list[int] = []
    while len(found) < 2 and running.poll() is None:
        found = forks(running.pid)
    assert len(found) == 2, "there were no processes to kill"
    os.kill(found[0], signal.SIGKILL)
    out, err = running.communicate(timeout=120)
    assert running.returncode == 1, err
    report = json.loads(out)
    lost = [one for one in report["findings"] if one["rule"] == "internal-error"]
    assert [one["message"] for one in lost] == [
        "the process that read this file ended without a word; please report this"
    ]
    others = {one["path"] for one in report["findings"]} - {lost[0]["path"]}
    assert len(others) == (PAGES - 1 if command == "check" else 0)
    if command == "check":
        again = json.loads(subprocess.run(words, cwd=folder, capture_output=True, check=False).stdout)
        assert not [one for one in again["findings"] if one["rule"] == "internal-error"]
    if command == "fix":
        left = [path.name for path in (folder / "pages").iterdir() if b"mailto:a@" not in path.read_bytes()]
        assert left == [lost[0]["path"].removeprefix("pages/")]
        assert subprocess.run(words, cwd=folder, capture_output=True, check=False).returncode == 0


STARVED = """
import resource, sys
from linter.cli import main
main(["check", "--no-cache", "pages/0.md", "pages/1.md", "-o", "warm.json", "--output-format", "json"])
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + int(sys.argv[2]) * 2**20,) * 2)
sys.exit(main([sys.argv[1], "--jobs", "2", "pages", "-o", "report.json", "--output-format", "json"]))
"""


@needs_fork
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="nothing here tells how much memory a process has")
@pytest.mark.parametrize(("command", "megabytes"), [("check", 20), ("check", 50), ("fix", 20), ("fix", 50)])
@pytest.mark.usefixtures("uncovered")
def test_safety_promise_9_a_document_that_takes_all_memory_costs_itself_only(
    site: Callable[[dict[str, str | bytes]], Path], command: str, megabytes: int
) -> None:
    folder = site({**many_pages(), "pages/big.md": "[a](TODO)\n" * 60_000 + "habilit√©es\n"})
    words = [sys.executable, "-c", STARVED, command, str(megabytes)]
    done = subprocess.run(words, cwd=folder, capture_output=True, check=False, timeout=300)
    assert done.returncode == 1, done.stderr
    assert b"Traceback" not in done.stderr
    findings = json.loads((folder / "report.json").read_text())["findings"]
    starved = {one["path"] for one in findings if one["rule"] == "internal-error"}
    assert starved == {"pages/big.md"}
    if command == "check":
        assert {one["path"] for one in findings} == {f"pages/{number}.md" for number in range(PAGES)} | starved
    else:
        assert b"habilit\xe2" in (folder / "pages/big.md").read_bytes()
        left = [one.name for one in (folder / "pages").iterdir() if b"mailto:a@" not in one.read_bytes()]
        assert left == ["big.md"]


def test_there_are_no_more_processes_than_items() -> None:
    assert workers.worth(1, 8) == 1
    assert workers.worth(3, 8) <= 3
    assert workers.worth(10) == 1
