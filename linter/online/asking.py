"""Asking many addresses: a few at a time for each host, what is remembered not at all."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections import defaultdict
from typing import TYPE_CHECKING

from linter.external import host_of
from linter.online.chase import Chase
from linter.online.pacing import Pace
from linter.online.transport import Transport

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

    from linter.external import Answer, Manner
    from linter.online.memory import Memory

_GRACE = 3.0
"""Seconds that requests under way get after Ctrl-C: what is answered need not be asked again."""


def ask(
    wanted: Mapping[str, frozenset[str]],
    manner: Manner,
    memory: Memory,
    progress: Callable[[int, int], None] = lambda done, total: None,  # noqa: ARG005
) -> dict[str, Answer]:
    """Return what each address answers; `wanted` maps it to the fragments that are looked for in its page.

    What the manner excludes is left out. Each answer is remembered as soon as it is there, so that an interrupted run
    can be gone on with. At Ctrl-C nothing more is asked; what is under way gets a moment to be answered. Raises
    KeyboardInterrupt then, at a second Ctrl-C at once.
    """
    asked = {url: fragments for url, fragments in wanted.items() if not manner.excludes(url)}
    known = {url: memory.get(url, fragments) for url, fragments in asked.items()}
    answers = {url: answer for url, answer in known.items() if answer is not None}
    progress(len(answers), len(asked))
    queues: dict[str, list[str]] = defaultdict(list)
    for url in reversed([url for url in asked if url not in answers]):
        queues[host_of(url) or ""].append(url)

    async def work(chase: Chase, queue: list[str]) -> None:
        while queue:
            url = queue.pop()
            answers[url] = answer = await chase.ask(url, asked[url])
            memory.keep(url, answer)
            progress(len(answers), len(asked))

    async def everything() -> None:
        transport = Transport(allow_private=manner.allow_private)
        chase = Chase(transport, Pace(manner.per_host), manner.timeout, manner.pause)
        try:
            async with asyncio.TaskGroup() as group:
                for queue in queues.values():
                    for _ in range(min(manner.per_host, len(queue))):
                        group.create_task(work(chase, queue))
        finally:
            await transport.aclose()

    if queues:
        interrupted = asyncio.run(_was_interrupted(everything(), queues))
        if interrupted:
            raise KeyboardInterrupt
    return answers


async def _was_interrupted(asking: Coroutine[None, None, None], queues: Mapping[str, list[str]]) -> bool:
    """Await the asking of all addresses; at Ctrl-C empty the queues, so that only what is under way is waited for."""
    task, loop = asyncio.ensure_future(asking), asyncio.get_running_loop()
    interrupted = False

    def stop() -> None:
        nonlocal interrupted
        if interrupted:
            task.cancel()
        interrupted = True
        for queue in queues.values():
            queue.clear()
        loop.call_later(_GRACE, task.cancel)

    # Windows has none of these, nor has any thread but the main one; a job in the background is not to be interrupted.
    with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
        if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
            loop.add_signal_handler(signal.SIGINT, stop)
    try:
        await task
    except asyncio.CancelledError:
        if not interrupted:
            raise
    finally:
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
            loop.remove_signal_handler(signal.SIGINT)
    return interrupted
