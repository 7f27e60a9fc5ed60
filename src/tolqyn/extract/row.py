"""One row of a table as JSON: `url`, `source`, `published_at`, `title`, `text` and what else people export."""

import dataclasses
import re
from collections.abc import Iterator

from tolqyn.extract.compose import Parts, compose
from tolqyn.extract.dating import Claim
from tolqyn.extract.language import known_languages
from tolqyn.extract.links import absolute, distinct, host_of, links_in
from tolqyn.extract.options import Options
from tolqyn.extract.page import page_parts
from tolqyn.extract.record import Record, count_of, line_of, moment_of, read_record
from tolqyn.extract.tidy import tidy, tidy_line
from tolqyn.model.capture import Capture
from tolqyn.model.document import Document
from tolqyn.model.rejected import Reason, Rejected

_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]\w+)?")
_ISO_639_2 = {
    "rus": "ru", "ukr": "uk", "kaz": "kk", "kir": "ky", "bel": "be", "tgk": "tg", "uzb": "uz", "tur": "tr",
    "eng": "en", "aze": "az", "hye": "hy", "kat": "ka", "ron": "ro", "pol": "pl", "deu": "de", "fra": "fr", "spa": "es",
    "ita": "it", "bul": "bg", "srp": "sr", "mkd": "mk", "tat": "tt", "tuk": "tk", "ara": "ar", "fas": "fa", "zho": "zh",
}  # fmt: skip


def extract_row(capture: Capture, payload: bytes, options: Options) -> list[Document | Rejected]:
    """The document of one row: `html` is read where `text` is absent, the title is the text where both are."""
    record = read_record(payload, capture)
    if isinstance(record, Rejected):
        return [record]
    html, said = record.get("html"), record.get("text")
    text = tidy(said) if isinstance(said, str) else ""
    if not text and isinstance(html, str) and html.strip():
        parts = _from_html(capture, html, record, options)
    else:
        parts = _from_fields(capture, text, record)
    return [compose(capture, parts, options) if isinstance(parts, Parts) else parts]


def _from_fields(capture: Capture, text: str, record: Record) -> Parts | Rejected:
    title = line_of(record, "title")
    if not text:
        text, title = title or "", None
    if not text:
        return Rejected(Reason.NO_TEXT, "no text, html or title; name the column that holds the text in the mapping")
    address = _address(capture, record)
    return Parts(
        kind="post" if host_of(address) in ("t.me", "telegram.me") else "article",
        address=address,
        title=title,
        text=text,
        claims=_claims(record),
        language=_language(record),
        authors=_authors(record),
        links=distinct(links_in(text)),
        forwarded_from=line_of(record, "forwarded_from"),
        reply_to=line_of(record, "reply_to"),
        views=count_of(record, "views"),
    )


def _from_html(capture: Capture, html: str, record: Record, options: Options) -> Parts | Rejected:
    """The page in a row, overruled by what the row itself says."""
    address = _address(capture, record)
    found = page_parts(html, address, capture, options)
    if isinstance(found, Rejected):
        return found
    return dataclasses.replace(
        found,
        address=address,
        title=line_of(record, "title") or found.title,
        claims=_chained(record, found),
        language=_language(record),
        authors=_authors(record) or found.authors,
        forwarded_from=line_of(record, "forwarded_from"),
        reply_to=line_of(record, "reply_to"),
        views=count_of(record, "views"),
    )


def _chained(record: Record, found: Parts) -> Iterator[Claim]:
    yield from _claims(record)
    yield from found.claims


def _claims(record: Record) -> Iterator[Claim]:
    moment = moment_of(record, "published_at")
    if moment:
        yield Claim(moment, "row")


def _address(capture: Capture, record: Record) -> str:
    """The address of the capture, which is in normal form; what the row says where it came from a file."""
    if capture.address.startswith(("http://", "https://")):
        return capture.address
    said = record.get("url")
    return (absolute(said, "") if isinstance(said, str) else None) or capture.address


def _language(record: Record) -> str | None:
    """A declared language as ISO 639-1, `None` where the field is absent or names none that is known here."""
    found = _LANGUAGE.fullmatch(line_of(record, "language") or "")
    code = found[1].lower() if found else ""
    code = _ISO_639_2.get(code, code)
    return code if code in known_languages() else None


def _authors(record: Record) -> tuple[str, ...]:
    """Authors as a list of names or as one string with names between semicolons or bars."""
    value = record.get("authors")
    names = re.split(r"[;|]", value) if isinstance(value, str) else value if isinstance(value, list) else []
    tidied = (tidy_line(name) for name in names[:50] if isinstance(name, str))
    return tuple(dict.fromkeys(name for name in tidied if 1 < len(name) <= 100))
