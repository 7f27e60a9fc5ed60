"""A site's front page, as far as finding its feeds needs it."""

from dataclasses import dataclass

from lxml import etree
from lxml import html as lxml_html

from tolqyn.collect.addresses import join
from tolqyn.model.decoding import decode

_FEED_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "text/xml"}
)
_NOT_NEWS = ("comment", "коммент", "пікір")
_HEAD_BYTES = 1 << 20
_MAX_FEEDS = 5
_USUAL = ("/rss", "/feed", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/news-sitemap.xml", "/sitemap.xml")


@dataclass(frozen=True, slots=True)
class FrontPage:
    """What a front page says of its site: feeds in its order, name, language as the page declares it."""

    feeds: tuple[str, ...]
    name: str | None
    language: str | None


def read_front_page(body: bytes, declared: str | None, address: str) -> FrontPage:
    """Feeds that `<link rel=alternate>` names, those of comments left out, and the site's name.

    >>> page = '<html lang="kk"><title>Жаңалық</title><link rel=alternate type="application/rss+xml" href="/rss">'
    >>> read_front_page(page.encode(), None, "https://қаз.example/")
    FrontPage(feeds=('https://xn--80ao21a.example/rss',), name='Жаңалық', language='kk')
    """
    text, _ = decode(body[:_HEAD_BYTES], declared, markup="html")
    try:
        page = lxml_html.document_fromstring(
            text.encode("utf-8", "replace"), parser=lxml_html.HTMLParser(encoding="utf-8")
        )
    except (etree.LxmlError, ValueError):
        return FrontPage((), None, None)
    feeds = [form for link in page.iter("link") if _is_feed(link) and (form := join(address, link.get("href", "")))]
    metas = {meta.get("property") or meta.get("name"): meta.get("content") for meta in page.iter("meta")}
    titles = [" ".join((title.text or "").split()) for title in page.iter("title")]
    name = metas.get("og:site_name") or next(iter(titles), None)
    language = (page.get("lang") or "").partition("-")[0].lower()
    return FrontPage(tuple(dict.fromkeys(feeds))[:_MAX_FEEDS], name or None, language or None)


def usual_places(address: str) -> tuple[str, ...]:
    """Where feeds and sitemaps stand on many sites, to be tried when nothing names them.

    >>> usual_places("https://қаз.example/kk/")[0]
    'https://xn--80ao21a.example/rss'
    """
    return tuple(form for place in _USUAL if (form := join(address, place)))


def _is_feed(link: etree._Element) -> bool:
    kinds = (link.get("rel") or "").lower().split()
    said = f"{link.get('title') or ''} {link.get('href') or ''}".lower()
    kind = (link.get("type") or "").partition(";")[0].strip().lower()
    return "alternate" in kinds and kind in _FEED_TYPES and not any(word in said for word in _NOT_NEWS)
