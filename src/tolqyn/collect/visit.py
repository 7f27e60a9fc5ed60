"""One source in one round."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from urllib.parse import urlsplit

from tolqyn.collect.addresses import host_of, normal_form
from tolqyn.collect.channel_page import read_channel_page
from tolqyn.collect.feeds import Entry, Listing
from tolqyn.collect.fetch import Fetched, Fetcher
from tolqyn.collect.front_page import read_front_page, usual_places
from tolqyn.collect.known import Known
from tolqyn.collect.reports import Errand, Event, report
from tolqyn.collect.sitemaps import read_listing
from tolqyn.model.capture import Fetch, Form, Lead
from tolqyn.model.identifiers import identify
from tolqyn.model.rejected import Reason, Rejected
from tolqyn.model.settings import Source

_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml", "")


@dataclass(frozen=True, slots=True)
class VisitLimits:
    """Bounds of one visit. Sitemap entries older than `recent_days` are no leads: sitemaps list whole archives.

    After `seconds` no further article is begun; what is left waits for the next round.
    """

    telegram: str = "https://t.me"
    channel_pages: int = 10
    nested_sitemaps: int = 5
    recent_days: int = 7
    leads: int = 2000
    seconds: float = 1800.0


class Visit:
    """Feeds first, then the articles that leads name, newest first; or the pages of a channel.

    `asked` is shared by the visits of a round: an address that two sources name is fetched once.
    """

    def __init__(self, source: Source, fetcher: Fetcher, known: Known, limits: VisitLimits, asked: set[str]) -> None:
        self._source = source
        self._fetcher = fetcher
        self._known = known
        self._limits = limits
        self._asked = asked
        self._started = fetcher.clock.steady()
        self._leads: dict[str, Lead] = {
            lead.address: lead for lead in known.pending if lead.source_id == source.source_id
        }

    @property
    def host(self) -> str:
        """Where most of this visit's requests go; visits to one host take turns, for it is asked in turn anyway."""
        first = self._limits.telegram if self._source.channel else next(iter(self._source.feeds), self._source.address)
        form = normal_form(first)
        return host_of(form) if form else self._source.source_id

    async def events(self) -> AsyncIterator[Event | Lead]:
        """Everything that the visit brings; each address ends in exactly one `Fetch`."""
        self._started = self._fetcher.clock.steady()
        if self._source.channel:
            async for event in self._channel(self._source.channel):
                yield event
        if self._source.feeds or not self._source.channel:
            async for found in self._listings():
                yield found
        async for event in self._articles():
            yield event
        for event in self._robots():
            yield event

    async def _listings(self) -> AsyncIterator[Event | Lead]:
        """Feeds and sitemaps; where the workspace names none, those that the site names."""
        due = [(address, 0) for address in self._source.feeds]
        if not due and self._source.address and self._due(self._source.address):
            fetched = await self._fetch(self._source.address, conditional=False)
            for event in self._told(fetched, "discovery", None):
                yield event
            due = [(address, 0) for address in await self._named(fetched)]
        while due:
            address, depth = due.pop(0)
            if not self._due(address):
                continue
            purpose: Literal["feed", "sitemap"] = "sitemap" if "sitemap" in address.lower() else "feed"
            fetched = await self._fetch(address)
            listing = await self._read(fetched)
            wrong = listing if isinstance(listing, Rejected) else None
            for event in self._told(fetched, purpose, wrong):
                yield event
            if isinstance(listing, Listing):
                for lead in self._new_leads(listing, address):
                    yield lead
                due += [(entry.address, depth + 1) for entry in self._nested(listing) if depth < 2]

    async def _named(self, fetched: Fetched) -> tuple[str, ...]:
        """Feeds and sitemaps that a site's front page and robots.txt name, else where they usually stand."""
        if fetched.response is None:
            return ()
        address = fetched.final_address or fetched.address
        page = read_front_page(fetched.body, fetched.response.header("content-type"), address)
        robots = await self._fetcher.robots_of(address)
        return page.feeds or robots.sitemaps()[: self._limits.nested_sitemaps] or usual_places(address)

    async def _read(self, fetched: Fetched) -> Listing | Rejected | None:
        """What a fetched feed or sitemap says, read beside the loop, for parsing takes time."""
        if fetched.response is None or fetched.rejected is not None:
            return None
        declared, limit = fetched.response.header("content-type"), self._fetcher.politeness.max_decoded_bytes
        address = fetched.final_address or fetched.address
        return await asyncio.to_thread(read_listing, fetched.body, declared, address, limit)

    def _new_leads(self, listing: Listing, via: str) -> Iterable[Lead]:
        """Articles of a listing that were never named before, newest first."""
        now = self._fetcher.clock.now()
        oldest = now - timedelta(days=self._limits.recent_days)
        entries = {entry.address: entry for entry in reversed(listing.entries)}.values()
        recent = [entry for entry in entries if listing.kind == "feed" or (_moment(entry) or now) >= oldest]
        recent.sort(key=lambda entry: _moment(entry) or now, reverse=True)
        for entry in recent[: self._limits.leads]:
            lead_id = identify("led", self._source.source_id, entry.address)
            if entry.address in self._leads or entry.address in self._known.done or lead_id in self._known.leads:
                continue
            lead = Lead(lead_id, self._source.source_id, entry.address, via, now, entry.title, entry.published_at)
            self._leads[entry.address] = lead
            yield lead

    def _nested(self, listing: Listing) -> list[Entry]:
        """Sitemaps of an index that may hold news: the most recently changed, in the index's order where none says."""
        now = self._fetcher.clock.now()
        oldest = now - timedelta(days=self._limits.recent_days)
        fresh = [entry for entry in listing.nested if (entry.changed_at or now) >= oldest]
        fresh.sort(key=lambda entry: ("news" in urlsplit(entry.address).path, entry.changed_at or oldest), reverse=True)
        return fresh[: self._limits.nested_sitemaps]

    async def _articles(self) -> AsyncIterator[Event]:
        """Articles that leads name, newest first, as many as one round may fetch."""
        leads = sorted(self._leads.values(), key=lambda lead: lead.published_at or lead.found_at, reverse=True)
        for lead in [lead for lead in leads if self._due(lead.address)][
            : self._fetcher.politeness.max_articles_per_source
        ]:
            if not self._due(lead.address):
                continue
            if self._fetcher.clock.steady() - self._started > self._limits.seconds:
                return
            fetched = await self._fetch(lead.address)
            form: tuple[tuple[str, str | None], ...] = (
                ("via", lead.via),
                ("feed_title", lead.title),
                ("feed_published", lead.published_at.isoformat() if lead.published_at else None),
            )
            hints = tuple((name, value) for name, value in form if value)
            if fetched.response and fetched.response.media_type not in _PAGES:
                wrong = Rejected(Reason.UNKNOWN_FORM, fetched.response.media_type[:100])
                fetched = _without_bytes(fetched, wrong)
            for event in report(Errand(lead.source_id, "article", "page", self._last(lead.address), hints), fetched):
                yield event

    async def _channel(self, channel: str) -> AsyncIterator[Event]:
        """Pages of a channel from the newest back to a post that is known."""
        head = f"{self._limits.telegram}/s/{channel}"
        known = self._known.newest_posts.get(head, 0)
        address = head
        for _ in range(self._limits.channel_pages):
            if not self._due(address):
                return
            fetched = await self._fetch(address)
            declared = fetched.response.header("content-type") if fetched.response else None
            posts = read_channel_page(fetched.body, declared).posts
            empty = Rejected(Reason.NO_TEXT, "no public posts") if address == head else "no older posts"
            note: Rejected | str = f"newest post {posts[-1]}" if posts else empty
            hints = (("channel", channel),)
            errand = Errand(self._source.source_id, "feed", "telegram-page", self._last(address), hints)
            for event in report(errand, fetched, note if fetched.response else None):
                yield event
            if not posts or posts[0] <= known + 1:
                return
            address = f"{head}?before={posts[0]}"

    def _due(self, address: str) -> bool:
        """Whether an address is to be asked now: not yet in this round, and not while it is to be left alone."""
        until = self._known.waits.get(address)
        waits = until is not None and until > self._fetcher.clock.now()
        return not waits and (normal_form(address) or address) not in self._asked

    async def _fetch(self, address: str, *, conditional: bool = True) -> Fetched:
        """Fetch an address that is due."""
        self._asked.add(normal_form(address) or address)
        return await self._fetcher.fetch(address, self._last(address) if conditional else None)

    def _last(self, address: str) -> Fetch | None:
        return self._known.last.get(address)

    def _told(
        self, fetched: Fetched, purpose: Literal["discovery", "feed", "sitemap"], wrong: Rejected | None
    ) -> Iterable[Event]:
        form: Form = "page" if purpose == "discovery" else purpose
        return report(Errand(self._source.source_id, purpose, form, self._last(fetched.address)), fetched, wrong)

    def _robots(self) -> Iterable[Event]:
        """How each robots.txt ended that was read since the last visit told."""
        while self._fetcher.robots_read:
            fetched = self._fetcher.robots_read.popleft()
            last = self._known.last.get(fetched.address)
            yield from report(Errand(self._source.source_id, "robots", "robots", last), fetched)


def _moment(entry: Entry) -> datetime | None:
    """What is known of an entry's age."""
    return entry.published_at or entry.changed_at


def _without_bytes(fetched: Fetched, wrong: Rejected) -> Fetched:
    return Fetched(fetched.address, fetched.at, fetched.status, fetched.final_address, rejected=wrong)
