"""Rounds: feeds first, then what they name; channels page by page; every address once."""

import asyncio
import json
import threading
import time
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any

from tests.collect.small_server import NOW, Answer, QuickClock, Site, ToLoopback
from tolqyn.collect.clock import SystemClock
from tolqyn.collect.discovery import discover
from tolqyn.collect.fetch import Fetcher, Patience
from tolqyn.collect.health import health
from tolqyn.collect.known import Known, known_from
from tolqyn.collect.rounds import RoundOptions, collect
from tolqyn.collect.run_round import run_round
from tolqyn.collect.visit import VisitLimits
from tolqyn.model.capture import Arrival, Fetch, Lead, capture_identity
from tolqyn.model.identifiers import digest_of
from tolqyn.model.rejected import Rejected
from tolqyn.model.settings import Politeness, Source

POLITE = Politeness(delay_s=0.0, total_s=5.0, connect_s=2.0, allow_private=("*.test",))
XML = {"Content-Type": "application/rss+xml; charset=utf-8"}
RSS = """<?xml version="1.0" encoding="windows-1251"?><rss version="2.0"><channel><title>Жаңалықтар</title>
<item><title>Бірінші</title><link>/1?utm_source=rss</link><pubDate>Thu, 28 Nov 2024 10:00:00 +0500</pubDate></item>
<item><title>Екінші</title><link>/2</link><pubDate>Thu, 28 Nov 2024 11:00:00 +0500</pubDate></item>
<item><title>Қайта</title><link>/2#again</link></item></channel></rss>"""


def answers() -> dict[str, Answer | list[Answer]]:
    return {
        "/rss": Answer(RSS.encode(), headers={**XML, "ETag": '"r1"'}),
        "/1": Answer("<p>бір".encode()),
        "/2": Answer("<p>екі".encode()),
    }


async def one_round(site: Site, sources: list[Source], known: Known, **more: Any) -> list[Any]:
    limits = VisitLimits(telegram=site.at("").rstrip("/"), recent_days=30)
    options = RoundOptions(Patience(), limits, ToLoopback())
    return [event async for event in collect(sources, known, replace(POLITE, **more), QuickClock(), options)]


def of(kind: type, events: list[Any]) -> list[Any]:
    return [event for event in events if isinstance(event, kind)]


def test_a_feed_then_its_articles_newest_first() -> None:
    async def work() -> None:
        async with Site(answers()) as site:
            source = Source("kaz", "Қаз", site.at("/"), feeds=(site.at("/rss"),))
            events = await one_round(site, [source], Known())
            leads = of(Lead, events)
            named = [(lead.title, lead.address) for lead in leads]
            assert named == [("Екінші", site.at("/2")), ("Бірінші", site.at("/1"))]
            arrivals, fetches = of(Arrival, events), of(Fetch, events)
            assert [arrival.form for arrival in arrivals] == ["feed", "page", "page"]
            assert Counter(fetch.purpose for fetch in fetches) == {"feed": 1, "article": 2, "robots": 1}
            for arrival in arrivals:
                place = events.index(arrival)
                identity = capture_identity("kaz", arrival.form, arrival.address, digest_of(arrival.payload))
                assert events[place + 1].capture_id == identity
            (robots,) = [fetch for fetch in fetches if fetch.purpose == "robots"]
            assert (robots.outcome, robots.status, robots.reason) == ("known", 404, None)
            first = next(arrival for arrival in arrivals if arrival.address.endswith("/1"))
            hints = dict(first.hints)
            assert hints["feed_title"] == "Бірінші" and hints["feed_published"] == "2024-11-28T05:00:00+00:00"
            again = await one_round(site, [source], known_from(fetches, leads))
            assert [(fetch.purpose, fetch.outcome) for fetch in of(Fetch, again) if fetch.purpose != "robots"] == [
                ("feed", "unchanged")
            ]
            third = await one_round(site, [source], known_from(fetches + of(Fetch, again), leads))
            assert [fetch.outcome for fetch in of(Fetch, third) if fetch.purpose == "feed"] == ["unchanged"]

    asyncio.run(work())


