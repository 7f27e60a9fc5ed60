"""Fetching: polite, bounded, and honest about how each address ended."""

import asyncio
import gzip
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

import pytest

from tests.collect.small_server import NOW, Answer, QuickClock, Site, ToLoopback
from tolqyn.collect.fetch import Fetched, Fetcher, Patience, retry_time
from tolqyn.model.capture import Fetch
from tolqyn.model.rejected import Reason
from tolqyn.model.settings import Politeness

POLITE = Politeness(delay_s=2.0, total_s=5.0, connect_s=2.0, allow_private=("*.test",), max_bytes=5000)
PAGE = Answer("<p>Жаңалық".encode())
T = TypeVar("T")


def served(
    answers: dict[str, Answer | list[Answer]], work: Callable[[Site, Fetcher], Awaitable[T]], **more: object
) -> T:
    """Run `work` with a site and a fetcher."""

    async def run() -> T:
        politeness = replace(POLITE, **more)  # type: ignore[arg-type]
        async with Site(answers) as site, Fetcher(politeness, QuickClock(), Patience(), ToLoopback()) as fetcher:
            return await work(site, fetcher)

    return asyncio.run(run())


def one(answers: dict[str, Answer | list[Answer]], path: str = "/", **more: object) -> Fetched:
    async def work(site: Site, fetcher: Fetcher) -> Fetched:
        return await fetcher.fetch(site.at(path))

    return served(answers, work, **more)


def reason(found: Fetched) -> Reason | None:
    return found.rejected.reason if found.rejected else None


def test_the_bytes_on_the_wire_and_the_body_are_told_apart() -> None:
    packed = gzip.compress(PAGE.body, mtime=0)
    headers = {"Content-Type": "text/html", "Content-Encoding": "gzip", "X-Twice": "а"}
    found = one({"/": Answer(packed, headers=headers)})
    assert found.response is not None
    assert (found.body, found.response.payload) == (PAGE.body, packed)
    assert found.response.exchange.headers[-1] == ("X-Twice", "а")
    sent = dict(found.response.exchange.request_headers)
    assert sent["User-Agent"].startswith("tolqyn/")


def test_requests_to_one_host_wait_and_robots_may_ask_for_more() -> None:
    async def work(site: Site, fetcher: Fetcher) -> list[float]:
        await asyncio.gather(*(fetcher.fetch(site.at(f"/{number}")) for number in range(3)))
        return fetcher.clock.slept  # type: ignore[attr-defined, no-any-return]

    answers: dict[str, Answer | list[Answer]] = {"/0": PAGE, "/1": PAGE, "/2": PAGE}
    assert served(answers, work) == pytest.approx([2.0, 2.0, 2.0])
    slow = {**answers, "/robots.txt": Answer(b"User-agent: tolqyn\nCrawl-delay: 7\nDisallow: /x")}
    assert sorted(served(slow, work))[-2:] == pytest.approx([7.0, 7.0])


def test_one_host_is_asked_one_thing_at_a_time() -> None:
    async def work(site: Site, fetcher: Fetcher) -> int:
        await asyncio.gather(*(fetcher.fetch(site.at(f"/{number}")) for number in range(5)))
        return site.at_once

    assert served({f"/{number}": Answer(b"<p>", after_s=0.02) for number in range(5)}, work) == 1


def test_robots_forbid_allow_and_fail() -> None:
    rules = Answer("User-agent: *\nDisallow: /закрыто/\n".encode())
    answers: dict[str, Answer | list[Answer]] = {"/robots.txt": rules, "/": PAGE}
    assert reason(one(answers)) is None
    assert reason(one(answers, "/закрыто/1")) is Reason.FORBIDDEN_BY_ROBOTS
    assert reason(one({"/robots.txt": Answer(b"", 403), "/": PAGE})) is None
    assert reason(one({"/robots.txt": Answer(b"", 500), "/": PAGE})) is Reason.HTTP_STATUS
    assert reason(one({"/robots.txt": Answer(b"", 429), "/": PAGE})) is Reason.RATE_LIMITED
    moved = Answer(b"", 301, headers={"Location": "/other.txt"})
    assert reason(one({"/robots.txt": moved, "/other.txt": rules}, "/закрыто/1")) is Reason.FORBIDDEN_BY_ROBOTS


def test_robots_are_read_once_and_reported() -> None:
    async def work(site: Site, fetcher: Fetcher) -> tuple[list[str], int]:
        for _ in range(3):
            await fetcher.fetch(site.at("/"))
        return site.paths, len(fetcher.robots_read)

    assert served({"/": PAGE}, work) == (["/robots.txt", "/", "/", "/"], 1)


def test_each_hop_of_a_redirect_is_checked() -> None:
    answers: dict[str, Answer | list[Answer]] = {
        "/robots.txt": Answer(b"User-agent: *\nDisallow: /no"),
        "/a": Answer(b"", 302, headers={"Location": "/b?utm_source=x"}),
        "/b": PAGE,
        "/c": Answer(b"", 302, headers={"Location": "/no"}),
        "/d": Answer(b"", 301, headers={"Location": "http://10.0.0.1/"}),
        "/e": Answer(b"", 301, headers={"Location": "http://inside.example/"}),
        "/f": Answer(b"", 301, headers={"Location": "http://сайт.рф:22/"}),
        "/g": Answer(b"", 303, headers={}),
        "/h": Answer(b"", 307, headers={"Location": "/h#again"}),
    }
    found = one(answers, "/a")
    assert found.final_address and found.final_address.endswith("/b") and found.body == PAGE.body
    assert reason(one(answers, "/c")) is Reason.FORBIDDEN_BY_ROBOTS
    assert reason(one(answers, "/d")) is Reason.REFUSED_ADDRESS
    assert reason(one(answers, "/e")) is Reason.REFUSED_ADDRESS
    assert reason(one(answers, "/f")) is Reason.REFUSED_ADDRESS
    assert reason(one(answers, "/g")) is Reason.BAD_RESPONSE
    assert reason(one(answers, "/h")) is Reason.REDIRECT_LIMIT


