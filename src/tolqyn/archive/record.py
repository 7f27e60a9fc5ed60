"""One arrival as WARC records, and one WARC record as the capture that it is."""

import json
import re
import uuid
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from urllib.parse import quote

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tolqyn.model.capture import Arrival, Capture, Exchange, capture_identity
from tolqyn.model.identifiers import digest_of

VERSION = "WARC/1.1"
LEVEL = 6
"""zlib level: on Telegram posts level 9 saves nothing more (1 byte in 40,000), level 3 costs 1.5 % of size."""

_GZIP = 16 + zlib.MAX_WBITS
_URI_MARKS = "/:?#[]@!$&'()*+,;=%~-._"
_LINE_BREAKS = re.compile(r"[\r\n]+")
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+(;[\x20-\x7e]*)?", re.ASCII)

Unreadable = (ArchiveLoadFailed, ValueError, LookupError, EOFError, zlib.error)
"""What parsing a record that is not ours, or no longer whole, can raise."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record lies: file name within the archive, and compressed bytes from `offset`."""

    warc_file: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Opened:
    """A record read back: its kind, its named headers, HTTP headers where it has them, and its body as it travelled."""

    kind: str
    named: dict[str, str]
    http: tuple[tuple[str, str], ...]
    status: int | None
    payload: bytes


def members_of(arrival: Arrival) -> tuple[bytes, bytes]:
    """Gzip members of an arrival: its request (empty where none is known), then its response or resource.

    The request stands first, so that a response that is whole is always complete evidence. Everything that a
    `Capture` holds travels in the one record, and identifiers derive from content: the same arrivals give the
    same bytes.
    """
    identity = capture_identity(arrival.source_id, arrival.form, arrival.address, digest_of(arrival.payload))
    when = _warc_date(arrival.captured_at)
    record_id = _record_id(identity, when)
    if arrival.exchange is None:
        media_type = arrival.media_type if _MEDIA_TYPE.fullmatch(arrival.media_type) else "application/octet-stream"
        return b"", _member("resource", media_type, _named(arrival, record_id), arrival.payload)
    response = _http_block(f"HTTP/1.1 {arrival.exchange.status} {arrival.exchange.phrase}", arrival.exchange.headers)
    whole = _member(
        "response", "application/http; msgtype=response", _named(arrival, record_id), response + arrival.payload
    )
    return _request_member(arrival, arrival.exchange, record_id), whole


def info_member(warc_file: str, at: datetime) -> bytes:
    """The `warcinfo` record that opens a file."""
    body = f"software: tolqyn\r\nformat: {VERSION}\r\nconformsTo: https://iipc.github.io/warc-specifications/\r\n"
    when = _warc_date(at)
    named = [("WARC-Record-ID", _record_id(warc_file, when)), ("WARC-Date", when), ("WARC-Filename", warc_file)]
    return _member("warcinfo", "application/warc-fields", named, body.encode())


def open_record(plain: bytes) -> Opened:
    """Parts of one uncompressed record; raises one of `Unreadable` where it is none."""
    record = next(iter(ArchiveIterator(BytesIO(plain), no_record_parse=True)), None)
    if record is None:
        raise ValueError("no record")
    block, named = record.raw_stream.read(), dict(record.rec_headers.headers)
    if record.rec_type != "response":
        return Opened(record.rec_type, named, (), None, block)
    head, _, payload = block.partition(b"\r\n\r\n")
    first, *lines = head.decode("utf-8", "surrogateescape").split("\r\n")
    http = tuple((name, value) for name, _, value in (line.partition(": ") for line in lines))
    return Opened(record.rec_type, named, http, int(first.split(" ", 2)[1]), payload)


