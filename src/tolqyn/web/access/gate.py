"""The gate: who a request is from, and whether that one may ask it."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.exceptions import HTTPException
from starlette.requests import Request

from tolqyn.web.access.people import Role, Visitor
from tolqyn.web.house import House

SESSION_COOKIE = "tolqyn-session"
OPEN = ("/login", "/health")
"""Paths that ask nobody who they are."""


class Unknown(HTTPException):
    """Nobody has said who they are."""

    def __init__(self) -> None:
        super().__init__(401, "This workspace asks who you are: log in, or send a token as Authorization: Bearer.")


def visitor_of(request: Request, house: House) -> Visitor | None:
    """Who a request is from, by its session or its token."""
    header = request.headers.get("authorization", "")
    if header.startswith("Bearer "):
        return house.people.who(header.removeprefix("Bearer ").strip(), "token", house.now())
    key = request.cookies.get(SESSION_COOKIE)
    return house.people.who(key, "session", house.now()) if key else None


def admit(request: Request, house: House) -> Visitor | None:
    """The visitor, `None` where the workspace knows no users; raises where this one may not ask this."""
    if request.url.path in OPEN or not house.people.any():
        return None
    visitor = visitor_of(request, house)
    if visitor is None:
        raise Unknown
    needed: Role = "reader" if request.method in ("GET", "HEAD", "OPTIONS") else "analyst"
    if not visitor.may(needed):
        raise HTTPException(403, f"This needs the role {needed}.")
    return visitor


@dataclass
class Attempts:
    """How often somebody may try a password: ten times in five minutes for a name, thirty for an address."""

    clock: Callable[[], float] = time.monotonic
    seen: dict[str, deque[float]] = field(default_factory=dict)

    def admit(self, key: str, most: int, within_s: float = 300.0) -> bool:
        """Count an attempt; false where there were too many."""
        now = self.clock()
        if len(self.seen) > 10_000:
            self.seen.clear()
        tried = self.seen.setdefault(key, deque())
        while tried and now - tried[0] > within_s:
            tried.popleft()
        if len(tried) >= most:
            return False
        tried.append(now)
        return True
