"""A well-behaved loopback server whose answers a test lays down, and a clock that waits no time."""

import asyncio
import socket
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from aiohttp.abc import AbstractResolver, ResolveResult

NOW = datetime(2024, 11, 28, 12, tzinfo=UTC)


@dataclass
class Answer:
    """One answer."""

    body: bytes = b""
    status: int = 200
    after_s: float = 0.0
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})


class Site:
    """Serves `answers[path]`; a list is used up one by one, its last stays.

    `asked` keeps requests with their headers, `at_once` the most that were open side by side.
    """

    def __init__(self, answers: dict[str, Answer | list[Answer]]) -> None:
        self.answers = answers
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.port = 0
        self.at_once = 0
        self._open = 0

    async def __aenter__(self) -> "Site":
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()

    def at(self, path: str, host: str = "site.test") -> str:
        """Address of a path."""
        return f"http://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [path for path, _ in self.asked]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while request := (await reader.readuntil(b"\r\n\r\n")).decode("latin-1"):
                path = request.split(" ")[1]
                lines = (line.split(": ", 1) for line in request.split("\r\n")[1:] if ": " in line)
                headers = {name.lower(): value for name, value in lines}
                self.asked.append((path, headers))
                self._open += 1
                self.at_once = max(self.at_once, self._open)
                answer = self._next(path, headers)
                await asyncio.sleep(answer.after_s)
                self._open -= 1
                await self._reply(writer, answer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def _next(self, path: str, headers: dict[str, str]) -> Answer:
        found = self.answers.get(path, Answer(b"none", 404))
        if isinstance(found, list):
            found = found.pop(0) if len(found) > 1 else found[0]
        etag = found.headers.get("ETag")
        return Answer(b"", 304, headers=found.headers) if etag and headers.get("if-none-match") == etag else found

    async def _reply(self, writer: asyncio.StreamWriter, answer: Answer) -> None:
        lines = [f"HTTP/1.1 {answer.status} X", f"Content-Length: {len(answer.body)}"]
        lines += [f"{name}: {value}" for name, value in answer.headers.items()]
        writer.write("\r\n".join((*lines, "", "")).encode() + answer.body)
        await writer.drain()


class QuickClock:
    """Sleeping moves the clock and takes no time; `slept` keeps for how long."""

    def __init__(self) -> None:
        self.passed = 0.0
        self.slept: list[float] = []

    def now(self) -> datetime:
        return NOW + timedelta(seconds=self.passed)

    def steady(self) -> float:
        return self.passed

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.passed += seconds
        await asyncio.sleep(0)


class ToLoopback(AbstractResolver):
    """`*.test` is this machine; `inside.example` resolves to it too, without being allowed."""

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET) -> list[ResolveResult]:  # fmt: skip  # noqa: ARG002, E501
        if not host.endswith((".test", "inside.example")):
            raise OSError(f"no such host: {host}")
        flags = socket.AI_NUMERICHOST
        return [ResolveResult(hostname=host, host="127.0.0.1", port=port, family=socket.AF_INET, proto=0, flags=flags)]

    async def close(self) -> None:
        pass
