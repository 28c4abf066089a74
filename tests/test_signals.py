"""A run that is told to stop writes the file that it is at to its end, and then stops."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from linter.signals import held

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_safety_promise_7_a_signal_waits_until_the_file_is_written(name: str, tmp_path: Path) -> None:
    number = getattr(signal, name)
    program = f"""
import os, signal
from linter.signals import held
signal.signal({int(number)}, signal.SIG_DFL)
with held():
    os.kill(os.getpid(), {int(number)})
    open("done", "w").close()
open("more", "w").close()
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, check=False)
    assert done.returncode == -number
    assert [one.name for one in tmp_path.iterdir()] == ["done"]


def test_an_interruption_is_raised_afterwards_and_handlers_are_as_before() -> None:
    before = [signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)]
    reached: list[bool] = []
    with pytest.raises(KeyboardInterrupt):
        _interrupted_twice(reached)
    assert reached == [True]
    assert [signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)] == before


def _interrupted_twice(reached: list[bool]) -> None:
    with held():
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
        reached.append(True)


def test_what_is_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with held():
            signal.raise_signal(signal.SIGHUP)
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


def test_in_other_threads_nothing_is_held() -> None:
    seen: list[object] = []

    def run() -> None:
        with held():
            seen.append(signal.getsignal(signal.SIGTERM))

    before = signal.getsignal(signal.SIGTERM)
    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert seen == [before]
