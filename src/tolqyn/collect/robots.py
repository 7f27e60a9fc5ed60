"""robots.txt, as RFC 9309 reads it."""

from dataclasses import dataclass
from typing import Literal

from protego import Protego

from tolqyn.model.rejected import Reason, Rejected

MAX_BYTES = 500 << 10
"""RFC 9309, 2.5: a crawler reads at least 500 KiB; what follows is not read."""

_MAX_DELAY = 60.0


@dataclass(frozen=True, slots=True)
class Robots:
    """What a host allows us for one round: `rules`, or everything, or nothing because of `unread`."""

    rules: Protego | None = None
    unread: Rejected | None = None

    def refusal(self, address: str, agent: str) -> Rejected | None:
        """Why an address may not be fetched, `None` where it may."""
        if self.unread is not None:
            return Rejected(self.unread.reason, f"robots.txt could not be read: {self.unread.detail}")
        if self.rules is None or self.rules.can_fetch(address, agent):
            return None
        return Rejected(Reason.FORBIDDEN_BY_ROBOTS, "disallowed by robots.txt")

    def delay_s(self, agent: str) -> float:
        """Seconds between requests that the host asks for; no more than a minute is believed."""
        asked = self.rules.crawl_delay(agent) if self.rules else None
        return min(float(asked), _MAX_DELAY) if asked and asked > 0 else 0.0

    def sitemaps(self) -> tuple[str, ...]:
        """Sitemaps that the host names."""
        return tuple(self.rules.sitemaps) if self.rules else ()


def read_robots(payload: bytes) -> Robots:
    """Rules of a robots.txt; only its first 500 KiB are read.

    >>> read_robots("User-agent: *\\nDisallow: /закрыто".encode()).refusal("https://а.рф/закрыто/1", "tolqyn").reason
    <Reason.FORBIDDEN_BY_ROBOTS: 'forbidden-by-robots'>
    """
    return Robots(Protego.parse(payload[:MAX_BYTES].decode("utf-8-sig", "replace")))


def standing_of(status: int) -> Literal["read", "absent", "unreachable"]:
    """What a status of robots.txt means: a client error is no robots.txt, a server error forbids for this round.

    429 counts as a server error, since it asks for less.
    """
    if 200 <= status < 300:
        return "read"
    return "absent" if 400 <= status < 500 and status != 429 else "unreachable"


def agent_of(user_agent: str) -> str:
    """Product token that rules are matched by.

    >>> agent_of("tolqyn/0.1 (press monitoring)")
    'tolqyn'
    """
    return user_agent.partition("/")[0].split()[0].lower() if user_agent.strip() else "*"
