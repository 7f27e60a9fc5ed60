"""Which addresses may be asked: the web, not the inside of a network.

A name is no protection, since it may resolve to anything and change between a check and its use. So the rule stands
where sockets are made: it sees the final address of every connection, redirects included.
"""

import socket
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any
from urllib.parse import urlsplit

from tolqyn.collect.addresses import normal_form
from tolqyn.model.rejected import Reason, Rejected

_PORTS = (None, 80, 443)
_NAT64 = IPv6Network("64:ff9b::/96")


@dataclass(slots=True)
class Passage:
    """What the guard saw during one request: whether its host is allowed by name, and what was refused."""

    by_name: bool
    refused: list[str] = field(default_factory=list)


passage: ContextVar[Passage | None] = ContextVar("passage", default=None)
"""The request in progress; connections are made in tasks that inherit it."""


class Guard:
    """Holds what a workspace allows beyond the public web: hosts, `*.suffixes` of hosts, addresses and CIDR blocks."""

    def __init__(self, allow: tuple[str, ...]) -> None:
        self._names = {entry.lower() for entry in allow if not entry.startswith("*.")}
        self._suffixes = tuple(entry[1:].lower() for entry in allow if entry.startswith("*."))
        self._blocks = []
        for entry in allow:
            with suppress(ValueError):
                self._blocks.append(ip_network(entry, strict=False))

    def refusal(self, address: str) -> Rejected | None:
        """Why an address may not even be tried, `None` where it may.

        >>> Guard(()).refusal("ftp://сайт.рф/").reason, Guard(()).refusal("https://сайт.рф/")
        (<Reason.BAD_ADDRESS: 'bad-address'>, None)
        """
        if normal_form(address) is None:
            return Rejected(Reason.BAD_ADDRESS, address[:200])
        parts = urlsplit(address)
        host = parts.hostname or ""
        if self.by_name(host):
            return None
        literal = _literal(host)
        if literal is not None:
            if self.allows(literal):
                return None
            if not _is_public(literal):
                return Rejected(Reason.REFUSED_ADDRESS, f"{host} is not on the public network")
        if parts.port not in _PORTS:
            return Rejected(Reason.REFUSED_ADDRESS, f"port {parts.port}; allow the host to fetch from it")
        return None

    def by_name(self, host: str) -> bool:
        """Whether a host is allowed by its name."""
        return host.lower() in self._names or host.lower().endswith(self._suffixes or ("\0",))

    def allows(self, ip: IPv4Address | IPv6Address) -> bool:
        """Whether an address is in an allowed block."""
        return any(ip.version == block.version and ip in block for block in self._blocks)

    def socket(self, found: Any) -> socket.socket:
        """A socket for a resolved address (what aiohttp calls `socket_factory`), refused where it leads inside."""
        family, kind, protocol, _, place = found
        ip = unmapped(ip_address(str(place[0]).partition("%")[0]))
        request = passage.get()
        if not (_is_public(ip) or self.allows(ip) or (request and request.by_name)):
            if request:
                request.refused.append(str(ip))
            raise PermissionError(f"{ip} is not on the public network")
        return socket.socket(family=family, type=kind, proto=protocol)


def unmapped(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 one carries (mapped, 6to4, NAT64), else itself.

    >>> str(unmapped(ip_address("::ffff:127.0.0.2"))), str(unmapped(ip_address("64:ff9b::7f00:1")))
    ('127.0.0.2', '127.0.0.1')
    """
    if isinstance(ip, IPv6Address):
        if ip in _NAT64:
            return IPv4Address(int(ip) & 0xFFFFFFFF)
        return ip.ipv4_mapped or ip.sixtofour or ip
    return ip


def _literal(host: str) -> IPv4Address | IPv6Address | None:
    """An address written in place of a name; number forms that some resolvers take (`0x7f.1`, `2130706433`) too."""
    with suppress(ValueError):
        return unmapped(ip_address(host))
    with suppress(OSError, UnicodeError):
        return IPv4Address(socket.inet_aton(host))
    return None


def _is_public(ip: IPv4Address | IPv6Address) -> bool:
    return ip.is_global and not ip.is_multicast and not ip.is_reserved
