"""Two thousand addresses of a server that means harm: a round ends within its bounds and accounts for every one."""

import asyncio
import socket
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from tests.collect.hostile_server import BEHAVIOURS, PLAN, HostileServer
from tolqyn.collect.clock import SystemClock
from tolqyn.collect.fetch import Patience
from tolqyn.collect.known import Known, known_from
from tolqyn.collect.rounds import RoundOptions, collect
from tolqyn.model.capture import Arrival, Fetch, Lead
from tolqyn.model.settings import Politeness, Source

BOUND_S = 90.0
POLITENESS = Politeness(
    delay_s=0.02,
    total_s=2.0,
    connect_s=2.0,
    max_bytes=200_000,
    max_decoded_bytes=1_000_000,
    max_redirects=4,
    max_hosts_at_once=32,
    allow_private=("*.hostile.test",),
)
PATIENCE = Patience(retries=2, backoff_s=0.05, retry_within_s=1.5, silent_after=3)
ARTICLES = sorted(set(BEHAVIOURS) - {"feed", "bad-feed", "limited"}, key=lambda name: name[::-1])
SLOW = {"silent", "slow-headers", "slow-body"}


class Loopback(AbstractResolver):
    """Names under `hostile.test` are this machine, `private.test` is inside a network, others do not exist."""

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_INET,  # noqa: ARG002
    ) -> list[ResolveResult]:
        if not host.endswith(("hostile.test", "private.test")) or host.startswith("nowhere"):
            raise OSError(f"no such host: {host}")
        place = "10.9.8.7" if host.endswith("private.test") else "127.0.0.1"
        return [
            ResolveResult(
                hostname=host, host=place, port=port, family=socket.AF_INET, proto=0, flags=socket.AI_NUMERICHOST
            )
        ]

    async def close(self) -> None:
        pass


OPTIONS = RoundOptions(patience=PATIENCE, resolver=Loopback())


def plan(server: HostileServer) -> list[Source]:
    """Sources of every sort, whose feeds name some two thousand articles."""
    PLAN.clear()
    sources = []

    def add(name: str, *feeds: str) -> None:
        addresses = tuple(server.address(name, feed) for feed in feeds)
        sources.append(Source(name, name, server.address(name, "/"), feeds=addresses))

    number = 0
    for host in range(72):
        PLAN[host] = []
        for place, behaviour in enumerate(ARTICLES):
            if behaviour in SLOW and (place + host) % 4:
                continue
            PLAN[host].append(f"/{behaviour}/{number}")
            number += 1
        add(f"mixed{host}", f"/feed/{host}")
    for host, name in enumerate(("limited0", "limited1", "limited2", "limited3"), 100):
        PLAN[host] = [f"/limited/{host - 100}", *(f"/good/{number + place}" for place in range(5))]
        number += 10
        add(name, f"/feed/{host}")
    robots = ("forbid", "partly", "robots-error", "robots-slow", "robots-endless", "robots-garbage")
    for host, name in enumerate(robots, 110):
        PLAN[host] = [f"/good/{place}" for place in range(12)]
        add(name, f"/feed/{host}")
    PLAN[120] = [f"/silent/{place}" for place in range(20)]
    add("mute", "/feed/120")
    for place in range(13):
        add(f"badfeed{place}", f"/bad-feed/{place}")
    add("nowhere", "/feed/1", "/feed/2")
    sources.append(
        Source("closed", "closed", "http://closed.hostile.test:9/", feeds=("http://closed.hostile.test:9/a",))
    )
    return sources


async def one_round(sources: list[Source], known: Known) -> tuple[list[Any], float]:
    started = time.monotonic()
    events = []
    async for event in collect(sources, known, POLITENESS, SystemClock(), OPTIONS):
        events.append(event)
    return events, time.monotonic() - started


def table(fetches: list[Fetch]) -> str:
    """Outcome by reason, for people."""
    counts = Counter((fetch.outcome, fetch.reason or "-") for fetch in fetches)
    rows = (f"{outcome:<10} {reason:<20} {count:>5}" for (outcome, reason), count in sorted(counts.items()))
    return "\n".join(rows)


@pytest.fixture(scope="module")
def outcome() -> Iterator[dict[str, Any]]:
    """Two rounds over the whole server, the second a moment after the first."""

    async def work() -> dict[str, Any]:
        async with HostileServer() as server:
            sources = plan(server)
            first, seconds = await one_round(sources, Known())
            fetches = [event for event in first if isinstance(event, Fetch)]
            leads = [event for event in first if isinstance(event, Lead)]
            second, _ = await one_round(sources, known_from(fetches, leads))
            return {"server": server, "first": first, "seconds": seconds, "second": second, "sources": sources}

    yield asyncio.run(work())


