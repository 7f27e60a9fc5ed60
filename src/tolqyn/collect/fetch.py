"""Polite fetching: robots.txt obeyed, one request at a time to a host, redirects followed within bounds."""

import asyncio
from collections import deque
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from tolqyn.collect.addresses import host_of, join, normal_form
from tolqyn.collect.clock import Clock
from tolqyn.collect.content_coding import decoded
from tolqyn.collect.exchange import Response, Wire
from tolqyn.collect.robots import MAX_BYTES, Robots, agent_of, read_robots, standing_of
from tolqyn.model.capture import Fetch
from tolqyn.model.rejected import Reason, Rejected
from tolqyn.model.settings import Politeness

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_AGAIN = frozenset({500, 502, 503, 504, 520, 521, 522, 523, 524})
_UNANSWERED = frozenset({Reason.CONNECTION, Reason.TOO_SLOW})
_THREADED = 1 << 18


@dataclass(frozen=True, slots=True)
class Patience:
    """How often and how long one round tries again; seconds and counts.

    After `silent_after` addresses of a host in a row without an answer, the others of that host wait for the next
    round; while one has been without an answer, the next is tried only once. `retry_within_s` is the longest
    Retry-After that is waited for on the spot.
    """

    retries: int = 2
    backoff_s: float = 1.0
    retry_within_s: float = 20.0
    silent_after: int = 3


@dataclass(frozen=True, slots=True)
class Fetched:
    """How one address ended. `response` and `body` (content coding undone) are there if it was answered with 2xx;
    `status` 304 comes with neither and no `rejected`."""

    address: str
    at: datetime
    status: int | None = None
    final_address: str | None = None
    response: Response | None = None
    body: bytes = b""
    rejected: Rejected | None = None
    retry_at: datetime | None = None


