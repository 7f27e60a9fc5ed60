"""The index of a web archive: CDXJ lines in sorted order, in compressed blocks with a list of the blocks."""

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from tolqyn.archive.record import Opened
from tolqyn.export.addresses import surt
from tolqyn.model.capture import Capture

BLOCK = 300
"""Lines of a compressed block; a reader fetches one block to find one address."""

BLOCKS_NAME = "index.cdx.gz"

_GZIP = 16 + zlib.MAX_WBITS


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """One record of the archive in its index: sort key, moment, and where it lies."""

    key: str
    timestamp: str
    url: str
    mime: str
    status: str
    digest: str
    offset: int
    length: int
    filename: str

    def as_text(self) -> str:
        """The line as CDXJ; numbers are text there."""
        told = {"url": self.url, "mime": self.mime, "status": self.status, "digest": self.digest}
        place = {"length": str(self.length), "offset": str(self.offset), "filename": self.filename}
        return f"{self.key} {self.timestamp} {json.dumps(told | place)}\n"


def line_of(capture: Capture, opened: Opened, filename: str, offset: int, length: int) -> Line:
    """Index line of a record that lies at `offset` of `filename`."""
    http = {name.lower(): value for name, value in reversed(opened.http)}
    stated = http.get("content-type", "") if opened.kind == "response" else opened.named.get("Content-Type", "")
    return Line(
        key=surt(capture.address),
        timestamp=timestamp(capture.captured_at),
        url=opened.named["WARC-Target-URI"],
        mime=_mime(stated),
        status=str(opened.status or 200),
        digest=capture.digest,
        offset=offset,
        length=length,
        filename=filename,
    )


def blocks_of(lines: list[Line]) -> tuple[bytes, bytes]:
    """The compressed index, and the list of its blocks by which a reader finds the one it needs."""
    ordered = sorted(lines)
    blocks, listed = [], [f"!meta 0 {json.dumps({'format': 'cdxj-gzip-1.0', 'filename': BLOCKS_NAME})}\n"]
    offset = 0
    for start in range(0, len(ordered), BLOCK):
        own = ordered[start : start + BLOCK]
        block = _compressed("".join(line.as_text() for line in own).encode())
        place = {"offset": offset, "length": len(block), "digest": f"sha256:{sha256(block).hexdigest()}"}
        listed.append(f"{own[0].key} {own[0].timestamp} {json.dumps(place)}\n")
        blocks.append(block)
        offset += len(block)
    return b"".join(blocks) or _compressed(b""), "".join(listed).encode()


def read_lines(compressed: bytes, limit: int) -> Iterator[Line]:
    """Lines of an index, compressed or not, at most `limit` bytes of it.

    It may come from anywhere: raises `ValueError`, `KeyError` or `zlib.error` where it is none.
    """
    plain = _expanded(compressed, limit) if compressed.startswith(b"\x1f\x8b") else compressed
    for text in plain.decode().splitlines():
        key, moment, told = text.split(" ", 2)
        stated = json.loads(told)
        url, mime, status, digest = (str(stated.get(name, "")) for name in ("url", "mime", "status", "digest"))
        offset, length = int(stated["offset"]), int(stated["length"])
        yield Line(key, moment, url, mime, status, digest, offset, length, str(stated["filename"]))


def timestamp(at: datetime) -> str:
    """Fourteen digits of UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y%m%d%H%M%S")


def _mime(stated: str) -> str:
    name = stated.partition(";")[0].strip().lower()
    return name if name and not name.count(" ") else "unk"


def _compressed(plain: bytes) -> bytes:
    compressor = zlib.compressobj(9, zlib.DEFLATED, _GZIP)
    return compressor.compress(plain) + compressor.flush()


def _expanded(compressed: bytes, limit: int) -> bytes:
    parts, size = [], 0
    while compressed:
        decoder = zlib.decompressobj(_GZIP)
        part = decoder.decompress(compressed, limit + 1 - size)
        parts.append(part)
        size += len(part)
        if size > limit or not decoder.eof:
            raise ValueError("the index is cut off, or unfolds to more than is believable")
        compressed = decoder.unused_data
    return b"".join(parts)
