"""A round for callers that know no event loop."""

import asyncio
import queue
import threading
from collections.abc import Callable, Coroutine, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from typing import Any

from tolqyn.collect.clock import Clock
from tolqyn.collect.known import Known
from tolqyn.collect.reports import Event
from tolqyn.collect.rounds import RoundOptions, collect
from tolqyn.model.capture import Lead
from tolqyn.model.settings import Politeness, Source

_WAITING = 16
_LOOK_AGAIN_S = 0.02
_PROMPTLY_S = 5.0
"""How long a closing caller waits for the thread: looking up a name cannot be stopped, and nothing else takes long."""


class _Ended:
    """Stands in the queue for the end of the round, with what ended it."""

    def __init__(self, problem: BaseException | None) -> None:
        self.problem = problem


_Waiting = queue.Queue[Event | Lead | _Ended]


def run_round(
    sources: Sequence[Source], known: Known, politeness: Politeness, clock: Clock, options: RoundOptions | None = None
) -> Iterator[Event | Lead]:
    """What `collect` brings, as a plain iterator.

    The network runs in a thread of its own, so that no time limit of a request counts the time that the caller
    takes to archive; a slow caller slows it down. Closing the iterator cancels every request and ends the thread.
    """
    waiting: _Waiting = queue.Queue(_WAITING)
    stop = threading.Event()

    async def bring() -> None:
        # Names are looked up in threads that cannot be stopped: a slow one must not take the place of the parsers.
        threads = ThreadPoolExecutor(politeness.max_hosts_at_once + 4, thread_name_prefix="collect")
        asyncio.get_running_loop().set_default_executor(threads)
        async with aclosing(collect(sources, known, politeness, clock, options)) as events:
            async for event in events:
                await _put(waiting, event, stop)

    thread = threading.Thread(target=_work, args=(bring, waiting, stop), name="collect", daemon=True)
    thread.start()
    try:
        while not isinstance(event := waiting.get(), _Ended):
            yield event
        if event.problem is not None:
            raise event.problem
    finally:
        stop.set()
        thread.join(_PROMPTLY_S)


def _work(bring: Callable[[], Coroutine[Any, Any, None]], waiting: "_Waiting", stop: threading.Event) -> None:
    """The thread's whole life: the round, then its end into the queue, unless nobody waits any more."""
    problem: BaseException | None = None
    try:
        asyncio.run(_until(bring(), stop))
    except BaseException as raised:  # noqa: BLE001 - carried to the caller's thread and raised there
        problem = raised
    while not stop.is_set():
        try:
            waiting.put(_Ended(problem), timeout=0.2)
            return
        except queue.Full:
            continue


async def _put(waiting: "_Waiting", event: Event | Lead, stop: threading.Event) -> None:
    """Into the queue when there is room, without holding up the loop."""
    while not stop.is_set():
        try:
            waiting.put_nowait(event)
            return
        except queue.Full:
            await asyncio.sleep(_LOOK_AGAIN_S)


async def _until(work: Coroutine[Any, Any, None], stop: threading.Event) -> None:
    """Run until done or until `stop` is set, whichever is first; then cancel and wait for the clean-up."""
    task = asyncio.create_task(work)
    while not task.done():
        await asyncio.wait({task}, timeout=0.1)
        if stop.is_set():
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            return
    await task
