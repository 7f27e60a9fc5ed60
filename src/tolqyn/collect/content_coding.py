"""Undoing gzip, deflate and brotli without letting a small body grow into all memory."""

import zlib

import brotli

from tolqyn.model.rejected import Reason, Rejected

_PIECE = 1 << 16
_MAX_STACKED = 2


def decoded(payload: bytes, coding: str | None, limit: int) -> bytes | Rejected:
    """A body without its content coding, or why it has none: too large when decoded, or broken.

    `coding` is the Content-Encoding header, several in the order in which they were applied. Decodes in steps, so
    that no more than `limit` bytes and one step are ever held: 3 KB of brotli can claim 2 GB.

    >>> decoded(zlib.compress("Жаңалық".encode()), "deflate", 100).decode()
    'Жаңалық'
    """
    names = [name.strip().lower() for name in (coding or "").split(",")]
    names = [name for name in names if name and name != "identity"]
    if len(names) > _MAX_STACKED:
        return Rejected(Reason.BAD_RESPONSE, f"{len(names)} content codings")
    for name in reversed(names):
        try:
            found = _undo(payload, name, limit)
        except (zlib.error, brotli.error, EOFError) as problem:
            return Rejected(Reason.BAD_RESPONSE, f"broken {name}: {problem}"[:200])
        if isinstance(found, Rejected):
            return found
        payload = found
    return payload


def _undo(payload: bytes, name: str, limit: int) -> bytes | Rejected:
    if name in ("gzip", "x-gzip"):
        return _inflate(payload, 31, limit)
    if name == "deflate":
        try:
            return _inflate(payload, zlib.MAX_WBITS, limit)
        except zlib.error:
            return _inflate(payload, -zlib.MAX_WBITS, limit)
    if name == "br":
        return _unbrotli(payload, limit)
    return Rejected(Reason.BAD_RESPONSE, f"content coding {name[:40]}")


def _inflate(payload: bytes, window: int, limit: int) -> bytes | Rejected:
    """gzip (all members) or deflate; what follows the last member is left out, as browsers do."""
    out = bytearray()
    while payload:
        stream = zlib.decompressobj(window)
        while payload and not stream.eof:
            out += stream.decompress(payload, min(limit + 1 - len(out), 1 << 20) or 1)
            payload = stream.unconsumed_tail
            if len(out) > limit:
                return _too_large(limit)
        if not stream.eof:
            raise EOFError("ends early")
        payload = stream.unused_data
        if window != 31 or not payload.startswith(b"\x1f\x8b"):
            break
    return bytes(out)


def _unbrotli(payload: bytes, limit: int) -> bytes | Rejected:
    out = bytearray()
    stream = brotli.Decompressor()
    at = 0
    while not stream.is_finished():
        piece = b""
        if stream.can_accept_more_data():
            piece = payload[at : at + _PIECE]
            if not piece:
                raise EOFError("ends early")
            at += len(piece)
        out += stream.process(piece, output_buffer_limit=1 << 20)
        if len(out) > limit:
            return _too_large(limit)
    return bytes(out)


def _too_large(limit: int) -> Rejected:
    return Rejected(Reason.TOO_LARGE, f"decompresses to more than {limit} bytes")
