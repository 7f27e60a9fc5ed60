"""Asks a server: bounded in time, size and number, patient with a busy one, and loyal to the host that was named."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from typing import Any

import aiohttp

from tolqyn.annotate.remote.endpoint import Endpoint
from tolqyn.model.errors import Unavailable
from tolqyn.model.rejected import Reason, Rejected

Body = Mapping[str, Any]
Answer = dict[str, Any] | Rejected
"""What a server said to one request: a JSON object, or why that cannot be used."""

_BUSY = frozenset([408, 409, 425, 429, 500, 502, 503, 504])
_CHUNK = 1 << 16


class _Busy(Exception):
    """The server asks for patience; `wait_s` is how long, where it says so."""

    def __init__(self, reason: str, wait_s: float | None = None) -> None:
        super().__init__(reason)
        self.reason, self.wait_s = reason, wait_s


def ask(endpoint: Endpoint, path: str, bodies: Sequence[Body]) -> list[Answer]:
    """Answers to requests, in their order, `at_once` under way.

    A request that is answered badly is `Rejected`; a server that cannot be reached, stays busy through every attempt,
    refuses the key or sends elsewhere raises `Unavailable`: its texts are then still to be read, none is lost.
    """
    return asyncio.run(_ask_all(endpoint, path, bodies)) if bodies else []


async def _ask_all(endpoint: Endpoint, path: str, bodies: Sequence[Body]) -> list[Answer]:
    limits = aiohttp.ClientTimeout(total=endpoint.total_s, connect=endpoint.connect_s)
    key = endpoint.key()
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    turns = asyncio.Semaphore(endpoint.at_once)
    jar = aiohttp.DummyCookieJar()
    async with aiohttp.ClientSession(timeout=limits, headers=headers, cookie_jar=jar, trust_env=False) as session:

        async def one(body: Body) -> Answer:
            async with turns:
                return await _patiently(session, endpoint, path, body)

        tasks = [asyncio.ensure_future(one(body)) for body in bodies]
        try:
            return list(await asyncio.gather(*tasks))
        finally:
            for task in tasks:
                task.cancel()


async def _patiently(session: aiohttp.ClientSession, endpoint: Endpoint, path: str, body: Body) -> Answer:
    """One request, again after a growing pause where the server is busy or slow."""
    reason = ""
    for attempt in range(endpoint.attempts):
        wait_s = endpoint.backoff_s * 2**attempt
        try:
            return await _once(session, endpoint, path, body)
        except _Busy as busy:
            reason, wait_s = busy.reason, busy.wait_s or wait_s
        except TimeoutError:
            reason = f"no answer within {endpoint.total_s:g} s"
        except aiohttp.ClientError as error:
            reason = type(error).__name__
        if attempt + 1 < endpoint.attempts:
            await asyncio.sleep(min(wait_s, endpoint.max_backoff_s))
    raise Unavailable(endpoint.host, f"{reason}, asked {endpoint.attempts} times")


async def _once(session: aiohttp.ClientSession, endpoint: Endpoint, path: str, body: Body) -> Answer:
    url = endpoint.address.rstrip("/") + path
    async with session.post(url, json=body, allow_redirects=False) as response:
        if response.status in _BUSY:
            raise _Busy(f"status {response.status}", _seconds(response.headers.get("Retry-After")))
        if 300 <= response.status < 400:
            raise Unavailable(endpoint.host, "it sends to another address, which is not followed: name that one")
        if response.status in (401, 403):
            raise Unavailable(endpoint.host, f"status {response.status}: the key is missing or not accepted")
        if response.status != 200:
            return Rejected(Reason.HTTP_STATUS, f"status {response.status}")
        return _read(await _bytes(response, endpoint.max_answer_bytes))


async def _bytes(response: aiohttp.ClientResponse, most: int) -> bytes | None:
    """The body, `None` where it is larger than `most`."""
    read = bytearray()
    async for chunk in response.content.iter_chunked(_CHUNK):
        read += chunk
        if len(read) > most:
            return None
    return bytes(read)


def _read(payload: bytes | None) -> Answer:
    if payload is None:
        return Rejected(Reason.TOO_LARGE, "the answer is larger than the bound")
    try:
        answer = json.loads(payload)
    except (ValueError, RecursionError):
        return Rejected(Reason.NOT_JSON, "the server's answer is not JSON")
    if not isinstance(answer, dict):
        return Rejected(Reason.BAD_RESPONSE, "the server's answer is not a JSON object")
    return answer


def _seconds(header: str | None) -> float | None:
    """Seconds of a Retry-After header; a date in it is not waited for."""
    try:
        return max(0.0, float(header)) if header else None
    except ValueError:
        return None
