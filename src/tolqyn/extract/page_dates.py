"""Every date that a page claims, most trusted first."""

from collections.abc import Iterator
from datetime import UTC, datetime

from htmldate import find_date
from lxml.html import HtmlElement

from tolqyn.extract.address_date import date_in_address
from tolqyn.extract.dating import Claim
from tolqyn.extract.head import Head
from tolqyn.extract.jsonld import SelfDescription
from tolqyn.extract.markup import short_text_of
from tolqyn.extract.moments import read_moment, written_moment

_META = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "article:published",
    "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "publicationdate",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dc.date.created", "datecreated",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "mediator_published_time",
    "aiturec:datetime", "article:post_date", "analytics-s-pubdate", "og:pubdate", "ptime", "date",
)  # fmt: skip
_MICRODATA = "//*[@itemprop='datePublished' or @itemprop='dateCreated' or @pubdate][not(self::meta)]"
_LIKELY = (
    "//*[self::span or self::div or self::p or self::time or self::li or self::a or self::abbr or self::small]"
    "[contains(@class, 'date') or contains(@class, 'time') or contains(@class, 'publ') or contains(@id, 'date')"
    " or contains(@class, 'posted') or contains(@class, 'meta')]"
)
_SHORT = 120
_MOST_PLACES = 200
_MOST_TEXT = 500_000
"""Characters of a tree beyond which htmldate, which reads nested text again and again, is not asked."""


def page_claims(
    head: Head, said: SelfDescription, addresses: tuple[str, ...], feed: str | None, now: datetime
) -> Iterator[Claim]:
    """Claims in order of trust: JSON-LD, `<meta>` and microdata, the addresses, the feed, the visible text."""
    if said.published and (moment := read_moment(said.published)):
        yield Claim(moment, "json-ld")
    for moment in _meta_moments(head):
        yield Claim(moment, "meta")
    for address in addresses:
        if moment := date_in_address(address):
            yield Claim(moment, "url")
    if feed and (moment := read_moment(feed)):
        yield Claim(moment, "feed")
    for moment in _visible_moments(head.tree):
        yield Claim(moment, "page")
    if moment := _searched(head.tree, now):
        yield Claim(moment, "page")


def _meta_moments(head: Head) -> Iterator[datetime]:
    for name in _META:
        value = head.meta(name)
        if value and (moment := read_moment(value)):
            yield moment
    for element in head.tree.xpath(_MICRODATA)[:_MOST_PLACES]:
        value = element.get("content") or element.get("datetime") or short_text_of(element, _SHORT) or ""
        if moment := read_moment(value):
            yield moment
            return


def _visible_moments(tree: HtmlElement) -> Iterator[datetime]:
    """The first date near the headline: in a `<time>`, else in a short element whose class speaks of a date."""
    for element in _after_heading(tree, "//time[@datetime]"):
        if moment := read_moment(element.get("datetime")):
            yield moment
            break
    for element in _after_heading(tree, _LIKELY):
        text = short_text_of(element, _SHORT)
        if text and (moment := written_moment(text)):
            yield moment
            break


def _after_heading(tree: HtmlElement, place: str) -> list[HtmlElement]:
    """Elements of a place inside the article first, then all of them: lists of other news stand beside, not inside."""
    for scope in ("//article[.//h1]", "//*[self::main or @role='main'][.//h1]", "//h1/..", "//h1/../.."):
        for article in tree.xpath(scope)[:1]:
            found = article.xpath(f".{place}")
            if found:
                return list(found[:_MOST_PLACES])
    return list(tree.xpath(place)[:_MOST_PLACES])


def _searched(tree: HtmlElement, now: datetime) -> datetime | None:
    """What htmldate reads in markup that says date; its free search is left out, for it answers with any number."""
    if tree.xpath("string-length(/)") > _MOST_TEXT:
        return None
    found = find_date(tree, original_date=True, extensive_search=False, url="", max_date=now.strftime("%Y-%m-%d"))
    return datetime.fromisoformat(found).replace(tzinfo=UTC) if found else None
