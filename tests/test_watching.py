"""`check --watch`: a real process, real changes of files, and an interruption."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from linter.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Site = Callable[[dict[str, str | bytes]], Path]
    Capture = pytest.CaptureFixture[str]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for other processes")
def test_a_change_is_checked_at_once(site: Site) -> None:
    root = site({"a.md": "[guide](TODO)\n"})
    formats = ["--output-format", "concise", "--output-format", "json:out.json"]
    words = [sys.executable, "-m", "linter", "check", "--watch", "-q", *formats]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stdout.readline().startswith("a.md:1:9")
        (root / "b.md").write_text("[notice](FIXME)\n", encoding="utf-8")
        assert [running.stdout.readline()[:8] for _ in range(2)] == ["a.md:1:9", "b.md:1:1"]
        running.send_signal(signal.SIGINT)
        assert running.wait() == 130
        assert running.stdout.read() == ""  # the report that it writes is no change


def test_standard_input_cannot_be_watched(site: Site, capsys: Capture) -> None:
    site({})
    assert main(["check", "--watch", "--stdin-filename", "a.md", "-"]) == 2
    assert "--watch reads files" in capsys.readouterr().err
