"""Fuzz the targets with atheris, guided by coverage, each in a process of its own; ends with 1 if one fails.

    python -m tests.fuzz                         a thousand inputs for each target, as in CI
    python -m tests.fuzz fix yaml --seconds 600  ten minutes for each of these
    python -m tests.fuzz --executions 5000000    five million inputs in all, fewer for the slow targets

What makes a target fail is written to `fuzz-findings`, and belongs into a test.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.fuzz.beginnings import BEGINNINGS

FOUND = Path("fuzz-findings")
SEEDS = Path(__file__).parents[2] / "content"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("targets", nargs="*")
    parser.add_argument("--runs", type=int, default=1_000)
    parser.add_argument("--seconds", type=int, default=0, help="for each target, instead of --runs")
    parser.add_argument(
        "--corpus", type=Path, help="folder in which to collect inputs of interest, one for each target"
    )
    parser.add_argument("--executions", type=int, default=0, help="of all targets together, instead of --runs")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    arguments, rest = parser.parse_known_args()
    if arguments.one:
        fuzz(arguments.one, rest)
    from tests.fuzz.targets import TARGETS

    failed = [name for name in arguments.targets or TARGETS if not _passes(name, arguments)]
    print("failed: " + ", ".join(failed) if failed else "nothing found")  # noqa: T201  # a command line
    return 1 if failed else 0


def _passes(name: str, arguments: argparse.Namespace) -> bool:
    limit = f"-max_total_time={arguments.seconds}" if arguments.seconds else f"-runs={_runs(name, arguments)}"
    FOUND.mkdir(exist_ok=True)
    folders = [str(SEEDS / "guides"), str(SEEDS / "api")]
    if arguments.corpus:
        (arguments.corpus / name).mkdir(parents=True, exist_ok=True)
        folders.insert(0, str(arguments.corpus / name))
    words: list[str] = [
        limit,
        "-max_len=2000",
        "-timeout=20",
        "-rss_limit_mb=3000",
        f"-artifact_prefix={FOUND}/{name}-",
    ]
    with tempfile.TemporaryDirectory() as beginnings:
        for number, data in enumerate(BEGINNINGS.get(name, ())):
            Path(beginnings, str(number)).write_bytes(data)
        words += (one for one in (*folders, beginnings) if Path(one).is_dir())
        command = [sys.executable, "-m", "tests.fuzz", "--one", name, *words]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    lines = done.stderr.splitlines()
    print(name, next((line for line in reversed(lines) if line.startswith(("Done", "#"))), "?"), flush=True)  # noqa: T201
    if done.returncode:
        print("\n".join(lines[-40:]))  # noqa: T201
    return done.returncode == 0


def _runs(name: str, arguments: argparse.Namespace) -> int:
    from tests.fuzz.targets import SPEED, TARGETS

    if not arguments.executions:
        return int(arguments.runs)
    shares = {one: SPEED.get(one, 30) for one in arguments.targets or TARGETS}
    return int(arguments.executions * shares[name] / sum(shares.values())) + 1


def fuzz(name: str, words: list[str]) -> None:
    """Run one target in this process, which ends with it."""
    import atheris

    with atheris.instrument_imports(include=["linter"]):
        from tests.fuzz.targets import TARGETS
    atheris.Setup([sys.argv[0], *words], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
