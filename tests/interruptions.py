"""Kill `fix` at random moments and count what is torn, lost or left behind: `python -m tests.interruptions`.

Each turn kills some runs one after the other on one tree, lets one finish, and takes all back. After each kill every
document must hold its old or its new bytes; after the run that finishes, the new ones, with nothing left behind; after
`--undo`, the old ones. Ends with 1 if anything was wrong. On a disk, most of the time is spent waiting for it:
`--folder /dev/shm` tests the same.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
CLEAN = "# Page {0}\n\nUne phrase.\n"
BAD = "---\ntitle: Page {0} du secteur privÃ©\n---\n\nhabilit√©es [nous](a{0}@exemple.fr)\n"
GOOD = "---\ntitle: Page {0} du secteur privé\n---\n\nhabilitées [nous](mailto:a{0}@exemple.fr)\n"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.interruptions")
    parser.add_argument("--files", type=int, default=2_000)
    parser.add_argument("--bad", type=int, default=300, help="how many of the files are to be fixed")
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--in-turn", type=int, default=4, help="kills before a run may finish")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where to work")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        counts = Trial(Path(folder), arguments).counts()
    print(json.dumps(counts, indent=1))  # noqa: T201  # a command line
    return int(any(counts.get(name) for name in ("torn", "lost", "strays", "unfinished", "not taken back")))


class Trial:
    """A tree of documents, and what became of it."""

    def __init__(self, folder: Path, arguments: argparse.Namespace) -> None:
        """Write the documents."""
        self.root, self.state = folder / "tree", folder / "state"
        self.arguments = arguments
        self.chance = random.Random(arguments.seed)  # noqa: S311  # moments, not secrets
        self.count: Counter[str] = Counter()
        self.old: dict[str, bytes] = {}
        self.new: dict[str, bytes] = {}
        for number in range(arguments.files):
            bad = number * arguments.bad // arguments.files != (number + 1) * arguments.bad // arguments.files
            name = f"d{number % 20}/{number}.md"
            self.old[name] = (BAD if bad else CLEAN).format(number).encode()
            self.new[name] = (GOOD if bad else CLEAN).format(number).encode()
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self.old[name])

    def counts(self) -> dict[str, int]:
        """Kill as often as was asked for, and return what was counted."""
        whole, writing = self.finish()
        self.undo()
        while self.count["kills"] < self.arguments.kills:
            for _ in range(self.arguments.in_turn):
                if not self.killed(whole, writing):
                    break
            whole, _ = self.finish()
            self.undo()
            print(dict(self.count), file=sys.stderr, flush=True)  # noqa: T201
        return dict(self.count)

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """Start a command in a group of processes of its own."""
        command = [sys.executable, "-m", "linter", "fix", "-q", "--select", "encoding,email-without-mailto", *words]
        there = {**os.environ, "XDG_STATE_HOME": str(self.state)}
        quiet = subprocess.DEVNULL
        return subprocess.Popen(command, cwd=self.root, env=there, stdout=quiet, stderr=quiet, start_new_session=True)

    def run(self) -> subprocess.Popen[bytes]:
        """Start a run."""
        return self.start("--jobs", str(self.arguments.jobs))

    def killed(self, whole: float, writing: float) -> bool:
        """Kill a run at any moment, or, every second time, while it writes; the process alone, or all of its group.

        Return False where it ended before that.
        """
        running, began, known = self.run(), time.monotonic(), self.journals()
        if self.chance.random() < 1 / 2:
            until = began + self.chance.uniform(0, whole)
        else:
            while running.poll() is None and self.journals() == known:
                time.sleep(0.001)
            until = time.monotonic() + self.chance.uniform(0, 2 / 3 * writing)
        with contextlib.suppress(subprocess.TimeoutExpired):
            running.wait(max(0.0, until - time.monotonic()))
        if running.poll() is not None:
            self.count["ended before the kill"] += 1
            return False
        one = self.chance.choice(SIGNALS)
        (os.killpg if self.chance.random() < 1 / 2 else os.kill)(running.pid, one)
        running.wait(60)
        self.count["kills"] += 1
        self.count[f"by {one.name}"] += 1
        self.count["kills while writing"] += self.journals() != known
        there = self.contents()
        self.count["strays right after a kill"] += len(there.keys() - self.old.keys())
        for name in self.old:
            if name not in there:
                self.count["lost"] += 1
            elif there[name] not in (self.old[name], self.new[name]):
                self.count["torn"] += 1
        return True

    def finish(self) -> tuple[float, float]:
        """Let a run finish; return how long it took, and how long it wrote."""
        began, known, wrote = time.monotonic(), self.journals(), 0.0
        running = self.run()
        while running.poll() is None:
            wrote = wrote or (time.monotonic() if self.journals() != known else 0.0)
            time.sleep(0.002)
        self.count["runs that finished"] += 1
        there = self.contents()
        self.count["strays"] += len(there.keys() - self.old.keys())
        self.count["unfinished"] += sum(there.get(name) != data for name, data in self.new.items())
        ended = time.monotonic()
        return ended - began, ended - (wrote or ended)

    def undo(self) -> None:
        """Take back what all runs since the last time changed."""
        self.start("--undo").wait(600)
        self.count["undone"] += 1
        there = self.contents()
        self.count["not taken back"] += sum(there.get(name) != data for name, data in self.old.items())
        self.count["strays"] += len(there.keys() - self.old.keys())

    def journals(self) -> set[tuple[str, bool]]:
        """Return the journals there are, each with whether something is in it."""
        with contextlib.suppress(OSError):
            return {(path.name, path.stat().st_size > 0) for path in self.state.rglob("*.journal")}
        return set()

    def contents(self) -> dict[str, bytes]:
        """Return the bytes of all files by their paths."""
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes() for path in self.root.rglob("*") if path.is_file()
        }


if __name__ == "__main__":
    sys.exit(main())
