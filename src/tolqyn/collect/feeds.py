"""RSS, Atom, RDF and JSON Feed."""

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from time import struct_time
from typing import Any

import feedparser

from tolqyn.collect.addresses import join
from tolqyn.model.rejected import Reason, Rejected

MAX_CHARACTERS = 5_000_000
MAX_DEPTH = 256
"""Deeper nesting is refused before parsing: 200,000 unclosed tags cost feedparser 13 s."""

_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_DOCTYPE_WITHIN = 1 << 16
MAX_ITEMS = 2000
MAX_TAGS = 100_000
"""feedparser spends 50 µs on a tag and 0.5 ms on an item: with these bounds a feed costs seconds, not minutes."""

_ITEM = re.compile(r"<(?:\w+:)?(?:item|entry)[\s>/]", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_OPAQUE = {"<![CDATA[": "]]>", "<!--": "-->"}
_OPENS_OPAQUE = re.compile(r"<!\[CDATA\[|<!--")
_TAG = re.compile(r"<(/?)([^\s<>/!?]+)[^<>]*?(/?)>")
_NEVER_CLOSED = frozenset({"br", "hr", "img", "input", "p", "li"})


@dataclass(frozen=True, slots=True)
class Entry:
    """An article that a feed or sitemap names; `changed_at` is a sitemap's `lastmod`, no date of publication."""

    address: str
    title: str | None = None
    published_at: datetime | None = None
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What a feed or sitemap says: its articles in order, and for a sitemap index the sitemaps it names."""

    kind: str
    title: str | None
    entries: tuple[Entry, ...]
    nested: tuple[Entry, ...] = ()


def read_feed(text: str, address: str) -> Listing | Rejected:
    """Articles of an RSS, Atom or RDF feed, as far as it can be read: broken XML gives what stands before the break.

    Entities of a DOCTYPE are never expanded, for the DOCTYPE is cut off.

    >>> rss = "<rss><channel><item><title>Жаңалық</title><link>/а</link></item></channel></rss>"
    >>> read_feed(rss, "https://қаз.example/rss").entries[0].title
    'Жаңалық'
    """
    if len(text) > MAX_CHARACTERS:
        return Rejected(Reason.TOO_LARGE, f"a feed of {len(text)} characters")
    text = _first_items(_without_doctype(_DECLARATION.sub("", text)))
    if wrong := _costly(text):
        return wrong
    found = feedparser.parse(
        io.BytesIO(text.encode("utf-8", "replace")),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    entries = tuple(_entries(found.entries, address))
    if not entries and not found.version:
        return Rejected(Reason.BAD_FEED, str(found.get("bozo_exception") or "no feed")[:200])
    return Listing("feed", _plain(found.feed.get("title")), entries)


def read_json_feed(text: str, address: str) -> Listing | Rejected:
    """Articles of a JSON Feed (jsonfeed.org, versions 1 and 1.1)."""
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as problem:
        return Rejected(Reason.BAD_FEED, str(problem)[:200])
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        return Rejected(Reason.BAD_FEED, "no JSON feed: it has no items")
    items = [item for item in feed["items"] if isinstance(item, dict)]
    entries = []
    for item in items:
        reference = next((item[key] for key in ("url", "external_url", "id") if isinstance(item.get(key), str)), "")
        if form := join(address, reference):
            entries.append(Entry(form, _plain(item.get("title")), iso_moment(item.get("date_published"))))
    return Listing("feed", _plain(feed.get("title")), tuple(entries))


def _first_items(text: str) -> str:
    """A feed up to its two thousandth item; what follows is older, or meant to tire us."""
    cut = next(islice(_ITEM.finditer(text), MAX_ITEMS, None), None)
    return text[: cut.start()] if cut else text


def _costly(text: str) -> Rejected | None:
    """What would take a parser too long."""
    visible = "".join(_transparent(text))
    if (tags := visible.count("<")) > MAX_TAGS:
        return Rejected(Reason.BAD_FEED, f"{tags} tags")
    if (depth := depth_of(visible)) > MAX_DEPTH:
        return Rejected(Reason.BAD_FEED, f"nested {depth} deep")
    return None


def depth_of(text: str) -> int:
    """How deep elements nest in a text without CDATA and comments; what is left unclosed counts as nesting."""
    depth = deepest = 0
    for closing, name, alone in _TAG.findall(text):
        if alone or name.lower() in _NEVER_CLOSED:
            continue
        depth += -1 if closing else 1
        deepest = max(deepest, depth)
        if deepest > MAX_DEPTH:
            break
    return deepest


def _transparent(text: str) -> Iterator[str]:
    """What stands outside CDATA and comments, in one pass whatever is left unclosed."""
    at = 0
    while found := _OPENS_OPAQUE.search(text, at):
        yield text[at : found.start()]
        closing = _OPAQUE[found[0]]
        end = text.find(closing, found.end())
        if end < 0:
            return
        at = end + len(closing)
    yield text[at:]


def _without_doctype(text: str) -> str:
    """A feed without its DOCTYPE and what that declares; one that never ends takes the feed with it."""
    start = text[:_DOCTYPE_WITHIN].upper().find("<!DOCTYPE")
    if start < 0:
        return text
    found = _DOCTYPE.match(text, start)
    return text[:start] + text[found.end() :] if found else text[:start]


def iso_moment(text: object) -> datetime | None:
    """A W3C date with or without time, as UTC; without an offset it counts as UTC.

    >>> iso_moment("2024-11-28T10:00:00+05:00").isoformat(), iso_moment("бүгін")
    ('2024-11-28T05:00:00+00:00', None)
    """
    try:
        found = datetime.fromisoformat(str(text).strip())
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _entries(found: list[Any], address: str) -> Iterator[Entry]:
    for entry in found:
        reference = entry.get("feedburner_origlink") or entry.get("link") or entry.get("id") or ""
        form = join(address, str(reference))
        if form:
            moment = entry.get("published_parsed") or entry.get("updated_parsed")
            yield Entry(form, _plain(entry.get("title")), _moment(moment))


def _moment(parsed: struct_time | None) -> datetime | None:
    """feedparser's UTC nine-tuple as a date."""
    try:
        return datetime(*parsed[:6], tzinfo=UTC) if parsed else None
    except (ValueError, OverflowError):
        return None


def _plain(title: object) -> str | None:
    """A title on one line."""
    return " ".join(title.split()) or None if isinstance(title, str) else None
