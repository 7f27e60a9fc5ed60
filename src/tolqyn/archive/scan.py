"""A walk through archive files that goes on after damage."""

import mmap
import re
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tolqyn.archive.record import Opened, Place, Unreadable, capture_of, open_record
from tolqyn.model.capture import Capture

MAX_RECORD = 512 << 20
"""Uncompressed bytes beyond which a member is taken for damage; collection bounds bodies far lower."""

_GZIP = 16 + zlib.MAX_WBITS
_MAGIC = re.compile(rb"\x1f\x8b\x08")
_STEP = 1 << 18
_NAME = re.compile(r"\d{5,}\.warc\.gz")


@dataclass(frozen=True, slots=True)
class Damage:
    """Bytes of an archive file that are no whole record, and why."""

    warc_file: str
    offset: int
    length: int
    detail: str


@dataclass(frozen=True, slots=True)
class Passed:
    """A record that is whole but is no capture: `warcinfo` or `request`."""

    kind: str
    place: Place


def archive_files(folder: Path) -> list[Path]:
    """Files of the archive in the order they were written."""
    files = [path for path in folder.glob("*.warc.gz") if _NAME.fullmatch(path.name)]
    return sorted(files, key=lambda path: int(path.name.partition(".")[0]))


def walk(folder: Path) -> Iterator[Capture | Damage]:
    """Every capture of the archive, rebuilt from its record alone, and every stretch of damage, in order."""
    for path in archive_files(folder):
        for found in scan_file(path, 0):
            if not isinstance(found, Passed):
                yield found


def scan_file(path: Path, start: int) -> Iterator[Capture | Passed | Damage]:
    """Records of one file from a record's offset on."""
    size = path.stat().st_size
    if start >= size:
        return
    with path.open("rb") as handle, closing(mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ)) as view:
        position = start
        while position < size:
            found = _read_at(view, position, path.name)
            if isinstance(found, Damage):
                found = Damage(path.name, position, _next_member(view, position) - position, found.detail)
            yield found
            position += _extent(found)


def inflate_member(view: bytes | mmap.mmap, start: int) -> tuple[bytes, int]:
    """One gzip member from `start`: its plain bytes and its compressed length; raises `Unreadable`."""
    decoder = zlib.decompressobj(_GZIP)
    plain, size, position = [], 0, start
    while not decoder.eof:
        step = view[position : position + _STEP]
        if not step:
            raise EOFError("the record is cut off")
        part = decoder.decompress(step, MAX_RECORD + 1 - size)
        plain.append(part)
        size += len(part)
        if size > MAX_RECORD or decoder.unconsumed_tail:
            raise ValueError(f"the record unfolds to more than {MAX_RECORD} bytes")
        position += len(step)
    return b"".join(plain), position - len(decoder.unused_data) - start


def _read_at(view: mmap.mmap, position: int, name: str) -> Capture | Passed | Damage:
    length = 0
    try:
        plain, length = inflate_member(view, position)
        opened = open_record(plain)
        return _recognised(opened, Place(name, position, length))
    except Unreadable as trouble:
        return Damage(name, position, length, f"{type(trouble).__name__}: {trouble}")


def _recognised(opened: Opened, place: Place) -> Capture | Passed:
    if opened.kind in ("response", "resource"):
        return capture_of(opened, place)
    return Passed(opened.kind, place)


def _extent(found: Capture | Passed | Damage) -> int:
    if isinstance(found, Capture):
        return found.warc_length
    return found.length if isinstance(found, Damage) else found.place.length


def _next_member(view: mmap.mmap, position: int) -> int:
    """Offset of the next place where a gzip member begins that holds a WARC record, else the end of the file."""
    for match in _MAGIC.finditer(view, position + 1):
        try:
            head = zlib.decompressobj(_GZIP).decompress(view[match.start() : match.start() + 512], 8)
        except zlib.error:
            continue
        if head.startswith(b"WARC/1."):
            return match.start()
    return len(view)
