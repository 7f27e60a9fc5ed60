"""WARC files, one's own and other crawls'."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, Literal, cast, get_args

from warcio.bufferedreaders import ChunkedDataReader

from tolqyn.collect.addresses import normal_form, site_of
from tolqyn.collect.imports.items import Item, Reading, RejectedItem, reject_at
from tolqyn.collect.imports.warc_stream import Broken, WarcStream
from tolqyn.model.capture import Arrival, Exchange, Form
from tolqyn.model.identifiers import digest_of
from tolqyn.model.rejected import Reason, Rejected

_CHANNEL_PAGE = re.compile(r"https?://(?:t\.me|telegram\.me)/s/([A-Za-z0-9_]+)")
_KINDS = ("response", "resource", "revisit")
_OURS = ("Tolqyn-Source", "Tolqyn-Form", "Tolqyn-Address", "Tolqyn-Media-Type")


@dataclass(frozen=True, slots=True)
class Body:
    """What a record holds: its bytes without transfer coding, and what HTTP said around them."""

    payload: bytes
    exchange: Exchange | None
    media_type: str


def read_warc(path: Path, reading: Reading) -> Iterator[Item]:
    """Pages of a WARC file, plain or gzip."""
    with path.open("rb") as opened:
        yield from read_records(opened, str(path), reading)


def read_records(opened: BinaryIO, name: str, reading: Reading) -> Iterator[Item]:
    """Pages among the records of a seekable stream: responses and resources that are HTML, by default.

    A revisit is answered with the bytes of the record of this file that has the digest which it names. Every
    other response is answered as rejected: a redirect or error by its status, a picture or script by its media type,
    a broken record by its offset; requests and metadata are no items.
    """
    stream = WarcStream(opened)
    for offset, record in stream:
        if isinstance(record, Broken):
            yield reject_at(name, offset, Reason.BAD_WARC, record.detail)
        elif record.rec_type in _KINDS:
            body = _read(record, reading)
            if record.rec_type == "revisit" and isinstance(body, Body):
                body = _revisited(record, body, stream, reading)
            elif isinstance(body, Body):
                stream.remember(record.rec_headers.get_header("WARC-Payload-Digest"), offset)
            item = body if isinstance(body, Rejected) else _item(record, body, reading)
            yield RejectedItem(name, None, offset, item) if isinstance(item, Rejected) else item


def _read(record: Any, reading: Reading) -> Body | Rejected:
    """Bytes and headers of a record."""
    limit = reading.options.max_item_bytes
    if (record.length or 0) > limit + (1 << 20):
        return Rejected(Reason.TOO_LARGE, f"{record.length} bytes")
    headers = record.http_headers
    content: Any = record.raw_stream
    if headers and (headers.get_header("Transfer-Encoding") or "").lower() == "chunked":
        content = ChunkedDataReader(content)
    payload = cast(bytes, content.read(limit + 1))
    if len(payload) > limit:
        return Rejected(Reason.TOO_LARGE, f"more than {limit} bytes")
    if getattr(record.raw_stream, "limit", 0) > 0 and content is record.raw_stream:
        return Rejected(Reason.BAD_WARC, f"ends {record.raw_stream.limit} bytes early")
    if any("block digest failed" in problem for problem in getattr(record.digest_checker, "problems", ())):
        return Rejected(Reason.DAMAGED, "bytes differ from the record's digest")
    exchange = _exchange(record) if headers else None
    stated = headers.get_header("Content-Type") if headers else record.rec_headers.get_header("Content-Type")
    return Body(payload, exchange, (stated or "").partition(";")[0].strip().lower())


def _exchange(record: Any) -> Exchange:
    """The HTTP side of a record; a status line that says nothing counts as status 0."""
    headers = record.http_headers
    status, _, phrase = headers.statusline.partition(" ")
    truncated = record.rec_headers.get_header("WARC-Truncated")
    return Exchange(
        status=int(status) if status.isdecimal() and len(status) == 3 else 0,
        phrase=phrase,
        headers=tuple((name, value) for name, value in headers.headers),
        truncated=cast(Literal["length", "time"], truncated) if truncated in ("length", "time") else None,
    )


def _revisited(record: Any, body: Body, stream: WarcStream, reading: Reading) -> Body | Rejected:
    """The earlier record's bytes under the revisit's own headers."""
    original = stream.recall(record.rec_headers.get_header("WARC-Payload-Digest"))
    found = _read(original, reading) if original is not None else None
    if not isinstance(found, Body):
        return Rejected(Reason.BAD_WARC, "a revisit of a record that is not in this file")
    exchange = found.exchange
    if exchange and body.exchange and body.exchange.status == 200:
        exchange = replace(exchange, status=200, phrase=body.exchange.phrase)
    return replace(found, exchange=exchange)


def _item(record: Any, body: Body, reading: Reading) -> Arrival | Rejected:
    """What arrived: as a workspace's own archive tells it, else a page of the web."""
    if record.rec_headers.get_header("Tolqyn-Form") is None:
        return _arrival(record, body, reading)
    return _ours(record.rec_headers, body)


