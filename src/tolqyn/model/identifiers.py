"""Identifiers derived from content: the same thing always gets the same name, on any machine, in any order."""

import base64
import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime

Part = str | int | float | bool | date | datetime | None

_LENGTH = 20


def identify(kind: str, *parts: Part) -> str:
    """Name a thing of `kind` (a prefix such as `doc`) after the parts that make it what it is.

    Twenty base-32 characters carry 100 bits: among a billion things, two share a name with a chance below 1e-12.

    >>> identify("doc", "t.me/тест", "Здравствуй, мир")
    'doc_r6htgnd7xcobxfv7yjrn'
    """
    digest = hashlib.sha256(b"".join(_framed(part) for part in parts)).digest()
    return f"{kind}_{base64.b32encode(digest).decode('ascii').lower()[:_LENGTH]}"


def digest_of(payload: bytes) -> str:
    """Digest of archived bytes as `sha256:` and 64 hexadecimal digits."""
    return f"sha256:{hashlib.sha256(payload).hexdigest()}"


def kind_of(identifier: str) -> str | None:
    """Prefix of an identifier, `None` where it has none (sources, presses and targets carry people's own names).

    >>> kind_of("wav_abc"), kind_of("қазақстан")
    ('wav', None)
    """
    prefix, mark, rest = identifier.partition("_")
    return prefix if mark and rest and len(prefix) == 3 else None


def digest_of_all(names: Iterable[str]) -> str:
    """One digest for a set of names, whatever their order: tells whether a window's input changed."""
    return digest_of("\n".join(sorted(names)).encode())


def _framed(part: Part) -> bytes:
    """Bytes of a part with their length before them, so that ('ab', 'c') and ('a', 'bc') differ."""
    if isinstance(part, datetime):
        part = part.astimezone(UTC).isoformat()
    body = b"\x00" if part is None else str(part).encode("utf-8", "surrogatepass")
    return len(body).to_bytes(8, "big") + body
