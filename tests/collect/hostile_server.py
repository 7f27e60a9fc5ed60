"""An HTTP server that does what servers should not: one loopback socket, a behaviour for each path.

`/BEHAVIOUR/NUMBER` behaves as named below; the host that is asked decides what robots.txt says.
"""

import asyncio
import gzip
import zlib
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from functools import cache
from types import TracebackType
from typing import Any

import brotli

Writer = asyncio.StreamWriter
Behaviour = Callable[["HostileServer", Writer, int], Awaitable[None]]

RUSSIAN = "Правительство Грузии приостановило переговоры о вступлении, сообщает агентство. " * 20
HEAD = (
    "<!doctype html><html><head><title>Заголовок {n}</title></head><body><article><p>{text}</p></article></body></html>"
)


class HostileServer:
    """Runs inside `async with`; `asked` counts what was asked for."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self._server: asyncio.Server | None = None
        self.port = 0

    async def __aenter__(self) -> "HostileServer":
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=1 << 20)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        assert self._server is not None
        self._server.close()

    def address(self, host: str, path: str) -> str:
        """Address of a path on one of the server's names."""
        return f"http://{host}.hostile.test:{self.port}{path}"

    async def _serve(self, reader: asyncio.StreamReader, writer: Writer) -> None:
        try:
            request = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            path = request.split(" ")[1]
            headers = dict(line.split(": ", 1) for line in request.split("\r\n")[1:] if ": " in line)
            host = headers.get("Host", "").partition(".")[0]
            self.asked[f"{host} {path}"] += 1
            await self._until_hung_up(reader, self._answer(writer, host, path, headers))
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            with suppress(ConnectionError):
                writer.close()

    async def _until_hung_up(self, reader: asyncio.StreamReader, answer: Coroutine[Any, Any, None]) -> None:
        """Answer until done, or until the other side closes."""
        tasks = [asyncio.create_task(answer), asyncio.create_task(reader.read(1))]
        _, waiting = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in waiting:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _answer(self, writer: Writer, host: str, path: str, headers: dict[str, str]) -> None:
        if path == "/robots.txt":
            await robots(self, writer, host)
            return
        name, _, number = path.strip("/").partition("/")
        behaviour = BEHAVIOURS.get(name.partition("?")[0])
        digits = number.partition("?")[0].partition(".")[0]
        if behaviour is None:
            await reply(writer, b"no such thing", "404 Not Found")
        elif name == "etag" and headers.get("If-None-Match") == f'"{digits}"':
            await reply(writer, b"", "304 Not Modified")
        else:
            await behaviour(self, writer, int(digits) if digits.isdecimal() else 0)


async def reply(
    writer: Writer, body: bytes, status: str = "200 OK", headers: str = "Content-Type: text/html\r\n"
) -> None:
    """A plain answer."""
    head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n{headers}Connection: close\r\n\r\n"
    writer.write(head.encode("latin-1", "replace") + body)
    await writer.drain()


async def robots(server: HostileServer, writer: Writer, host: str) -> None:
    """robots.txt by the name of the host."""
    kind = host.rstrip("0123456789")
    if kind == "forbid":
        await reply(writer, b"User-agent: *\nDisallow: /", headers="Content-Type: text/plain\r\n")
    elif kind == "partly":
        await reply(writer, b"User-agent: *\nDisallow: /good/1\nAllow: /\n", headers="Content-Type: text/plain\r\n")
    elif kind == "robots-error":
        await reply(writer, b"", "500 Broken")
    elif kind == "robots-slow":
        await asyncio.sleep(60)
    elif kind == "robots-endless":
        await endless(server, writer, 0)
    elif kind == "robots-garbage":
        await reply(writer, bytes(range(256)) * 1000)
    else:
        await reply(writer, b"", "404 Not Found")


def page(number: int) -> str:
    """A page of its own."""
    return HEAD.format(n=number, text=f"{number}. {RUSSIAN}")


async def good(server: HostileServer, writer: Writer, number: int) -> None:
    """An article."""
    await reply(writer, page(number).encode(), headers="Content-Type: text/html; charset=utf-8\r\n")


async def etag(server: HostileServer, writer: Writer, number: int) -> None:
    """An article with an ETag."""
    await reply(writer, page(number).encode(), headers=f'Content-Type: text/html\r\nETag: "{number}"\r\n')


async def cp1251(server: HostileServer, writer: Writer, number: int) -> None:
    """Windows bytes that say they are UTF-8."""
    await reply(writer, page(number).encode("cp1251"), headers="Content-Type: text/html; charset=utf-8\r\n")


async def koi8(server: HostileServer, writer: Writer, number: int) -> None:
    """KOI8 bytes that say nothing sensible."""
    await reply(writer, page(number).encode("koi8-r"), headers="Content-Type: text/html; charset=x-нет\r\n")


