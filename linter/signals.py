"""Signals that wait until a file is written: a run that is told to stop leaves nothing half done behind."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

_STOPS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def held() -> Iterator[None]:
    """Keep signals that end a program back, and deliver the first at the end; those that are ignored stay so.

    Only the main thread of a program gets signals: in others nothing is done.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        came.append(number)

    before = {one: signal.getsignal(one) for one in _STOPS}
    held_back = {one: handler for one, handler in before.items() if handler not in (signal.SIG_IGN, None)}
    for one in held_back:
        signal.signal(one, note)
    try:
        yield
    finally:
        for one, handler in held_back.items():
            signal.signal(one, handler)
        if came:
            signal.raise_signal(came[0])
