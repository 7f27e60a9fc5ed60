"""One round: every source's feeds, then the articles that they name."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field
from typing import Any

from tolqyn.collect.clock import Clock
from tolqyn.collect.fetch import Fetcher, Patience
from tolqyn.collect.known import Known
from tolqyn.collect.reports import Event
from tolqyn.collect.visit import Visit, VisitLimits
from tolqyn.model.capture import Lead
from tolqyn.model.settings import Politeness, Source

_WAITING_EVENTS = 16


@dataclass(frozen=True, slots=True)
class RoundOptions:
    """How a round goes about it. `telegram` is where channels are read; `resolver` stands in for DNS in tests."""

    patience: Patience = field(default_factory=Patience)
    limits: VisitLimits = field(default_factory=VisitLimits)
    resolver: Any = None


async def collect(
    sources: Sequence[Source], known: Known, politeness: Politeness, clock: Clock, options: RoundOptions | None = None
) -> AsyncGenerator[Event | Lead, None]:
    """What one round brings, as it comes: leads, and for each address due its `Arrival`, if any, and one `Fetch`.

    Sources are visited side by side, at most `politeness.max_hosts_at_once`; one that fails stops no other. Slow
    consumers slow the round down: no more than a few answers wait in memory.
    """
    options = options or RoundOptions()
    events = _Events()
    async with Fetcher(politeness, clock, options.patience, options.resolver) as fetcher:
        places = asyncio.Semaphore(politeness.max_hosts_at_once)
        asked: set[str] = set()
        visits = [
            Visit(source, fetcher, known, options.limits, asked) for source in (*sources, *_strays(sources, known))
        ]
        turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        tasks = [asyncio.create_task(_visit(visit, turns[visit.host], places, events)) for visit in visits]
        try:
            open_visits = len(tasks)
            while open_visits:
                event = await events.next()
                if event is None:
                    open_visits -= 1
                else:
                    yield event
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


def _strays(sources: Sequence[Source], known: Known) -> list[Source]:
    """Sources that are not watched but that imported leads name: only these leads are fetched."""
    watched = {source.source_id for source in sources}
    names = dict.fromkeys(lead.source_id for lead in known.pending if lead.source_id not in watched)
    return [Source(name, name, "") for name in names]


class _Events:
    """Events that wait for the consumer: producers wait while there are many, but the end of a visit never waits."""

    def __init__(self) -> None:
        self._room = asyncio.Semaphore(_WAITING_EVENTS)
        self._waiting: asyncio.Queue[Event | Lead | None] = asyncio.Queue()

    async def put(self, event: Event | Lead) -> None:
        await self._room.acquire()
        self._waiting.put_nowait(event)

    def end(self) -> None:
        self._waiting.put_nowait(None)

    async def next(self) -> Event | Lead | None:
        event = await self._waiting.get()
        if event is not None:
            self._room.release()
        return event


async def _visit(visit: Visit, turn: asyncio.Lock, places: asyncio.Semaphore, events: _Events) -> None:
    """One source's events, and their end, whatever ends them; forty channels of one host take one place, not forty."""
    try:
        async with turn, places:
            async for event in visit.events():
                await events.put(event)
    finally:
        events.end()