def test_what_one_round_does_not_reach_the_next_one_does() -> None:
    async def work() -> None:
        async with Site(answers()) as site:
            source = Source("kaz", "Қаз", site.at("/"), feeds=(site.at("/rss"),))
            first = await one_round(site, [source], Known(), max_articles_per_source=1)
            second = await one_round(
                site, [source], known_from(of(Fetch, first), of(Lead, first)), max_articles_per_source=1
            )
            got = [fetch.address for fetch in of(Fetch, first + second) if fetch.purpose == "article"]
            assert sorted(got) == [site.at("/1"), site.at("/2")]

    asyncio.run(work())


def test_leads_of_no_watched_source_are_fetched_too() -> None:
    async def work() -> None:
        async with Site(answers()) as site:
            lead = Lead("led_1", "elsewhere", site.at("/1"), "gdelt", NOW, "Бірінші")
            events = await one_round(site, [], known_from([], [lead]))
            (arrival,) = of(Arrival, events)
            assert (arrival.source_id, dict(arrival.hints)["via"]) == ("elsewhere", "gdelt")
            assert not await one_round(site, [], known_from(of(Fetch, events), [lead]))

    asyncio.run(work())


def test_one_source_that_fails_stops_no_other() -> None:
    async def work() -> None:
        async with Site(answers() | {"/bad": Answer(b"<rss", headers=XML)}) as site:
            sources = [
                Source("gone", "gone", "http://gone.example/", feeds=("http://gone.example/rss",)),
                Source(
                    "bad", "bad", site.at("/"), feeds=(site.at("/bad"), site.at("/none"), "no address", "http://[bad")
                ),
                Source("bad2", "bad2", "http://[bad", feeds=("http://[bad/2",)),
                Source("kaz", "Қаз", site.at("/"), feeds=(site.at("/rss"),)),
            ]
            fetches = of(Fetch, await one_round(site, sources, Known()))
            ends = {fetch.address.rpartition("/")[2]: (fetch.outcome, fetch.reason) for fetch in fetches}
            assert ends["bad"] == ("captured", "bad-feed") and ends["none"] == ("failed", "http-status")
            assert ends["no address"] == ("refused", "bad-address") and ends["1"] == ("captured", None)

    asyncio.run(work())


def test_an_address_that_two_sources_name_is_fetched_once() -> None:
    async def work() -> None:
        async with Site(answers() | {"/rss2": Answer(RSS.encode(), headers=XML)}) as site:
            sources = [
                Source(name, name, site.at("/"), feeds=(site.at(path),))
                for name, path in (("a", "/rss"), ("b", "/rss2"))
            ]
            fetches = of(Fetch, await one_round(site, sources, Known()))
            assert max(Counter(fetch.address for fetch in fetches).values()) == 1

    asyncio.run(work())


def test_sitemaps_indexes_and_their_age() -> None:
    index = f"""<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
    <sitemap><loc>/old.xml</loc><lastmod>2020-01-01</lastmod></sitemap>
    <sitemap><loc>/news-sitemap.xml</loc><lastmod>{NOW:%Y-%m-%d}</lastmod></sitemap></sitemapindex>"""
    news = f"""<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
    <url><loc>/1</loc><news:news><news:publication_date>{NOW:%Y-%m-%dT%H:%MZ}</news:publication_date>
    <news:title>Тақырып</news:title></news:news></url><url><loc>/2</loc><lastmod>2020-01-01</lastmod></url></urlset>"""

    async def work() -> None:
        pages = answers() | {"/sitemap.xml": Answer(index.encode()), "/news-sitemap.xml": Answer(news.encode())}
        async with Site(pages) as site:
            source = Source("kaz", "Қаз", site.at("/"), feeds=(site.at("/sitemap.xml"),))
            events = await one_round(site, [source], Known())
            assert [(lead.title, lead.published_at) for lead in of(Lead, events)] == [("Тақырып", NOW)]
            assert "/old.xml" not in site.paths

    asyncio.run(work())


def channel_page(first: int, last: int) -> Answer:
    posts = "".join(f'<div data-post="tengri_news/{number}">Жаңалық</div>' for number in range(first, last + 1))
    return Answer(f'<meta property="og:title" content="Тенгри">{posts}'.encode())