async def endless(server: HostileServer, writer: Writer, number: int) -> None:
    """A body without end."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        writer.write(b"<p>" + b"x" * 65536)
        await writer.drain()


async def huge(server: HostileServer, writer: Writer, number: int) -> None:
    """A body that is announced as too large."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n")
    await writer.drain()
    await asyncio.sleep(30)


async def slow_headers(server: HostileServer, writer: Writer, number: int) -> None:
    """Headers, a byte at a time."""
    for byte in b"HTTP/1.1 200 OK\r\n" + b"X-Slow: 1\r\n" * 1000:
        writer.write(bytes([byte]))
        await writer.drain()
        await asyncio.sleep(0.1)


async def slow_body(server: HostileServer, writer: Writer, number: int) -> None:
    """A body, a byte at a time."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    while True:
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.1)


async def silent(server: HostileServer, writer: Writer, number: int) -> None:
    """No answer at all."""
    await asyncio.sleep(60)


async def redirect_loop(server: HostileServer, writer: Writer, number: int) -> None:
    """Round and round."""
    await reply(writer, b"", "302 Found", f"Location: /redirect-loop/{number ^ 1}\r\n")


async def redirect_chain(server: HostileServer, writer: Writer, number: int) -> None:
    """Ever onwards."""
    await reply(writer, b"", "301 Moved", f"Location: /redirect-chain/{number + 1}\r\n")


async def redirect_good(server: HostileServer, writer: Writer, number: int) -> None:
    """To an article."""
    await reply(writer, b"", "308 Permanent Redirect", f"Location: /good/{number + 100_000}\r\n")


async def redirect_inside(server: HostileServer, writer: Writer, number: int) -> None:
    """To places inside a network."""
    inside = (
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/",
        "http://[::ffff:192.168.0.1]/",
        "http://0x0a000001/",
    )
    strange = ("file:///etc/passwd", "http://u:p@example.test/", "", "http://inside.private.test/")
    await reply(writer, b"", "302 Found", f"Location: {(inside + strange)[number % 8]}\r\n")


@cache
def gzip_bomb() -> bytes:
    """64 MB of zeros."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join([packer.compress(bytes(1 << 20)) for _ in range(64)] + [packer.flush()])


@cache
def brotli_bomb() -> bytes:
    """256 MB of zeros in some hundred bytes."""
    packer = brotli.Compressor(quality=3)
    return b"".join([packer.process(bytes(1 << 20)) for _ in range(256)] + [packer.finish()])


async def bomb_gzip(server: HostileServer, writer: Writer, number: int) -> None:
    """Small on the wire."""
    await reply(writer, gzip_bomb(), headers="Content-Type: text/html\r\nContent-Encoding: gzip\r\n")


async def bomb_brotli(server: HostileServer, writer: Writer, number: int) -> None:
    """Smaller on the wire."""
    await reply(writer, brotli_bomb(), headers="Content-Type: text/html\r\nContent-Encoding: br\r\n")


async def bomb_nested(server: HostileServer, writer: Writer, number: int) -> None:
    """gzip in gzip in gzip."""
    body = gzip.compress(gzip.compress(gzip_bomb()))
    await reply(writer, body, headers="Content-Encoding: gzip, gzip, gzip\r\n")


