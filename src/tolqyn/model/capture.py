"""What was fetched or imported, before and after it went into the archive."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from tolqyn.model.identifiers import identify

Form = Literal["page", "telegram-page", "telegram-post", "row", "feed", "sitemap", "robots"]
"""How the bytes are to be read: an HTML page, a saved `t.me/s/` page, one Telegram message as JSON, one row of a
table as JSON, or what a crawler needs on its way. A form says nothing about who published."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """The HTTP side of a response, header order and duplicates kept."""

    status: int
    phrase: str
    headers: tuple[tuple[str, str], ...]
    request_headers: tuple[tuple[str, str], ...] = ()
    truncated: Literal["length", "time"] | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """Bytes that arrived and are not archived yet.

    `payload` is the body as it travelled: transfer coding undone, content coding (gzip, br) kept.
    `hints` are small facts learnt on the way, such as `feed_published` or `feed_title`.
    """

    source_id: str
    address: str
    form: Form
    media_type: str
    payload: bytes
    captured_at: datetime
    exchange: Exchange | None = None
    hints: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Capture:
    """One archived response: where its bytes lie and what their digest is."""

    capture_id: str
    source_id: str
    address: str
    form: Form
    media_type: str
    captured_at: datetime
    status: int | None
    digest: str
    length: int
    warc_file: str
    warc_offset: int
    warc_length: int
    hints: tuple[tuple[str, str], ...] = field(default=())


def capture_identity(source_id: str, form: Form, address: str, digest: str) -> str:
    """Identifier of a capture: the same bytes from the same address are one capture, whenever they come again."""
    return identify("cap", source_id, form, address, digest)


@dataclass(frozen=True, slots=True)
class Lead:
    """An address of an article that a feed, a sitemap or a page named, with what it said of it."""

    lead_id: str
    source_id: str
    address: str
    via: str
    found_at: datetime
    title: str | None = None
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Fetch:
    """One attempt at an address and how it ended: every address is accounted for here."""

    fetch_id: str
    source_id: str
    address: str
    purpose: Literal["robots", "discovery", "feed", "sitemap", "article"]
    at: datetime
    outcome: Literal["captured", "known", "unchanged", "refused", "failed"]
    status: int | None = None
    final_address: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    capture_id: str | None = None
    reason: str | None = None
    detail: str | None = None
    retry_at: datetime | None = None