@dataclass(slots=True)
class Host:
    """What a round knows of one host."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0
    robots: dict[str, Robots] = field(default_factory=dict)
    silent: int = 0
    last: Rejected | None = None
    closed_until: datetime | None = None


class Fetcher:
    """Fetches addresses for one round; use as `async with`.

    `robots_read` collects how each robots.txt ended, for they are addresses to account for like any other.
    """

    def __init__(
        self, politeness: Politeness, clock: Clock, patience: Patience | None = None, resolver: Any = None
    ) -> None:
        self.politeness = politeness
        self.clock = clock
        self.robots_read: deque[Fetched] = deque()
        self._patience = patience or Patience()
        self._resolver = resolver
        self._agent = agent_of(politeness.user_agent)
        self._hosts: dict[str, Host] = {}
        self._wire: Wire | None = None

    async def __aenter__(self) -> "Fetcher":
        self._wire = Wire(self.politeness, self._resolver)
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._wire is not None:
            await self._wire.close()

    async def fetch(self, address: str, last: Fetch | None = None) -> Fetched:
        """Fetch one address, asking only for what changed since `last`."""
        form = normal_form(address)
        if form is None:
            return Fetched(address, self.clock.now(), rejected=Rejected(Reason.BAD_ADDRESS, address[:200]))
        headers = _conditions(last)
        attempt = 0
        while True:
            found = await self._follow(form, headers)
            wait = self._wait(found, attempt)
            if wait is None:
                self._remember(self._host(found.final_address or form), found)
                return replace(found, address=address)
            attempt += 1
            await self.clock.sleep(wait)

    async def robots_of(self, address: str) -> Robots:
        """Rules of an address's host, read once a round."""
        host = self._host(address)
        async with host.turn:
            return await self._robots(address, host)

    async def _follow(self, address: str, headers: dict[str, str]) -> Fetched:
        """One try at an address and wherever it sends us."""
        seen = {address}
        here = address
        for _ in range(self.politeness.max_redirects + 1):
            found = await self._hop(here, headers)
            if found.status not in _REDIRECTS or found.response is None:
                return replace(found, final_address=here)
            location = found.response.header("location")
            target = join(here, location) if location else None
            if target is None:
                gone = Rejected(Reason.BAD_RESPONSE, "a redirect to no address")
                return replace(found, response=None, final_address=here, rejected=gone)
            if target in seen:
                loop = Rejected(Reason.REDIRECT_LIMIT, f"leads back to {target}"[:200])
                return replace(found, response=None, final_address=here, rejected=loop)
            seen.add(target)
            here = target
        many = Rejected(Reason.REDIRECT_LIMIT, f"more than {self.politeness.max_redirects} redirects")
        return Fetched(address, self.clock.now(), found.status, here, rejected=many)

    async def _hop(self, address: str, headers: dict[str, str]) -> Fetched:
        """One request, when its host's turn comes and if its robots.txt allows."""
        if refused := self._open_wire().guard.refusal(address):
            return Fetched(address, self.clock.now(), rejected=refused)
        host = self._host(address)
        async with host.turn:
            if closed := self._closed(address, host):
                return closed
            robots = await self._robots(address, host)
            if refused := robots.refusal(address, self._agent):
                return Fetched(address, self.clock.now(), rejected=refused)
            answer = await self._ask(address, host, headers, self.politeness.max_bytes)
            return await self._judged(address, answer)

    def _closed(self, address: str, host: Host) -> Fetched | None:
        """A host that asked for rest, or has not answered for a while, is not asked again in this round."""
        now = self.clock.now()
        if host.closed_until and now < host.closed_until:
            limited = Rejected(Reason.RATE_LIMITED, "the host asked to wait")
            return Fetched(address, now, rejected=limited, retry_at=host.closed_until)
        if host.last is not None and host.silent >= self._patience.silent_after:
            detail = f"the host failed {host.silent} times in a row: {host.last.detail}"
            return Fetched(address, now, rejected=Rejected(host.last.reason, detail[:200]))
        return None

    def _remember(self, host: Host, found: Fetched) -> None:
        """Count addresses that brought no answer; note until when the host wants rest."""
        if found.rejected and found.rejected.reason in _UNANSWERED:
            host.silent += 1
            host.last = host.last if host.silent > 1 else found.rejected
        elif found.status is not None:
            host.silent = 0
        if found.retry_at:
            host.closed_until = found.retry_at

    async def _ask(self, address: str, host: Host, headers: dict[str, str], limit: int) -> Response | Rejected:
        """One request after the pause that its host is due."""
        pause = host.free_at - self.clock.steady()
        if pause > 0:
            await self.clock.sleep(pause)
        try:
            return await self._open_wire().ask(address, headers, limit, self.politeness.total_s)
        finally:
            asked = (robots.delay_s(self._agent) for robots in host.robots.values())
            delay = max(self.politeness.delay_s, *asked, 0.0)
            host.free_at = self.clock.steady() + delay

    async def _judged(self, address: str, answer: Response | Rejected) -> Fetched:
        """What an answer means: a body, a redirect, nothing new, or a failure."""
        now = self.clock.now()
        if isinstance(answer, Rejected):
            return Fetched(address, now, rejected=answer)
        if answer.status in _REDIRECTS:
            return Fetched(address, now, answer.status, response=answer)
        if answer.status == 304:
            return Fetched(address, now, 304, address)
        retry_at = retry_time(answer.header("retry-after"), now)
        if answer.status == 429 or (answer.status == 503 and retry_at):
            limited = Rejected(Reason.RATE_LIMITED, f"status {answer.status}")
            return Fetched(address, now, answer.status, rejected=limited, retry_at=retry_at)
        if not 200 <= answer.status < 300 or answer.status in (204, 205):
            return Fetched(address, now, answer.status, rejected=Rejected(Reason.HTTP_STATUS, str(answer.status)))
        body = await self._body(answer)
        if isinstance(body, Rejected):
            return Fetched(address, now, answer.status, rejected=body)
        return Fetched(address, now, answer.status, address, answer, body)

    async def _body(self, answer: Response) -> bytes | Rejected:
        """Body without content coding; a large one is decoded beside the loop."""
        task = (answer.payload, answer.header("content-encoding"), self.politeness.max_decoded_bytes)
        return await asyncio.to_thread(decoded, *task) if len(answer.payload) > _THREADED else decoded(*task)

    def _wait(self, found: Fetched, attempt: int) -> float | None:
        """Seconds until another try, `None` where there is none."""
        if found.rejected is None or attempt >= self._patience.retries:
            return None
        if found.retry_at is not None:
            seconds = (found.retry_at - self.clock.now()).total_seconds()
            return max(seconds, 0.0) if seconds <= self._patience.retry_within_s else None
        patient = found.status in _AGAIN or found.rejected.reason is Reason.CONNECTION
        if found.rejected.reason in (Reason.TRUNCATED, Reason.TOO_SLOW):
            patient = attempt == 0
        silent = self._host(found.final_address or found.address).silent > 0
        return self._patience.backoff_s * float(2**attempt) if patient and not silent else None

    async def _robots(self, address: str, host: Host) -> Robots:
        """Rules of a host whose turn we hold."""
        parts = urlsplit(address)
        if parts.scheme not in host.robots:
            found = await self._robots_file(f"{parts.scheme}://{parts.netloc}/robots.txt", host)
            self.robots_read.append(found)
            host.robots[parts.scheme] = await _rules(found)
        return host.robots[parts.scheme]

    async def _robots_file(self, address: str, host: Host) -> Fetched:
        """A robots.txt, over at most five redirects, each checked by the guard; one more try if it fails."""
        here = address
        again = True
        for _ in range(6):
            answer = await self._ask(here, host, {}, MAX_BYTES * 4)
            found = await self._judged(here, answer)
            failed = found.rejected and (found.rejected.reason in _UNANSWERED or found.status in _AGAIN)
            if failed and again:
                again = False
                await self.clock.sleep(self._patience.backoff_s)
                continue
            if found.status not in _REDIRECTS or found.response is None:
                return replace(found, address=address, final_address=here)
            here = join(here, found.response.header("location") or "") or address
        return Fetched(address, self.clock.now(), rejected=Rejected(Reason.REDIRECT_LIMIT, "robots.txt"))

    def _host(self, address: str) -> Host:
        return self._hosts.setdefault(host_of(address), Host())

    def _open_wire(self) -> Wire:
        if self._wire is None:
            raise RuntimeError("a Fetcher is used as `async with Fetcher(...) as fetcher`")
        return self._wire


