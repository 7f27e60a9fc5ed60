"""What a row must hold to become a document, whatever table it stands in."""

import unicodedata

from tolqyn.collect.addresses import normal_form
from tolqyn.collect.imports.items import Reading
from tolqyn.model.capture import Arrival
from tolqyn.model.rejected import Reason, Rejected

REQUIRED = ("url", "source")
FIELDS = (
    "url",
    "source",
    "published_at",
    "title",
    "text",
    "html",
    "language",
    "authors",
    "forwarded_from",
    "reply_to",
    "views",
)


def adapt_row(row: dict[str, object], payload: bytes, reading: Reading) -> Arrival | Rejected:
    """A row as something that arrived; unknown fields stay in its payload.

    Needs `url`, `source` (or the call's), and `text` or `html`. `published_at` is ISO 8601 text; whether the
    date can be believed is decided when the row is read.
    """
    source = row.get("source") or reading.options.source
    for name, value in (("url", row.get("url")), ("source", source)):
        if value is None or value == "":
            return Rejected(Reason.MISSING_FIELD, name)
        if not isinstance(value, str) or not _speakable(value):
            return Rejected(Reason.BAD_FIELD, f"{name} is not a text")
    if wrong := _wrong_content(row):
        return wrong
    address = normal_form(str(row["url"]))
    if address is None:
        return Rejected(Reason.BAD_ADDRESS, str(row["url"])[:200])
    if len(payload) > reading.options.max_item_bytes:
        return Rejected(Reason.TOO_LARGE, f"{len(payload)} bytes")
    name = unicodedata.normalize("NFC", str(source)).strip()
    return Arrival(
        source_id=reading.source_of(name, name.removeprefix("www."), name.removeprefix("@")) or name,
        address=address,
        form="row",
        media_type="application/json",
        payload=payload,
        captured_at=reading.now,
    )


def _wrong_content(row: dict[str, object]) -> Rejected | None:
    """What speaks against the text or the date of a row."""
    for name in ("text", "html", "title", "published_at"):
        if row.get(name) is not None and not isinstance(row[name], str):
            return Rejected(Reason.BAD_FIELD, f"{name} is a {type(row[name]).__name__}, not a text")
    if not any(str(row.get(name) or "").strip() for name in ("text", "html")):
        return Rejected(Reason.MISSING_FIELD, "text")
    return None


def _speakable(text: str) -> bool:
    """Whether a text can be written as UTF-8: JSON may hold half of a surrogate pair."""
    return bool(text.strip()) and not any("\ud800" <= letter <= "\udfff" for letter in text)
