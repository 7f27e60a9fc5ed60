"""Content coding undone within bounds: a few bytes that would unfold to gigabytes stop early."""

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import brotli
import pyarrow as pa

from tolqyn.model.rejected import Reason, Rejected

_STEP = 1 << 16


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far a body may unfold: `max_bytes` in all, and `max_ratio` times its own size once over `free_bytes`."""

    max_bytes: int = 50 << 20
    max_ratio: int = 200
    free_bytes: int = 4 << 20

    def limit(self, travelled: int) -> int:
        """Most bytes that a body of `travelled` bytes may become."""
        return min(self.max_bytes, max(self.free_bytes, self.max_ratio * travelled))


def decode_body(body: bytes, codings: str, bounds: Bounds) -> bytes | Rejected:
    """Body without its content codings (a `Content-Encoding` header, listed in the order they were applied).

    A body that was cut short gives what could be read; one that is not coded as it claims comes back as it is,
    as servers are known to lie; an unknown coding is left alone.

    >>> decode_body(zlib.compress("Сәлем".encode()), "deflate", Bounds()).decode()
    'Сәлем'
    """
    limit = bounds.limit(len(body))
    for name in reversed([part.strip().lower() for part in codings.split(",")][:4]):
        decoder = _DECODERS.get(name)
        if decoder is None:
            continue
        decoded = _gather(decoder(body), limit)
        if decoded is None:
            return Rejected(Reason.TOO_LARGE, f"{name}: {len(body)} bytes unfold to more than {limit}")
        body = decoded or body
    return body


def _gather(parts: Iterator[bytes], limit: int) -> bytes | None:
    """All parts joined, `None` once they exceed the limit; a broken stream ends where it breaks."""
    kept, size = [], 0
    try:
        for part in parts:
            size += len(part)
            if size > limit:
                return None
            kept.append(part)
    except (zlib.error, brotli.error, OSError):
        pass
    return b"".join(kept)


def _inflate(body: bytes, bits: int) -> Iterator[bytes]:
    """Concatenated zlib or gzip streams in steps."""
    while body:
        decoder = zlib.decompressobj(bits)
        while not decoder.eof:
            part = decoder.decompress(body, _STEP)
            body = decoder.unconsumed_tail
            if not part and not body and not decoder.eof:
                return
            yield part
        body = decoder.unused_data


def _gzip(body: bytes) -> Iterator[bytes]:
    return _inflate(body, 16 + zlib.MAX_WBITS)


def _deflate(body: bytes) -> Iterator[bytes]:
    """`deflate` means zlib, but some servers send it without its two-byte head."""
    headed = len(body) >= 2 and body[0] & 0x0F == 8 and (body[0] << 8 | body[1]) % 31 == 0
    return _inflate(body, zlib.MAX_WBITS if headed else -zlib.MAX_WBITS)


def _brotli(body: bytes) -> Iterator[bytes]:
    decoder = brotli.Decompressor()
    yield decoder.process(body, output_buffer_limit=_STEP)
    while not decoder.is_finished():
        part = decoder.process(b"", output_buffer_limit=_STEP)
        if not part and decoder.can_accept_more_data():
            return
        yield part


def _zstd(body: bytes) -> Iterator[bytes]:
    with pa.CompressedInputStream(pa.BufferReader(body), "zstd") as stream:
        while part := stream.read(_STEP):
            yield part


_DECODERS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
