"""Reading archived bytes back, with their digest verified."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from tolqyn.archive.coding import Bounds, decode_body
from tolqyn.archive.record import Opened, Unreadable, open_record
from tolqyn.archive.scan import inflate_member
from tolqyn.model.capture import Capture
from tolqyn.model.errors import Damaged
from tolqyn.model.identifiers import digest_of
from tolqyn.model.rejected import Reason, Rejected

BOUNDS = Bounds()


def read(folder: Path, capture: Capture, bounds: Bounds = BOUNDS) -> bytes:
    """Body of a capture, content coding undone; raises `Damaged` naming file, offset and capture where it is not
    the body that was archived, or unfolds beyond the bounds."""
    (body,) = read_many(folder, [capture], bounds)
    if isinstance(body, Rejected):
        raise Damaged(place_of(capture), body.detail)
    return body


def read_raw(folder: Path, capture: Capture) -> bytes:
    """Body as it travelled, its digest verified; raises `Damaged`."""
    with ExitStack() as stack:
        return _verified(_Files(folder, stack), capture).payload


def read_many(folder: Path, captures: Iterable[Capture], bounds: Bounds = BOUNDS) -> Iterator[bytes | Rejected]:
    """Bodies of many captures in the order asked for, each file opened once; damage is a result, not an end.

    Fastest where captures come in the order in which they were archived.
    """
    with ExitStack() as stack:
        files = _Files(folder, stack)
        for capture in captures:
            try:
                opened = _verified(files, capture)
            except Damaged as trouble:
                yield Rejected(Reason.DAMAGED, str(trouble))
                continue
            codings = ", ".join(value for name, value in opened.http if name.lower() == "content-encoding")
            yield decode_body(opened.payload, codings, bounds) if codings else opened.payload


def place_of(capture: Capture) -> str:
    """Where a capture lies, in words for a person.

    >>> from datetime import UTC, datetime
    >>> place_of(Capture("cap_x", "т", "a", "row", "b", datetime(2024, 1, 1, tzinfo=UTC), None, "d", 1, "1.gz", 7, 9))
    '1.gz at 7 (cap_x)'
    """
    return f"{capture.warc_file} at {capture.warc_offset} ({capture.capture_id})"


class _Files:
    """Archive files opened so far."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder = folder
        self._stack = stack
        self._open: dict[str, BinaryIO] = {}

    def slice(self, name: str, offset: int, length: int) -> bytes:
        if name not in self._open:
            self._open[name] = self._stack.enter_context((self._folder / name).open("rb"))
        self._open[name].seek(offset)
        return self._open[name].read(length)


def _verified(files: _Files, capture: Capture) -> Opened:
    """A capture's record, if it holds the bytes that the capture names."""
    try:
        plain, _ = inflate_member(files.slice(capture.warc_file, capture.warc_offset, capture.warc_length), 0)
        opened = open_record(plain)
    except (*Unreadable, OSError) as trouble:
        raise Damaged(place_of(capture), f"the record cannot be read: {trouble}") from trouble
    if digest_of(opened.payload) != capture.digest:
        raise Damaged(place_of(capture), f"the bytes no longer have the digest {capture.digest}")
    return opened
