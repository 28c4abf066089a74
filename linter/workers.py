"""Many items in several processes: in order, and none lost if a process dies.

The processes are forked, so that they start at once and know all that this one does; where that is not safe (Windows,
macOS) there is but one. What they return must be picklable.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future, ProcessPoolExecutor

T = TypeVar("T")
R = TypeVar("R")

_PAYS = 200  # items from which one more process is worth its start, about 20 ms
_CHUNKS = 8  # parts of the work that each process gets, so that none waits long for another
_MOST_IN_CHUNK = 100
_task: list[Callable[[Any], Any]] = []  # what the processes do, which they inherit


def worth(count: int, wanted: int = 0) -> int:
    """Return how many processes to use for `count` items: `wanted`, or if 0 as many as pay; 1 where none can fork."""
    if not hasattr(os, "fork") or sys.platform == "darwin" or count < 2:  # noqa: PLR2004 -- nothing to share
        return 1
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(count, wanted or max(1, min(usable, count // _PAYS)))


def mapped(
    task: Callable[[T], R],
    items: Sequence[T],
    jobs: int,
    *,
    advance: Callable[[int], None],
    lost: Callable[[T], R],
) -> list[R]:
    """Return what `task` makes of each of `items`, in order; `advance` is told how many more are done.

    Where a process dies, what it had to do is done again, each item in a process of its own; `lost` makes the result of
    an item that ends its process.
    """
    if jobs < 2:  # noqa: PLR2004 -- this process alone
        results = []
        for item in items:
            results.append(task(item))
            advance(1)
        return results
    size = max(1, min(_MOST_IN_CHUNK, len(items) // (jobs * _CHUNKS)))
    chunks = [items[start : start + size] for start in range(0, len(items), size)]
    _task.append(task)
    try:
        done = _in_processes(chunks, jobs, advance)
        return [
            result
            for chunk, results in zip(chunks, done, strict=True)
            for result in (results if results is not None else [_alone(item, lost, advance) for item in chunk])
        ]
    finally:
        _task.pop()


def _in_processes(chunks: Sequence[Sequence[T]], jobs: int, advance: Callable[[int], None]) -> list[list[Any] | None]:
    """Return the results of each chunk, None for those that were not done when a process died."""
    from concurrent.futures import as_completed
    from concurrent.futures.process import BrokenProcessPool

    with _pool(jobs) as pool:
        futures: list[Future[list[Any]]] = [pool.submit(_run, chunk) for chunk in chunks]
        try:
            for future in as_completed(futures):
                advance(len(future.result()))
        except BrokenProcessPool:
            pass
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return [future.result() if future.exception() is None else None for future in futures]


def _alone(item: T, lost: Callable[[T], R], advance: Callable[[int], None]) -> R:
    from concurrent.futures.process import BrokenProcessPool

    with _pool(1) as pool:
        try:
            result: R = pool.submit(_run, [item]).result()[0]
        except BrokenProcessPool:
            result = lost(item)
    advance(1)
    return result


def _pool(jobs: int) -> ProcessPoolExecutor:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("fork"), initializer=_leave_interrupts)


def _leave_interrupts() -> None:
    """Leave Ctrl-C to the process that was started: it ends the others."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _run(chunk: Sequence[Any]) -> list[Any]:
    return [_task[-1](item) for item in chunk]
