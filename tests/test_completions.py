"""Completion in the shells themselves; those that are not installed are skipped visibly."""

from __future__ import annotations

import shutil
import subprocess
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


def test_zsh_reads_its_script(capsys: Capture, tmp_path: Path) -> None:
    path = script("zsh", capsys, tmp_path)
    if shutil.which("zsh") is None:
        pytest.skip("zsh is not installed")
    subprocess.run(["zsh", "-n", str(path)], check=True)