def test_loopback_is_refused_unless_allowed() -> None:
    async def work(site: Site, fetcher: Fetcher) -> list[Reason | None]:
        addresses = [f"http://127.0.0.1:{site.port}/", f"http://[::ffff:127.0.0.1]:{site.port}/", "http://localhost/"]
        addresses += ["http://2130706433/", "http://0x7f.1/", "http://127.1/", "http://0/", "http://[::1]/"]
        return [reason(await fetcher.fetch(address)) for address in addresses]

    refused = served({"/": PAGE}, work, allow_private=())
    assert set(refused) <= {Reason.REFUSED_ADDRESS, Reason.CONNECTION} and refused[0] is Reason.REFUSED_ADDRESS
    assert served({"/": PAGE}, work, allow_private=("127.0.0.0/8",))[:2] == [None, None]
    assert served({"/": PAGE}, work, allow_private=("127.0.0.1",))[0] is None
    assert served({"/": PAGE}, work, allow_private=("10.0.0.0/8",))[0] is Reason.REFUSED_ADDRESS


def test_only_what_changed_is_asked_for() -> None:
    last = Fetch("fet_1", "s", "a", "feed", NOW, "captured", etag='"ә"', last_modified="Thu, 28 Nov 2024 10:00:00 GMT")

    async def work(site: Site, fetcher: Fetcher) -> tuple[Fetched, dict[str, str]]:
        found = await fetcher.fetch(site.at("/"), replace(last, etag='"1"'))
        return found, site.asked[-1][1]

    found, headers = served({"/": Answer(PAGE.body, headers={"ETag": '"1"'})}, work)
    assert found.status == 304 and found.rejected is None and found.response is None
    assert headers["if-modified-since"] == last.last_modified


def test_short_waits_are_waited_and_long_ones_recorded() -> None:
    soon = Answer(b"", 429, headers={"Retry-After": "5"})
    found = one({"/": [soon, PAGE]})
    assert found.rejected is None and found.at >= NOW + timedelta(seconds=5)
    late = one({"/": Answer(b"", 503, headers={"Retry-After": "7200"})})
    assert reason(late) is Reason.RATE_LIMITED and late.retry_at and late.retry_at >= NOW + timedelta(hours=2)

    async def work(site: Site, fetcher: Fetcher) -> list[str]:
        await fetcher.fetch(site.at("/"))
        other = await fetcher.fetch(site.at("/other"))
        assert reason(other) is Reason.RATE_LIMITED and other.retry_at
        return site.paths

    assert served({"/": Answer(b"", 429, headers={"Retry-After": "7200"})}, work) == ["/robots.txt", "/"]


@pytest.mark.parametrize(("status", "tries"), [(500, 3), (503, 3), (404, 1), (403, 1), (410, 1), (501, 1), (204, 1)])
def test_server_errors_are_tried_again_and_client_errors_never(status: int, tries: int) -> None:
    async def work(site: Site, fetcher: Fetcher) -> tuple[int, Reason | None]:
        found = await fetcher.fetch(site.at("/"))
        return site.paths.count("/"), reason(found)

    assert served({"/": Answer(b"" if status == 204 else b"x", status)}, work) == (tries, Reason.HTTP_STATUS)


def test_a_host_that_does_not_answer_is_left_for_the_next_round() -> None:
    async def work(site: Site, fetcher: Fetcher) -> list[str]:
        found = [await fetcher.fetch(f"http://gone.example/{number}") for number in range(6)]
        assert {reason(item) for item in found} == {Reason.CONNECTION}
        return [item.rejected.detail for item in found if item.rejected]

    details = served({}, work)
    assert all("robots.txt" in detail for detail in details[:3])


def test_bodies_are_bounded() -> None:
    assert reason(one({"/": Answer(b"x" * 5001)})) is Reason.TOO_LARGE
    assert reason(one({"/": Answer(b"x" * 5000)})) is None
    bomb = Answer(gzip.compress(bytes(1 << 20)), headers={"Content-Encoding": "gzip"})
    assert reason(one({"/": bomb}, max_decoded_bytes=1 << 19)) is Reason.TOO_LARGE
    assert reason(one({"/": bomb})) is None


def test_addresses_that_are_none() -> None:
    async def work(site: Site, fetcher: Fetcher) -> set[Reason | None]:
        addresses = ("", "ftp://a.test/", "javascript:1", "http://u:p@a.test/", "жаңа", "http://", "http://a.test:0/")
        return {reason(await fetcher.fetch(address)) for address in addresses}

    assert served({}, work) == {Reason.BAD_ADDRESS}


def test_retry_after() -> None:
    assert retry_time("0", NOW) == NOW
    assert retry_time("Thu, 28 Nov 2024 13:00:00 GMT", NOW) == NOW + timedelta(hours=1)
    for nonsense in ("", None, "-1", "soon", "99999999999999", "٣", "Thu, 99 Nov 2024"):
        assert retry_time(nonsense, NOW) is None