def capture_of(opened: Opened, place: Place) -> Capture:
    """Capture of one of our own records; raises `ValueError` where its digest does not match or a header lacks."""
    named = opened.named
    digest = digest_of(opened.payload)
    if named["WARC-Payload-Digest"] != digest:
        raise ValueError(f"the digest is {digest}, the record says {named['WARC-Payload-Digest']}")
    source_id, form = json.loads(named["Tolqyn-Source"]), json.loads(named["Tolqyn-Form"])
    address = json.loads(named["Tolqyn-Address"])
    return Capture(
        capture_id=capture_identity(source_id, form, address, digest),
        source_id=source_id,
        address=address,
        form=form,
        media_type=json.loads(named["Tolqyn-Media-Type"]),
        captured_at=datetime.fromisoformat(named["WARC-Date"].replace("Z", "+00:00")),
        status=opened.status,
        digest=digest,
        length=len(opened.payload),
        warc_file=place.warc_file,
        warc_offset=place.offset,
        warc_length=place.length,
        hints=tuple((name, value) for name, value in json.loads(named.get("Tolqyn-Hints", "[]"))),
    )


def _named(arrival: Arrival, record_id: str) -> list[tuple[str, str]]:
    """Named headers of the record; JSON in ASCII carries any script, and line breaks, unharmed."""
    truncated = arrival.exchange.truncated if arrival.exchange else None
    named = [
        ("WARC-Record-ID", record_id),
        ("WARC-Date", _warc_date(arrival.captured_at)),
        ("WARC-Target-URI", _uri(arrival.address)),
        ("WARC-Payload-Digest", digest_of(arrival.payload)),
        ("Tolqyn-Source", json.dumps(arrival.source_id)),
        ("Tolqyn-Form", json.dumps(arrival.form)),
        ("Tolqyn-Address", json.dumps(arrival.address)),
        ("Tolqyn-Media-Type", json.dumps(arrival.media_type)),
    ]
    hints = [("Tolqyn-Hints", json.dumps(arrival.hints))] if arrival.hints else []
    return named + hints + ([("WARC-Truncated", truncated)] if truncated else [])


def _request_member(arrival: Arrival, exchange: Exchange, record_id: str) -> bytes:
    if not exchange.request_headers:
        return b""
    uri, when = _uri(arrival.address), _warc_date(arrival.captured_at)
    path = "/" + uri.split("://", 1)[-1].partition("#")[0].partition("/")[2]
    named = [
        ("WARC-Record-ID", _record_id(f"request {record_id}", when)),
        ("WARC-Date", when),
        ("WARC-Target-URI", uri),
        ("WARC-Concurrent-To", record_id),
        ("WARC-Payload-Digest", digest_of(b"")),
    ]
    block = _http_block(f"GET {path} HTTP/1.1", exchange.request_headers)
    return _member("request", "application/http; msgtype=request", named, block)


def _http_block(first_line: str, headers: tuple[tuple[str, str], ...]) -> bytes:
    """Start line and headers in their order, duplicates kept; bytes that were no UTF-8 come back as they were."""
    lines = [first_line, *(f"{name}: {value}" for name, value in headers)]
    text = "".join(f"{_LINE_BREAKS.sub(' ', line)}\r\n" for line in lines)
    return f"{text}\r\n".encode("utf-8", "surrogateescape")


def _member(kind: str, content_type: str, named: list[tuple[str, str]], block: bytes) -> bytes:
    """One record, compressed on its own, so that it can be read without its neighbours."""
    named = [("WARC-Type", kind), *named, ("WARC-Block-Digest", f"sha256:{sha256(block).hexdigest()}")]
    headers = StatusAndHeaders("", named, protocol=VERSION)
    record = ArcWarcRecord("warc", kind, headers, BytesIO(block), None, content_type, len(block))
    record.payload_length = len(block)
    plain = BytesIO()
    WARCWriter(plain, gzip=False, warc_version=VERSION).write_record(record)
    compressor = zlib.compressobj(LEVEL, zlib.DEFLATED, _GZIP)
    return compressor.compress(plain.getvalue()) + compressor.flush()


def _uri(address: str) -> str:
    """Address with everything outside ASCII percent-encoded, as WARC wants it."""
    return quote(address, safe=_URI_MARKS, errors="surrogatepass")


def _record_id(name: str, when: str) -> str:
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{name} {when}')}>"


def _warc_date(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
