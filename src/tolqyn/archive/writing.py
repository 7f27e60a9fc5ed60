"""Appending to the archive, and setting right what a killed writer left."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tolqyn.archive.record import Place, info_member, members_of
from tolqyn.archive.scan import Damage, Passed, archive_files, scan_file
from tolqyn.model.capture import Arrival, Capture, capture_identity
from tolqyn.model.identifiers import digest_of

LIMIT = 256 << 20
"""Bytes at which a file is full and the next begins."""

_FLUSH = 8 << 20


@dataclass(frozen=True, slots=True)
class Recovery:
    """What lies in the archive beyond what the tables know.

    `captures` are whole and no table names them: adopt them. `damaged` is what cannot be read. `torn` names the
    files into which a cut-off end was moved, so that no byte is lost.
    """

    captures: tuple[Capture, ...]
    damaged: tuple[Damage, ...]
    torn: tuple[Path, ...]


def recover(folder: Path, known: Mapping[str, int] | None = None) -> Recovery:
    """Make the archive fit to append to, and answer with the captures that no table knows.

    `known` gives for each file the offset after the last record that the tables name; only what lies beyond is
    read. An end that a killed writer left unfinished is moved into `torn/`: what was uninterrupted would have
    written there next.
    """
    captures: list[Capture] = []
    damaged: list[Damage] = []
    torn: list[Path] = []
    files = archive_files(folder)
    for path in files:
        end = start = (known or {}).get(path.name, 0)
        broken: list[Damage] = []
        for found in scan_file(path, start):
            if isinstance(found, Damage):
                broken.append(found)
                continue
            if isinstance(found, Capture):
                captures.append(found)
            end = _end_of(found, end)
        damaged += [damage for damage in broken if damage.offset < end or path != files[-1]]
        if path == files[-1] and path.stat().st_size > end:
            torn.append(_move_end_aside(path, end))
    return Recovery(tuple(captures), tuple(damaged), tuple(torn))


class Writer:
    """Appends arrivals; the caller sees to it that there is one writer (the store's lock).

    `recovered` tells what opening found beyond `known`, see `recover`.
    """

    def __init__(self, folder: Path, known: Mapping[str, int] | None = None, limit: int = LIMIT) -> None:
        self._folder = folder
        self._limit = limit
        self.recovered = recover(folder, known)
        files = archive_files(folder)
        self._number = int(files[-1].name.partition(".")[0]) if files else 1
        self._offset = files[-1].stat().st_size if files else 0

    def append(self, arrivals: Sequence[Arrival]) -> list[Capture]:
        """Captures of the arrivals, in order, once all their records are safely on disk."""
        captures: list[Capture] = []
        pending: list[bytes] = []
        size = 0
        for arrival in arrivals:
            if self._offset >= self._limit:
                self._write(pending)
                self._number, self._offset, pending, size = self._number + 1, 0, [], 0
            members = self._members(arrival)
            captures.append(_captured(arrival, self._place(members)))
            pending += members
            size += sum(map(len, members))
            self._offset = captures[-1].warc_offset + captures[-1].warc_length
            if size >= _FLUSH:
                self._write(pending)
                pending, size = [], 0
        self._write(pending)
        return captures

    def _members(self, arrival: Arrival) -> list[bytes]:
        head = info_member(self._name, arrival.captured_at) if self._offset == 0 else b""
        return [head, *members_of(arrival)]

    def _place(self, members: Sequence[bytes]) -> Place:
        before = sum(map(len, members[:-1]))
        return Place(self._name, self._offset + before, len(members[-1]))

    @property
    def _name(self) -> str:
        return f"{self._number:05d}.warc.gz"

    def _write(self, members: Iterable[bytes]) -> None:
        """Append and flush to disk; where that fails half-way (a full disk) the file ends as it did before."""
        block = b"".join(members)
        if not block:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / self._name
        fresh = not path.exists()
        with path.open("ab", buffering=0) as sink:
            start = sink.tell()
            try:
                _write_all(sink.fileno(), block)
                os.fsync(sink.fileno())
            except BaseException:
                self._offset = start
                os.ftruncate(sink.fileno(), start)
                raise
        if fresh:
            _sync_folder(self._folder)


def _captured(arrival: Arrival, place: Place) -> Capture:
    digest = digest_of(arrival.payload)
    return Capture(
        capture_id=capture_identity(arrival.source_id, arrival.form, arrival.address, digest),
        source_id=arrival.source_id,
        address=arrival.address,
        form=arrival.form,
        media_type=arrival.media_type,
        captured_at=arrival.captured_at,
        status=arrival.exchange.status if arrival.exchange else None,
        digest=digest,
        length=len(arrival.payload),
        warc_file=place.warc_file,
        warc_offset=place.offset,
        warc_length=place.length,
        hints=arrival.hints,
    )


def _end_of(found: Capture | Passed, end: int) -> int:
    """Offset after a record that the next may follow; a request alone waits for its response."""
    if isinstance(found, Capture):
        return found.warc_offset + found.warc_length
    return end if found.kind == "request" else found.place.offset + found.place.length


def _move_end_aside(path: Path, end: int) -> Path:
    """Keep the bytes after `end` under `torn/` and cut them off; the copy is durable before the cut."""
    aside = path.parent / "torn" / f"{path.name}.{end}"
    aside.parent.mkdir(exist_ok=True)
    with path.open("r+b") as handle, aside.open("wb") as copy:
        handle.seek(end)
        copy.write(handle.read())
        copy.flush()
        os.fsync(copy.fileno())
        handle.truncate(end)
        os.fsync(handle.fileno())
    return aside


def _write_all(descriptor: int, block: bytes) -> None:
    rest = memoryview(block)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _sync_folder(folder: Path) -> None:
    """Make a new name durable; not possible, nor needed, where folders cannot be opened (Windows)."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
