"""Archived records as they lie on disk, to be copied byte for byte."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from tolqyn.archive import place_of
from tolqyn.archive.record import Opened, Unreadable, open_record
from tolqyn.archive.scan import inflate_member
from tolqyn.model.capture import Capture
from tolqyn.model.identifiers import digest_of

WINDOW = 1 << 16
"""Bytes before a response in which its request is looked for; a request is headers, some hundred bytes."""

_MAGIC = b"\x1f\x8b\x08"


@dataclass(frozen=True, slots=True)
class Lifted:
    """Gzip members of a capture: its request (empty where there is none) and its record, and the record read."""

    capture: Capture
    request: bytes
    record: bytes
    opened: Opened


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A capture that cannot be handed on, where it lies, and why."""

    capture_id: str
    where: str
    detail: str

    def __str__(self) -> str:
        return f"{self.where}: {self.detail}"


def lift(folder: Path, captures: Iterable[Capture]) -> Iterator[Lifted | LeftOut]:
    """Raw records of captures in the order in which they lie in the archive, each with its digest verified."""
    for capture in sorted(captures, key=lambda one: (one.warc_file, one.warc_offset)):
        try:
            with (folder / capture.warc_file).open("rb") as file:
                yield _lifted(file, capture)
        except (*Unreadable, IndexError, OSError) as trouble:
            yield LeftOut(capture.capture_id, place_of(capture), f"the record cannot be read: {trouble}")


def _lifted(file: BinaryIO, capture: Capture) -> Lifted | LeftOut:
    file.seek(capture.warc_offset)
    record = file.read(capture.warc_length)
    plain, length = inflate_member(record, 0)
    opened = open_record(plain)
    if length != len(record) or digest_of(opened.payload) != capture.digest:
        return LeftOut(capture.capture_id, place_of(capture), f"the bytes no longer have the digest {capture.digest}")
    return Lifted(capture, _request_before(file, capture, opened.named.get("WARC-Record-ID", "")), record, opened)


def _request_before(file: BinaryIO, capture: Capture, record_id: str) -> bytes:
    """The member that ends where the response begins, if it is a request that says it belongs to it."""
    start = max(0, capture.warc_offset - WINDOW)
    file.seek(start)
    before = file.read(capture.warc_offset - start)
    at = before.rfind(_MAGIC)
    while at >= 0:
        opened = _ending_at_the_end(before[at:])
        if opened is not None:
            mine = opened.kind == "request" and opened.named.get("WARC-Concurrent-To") == record_id
            return before[at:] if mine else b""
        at = before.rfind(_MAGIC, 0, at + len(_MAGIC) - 1)
    return b""


def _ending_at_the_end(member: bytes) -> Opened | None:
    """The record of these bytes, if they are one whole gzip member; what looks like its head by chance is none."""
    try:
        plain, length = inflate_member(member, 0)
        return open_record(plain) if length == len(member) else None
    except (*Unreadable, IndexError):
        return None
