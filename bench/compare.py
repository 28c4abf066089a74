"""Time contentlint beside the other tools that are installed, alternately, in one run.

    python bench/compare.py TREE [--runs 5] [--only rumdl,mdformat]
    python bench/compare.py --generate 10000 FOLDER      (writes pages there first; fetches nothing)

The peers are taken from PATH; those that are missing are left out. They come from PyPI and npm:

    pip install rumdl pymarkdownlnt mdformat mdformat-gfm mdformat-frontmatter ftfy
    npm install --global markdownlint-cli2 remark-cli remark-frontmatter

Every tool checks a copy of one tree with its defaults and changes nothing; those that keep a cache run with it, too,
when nothing and when one page has changed. Printed are the medians of wall time, of CPU seconds (the tool and all its
processes) and of peak memory, and what each takes over what contentlint takes.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

FTFY = """\
import ftfy, pathlib
for page in pathlib.Path(".").rglob("*.md"):
    ftfy.fix_text(page.read_text("utf-8", "replace"))
"""
STAT = """\
import os
for base, _, names in os.walk("."):
    for name in names:
        os.stat(f"{base}/{name}")
"""
AGAIN, ONE = ", nothing changed", ", one page changed"
TOOLS: dict[str, list[str]] = {
    "contentlint": ["contentlint", "check", ".", "--exit-zero", "--quiet", "--no-cache"],
    "contentlint, one process": ["contentlint", "check", ".", "--exit-zero", "--quiet", "--no-cache", "--jobs", "1"],
    f"contentlint{AGAIN}": ["contentlint", "check", ".", "--exit-zero", "--quiet"],
    f"contentlint{ONE}": ["contentlint", "check", ".", "--exit-zero", "--quiet", "--jobs", "1"],
    "rumdl": ["rumdl", "check", "--no-cache", "."],
    f"rumdl{AGAIN}": ["rumdl", "check", "."],
    f"rumdl{ONE}": ["rumdl", "check", "."],
    "a loop of os.stat": [sys.executable, "-c", STAT],
    "python -c pass": [sys.executable, "-c", "pass"],
    "markdownlint-cli2": ["markdownlint-cli2", "**/*.md"],
    "pymarkdown": ["pymarkdown", "scan", "-r", "."],
    "mdformat": ["mdformat", "--check", "."],
    "remark": ["remark", "--quiet", "--no-stdout", "--frail", "--use", "remark-frontmatter", "."],
    "ftfy": [sys.executable, "-c", FTFY],
}
WORDS = """
accès données service public usager démarche habilitation référentiel adresse échange dossier équipe
the of and to use data page guide access request form office north river season
""".split()  # noqa: SIM905 -- easier to read than a list
SETTLING = 2.5  # seconds from which on contentlint trusts the times of files
BROKEN = 2  # exit codes from which a tool did not do its work


class Cost(NamedTuple):
    """What one run took: seconds of wall time and of CPU, and MiB at the most."""

    wall: float
    cpu: float
    memory: float


def measured(command: list[str], folder: Path) -> Cost:
    """Run a command in a folder, its output thrown away, and return what it took; end if it did not do its work."""
    started = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 -- the tools named above
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    if os.waitstatus_to_exitcode(status) not in range(BROKEN):
        sys.exit(f"{' '.join(command)}: ended with {os.waitstatus_to_exitcode(status)}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def median(costs: list[Cost]) -> Cost:
    """Return the median of each figure."""
    return Cost(*map(statistics.median, zip(*costs, strict=True)))


def generate(folder: Path, count: int) -> None:
    """Write `count` pages with front matter, headings, lists, links and tables, the same for the same count.

    One in ten has something wrong with it, as on a site that is looked after: a placeholder, or a misread word.
    """
    draw = random.Random(count)  # noqa: S311 -- no secret
    for number in range(count):
        path = folder / f"section-{number % 40:02}" / f"page-{number:06}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = page(draw, number)
        if number % 10 == 0:
            text += "\n" + ("[more](TODO)\n" if number % 20 else "Les donnÃ©es sont prÃªtes.\n")
        path.write_text(text, encoding="utf-8")


def page(draw: random.Random, number: int) -> str:
    """Return a page made of random words."""

    def sentence(length: int) -> str:
        return " ".join(draw.choices(WORDS, k=length)).capitalize()

    date = f"2024-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
    parts = [f"---\ntitle: {sentence(4)}\ndate: {date}\ntags: [{', '.join(draw.choices(WORDS, k=2))}]\n---\n"]
    for section in range(draw.randint(2, 8)):
        parts.append(f"## {sentence(3)} {section}\n")
        parts.append(f"{sentence(40)}. [{sentence(2)}](https://portail.exemple.fr/{number})\n")
        parts.append("\n".join(f"- {sentence(8)}" for _ in range(draw.randint(2, 6))) + "\n")
        parts.append("| a | b |\n| --- | --- |\n" + "".join(f"| {sentence(2)} | {number} |\n" for _ in range(3)))
    return "\n".join(parts)


def table(costs: dict[str, list[Cost]]) -> str:
    """Return the medians as a table."""
    ours = median(costs["contentlint"])
    lines = [f"{'tool':26} {'wall s':>8} {'CPU s':>8} {'MiB':>7} {'wall/ours':>10} {'CPU/ours':>9}"]
    for name, each in costs.items():
        one = median(each)
        ratios = f"{one.wall / ours.wall:10.2f} {one.cpu / ours.cpu:9.2f}"
        lines.append(f"{name:26} {one.wall:8.2f} {one.cpu:8.2f} {one.memory:7.0f} {ratios}")
    return "\n".join(lines)


def main() -> None:
    """Measure what the command line asks for, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tree", type=Path)
    parser.add_argument("--generate", type=int, metavar="N", help="write N pages there first")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", default="", help="these tools besides contentlint, by name, with commas")
    arguments = parser.parse_args()
    if arguments.generate:
        generate(arguments.tree, arguments.generate)
    wanted = {name for name in arguments.only.split(",") if name}
    tools = {
        name: command
        for name, command in TOOLS.items()
        if shutil.which(command[0]) and (not wanted or name.partition(",")[0] in {*wanted, "contentlint"})
    }
    costs: dict[str, list[Cost]] = {name: [] for name in tools}
    with tempfile.TemporaryDirectory() as scratch:
        tree, edited = Path(scratch) / "tree", Path(scratch) / "edited"
        for copy in (tree, edited):
            shutil.copytree(arguments.tree, copy, symlinks=True, ignore=shutil.ignore_patterns(".git"))
        all_pages = sorted(edited.rglob("*.md"))
        page = all_pages[len(all_pages) // 2]
        time.sleep(SETTLING)
        for name, command in tools.items():
            if name.endswith((AGAIN, ONE)):
                measured(command, edited if name.endswith(ONE) else tree)
        for _ in range(arguments.runs):
            for name, command in tools.items():
                if name.endswith(ONE):
                    with page.open("a") as file:
                        file.write("\nOne more line.\n")
                costs[name].append(measured(command, edited if name.endswith(ONE) else tree))
        pages = sum(1 for _ in tree.rglob("*.md"))
    sys.stdout.write(f"{pages} pages, median of {arguments.runs} alternating runs\n{table(costs)}\n")


if __name__ == "__main__":
    main()