async def _rules(found: Fetched) -> Robots:
    """What a fetched robots.txt allows."""
    standing = standing_of(found.status) if found.status else "unreachable"
    if standing == "read" and found.rejected is None:
        return await asyncio.to_thread(read_robots, found.body)
    if standing == "absent" or (found.rejected and found.rejected.reason is Reason.REDIRECT_LIMIT):
        return Robots()
    return Robots(unread=found.rejected or Rejected(Reason.HTTP_STATUS, str(found.status)))


def _conditions(last: Fetch | None) -> dict[str, str]:
    """Headers that ask only for what changed."""
    pairs = {"If-None-Match": last.etag, "If-Modified-Since": last.last_modified} if last else {}
    return {name: value for name, value in pairs.items() if value and value.isprintable()}


def retry_time(header: str | None, now: datetime) -> datetime | None:
    """When a Retry-After allows another try: seconds or an HTTP date; nonsense counts for nothing.

    >>> from datetime import UTC
    >>> retry_time("120", datetime(2024, 11, 28, tzinfo=UTC)).isoformat(), retry_time("ертең", datetime.now(UTC))
    ('2024-11-28T00:02:00+00:00', None)
    """
    text = (header or "").strip()
    if text.isascii() and text.isdecimal() and len(text) < 9:
        return now + timedelta(seconds=int(text))
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    return found if found.tzinfo else None
