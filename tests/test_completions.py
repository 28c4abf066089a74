"""Completion in the shells themselves; those that are not installed are skipped visibly."""

from __future__ import annotations

import os
import re
import select
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from linter.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    Capture = pytest.CaptureFixture[str]


def script(shell: str, capsys: Capture, folder: Path) -> Path:
    assert main(["completions", shell]) == 0
    path = folder / "completions"
    path.write_text(capsys.readouterr().out, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("typed", "expected", "absent"),
    [
        ("contentlint che", {"check"}, {"fix"}),
        ("contentlint check --sin", {"--since"}, {"--staged"}),
        ("contentlint check --fail-on w", {"warning"}, {"never"}),
        ("contentlint check --select moji", {"mojibake"}, set()),
        ("contentlint check --output-format j", {"json", "json-lines", "junit"}, {"sarif"}),
        ("contentlint rule placeholder-", {"placeholder-link", "placeholder-email"}, set()),
        ("contentlint baseline ", {"create", "prune"}, {"check"}),
        ("contentlint completions ", {"bash", "zsh", "fish"}, set()),
    ],
)
@pytest.mark.parametrize("shell", ["bash", "fish"])
def test_what_a_shell_offers(  # noqa: PLR0913, PLR0917  # the case, and what pytest gives
    shell: str, typed: str, expected: set[str], absent: set[str], capsys: Capture, tmp_path: Path
) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    path = script(shell, capsys, tmp_path)
    if shell == "fish":
        lines = f"source {path}; complete -C '{typed}'"
    else:
        words = typed.split(" ")
        array = " ".join(f"'{word}'" for word in words)
        lines = (
            f"source {path}; COMP_WORDS=({array}); COMP_CWORD={len(words) - 1}; _contentlint; "
            'printf "%s\\n" "${COMPREPLY[@]}"'
        )
    done = subprocess.run([shell, "-c", lines], capture_output=True, text=True, check=True)
    offered = {line.split("\t")[0] for line in done.stdout.splitlines()}
    assert expected <= offered
    assert not absent & offered


PLAIN = {"bash": ["--norc", "--noprofile"], "zsh": ["-f"]}  # fish tells what it would complete (above)
LINES = {
    "contentlint che": "contentlint check ",
    "contentlint check --sin": "contentlint check --since ",
    "contentlint check --fail-on w": "contentlint check --fail-on warning ",
    "contentlint check --select moji": "contentlint check --select mojibake ",
    "contentlint baseline pru": "contentlint baseline prune ",
}


@pytest.mark.skipif(sys.platform == "win32", reason="there are no terminals of this kind")
@pytest.mark.parametrize("shell", sorted(PLAIN))
def test_a_tab_completes_the_line(shell: str, capsys: Capture, tmp_path: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    path = script(shell, capsys, tmp_path)
    ours, theirs = os.openpty()
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "TERM": "dumb"}
    words = [shell, *PLAIN[shell], "-i"]
    with subprocess.Popen(
        words, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, cwd=tmp_path, start_new_session=True
    ) as process:
        try:
            os.write(ours, f"source {path}; echo rea''dy\n".encode())
            assert "ready" in read_until(ours, "ready")
            for typed, wanted in LINES.items():
                os.write(ours, f"{typed}\t".encode())
                assert wanted in read_until(ours, wanted)
                os.write(ours, b"\x15")
        finally:
            process.kill()
            os.close(ours)
            os.close(theirs)


def read_until(terminal: int, wanted: str) -> str:
    """Return what a terminal shows, without the commands to it, once `wanted` is part of it; all of it after 20 s."""
    shown, until = "", time.monotonic() + 20
    while wanted not in shown and (left := until - time.monotonic()) > 0:
        if select.select([terminal], [], [], left)[0]:
            shown += re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\x08 ?", "", os.read(terminal, 65536).decode("utf-8", "replace"))
    return shown