async def broken_gzip(server: HostileServer, writer: Writer, number: int) -> None:
    """Says gzip and is none, or ends early."""
    body = gzip.compress(page(number).encode())
    await reply(writer, body[: len(body) // 2] if number % 2 else b"plain", headers="Content-Encoding: gzip\r\n")


async def packed(server: HostileServer, writer: Writer, number: int) -> None:
    """Honest compression of three kinds."""
    body = page(number).encode()
    packs = {"gzip": gzip.compress(body), "br": brotli.compress(body), "deflate": zlib.compress(body)[2:-4]}
    name = list(packs)[number % 3]
    await reply(writer, packs[name], headers=f"Content-Type: text/html; charset=utf-8\r\nContent-Encoding: {name}\r\n")


async def error(server: HostileServer, writer: Writer, number: int) -> None:
    """Server errors."""
    await reply(writer, b"broken", f"{(500, 502, 503, 504)[number % 4]} Broken")


async def flaky(server: HostileServer, writer: Writer, number: int) -> None:
    """Fails once, then answers."""
    key = f"flaky/{number}"
    server.asked[key] += 1
    if server.asked[key] == 1:
        await reply(writer, b"", "502 Bad Gateway")
    else:
        await good(server, writer, number)


async def gone(server: HostileServer, writer: Writer, number: int) -> None:
    """Client errors."""
    await reply(writer, b"no", f"{(400, 401, 403, 404, 410, 418, 451)[number % 7]} No")


async def odd_status(server: HostileServer, writer: Writer, number: int) -> None:
    """Codes that mean nothing."""
    await reply(writer, b"?", f"{(204, 205, 299, 600, 999)[number % 5]} Odd")


async def limited(server: HostileServer, writer: Writer, number: int) -> None:
    """429: come back in a while, in a second, on a date, on a day that is none."""
    waits = ("3600", "1", "Wed, 21 Oct 2099 07:28:00 GMT", "ертең")
    key = f"limited/{number}"
    server.asked[key] += 1
    if number % 4 == 1 and server.asked[key] > 1:
        await good(server, writer, number)
    else:
        await reply(
            writer, b"", "429 Too Many Requests", f"Retry-After: {waits[number % 4]}\r\n".encode().decode("latin-1")
        )


async def truncated(server: HostileServer, writer: Writer, number: int) -> None:
    """Ends before it is done."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9000\r\n\r\n<html>half")
    await writer.drain()


async def bad_chunks(server: HostileServer, writer: Writer, number: int) -> None:
    """Chunked coding that is none."""
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\nnot a chunk\r\n0\r\n\r\n")
    await writer.drain()


async def many_headers(server: HostileServer, writer: Writer, number: int) -> None:
    """Twenty thousand headers."""
    writer.write(b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: y\r\n" % n for n in range(20_000)) + b"\r\n")
    await writer.drain()


async def huge_header(server: HostileServer, writer: Writer, number: int) -> None:
    """One header without end."""
    writer.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    for _ in range(64):
        writer.write(b"y" * 65536)
        await writer.drain()


async def not_http(server: HostileServer, writer: Writer, number: int) -> None:
    """Something else, or a closed door."""
    if number % 2:
        writer.write(b"SSH-2.0-OpenSSH_9.0\r\n")
        await writer.drain()


async def binary(server: HostileServer, writer: Writer, number: int) -> None:
    """A picture where an article should be."""
    await reply(writer, b"\x89PNG\r\n" + bytes(5000), headers="Content-Type: image/png\r\n")


async def feed(server: HostileServer, writer: Writer, number: int) -> None:
    """A feed of whatever its host is meant to show: `plan[number]` holds the paths."""
    items = "".join(
        f"<item><title>Новость {place}</title><link>{path}</link><pubDate>Thu, 28 Nov 2024 10:{place % 60:02}:00 GMT"
        "</pubDate></item>"
        for place, path in enumerate(PLAN.get(number, ()))
    )
    body = (
        f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>Лента</title>{items}</channel></rss>"
    )
    await reply(writer, body.encode("cp1251") if number % 2 else body.encode(), headers="Content-Type: text/xml\r\n")


async def bad_feed(server: HostileServer, writer: Writer, number: int) -> None:
    """Feeds that break parsers: deep nests, entity bombs, outside entities, halves, pages, nothing, random bytes."""
    bombs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bodies = (
        b"<rss><channel>" + b"<a>" * 200_000,
        f'<!DOCTYPE r [<!ENTITY a0 "ha">{bombs}]><rss><channel><item><title>&a11;</title></item></channel>'.encode(),
        b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title></channel></rss>',
        b"<rss><channel><item><title>half",
        page(number).encode(),
        b"",
        bytes(range(256)) * 200,
        b"{" * 100_000,
        b'<!DOCTYPE urlset [<!ENTITY a "b">]><urlset>' + b"<url><loc>" * 50_000,
        b"<rss><channel>" + b"<![CDATA[" * 100_000,
        b"<!DOCTYPE [" * 100_000,
        gzip_bomb(),
        b'{"version": "https://jsonfeed.org/version/1.1", "items": [1, {"url": 5}, {"id": "x"}]}',
    )
    await reply(writer, bodies[number % len(bodies)], headers="Content-Type: application/xml\r\n")


PLAN: dict[int, list[str]] = {}
"""Paths that `feed` names, by its number."""

BEHAVIOURS: dict[str, Behaviour] = {
    "good": good,
    "etag": etag,
    "cp1251": cp1251,
    "koi8": koi8,
    "endless": endless,
    "huge": huge,
    "slow-headers": slow_headers,
    "slow-body": slow_body,
    "silent": silent,
    "redirect-loop": redirect_loop,
    "redirect-chain": redirect_chain,
    "redirect-good": redirect_good,
    "redirect-inside": redirect_inside,
    "bomb-gzip": bomb_gzip,
    "bomb-brotli": bomb_brotli,
    "bomb-nested": bomb_nested,
    "broken-gzip": broken_gzip,
    "packed": packed,
    "error": error,
    "flaky": flaky,
    "gone": gone,
    "odd-status": odd_status,
    "limited": limited,
    "truncated": truncated,
    "bad-chunks": bad_chunks,
    "many-headers": many_headers,
    "huge-header": huge_header,
    "not-http": not_http,
    "binary": binary,
    "feed": feed,
    "bad-feed": bad_feed,
}