def test_a_channel_is_read_back_to_what_is_known() -> None:
    async def work() -> None:
        head = "/s/tengri_news"
        pages: dict[str, Answer | list[Answer]] = {
            head: [channel_page(41, 60), channel_page(51, 70)],
            f"{head}?before=41": channel_page(21, 40),
            f"{head}?before=21": channel_page(1, 20),
            f"{head}?before=51": channel_page(31, 50),
        }
        async with Site(pages) as site:
            source = Source("t", "Тенгри", "https://t.me/tengri_news", channel="tengri_news")
            first = await one_round(site, [source], Known())
            assert [arrival.form for arrival in of(Arrival, first)] == ["telegram-page"] * 3
            known = known_from(of(Fetch, first), [])
            assert known.newest_posts == {site.at(head): 60} | {
                site.at(f"{head}?before=41"): 40,
                site.at(f"{head}?before=21"): 20,
            }
            second = await one_round(site, [source], known)
            assert [arrival.address for arrival in of(Arrival, second)] == [site.at(head)]
            gone = await one_round(site, [replace(source, channel="private_one")], Known())
            assert [fetch.outcome for fetch in of(Fetch, gone) if fetch.purpose == "feed"] == ["failed"]

    asyncio.run(work())


def test_a_source_without_feeds_is_searched_for_them() -> None:
    front = '<html lang="kk"><title>Қаз</title><link rel="alternate" type="application/rss+xml" href="/rss">'
    comments = '<link rel="alternate" type="application/rss+xml" href="/comments/feed">'

    async def work() -> None:
        async with Site(answers() | {"/": Answer((comments + front).encode())}) as site:
            events = await one_round(site, [Source("kaz", "Қаз", site.at("/"))], Known())
            assert len([item for item in of(Arrival, events) if item.form == "page"]) == 2
            assert Counter(fetch.purpose for fetch in of(Fetch, events))["discovery"] == 1

    asyncio.run(work())


def test_discovery() -> None:
    front = Answer(
        '<html lang="kk"><title>Қаз</title><link rel=alternate type="application/rss+xml" href="/rss">'.encode()
    )
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Лента", "items": [{"url": "/1", "title": "Т"}]}
    pages = answers() | {
        "/": front,
        "/bare": Answer(b"<title>x</title>"),
        "/feed.json": Answer(json.dumps(feed).encode(), headers={"Content-Type": "application/feed+json"}),
        "/s/tengri_news": channel_page(1, 3),
        "/s/nobody_here": Answer(b"<p>private"),
    }

    async def work() -> None:
        async with Site(pages) as site, Fetcher(POLITE, QuickClock(), Patience(), ToLoopback()) as fetcher:
            found = await discover(site.at("/"), fetcher)
            assert found == Source(
                "site.test", "Қаз", site.at("/"), languages=("kk",), feeds=(site.at("/rss"),), verified=True
            )
            found = await discover(site.at("/feed.json"), fetcher)
            assert isinstance(found, Source) and (found.name, found.feeds) == ("Лента", (site.at("/feed.json"),))
            found = await discover(site.at("/bare"), fetcher)
            assert isinstance(found, Source) and found.feeds == (site.at("/rss"),)
            base = site.at("").rstrip("/")
            for address in ("@tengri_news", "t.me/tengri_news", "https://t.me/s/tengri_news"):
                found = await discover(address, fetcher, base)
                assert isinstance(found, Source)
                assert (found.source_id, found.name, found.channel) == ("t.me/tengri_news", "Тенгри", "tengri_news")
            assert isinstance(await discover("@nobody_here", fetcher, base), Rejected)
            assert isinstance(await discover("gone.example", fetcher), Rejected)

    asyncio.run(work())


class SiteInThread:
    """A site on a loop of its own, for callers that have none."""

    def __init__(self, pages: dict[str, Answer | list[Answer]]) -> None:
        self.site = Site(pages)
        self._ready, self._stop = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()))

    async def _run(self) -> None:
        async with self.site:
            self._ready.set()
            while not self._stop.is_set():
                await asyncio.sleep(0.01)

    def __enter__(self) -> Site:
        self._thread.start()
        self._ready.wait()
        return self.site

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()


