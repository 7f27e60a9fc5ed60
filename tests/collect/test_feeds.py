"""Feeds and sitemaps: read as far as they can be, in bounded time, without expanding anything."""

import gzip
import time
from datetime import UTC, datetime

import pytest

from tolqyn.collect.feeds import MAX_CHARACTERS, Listing, read_feed
from tolqyn.collect.robots import read_robots, standing_of
from tolqyn.collect.sitemaps import read_listing, shape_of
from tolqyn.model.rejected import Reason, Rejected

HOME = "https://kaz.example/feeds/rss"
LIMIT = 50 << 20


def listing(body: bytes, declared: str | None = None) -> Listing:
    found = read_listing(body, declared, HOME, LIMIT)
    assert isinstance(found, Listing), found
    return found


def titles(body: bytes, declared: str | None = None) -> list[str | None]:
    return [entry.title for entry in listing(body, declared).entries]


RSS = """<?xml version="1.0" encoding="{label}"?><rss version="2.0"><channel><title>Лента</title>
<item><title>Парламент Грузии приостановил переговоры</title><link>https://kaz.example/1</link>
<pubDate>Thu, 28 Nov 2024 15:04:05 +0300</pubDate></item>
<item><title><![CDATA[Второе <b>сообщение</b> о решении]]></title><link>/2</link></item></channel></rss>"""


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "koi8-r"])
@pytest.mark.parametrize("label", ["utf-8", "windows-1251", "koi8-r", "нет"])
def test_a_feed_in_an_encoding_that_it_denies(encoding: str, label: str) -> None:
    body = RSS.format(label=label).encode(encoding)
    assert titles(body, "application/xml; charset=utf-8")[0] == "Парламент Грузии приостановил переговоры"


def test_rss_atom_rdf_json() -> None:
    entry = listing(RSS.format(label="utf-8").encode()).entries[0]
    assert entry.published_at == datetime(2024, 11, 28, 12, 4, 5, tzinfo=UTC)
    assert listing(RSS.format(label="utf-8").encode()).entries[1].address == "https://kaz.example/2"
    atom = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="kk"><title>Л</title><entry><title>Атом</title>
    <link rel="alternate" href="https://kaz.example/a"/><updated>2024-11-28T10:00:00Z</updated></entry></feed>"""
    assert listing(atom.encode()).entries[0].published_at == datetime(2024, 11, 28, 10, tzinfo=UTC)
    rdf = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><item rdf:about="https://kaz.example/r"><title>Жаңалық</title>
    <link>https://kaz.example/r</link><dc:date>2024-11-28</dc:date></item></rdf:RDF>"""
    assert titles(rdf.encode()) == ["Жаңалық"]
    feed = """{"version": "https://jsonfeed.org/version/1", "items": [{"url": "/j", "title": "Жаңа",
    "date_published": "2024-11-28T10:00:00+05:00"}, 7, {"id": "javascript:x"}]}"""
    assert [entry.address for entry in listing(feed.encode()).entries] == [
        "https://kaz.example/j",
        "https://kaz.example/feeds/javascript:x",
    ] or titles(feed.encode()) == ["Жаңа"]


def test_a_feed_that_breaks_off_gives_what_stands_before() -> None:
    body = RSS.format(label="utf-8").encode()
    assert titles(body[: body.index(b"<![CDATA")])[0] == "Парламент Грузии приостановил переговоры"
    assert titles(body.replace("Лента".encode(), b"&nbsp;&laquo;R&D <x"))


@pytest.mark.parametrize(
    "body",
    [
        b"<rss><channel>" + b"<a>" * 200_000,
        b"<rss><channel>" + b"<![CDATA[" * 200_000,
        b"<rss>" + b"<!--" * 300_000,
        b"<!DOCTYPE [" * 200_000,
        b"<?xml " * 200_000,
        b"{" * 500_000,
        b'{"items": ' + b"[" * 500_000,
        b"<urlset>" + b"<url><loc>" * 100_000,
        b"",
        b"\x00" * 100_000,
        "просто текст".encode(),
        b"<html><body>page",
        b"<rss><channel><item>" + b"<a></a>" * 500_000,
        b"<rss><channel><item><title>" + b"<" * 3_000_000,
    ],
    ids=range(14),
)
def test_nothing_useful_is_refused_soon(body: bytes) -> None:
    started = time.process_time()
    found = read_listing(body, "application/xml", HOME, LIMIT)
    assert isinstance(found, Rejected) or not found.entries
    assert time.process_time() - started < 5