def _ours(named: Any, body: Body) -> Arrival | Rejected:
    """A record that an archive of ours wrote says itself what it is, so that it keeps its source and its name."""
    try:
        source, form, address, media_type = (json.loads(named.get_header(name) or "null") for name in _OURS)
        hints = tuple((name, told) for name, told in json.loads(named.get_header("Tolqyn-Hints") or "[]"))
    except (ValueError, TypeError, RecursionError) as problem:
        return Rejected(Reason.BAD_FIELD, f"Tolqyn-…: {problem}"[:200])
    captured_at = _date(named.get_header("WARC-Date"))
    texts = (source, form, address, media_type, *(text for hint in hints for text in hint))
    if not all(isinstance(text, str) for text in texts) or form not in get_args(Form) or captured_at is None:
        return Rejected(Reason.BAD_FIELD, f"Tolqyn-Form {form}, WARC-Date {named.get_header('WARC-Date')}"[:200])
    if digest_of(body.payload) != named.get_header("WARC-Payload-Digest"):
        return Rejected(Reason.DAMAGED, "bytes differ from the record's digest")
    return Arrival(source, address, form, media_type, body.payload, captured_at, body.exchange, hints)


def _arrival(record: Any, body: Body, reading: Reading) -> Arrival | Rejected:
    """A page, or why the record is none."""
    address = normal_form((record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>"))
    captured_at = _date(record.rec_headers.get_header("WARC-Date"))
    media_type = body.media_type or ("text/html" if b"<html" in body.payload[:2048].lower() else "")
    if body.exchange and not 200 <= body.exchange.status < 300:
        return Rejected(Reason.HTTP_STATUS, str(body.exchange.status))
    if media_type not in reading.options.media_types:
        return Rejected(Reason.UNKNOWN_FORM, media_type or "no media type")
    if address is None:
        return Rejected(Reason.BAD_ADDRESS, str(record.rec_headers.get_header("WARC-Target-URI"))[:200])
    if captured_at is None:
        return Rejected(Reason.BAD_FIELD, f"WARC-Date {record.rec_headers.get_header('WARC-Date')}")
    channel = _CHANNEL_PAGE.match(address)
    site = f"t.me/{channel[1].lower()}" if channel else site_of(address)
    return Arrival(
        source_id=reading.source_of(channel[1] if channel else site, site) or reading.options.source or site,
        address=address,
        form="telegram-page" if channel else "page",
        media_type=media_type,
        payload=body.payload,
        captured_at=captured_at,
        exchange=body.exchange,
        hints=(("channel", channel[1]),) if channel else (),
    )


def _date(text: str | None) -> datetime | None:
    """WARC-Date, always UTC."""
    try:
        found = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    return found.astimezone(UTC) if found and found.tzinfo else found.replace(tzinfo=UTC) if found else None