def test_the_plain_iterator_brings_the_same_and_ends_when_closed() -> None:
    options = RoundOptions(Patience(), VisitLimits(), ToLoopback())
    with SiteInThread(answers()) as site:
        source = Source("kaz", "Қаз", site.at("/"), feeds=(site.at("/rss"),))
        events = list(run_round([source], Known(), POLITE, SystemClock(), options))
        assert Counter(type(event).__name__ for event in events) == {"Arrival": 3, "Fetch": 4, "Lead": 2}
        slow = replace(POLITE, delay_s=60.0)
        rounds = run_round([source], Known(), slow, SystemClock(), options)
        started = time.monotonic()
        timer = threading.Timer(0.3, lambda: None)
        timer.start()
        rounds.close()  # type: ignore[attr-defined]
        assert time.monotonic() - started < 5
        rounds = run_round([source], Known(), POLITE, SystemClock(), options)
        next(rounds)
        rounds.close()  # type: ignore[attr-defined]
        many = Answer("".join(f"http://site.test:{site.port}/{n}\n" for n in range(500)).encode())
        site.answers["/many.txt"] = many
        rounds = run_round([replace(source, feeds=(site.at("/many.txt"),))], Known(), POLITE, SystemClock(), options)
        next(rounds)
        time.sleep(0.3)
        rounds.close()  # type: ignore[attr-defined]
        assert time.monotonic() - started < 5
        assert not [thread for thread in threading.enumerate() if thread.name == "collect"]


def fetch(hours: float, outcome: Any, purpose: Any = "feed", **more: Any) -> Fetch:
    at = NOW + timedelta(hours=hours)
    return Fetch(f"fet_{hours}{purpose}", "kaz", more.pop("address", "a"), purpose, at, outcome, **more)


def test_what_is_known() -> None:
    fetches = [
        fetch(0, "captured", "article", address="got", final_address="final"),
        fetch(0, "failed", "article", address="gone", status=404),
        fetch(0, "failed", "article", address="later", status=500),
        fetch(0, "refused", "article", address="forbidden", reason="forbidden-by-robots"),
        fetch(0, "failed", "feed", address="limited", retry_at=NOW + timedelta(days=1)),
        *(fetch(n, "failed", "article", address="never", status=500) for n in range(10)),
        fetch(1, "unchanged", address="feed", etag="2"),
        fetch(0, "captured", address="feed", etag="1"),
        fetch(2, "failed", address="feed"),
    ]
    leads = [Lead(f"led_{name}", "kaz", name, "feed", NOW) for name in ("got", "gone", "later", "forbidden", "never")]
    known = known_from(reversed(fetches), leads)
    assert known.done == {"got", "final", "gone", "never"}
    assert [lead.address for lead in known.pending] == ["later", "forbidden"]
    assert known.last["feed"].etag == "2" and known.waits["limited"] == NOW + timedelta(days=1)
    assert known.waits["later"] == NOW + timedelta(minutes=10) and known.waits["forbidden"] == NOW + timedelta(days=1)
    twice = known_from([*fetches, fetch(1, "failed", "article", address="later", status=500)], leads)
    assert twice.waits["later"] == NOW + timedelta(hours=1, minutes=20) and "feed" not in twice.waits


def test_health() -> None:
    rows = [fetch(hour, "captured") for hour in range(0, 240, 6)]
    rows += [fetch(hour + 0.5, "captured", "article", address=f"a{hour}") for hour in range(0, 120, 6)]
    rows += [fetch(250, "failed", reason="connection"), fetch(251, "failed", reason="too-slow")]
    rows += [fetch(252, "failed", "robots", reason="http-status")]
    (found,) = health(rows, NOW + timedelta(hours=260))
    assert found.reached_at == NOW + timedelta(hours=234) and found.failures == 2 and found.trouble == "too-slow"
    assert found.rhythm_s == 6 * 3600 and found.silent and found.news_at == NOW + timedelta(hours=114.5)
    (fresh,) = health(rows[:3], NOW)
    assert not fresh.silent and fresh.rhythm_s is None and health([], NOW) == []
