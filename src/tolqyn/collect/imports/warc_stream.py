"""Records of a WARC file with their offsets, over whatever is broken between them."""

import binascii
import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

_BROKEN = (ArchiveLoadFailed, EOFError, zlib.error, binascii.Error, ValueError, AttributeError, KeyError, IndexError)
"""What warcio raises over damaged records, some of it by accident."""

_GZIP_MEMBER = b"\x1f\x8b\x08"
_PLAIN_RECORD = b"\nWARC/1."
_CHUNK = 1 << 20
_MAX_REMEMBERED = 500_000


@dataclass(frozen=True, slots=True)
class Broken:
    """A place where no record could be read."""

    detail: str


class WarcStream:
    """Iterates `(offset, record)`; after a broken record it goes on at the next thing that begins like one.

    A file compressed as one piece (not a member for each record) is read too; its offsets count decompressed bytes.
    """

    def __init__(self, opened: BinaryIO) -> None:
        self._opened = opened
        self._offsets: dict[str, int] = {}

    def remember(self, digest: str | None, offset: int) -> None:
        """Keep where the first record with a payload digest stands, for revisits; the oldest half million are kept."""
        if digest and len(self._offsets) < _MAX_REMEMBERED:
            self._offsets.setdefault(digest, offset)

    def recall(self, digest: str | None) -> Any | None:
        """The remembered record; the place of reading does not change."""
        if digest is None or digest not in self._offsets:
            return None
        place = self._opened.tell()
        try:
            self._opened.seek(self._offsets[digest])
            record = next(iter(ArchiveIterator(self._opened)), None)
            if record is not None:
                record.raw_stream = _Held(record.raw_stream.read())
            return record
        except _BROKEN:
            return None
        finally:
            self._opened.seek(place)

    def __iter__(self) -> Iterator[tuple[int, Any]]:
        start: int | None = 0
        delivered = 0
        while start is not None:
            self._opened.seek(start)
            records = ArchiveIterator(self._opened, check_digests=True)
            try:
                for record in records:
                    if not (record.rec_headers.get_header("Content-Length") or "").isdecimal():
                        raise ArchiveLoadFailed("a record without its length")
                    delivered += 1
                    yield records.offset, record
                return
            except _BROKEN as problem:
                if "non-chunked gzip" in str(problem) and start == 0:
                    yield from self._in_one_piece(delivered)
                    return
                yield records.offset, Broken(str(problem).strip() or type(problem).__name__)
                start = self._next_start(max(records.offset, start) + 1)

    def _in_one_piece(self, delivered: int) -> Iterator[tuple[int, Any]]:
        """Records of a file that is one gzip member, after those delivered already."""
        self._opened.seek(0)
        self._offsets.clear()
        inner = WarcStream(cast(BinaryIO, gzip.GzipFile(fileobj=self._opened)))
        inner._offsets = self._offsets
        self._opened = inner._opened
        for number, found in enumerate(inner):
            if number >= delivered:
                yield found

    def _next_start(self, offset: int) -> int | None:
        """Offset of the next gzip member or record line at or after `offset`."""
        self._opened.seek(0)
        mark = _PLAIN_RECORD if _PLAIN_RECORD[1:] in self._opened.read(_CHUNK) else _GZIP_MEMBER
        self._opened.seek(offset)
        held = b""
        while chunk := self._opened.read(_CHUNK):
            held += chunk
            if (found := held.find(mark)) >= 0:
                return offset + found + (1 if mark == _PLAIN_RECORD else 0)
            offset += max(0, len(held) - len(mark) + 1)
            held = held[-len(mark) + 1 :]
        return None


class _Held:
    """A record's content read ahead, with the face of a limited stream."""

    limit = 0

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def read(self, length: int | None = None) -> bytes:
        stop = len(self._content) if length is None else self._at + length
        found = self._content[self._at : stop]
        self._at += len(found)
        return found

    def readline(self, length: int | None = None) -> bytes:
        stop = self._content.find(b"\n", self._at) + 1 or len(self._content)
        return self.read((stop if length is None else min(stop, self._at + length)) - self._at)
