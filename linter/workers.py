"""Many items in several processes: in order, and none lost if a process dies, hangs or runs out of memory.

The processes are forked, so that they start at once and know all that this one does; where that is not safe (Windows,
macOS) there is but one. What they return must be picklable. The pools of the standard library cannot tell which item
ended a process, nor end one that hangs, and give all up when one dies; hence these.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections import deque

from linter.values import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkProcess
    from typing import Any, TypeVar

    T = TypeVar("T")
    R = TypeVar("R")


PATIENCE = 120.0
"""Seconds that one item may take in a process before that is ended; no document takes ten."""
_PAYS = 200  # items from which it is tried whether one more process pays
_WARM = 20  # items of which the first are slow, as they import and look up what the others need, too
_TRIAL = 0.25  # seconds of work after these, upon which that is decided
_LONG = 1.5
"""Seconds of work from which processes pay; each looks again for some of what the first has found."""
_CHUNKS = 8  # parts of the work that each process gets, so that none waits long for another
_MOST_IN_CHUNK = 100


def worth(count: int, wanted: int = 0) -> int:
    """Return how many processes to use for `count` items: `wanted`, or if 0 as many as pay; 1 where none can fork."""
    if not hasattr(os, "fork") or sys.platform == "darwin" or count < 2:  # noqa: PLR2004 -- nothing to share
        return 1
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(count, wanted or max(1, min(usable, count // _PAYS)))


def mapped(  # noqa: PLR0913  # most of them what becomes of a result, each by name
    task: Callable[[T], R],
    items: Sequence[T],
    jobs: int,
    *,
    advance: Callable[[int], None],
    lost: Callable[[T, str], R],
    kept: Callable[[T, R], R] = lambda item, result: result,  # noqa: ARG005
    tried: bool = False,
) -> list[R]:
    """Return what `task` makes of each of `items`, in order; `advance` is told how many more are done.

    If it is to be `tried` whether processes pay, this one does the first items, and goes on if the others take little
    time; else the processes begin with what it has learnt by then.
    `kept` is given each item and its result, in this process, as soon as it is there, and returns what to keep of it.
    Where a process dies or takes more than PATIENCE for an item, another one goes on with what comes after; `lost`
    makes the result of that item, and is told what happened. What `task` raises is raised here.
    """
    results: list[Any] = [None] * len(items)

    def done(index: int, result: R) -> None:
        results[index] = kept(items[index], result)
        advance(1)

    first, begun, spent = 0, 0.0, 0.0
    while tried and first < len(items) and spent < _TRIAL:
        if first <= _WARM:
            begun = time.process_time()
        done(first, task(items[first]))
        first += 1
        spent = time.process_time() - begun
    pays = not tried or spent / max(1, first - _WARM) * (len(items) - first) > _LONG
    if jobs < 2 or not pays:  # noqa: PLR2004 -- this process alone
        for index in range(first, len(items)):
            done(index, task(items[index]))
        return results
    size = max(1, min(_MOST_IN_CHUNK, (len(items) - first) // (jobs * _CHUNKS)))
    chunks = deque(range(start, min(start + size, len(items))) for start in range(first, len(items), size))
    crew = _Crew(lambda index: task(items[index]), chunks)
    try:
        while chunks or crew.members:
            crew.hire(jobs)
            for index, value, why in crew.news():
                if isinstance(value, _Raised):
                    raise value.error
                done(index, lost(items[index], why) if why else value)
    finally:
        crew.dismiss()
    return results


@dataclass(frozen=True, slots=True)
class _Raised:
    """What a task raised."""

    error: BaseException


@dataclass(slots=True)
class _Member:
    """A process, and the indices of the items that it still has to do; `since` is when it began with the first."""

    process: ForkProcess
    line: Connection
    todo: deque[int] = field(default_factory=deque)
    since: float = 0.0


@dataclass(slots=True)
class _Crew:
    """The processes at work, and the chunks of indices that none of them has begun."""

    task: Callable[[int], Any]
    chunks: deque[range]
    members: list[_Member] = field(default_factory=list)

    def hire(self, jobs: int) -> None:
        """Start processes up to `jobs`, and give each that has nothing to do a chunk. Raises OSError if none starts."""
        while self.chunks and len(self.members) < jobs:
            try:
                self.members.append(self._started())
            except OSError:  # there may be no more of them
                if not self.members:
                    raise
                break
            self._give(self.members[-1])

    def _started(self) -> _Member:
        from multiprocessing import get_context

        context = get_context("fork")
        here, there = context.Pipe()
        process = context.Process(target=_work, args=(self.task, there, [here, *(one.line for one in self.members)]))
        process.daemon = True
        process.start()
        there.close()
        return _Member(process, here)

    def _give(self, member: _Member) -> None:
        if not self.chunks:
            self._part(member)
            return
        chunk = self.chunks.popleft()
        member.todo.extend(chunk)
        member.since = time.monotonic()
        try:
            member.line.send(chunk)
        except OSError:  # it died, or waits for what it will never get: the next look at it will tell
            member.process.kill()

    def news(self) -> list[tuple[int, Any, str]]:
        """Wait for results; return index and value of each, and for what was lost why."""
        from multiprocessing.connection import wait

        first = min(member.since for member in self.members) + PATIENCE
        ready = set(wait([member.line for member in self.members], max(0.0, first - time.monotonic()) + 0.01))
        found: list[tuple[int, Any, str]] = []
        for member in tuple(self.members):
            if member.line in ready:
                found.append(self._heard(member))
            elif time.monotonic() - member.since > PATIENCE:
                found.append(self._gone(member, f"took more than {PATIENCE:.0f} seconds and was ended"))
        return found

    def _heard(self, member: _Member) -> tuple[int, Any, str]:
        try:
            value = member.line.recv()
        except (OSError, EOFError):
            return self._gone(member, "ended without a word")
        index = member.todo.popleft()
        member.since = time.monotonic()
        if not member.todo:
            self._give(member)
        return index, value, ""

    def _gone(self, member: _Member, why: str) -> tuple[int, Any, str]:
        index = member.todo.popleft()
        if member.todo:
            self.chunks.appendleft(range(member.todo[0], member.todo[-1] + 1))
        self._part(member)
        return index, None, why

    def _part(self, member: _Member) -> None:
        self.members.remove(member)
        member.line.close()
        member.process.kill()
        member.process.join()

    def dismiss(self) -> None:
        """End all that still work."""
        for member in tuple(self.members):
            self._part(member)


def _work(task: Callable[[int], Any], line: Connection, others: Sequence[Connection]) -> None:
    """Do what comes over the line until it is closed, as it is when the process that was started ends."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is left to that process
    os.environ["RUST_BACKTRACE"] = "0"  # to show one, a parser that is out of memory may wait for ever
    for other in others:
        other.close()
    with contextlib.suppress(EOFError, OSError):
        while True:
            for index in line.recv():
                line.send(_done(task, index))


def _done(task: Callable[[int], Any], index: int) -> Any:  # noqa: ANN401 -- whatever the task returns
    try:
        return task(index)
    except Exception as error:  # noqa: BLE001 -- it is raised where it can be handled
        return _Raised(error)
