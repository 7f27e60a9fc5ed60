"""Where a remote component asks and within which bounds; a key is only ever named, by its environment variable."""

import ipaddress
import os
from dataclasses import dataclass

from yarl import URL

from tolqyn.model.errors import Invalid


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A server that speaks the OpenAI protocol, its model, and bounds: seconds, bytes, code points, counts.

    `address` is what stands before `/chat/completions` and `/embeddings`, as `http://127.0.0.1:8080/v1`. `key_variable`
    names the environment variable that holds the key; the key itself stands in no setting, record, error or log.
    """

    address: str
    model: str
    key_variable: str | None = None
    total_s: float = 60.0
    connect_s: float = 5.0
    attempts: int = 3
    backoff_s: float = 0.5
    max_backoff_s: float = 20.0
    at_once: int = 4
    max_answer_bytes: int = 4 << 20
    window: int = 6_000
    max_windows: int = 60

    def __post_init__(self) -> None:
        url = URL(self.address)
        if url.scheme not in ("http", "https") or not url.host or url.user or url.query_string:
            remedy = "write it as https://server.example/v1, without a name, key or question mark in it"
            raise Invalid(f"reading.remote: not an address of a server: {url.host or 'no host'}", remedy)
        if url.scheme == "http" and self.key_variable is not None and not _is_loopback(url.host):
            raise Invalid("reading.remote: the key would travel unencrypted", "use an https address, or drop the key")
        if not self.model:
            raise Invalid("reading.remote: no model is named", 'add model = "…", as the server calls it')
        if self.attempts < 1 or self.window < 200 or self.max_windows < 1 or self.at_once < 1:
            remedy = "attempts, max_windows and at_once begin at 1, window at 200"
            raise Invalid("reading.remote: a bound is too small", remedy)

    @property
    def host(self) -> str:
        """Host and port, for messages."""
        return URL(self.address).authority

    @property
    def label(self) -> str:
        """The model in a form that may stand in a component's version.

        >>> Endpoint("http://127.0.0.1:1/v1", "org/модель v2").label
        'org:модель-v2'
        """
        return self.model.replace("/", ":").replace(" ", "-")

    def key(self) -> str | None:
        """The key from the environment, read when it is needed and kept nowhere."""
        if self.key_variable is None:
            return None
        key = os.environ.get(self.key_variable)
        if not key:
            remedy = f"export {self.key_variable}=…, or drop key_variable from reading.remote"
            raise Invalid(f"the environment variable {self.key_variable} is not set", remedy)
        return key


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
