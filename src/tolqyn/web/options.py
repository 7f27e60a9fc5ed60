"""How pages are served: where to listen, for whom, with which bounds."""

from dataclasses import dataclass
from ipaddress import ip_address

from tolqyn.model.errors import Invalid

LOOPBACK_NAMES = ("localhost",)


@dataclass(frozen=True, slots=True)
class Options:
    """Where to listen. `hosts` are names under which readers reach the pages beside those of this machine.

    `base` is what links of alerts and feeds begin with; `max_body` are bytes of a request that is sent to us.
    """

    host: str = "127.0.0.1"
    port: int = 8467
    hosts: tuple[str, ...] = ()
    max_body: int = 1 << 20
    threads: int = 8

    @property
    def private(self) -> bool:
        """Whether only this machine can reach the pages."""
        return is_loopback(self.host)

    @property
    def allowed_hosts(self) -> frozenset[str]:
        """Names that a request may be addressed to: a page elsewhere that resolves to us is none of them."""
        own = {self.host.lower()} if self.host not in ("0.0.0.0", "::") else set()
        return frozenset({"localhost", "127.0.0.1", "[::1]", *own, *(name.lower() for name in self.hosts)})


def is_loopback(host: str) -> bool:
    """Whether a name or address means this machine alone.

    >>> is_loopback("127.0.0.1"), is_loopback("0.0.0.0"), is_loopback("қала.example")
    (True, False, False)
    """
    if host.lower() in LOOPBACK_NAMES:
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def required_private(options: Options, has_users: bool) -> Options:
    """These options, unless others could reach pages that know no users; raises `Invalid` then."""
    if options.private or has_users:
        return options
    raise Invalid(
        f"{options.host} can be reached from other machines, and this workspace knows no users",
        "tolqyn access NAME --role admin makes the first one; or listen on 127.0.0.1",
    )
