"""Records of a pack, one by one, each against the digests that it carries and its line in the index."""

import mmap
from base64 import b32encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import new

from tolqyn.archive.record import Opened, Unreadable, open_record
from tolqyn.archive.scan import inflate_member
from tolqyn.export.index import Line

_ALGORITHMS = {
    "md5": "md5",
    "sha1": "sha1",
    "sha-1": "sha1",
    "sha256": "sha256",
    "sha-256": "sha256",
    "sha512": "sha512",
}
_WITH_PAYLOAD = ("response", "resource")
_KINDS = {*_WITH_PAYLOAD, "warcinfo", "request", "metadata", "revisit", "conversion", "continuation"}

_Refused = (*Unreadable, IndexError)
"""What parsing a record raises that a stranger made up; a status line without a status is an `IndexError`."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One stretch of an archive file: where it lies, of which record, and what does not hold."""

    offset: int
    length: int
    record: str
    faults: tuple[str, ...]
    unknown: str | None = None


def check_records(view: mmap.mmap, place: tuple[int, int], name: str, lines: Mapping[int, Line]) -> Iterator[Checked]:
    """Every record between two offsets of the file; after damage it goes on where the index knows the next one."""
    start, stop = place
    at = start
    while at < stop:
        line = lines.get(at - start)
        where = f"{name} at {at - start}" + (f", {line.url}" if line else "")
        try:
            plain, length = inflate_member(view, at)
            opened = open_record(plain)
            if at + length > stop:
                raise ValueError("it runs beyond its file")
            if opened.kind not in _KINDS:
                raise ValueError(f"no record is of kind {opened.kind}")
        except _Refused as trouble:
            after = min((offset for offset in lines if offset > at - start), default=stop - start)
            length = after - (at - start)
            yield Checked(at - start, length, where, (f"the record cannot be read: {trouble}",))
        else:
            yield _checked(opened, plain, (at - start, length), (name, line))
        at += length


def _checked(opened: Opened, plain: bytes, place: tuple[int, int], of: tuple[str, Line | None]) -> Checked:
    name, line = of
    claims = {"WARC-Block-Digest": _block(plain, opened)}
    if opened.kind in _WITH_PAYLOAD:
        claims["WARC-Payload-Digest"] = opened.payload
    faults, unknown = [], None
    for header, body in claims.items():
        held = _holds(opened.named.get(header), body)
        if held is None and header == "WARC-Payload-Digest":
            unknown = f"no digest that can be checked: {opened.named.get(header)}"
        elif held is False:
            faults.append(f"its bytes do not have the {header} {opened.named[header]}")
    where = f"{name} at {place[0]}, {opened.named.get('WARC-Target-URI') or opened.kind}"
    return Checked(*place, where, (*faults, *_beside(opened, place, line)), unknown)


def _beside(opened: Opened, place: tuple[int, int], line: Line | None) -> Iterator[str]:
    """What the index says otherwise than the record."""
    if line is None:
        if opened.kind in _WITH_PAYLOAD:
            yield "the index does not know it"
        return
    if line.length != place[1]:
        yield f"it has {place[1]} bytes, the index says {line.length}"
    if line.url != opened.named.get("WARC-Target-URI"):
        yield f"the index says that it is of {line.url}"
    if line.digest and _holds(line.digest, opened.payload) is False:
        yield f"its bytes do not have the digest {line.digest} of the index"


def _block(plain: bytes, opened: Opened) -> bytes:
    """What stands after a record's named headers; its length stands among them."""
    rest = plain.partition(b"\r\n\r\n")[2]
    return rest[: int(opened.named.get("Content-Length", len(rest)))]


def _holds(claimed: str | None, body: bytes) -> bool | None:
    """Do bytes have a digest, written in hexadecimal or base 32? `None` where nothing, or nothing known, is claimed."""
    algorithm, _, value = (claimed or "").partition(":")
    if algorithm.lower() not in _ALGORITHMS or not value:
        return None
    digest = new(_ALGORITHMS[algorithm.lower()], body).digest()
    return value.lower() == digest.hex() or value.upper().rstrip("=") == b32encode(digest).decode().rstrip("=")
