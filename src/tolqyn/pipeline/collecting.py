"""`collect`: one round over the sources, into the archive; and finding a source from its address."""

import asyncio
from collections.abc import Generator
from contextlib import closing
from typing import cast

from tolqyn.collect.clock import SystemClock
from tolqyn.collect.discovery import discover
from tolqyn.collect.fetch import Fetcher
from tolqyn.collect.health import Health, health
from tolqyn.collect.known import known_from
from tolqyn.collect.run_round import run_round
from tolqyn.model.capture import Arrival, Fetch, Lead
from tolqyn.model.errors import Invalid
from tolqyn.model.rejected import Rejected
from tolqyn.model.run import Run
from tolqyn.model.settings import Politeness, Settings, Source
from tolqyn.pipeline.intake import Intake, Progress
from tolqyn.store import View

BATCH = 100
"""Answers of a round that are stored together: a killed round loses no more than these from the tables, and nothing
from the archive."""


def collect_round(settings: Settings, intake: Intake, progress: Progress) -> list[Run]:
    """Fetch what is due; every address is accounted for by one row of `fetches`."""
    if not settings.sources:
        raise Invalid("this workspace watches no source", "tolqyn add ADDRESS, or tolqyn init DIR --pack NAME")
    view = intake.writer.view()
    known = known_from(view.records(Fetch), view.records(Lead))
    answers = run_round(settings.sources, known, settings.politeness, SystemClock())
    with closing(cast("Generator[Arrival | Fetch | Lead, None, None]", answers)):
        return intake.take("collect", answers, progress, BATCH)


def find_source(address: str, politeness: Politeness) -> Source:
    """The source at an address, with feeds that were read; raises `Invalid` where there is none."""
    found = asyncio.run(_discover(address, politeness))
    if isinstance(found, Rejected):
        raise Invalid(f"{address}: {found.detail}", "give the address of its feed or sitemap, or t.me/NAME")
    return found


async def _discover(address: str, politeness: Politeness) -> Source | Rejected:
    async with Fetcher(politeness, SystemClock()) as fetcher:
        return await discover(address, fetcher)


def health_of(view: View) -> list[Health]:
    """How each source that was ever asked answers lately, as of the newest fetch."""
    fetches = view.records(Fetch)
    return health(fetches, max(fetch.at for fetch in fetches)) if fetches else []
