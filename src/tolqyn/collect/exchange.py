"""One HTTP request and its answer, within bounds of time, size and place."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
from yarl import URL

from tolqyn.collect.guard import Guard, Passage, passage
from tolqyn.model.capture import Exchange
from tolqyn.model.rejected import Reason, Rejected
from tolqyn.model.settings import Politeness

_PIECE = 1 << 16
_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,application/feed+json,*/*;q=0.5"


@dataclass(frozen=True, slots=True)
class Response:
    """An answer: HTTP side and body as it travelled, transfer coding undone."""

    address: str
    exchange: Exchange
    payload: bytes

    @property
    def status(self) -> int:
        """Status code."""
        return self.exchange.status

    def header(self, name: str) -> str | None:
        """First header of a name, `None` where it is absent."""
        return next((value for key, value in self.exchange.headers if key.lower() == name), None)

    @property
    def media_type(self) -> str:
        """Media type without parameters, in small letters; empty where none is said."""
        return (self.header("content-type") or "").partition(";")[0].strip().lower()


class Wire:
    """Connections for one round. Asks once and follows nothing; every failure is answered as `Rejected`."""

    def __init__(self, politeness: Politeness, resolver: Any = None) -> None:
        self._politeness = politeness
        self._guard = Guard(politeness.allow_private)
        connector = aiohttp.TCPConnector(
            limit=2 * politeness.max_hosts_at_once,
            limit_per_host=2,
            socket_factory=self._guard.socket,
            resolver=resolver,
            happy_eyeballs_delay=0.25,
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            auto_decompress=False,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None, connect=politeness.connect_s),
            max_line_size=16_380,
            max_field_size=32_760,
            max_headers=128,
        )

    @property
    def guard(self) -> Guard:
        """What may be asked."""
        return self._guard

    async def close(self) -> None:
        """Let every connection go."""
        await self._session.close()

    async def ask(self, address: str, headers: Mapping[str, str], limit: int, seconds: float) -> Response | Rejected:
        """GET one address: at most `limit` bytes of body within `seconds`, headers and body together."""
        if refused := self._guard.refusal(address):
            return refused
        url = URL(address, encoded=True)
        request = Passage(self._guard.by_name(url.host or ""))
        token = passage.set(request)
        try:
            async with asyncio.timeout(seconds):
                return await self._ask(url, headers, limit)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as problem:
            if request.refused:
                return Rejected(Reason.REFUSED_ADDRESS, f"leads to {request.refused[0]}, not on the public network")
            return failure_of(problem, seconds)
        finally:
            passage.reset(token)

    async def _ask(self, url: URL, headers: Mapping[str, str], limit: int) -> Response | Rejected:
        sent = {
            "User-Agent": self._politeness.user_agent,
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip, deflate, br",
            **headers,
        }
        async with self._session.get(url, headers=sent, allow_redirects=False) as answer:
            announced = answer.content_length
            if announced is not None and announced > limit:
                answer.close()
                return Rejected(Reason.TOO_LARGE, f"announces {announced} bytes")
            body = bytearray()
            async for piece in answer.content.iter_chunked(_PIECE):
                body += piece
                if len(body) > limit:
                    answer.close()
                    return Rejected(Reason.TOO_LARGE, f"more than {limit} bytes")
            return Response(str(url), adapt_exchange(answer, sent), bytes(body))


def adapt_exchange(answer: aiohttp.ClientResponse, sent: Mapping[str, str]) -> Exchange:
    """The HTTP side of an answer, header order, case and duplicates kept."""
    headers = tuple((name.decode("latin-1"), value.decode("utf-8", "replace")) for name, value in answer.raw_headers)
    return Exchange(answer.status, answer.reason or "", headers, tuple(sent.items()))


def failure_of(problem: Exception, seconds: float) -> Rejected:
    """The reason that stands for what the client raised."""
    said = str(problem).strip().splitlines()
    detail = f"{type(problem).__name__}: {said[0] if said else ''}"[:200].removesuffix(": ")
    if isinstance(problem, aiohttp.ConnectionTimeoutError):
        return Rejected(Reason.CONNECTION, "no connection in time")
    if isinstance(problem, TimeoutError):
        return Rejected(Reason.TOO_SLOW, f"not answered within {seconds:g} s")
    if isinstance(problem, aiohttp.ClientPayloadError):
        return Rejected(Reason.TRUNCATED, detail)
    if isinstance(problem, aiohttp.ClientResponseError):
        return Rejected(Reason.BAD_RESPONSE, f"{problem.message.splitlines()[0] if problem.message else detail}"[:200])
    if isinstance(problem, aiohttp.InvalidURL):
        return Rejected(Reason.BAD_ADDRESS, detail)
    if isinstance(problem, ValueError):
        return Rejected(Reason.BAD_RESPONSE, detail)
    return Rejected(Reason.CONNECTION, detail)
