"""How fast hosts are asked: so many requests at a time for each, and none while a host wants to be left alone."""

from __future__ import annotations

import asyncio
import contextlib
import email.utils
import time
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

_AT_A_TIME = 48
"""Requests to all hosts together."""

_GIVEN_UP = 5
"""Addresses of a host in a row without an answer, after which no more of them are asked in this run."""


class Pace:
    """The gates of all hosts; made within a running loop."""

    def __init__(self, per_host: int) -> None:
        """Take how many requests a host gets at a time."""
        self._all = asyncio.Semaphore(_AT_A_TIME)
        self._gates: dict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(per_host))
        self._not_before: dict[str, float] = {}
        self._failures: dict[str, int] = defaultdict(int)

    @contextlib.asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for a turn at a host, and until it may be asked again."""
        async with self._gates[host]:
            while (wait := self._not_before.get(host, 0.0) - time.monotonic()) > 0:  # noqa: ASYNC110  # it may have grown
                await asyncio.sleep(wait)
            async with self._all:
                yield

    def is_given_up(self, host: str) -> bool:
        """Tell whether a host answered so seldom that it is not asked any more."""
        return self._failures[host] >= _GIVEN_UP

    def note(self, host: str, *, answered: bool) -> None:
        """Note whether an address of a host was answered in the end."""
        self._failures[host] = 0 if answered else self._failures[host] + 1

    def leave_alone(self, host: str, seconds: float) -> None:
        """Ask a host nothing for a while."""
        self._not_before[host] = max(self._not_before.get(host, 0.0), time.monotonic() + seconds)


def retry_after(value: str | None, now: float) -> float | None:
    """Return the seconds of a Retry-After header (RFC 9110, 10.2.3), a number or a date; None where it is neither."""
    if value is None:
        return None
    if value.strip().isdecimal() and value.strip().isascii():
        return float(value.strip()[:9])
    with contextlib.suppress(ValueError, TypeError, OverflowError):
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - now)
    return None