def test_entities_are_not_expanded() -> None:
    bombs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    item = "<item><title>&a11;{}</title><link>https://kaz.example/1</link></item>"
    doctype = f'<!DOCTYPE rss [<!ENTITY a0 "ha">{bombs}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    rss = f"{doctype}<rss><channel>{item.format('Жаңалық &f;')}</channel></rss>"
    (title,) = titles(rss.encode())
    assert title is not None and "Жаңалық" in title and len(title) < 100 and "root:" not in title
    sitemap = f"{doctype.replace('rss', 'urlset')}<urlset><url><loc>https://kaz.example/&a11;&f;</loc></url></urlset>"
    found = read_listing(sitemap.encode(), None, HOME, LIMIT)
    assert isinstance(found, Rejected) or all(len(entry.address) < 100 for entry in found.entries)


def test_a_feed_without_end_is_read_up_to_its_two_thousandth_item() -> None:
    item = "<item><title>Жаңалық</title><link>https://kaz.example/{}</link></item>"
    rss = "<rss><channel>" + "".join(item.format(number) for number in range(5000))
    assert len(listing(rss.encode()).entries) == 2000


def test_sitemaps() -> None:
    urls = "".join(f"<url><loc>https://kaz.example/{n}</loc><lastmod>2024-11-2{n}</lastmod></url>" for n in range(5))
    body = f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}'.encode()
    assert len(listing(body + b"</urlset>").entries) == len(listing(gzip.compress(body + b"</urlset>")).entries) == 5
    assert len(listing(body + b"<url><loc>https://kaz").entries) >= 5
    assert listing(body + b"</urlset>").entries[4].changed_at == datetime(2024, 11, 24, tzinfo=UTC)
    text = "https://kaz.example/а\nhttps://kaz.example/b\nнет\n"
    assert [entry.address for entry in listing(text.encode()).entries] == [
        "https://kaz.example/%D0%B0",
        "https://kaz.example/b",
    ]
    index = b"<sitemapindex><sitemap><loc>/news.xml</loc></sitemap></sitemapindex>"
    assert [entry.address for entry in listing(index).nested] == ["https://kaz.example/news.xml"]


def test_size_is_bounded() -> None:
    found = read_feed("<rss>" + " " * MAX_CHARACTERS, HOME)
    assert isinstance(found, Rejected) and found.reason is Reason.TOO_LARGE
    bomb = read_listing(gzip.compress(bytes(1 << 20)), None, HOME, 1 << 19)
    assert isinstance(bomb, Rejected) and bomb.reason is Reason.TOO_LARGE


def test_shapes() -> None:
    assert shape_of("<?xml version='1.0'?>\n<!DOCTYPE rss [<!ENTITY a 'б'>]><rss>") == "feed"
    assert shape_of("<!doctype html><html>") == "html"
    assert shape_of("<sm:urlset xmlns:sm='x'>") == "sitemap"
    assert shape_of("жай мәтін") is None


def test_robots() -> None:
    rules = read_robots(
        "\ufeffUser-agent: tolqyn\nDisallow: /жасырын*\nAllow: /жасырын/ашық$\nCrawl-delay: 600\n"
        "User-agent: *\nDisallow: /\nSitemap: https://kaz.example/sitemap.xml\n".encode()
    )
    assert rules.refusal("https://kaz.example/%D0%B6%D0%B0%D1%81%D1%8B%D1%80%D1%8B%D0%BD/1", "tolqyn")
    assert not rules.refusal("https://kaz.example/1", "tolqyn") and rules.refusal("https://kaz.example/1", "other")
    assert rules.delay_s("tolqyn") == 60.0 and rules.sitemaps() == ("https://kaz.example/sitemap.xml",)
    assert not read_robots(bytes(range(256)) * 4000).refusal("https://kaz.example/", "tolqyn")
    assert not read_robots(b"<html>not found").refusal("https://kaz.example/", "tolqyn")
    standings = {status: standing_of(status) for status in (200, 404, 403, 429, 500, 503)}
    assert standings == {200: "read", 404: "absent", 403: "absent", 429: "unreachable", 500: "unreachable", 503: "unreachable"}  # fmt: skip  # noqa: E501
