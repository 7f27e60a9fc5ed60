"""Sitemaps, sitemap indexes and news sitemaps; and telling them and feeds apart."""

import re
from typing import Literal

from lxml import etree

from tolqyn.collect.addresses import join, normal_form
from tolqyn.collect.content_coding import decoded
from tolqyn.collect.feeds import Entry, Listing, iso_moment, read_feed, read_json_feed
from tolqyn.model.decoding import decode
from tolqyn.model.rejected import Reason, Rejected

MAX_ENTRIES = 50_000
"""The protocol's bound on one sitemap (sitemaps.org)."""

_PROLOG = re.compile(
    r"^(?:\s|\ufeff|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)*", re.DOTALL | re.IGNORECASE
)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
_GZIP = b"\x1f\x8b"

Shape = Literal["feed", "json-feed", "sitemap", "text-sitemap", "html"]


def read_listing(body: bytes, declared: str | None, address: str, limit: int) -> Listing | Rejected:
    """Articles that a feed or sitemap names, whichever it is; `declared` is its Content-Type.

    `body` is without content coding; a sitemap that is itself a gzip file is opened, up to `limit` bytes.
    """
    if body.startswith(_GZIP):
        opened = decoded(body, "gzip", limit)
        if isinstance(opened, Rejected):
            return opened
        body, declared = opened, None
    text, _ = decode(body, declared, markup="xml")
    shape = shape_of(text)
    if shape == "feed":
        return read_feed(text, address)
    if shape == "json-feed":
        return read_json_feed(text, address)
    if shape == "sitemap":
        return read_sitemap(text, address)
    if shape == "text-sitemap":
        lines = (normal_form(line) for line in text.splitlines()[:MAX_ENTRIES])
        return Listing("sitemap", None, tuple(Entry(form) for form in lines if form))
    return Rejected(Reason.BAD_FEED, "a web page" if shape == "html" else "neither feed nor sitemap")


def shape_of(text: str) -> Shape | None:
    """What a text is by its first element.

    >>> shape_of("<?xml version='1.0'?><!-- тест --><rdf:RDF>"), shape_of("https://қаз.example/1")
    ('feed', 'text-sitemap')
    """
    start = _PROLOG.match(text[: 1 << 16])
    rest = text[start.end() if start else 0 :][:4096]
    if rest.startswith("{"):
        return "json-feed"
    if found := _ROOT.match(rest):
        name = found[1].lower()
        if name in ("rss", "feed", "rdf", "channel"):
            return "feed"
        if name in ("urlset", "sitemapindex"):
            return "sitemap"
        return "html" if name in ("html", "head", "body", "div", "title") else None
    return "text-sitemap" if re.match(r"https?://\S+\s*(\n|$)", rest) else None


def read_sitemap(text: str, address: str) -> Listing | Rejected:
    """Articles of a sitemap, or the sitemaps of an index; broken XML gives what stands before the break.

    Nothing outside is loaded and no entity expanded.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, encoding="utf-8"
    )
    try:
        root = etree.fromstring(_without_declaration(text).encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        return Rejected(Reason.BAD_FEED, str(problem)[:200])
    if root is None:
        return Rejected(Reason.BAD_FEED, "no XML in it")
    places = [child for child in root if _name(child) in ("url", "sitemap")][:MAX_ENTRIES]
    entries = [(entry, _name(place)) for place in places if (entry := _entry(place, address))]
    nested = tuple(entry for entry, name in entries if name == "sitemap")
    return Listing("sitemap", None, tuple(entry for entry, name in entries if name == "url"), nested)


def _entry(place: etree._Element, address: str) -> Entry | None:
    """One `<url>` or `<sitemap>`, with what a news sitemap adds."""
    facts: dict[str, str] = {}
    for element in place.iter():
        text = (element.text or "").strip() if isinstance(element.tag, str) else ""
        if text:
            facts.setdefault(_name(element), text)
    form = join(address, facts.get("loc", ""))
    if not form or "loc" not in facts:
        return None
    title = " ".join(facts.get("title", "").split()) or None
    return Entry(form, title, iso_moment(facts.get("publication_date")), iso_moment(facts.get("lastmod")))


def _name(element: etree._Element) -> str:
    """Local name of an element; empty for comments and the like."""
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


def _without_declaration(text: str) -> str:
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