def fetches_of(events: list[Any]) -> list[Fetch]:
    return [event for event in events if isinstance(event, Fetch)]


@pytest.mark.slow
def test_every_address_is_accounted_for_once(outcome: dict[str, Any]) -> None:
    fetches = fetches_of(outcome["first"])
    leads = [event for event in outcome["first"] if isinstance(event, Lead)]
    print(f"\n{len(fetches)} addresses in {outcome['seconds']:.1f} s\n{table(fetches)}")  # noqa: T201
    assert outcome["seconds"] < BOUND_S
    addresses = Counter(fetch.address for fetch in fetches)
    assert max(addresses.values()) == 1, addresses.most_common(3)
    due = {lead.address for lead in leads} | {feed for source in outcome["sources"] for feed in source.feeds}
    assert due <= set(addresses) and len(due) > 2000
    assert {fetch.purpose for fetch in fetches if fetch.address not in due} == {"robots"}


@pytest.mark.slow
def test_each_behaviour_ends_as_it_should(outcome: dict[str, Any]) -> None:
    ends: dict[str, set[tuple[str, str | None]]] = {}
    for fetch in fetches_of(outcome["first"]):
        if fetch.source_id.startswith("mixed") and fetch.purpose == "article":
            behaviour = fetch.address.split("/")[3]
            ends.setdefault(behaviour, set()).add((fetch.outcome, fetch.reason))
    for behaviour in ("good", "cp1251", "koi8", "etag", "packed", "flaky", "redirect-good"):
        assert ends[behaviour] == {("captured", None)}, behaviour
    failed = {
        "endless": "too-large",
        "huge": "too-large",
        "bomb-gzip": "too-large",
        "bomb-brotli": "too-large",
        "bomb-nested": "bad-response",
        "broken-gzip": "bad-response",
        "error": "http-status",
        "gone": "http-status",
        "redirect-loop": "redirect-limit",
        "redirect-chain": "redirect-limit",
        "truncated": "truncated",
        "many-headers": "bad-response",
        "huge-header": "bad-response",
        "binary": "unknown-form",
        "silent": "too-slow",
        "slow-headers": "too-slow",
        "slow-body": "too-slow",
    }
    for behaviour, reason in failed.items():
        assert ends[behaviour] == {("failed", reason)}, (behaviour, ends[behaviour])
    assert ends["redirect-inside"] <= {("refused", "refused-address"), ("failed", "bad-response")}
    assert ends["not-http"] <= {("failed", "connection"), ("failed", "bad-response")}
    assert ends["bad-chunks"] <= {("failed", "truncated"), ("failed", "bad-response")}


@pytest.mark.slow
def test_robots_and_rest_are_respected(outcome: dict[str, Any]) -> None:
    asked = outcome["server"].asked
    assert not [path for path in asked if path.startswith("forbid /") and not path.endswith("robots.txt")]
    assert not [path for path in asked if path.startswith("robots-error /") and not path.endswith("robots.txt")]
    assert "partly /good/1" not in asked and "partly /good/2" in asked
    by_source: dict[str, list[Fetch]] = {}
    for fetch in fetches_of(outcome["first"]):
        by_source.setdefault(fetch.source_id, []).append(fetch)
    waited = [fetch for fetch in by_source["limited0"] if fetch.reason == "rate-limited"]
    assert waited and all(fetch.retry_at for fetch in waited)
    assert {fetch.outcome for fetch in by_source["limited1"] if fetch.purpose == "article"} == {"captured"}
    mute = [path for path in asked if path.startswith("mute /silent")]
    assert len(mute) <= 3


@pytest.mark.slow
def test_nothing_inside_the_network_was_kept(outcome: dict[str, Any]) -> None:
    arrivals = [event for event in outcome["first"] if isinstance(event, Arrival)]
    assert all(".hostile.test" in arrival.address for arrival in arrivals)
    assert all(len(item.payload) <= POLITENESS.max_bytes for item in arrivals if item.form != "robots")
    assert not any(b"root:" in arrival.payload for arrival in arrivals)


@pytest.mark.slow
def test_a_second_round_asks_only_for_what_is_due(outcome: dict[str, Any]) -> None:
    first, second = fetches_of(outcome["first"]), fetches_of(outcome["second"])
    got = {fetch.address for fetch in first if fetch.outcome == "captured" and fetch.purpose == "article"}
    assert got and not got & {fetch.address for fetch in second if fetch.purpose == "article"}
    assert max(Counter(fetch.address for fetch in second).values()) == 1
    feeds = {fetch.outcome for fetch in second if fetch.purpose == "feed" and fetch.source_id.startswith("mixed")}
    assert feeds == {"known"}
    assert not [event for event in outcome["second"] if isinstance(event, Lead)]
