"""What every answer carries and every request must be: before any page is asked."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

from tolqyn.web.options import Options

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""No script and no style that stands in a page runs: words of others may hold both."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
    "Cache-Control": "private, no-cache",
}


class Guards:
    """Turns away requests for other hosts and bodies beyond the bound; sets the security headers of every answer.

    A page elsewhere whose name is made to resolve to this machine sends its own name as host, and gets nothing.
    """

    def __init__(self, app: App, options: Options) -> None:
        self._app = app
        self._options = options

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def headed(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = self._refusal(Headers(scope=scope))
        if refusal is not None:
            await refusal(scope, receive, headed)
            return
        await self._app(scope, self._bounded(receive), headed)

    def _refusal(self, headers: Headers) -> PlainTextResponse | None:
        if host_of(headers.get("host", "")) not in self._options.allowed_hosts:
            return PlainTextResponse("This address is not served here. See tolqyn serve --name.\n", 421)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self._options.max_body:
            return PlainTextResponse("The request is too large.\n", 413)
        return None

    def _bounded(self, receive: Receive) -> Receive:
        """Stop reading a body that goes on beyond the bound without having said so."""
        seen = 0

        async def bounded() -> MutableMapping[str, Any]:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            return {"type": "http.disconnect"} if seen > self._options.max_body else message

        return bounded


def host_of(header: str) -> str:
    """The host of a `Host` header without its port.

    >>> host_of("localhost:8467"), host_of("[::1]:80"), host_of("Қала.example")
    ('localhost', '[::1]', 'қала.example')
    """
    name = header.strip().lower()
    return name.partition("]")[0] + "]" if name.startswith("[") else name.partition(":")[0]
