"""Entries of a zip as they lie in the file, so that damage in one can be told from damage in all."""

import mmap
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import new
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

LIMIT = 1 << 28
"""Bytes that a list, an index or a page list may have; records are read one by one and have no such bound."""

_STEP = 1 << 20
_HEAD = 30
"""Bytes of a local head before the name; the lengths of name and extra field stand at its byte 26 (APPNOTE 4.3.7)."""


@dataclass(frozen=True, slots=True)
class Entries:
    """A zip whose stored entries are read straight from the file: the zip's own checksum would stop at the first."""

    view: mmap.mmap
    zip: ZipFile

    def names(self) -> list[str]:
        """Names in the order of the zip, without folders."""
        return [entry.filename for entry in self.zip.infolist() if not entry.is_dir()]

    def twice(self) -> list[str]:
        """Names that stand for more than one entry: two readers may then read two things."""
        return [name for name, count in Counter(self.names()).items() if count > 1]

    def stored(self, name: str) -> tuple[int, int] | None:
        """Where an entry that is not compressed begins and ends in the file, `None` where it is compressed."""
        entry = self.zip.getinfo(name)
        if entry.compress_type != ZIP_STORED or entry.flag_bits & 1:
            return None
        start = self._start(entry)
        return start, start + entry.compress_size

    def size(self, name: str) -> int:
        """Bytes of an entry."""
        return self.zip.getinfo(name).file_size

    def read(self, name: str) -> bytes:
        """An entry in one piece; raises `ValueError` where it is not there, is damaged, or is larger than `LIMIT`."""
        if name not in self.zip.NameToInfo:
            raise ValueError("it is missing")
        if self.size(name) > LIMIT:
            raise ValueError(f"it has {self.size(name)} bytes")
        return b"".join(self._steps(name))

    def digest(self, name: str, algorithm: str) -> str:
        """Digest of an entry in hexadecimal; raises `ValueError` where it cannot be read."""
        hasher = new(algorithm)
        for step in self._steps(name):
            hasher.update(step)
        return hasher.hexdigest()

    def _start(self, entry: ZipInfo) -> int:
        head = self.view[entry.header_offset : entry.header_offset + _HEAD]
        if len(head) < _HEAD or head[:4] != b"PK\x03\x04":
            raise ValueError("its place in the zip is damaged")
        lengths = int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
        return entry.header_offset + _HEAD + lengths

    def _steps(self, name: str) -> Iterator[bytes]:
        place = self.stored(name)
        if place is not None:
            for at in range(place[0], place[1], _STEP):
                yield self.view[at : min(at + _STEP, place[1])]
            return
        try:
            with self.zip.open(name) as source:
                while step := source.read(_STEP):
                    yield step
        except (BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as trouble:
            raise ValueError(f"it cannot be read: {trouble}") from trouble
