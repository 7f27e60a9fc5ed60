"""Pages: body, title, authors, date, links, address, and what is refused."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from lxml.html import tostring

from tests.extract.captures import capture, document, options, rejected
from tolqyn.extract.body import body_of
from tolqyn.extract.jsonld import SelfDescription
from tolqyn.extract.markup import parse
from tolqyn.model.rejected import Reason, Rejected


def _read(pages: Path, name: str, address: str = "https://zarya.example/n/1", **hints: str):  # type: ignore[no-untyped-def]
    return document(capture("page", address, **hints), (pages / name).read_bytes())


def test_json_ld_page_in_cp1251(pages: Path) -> None:
    found = _read(pages, "ru_ld_cp1251.html")
    assert found.title == "Совет Приозёрска утвердил тариф на воду"
    assert found.authors == ("Анна Лугова",)
    assert found.published_at == datetime(2024, 11, 28, 20, 40, tzinfo=UTC)
    assert (found.date_source, found.date_note) == ("json-ld", None)
    assert found.language == "ru"
    assert found.address == "https://zarya.example/novosti/tarif-na-vodu"
    assert found.links == ("https://otchet.example/voda?id=7", "https://t.me/priozersk_voda")
    assert found.text.startswith("Городской совет Приозёрска")
    assert len(found.text.splitlines()) == 3
    assert "Перепечатка" not in found.text
    assert "Главная" not in found.text


def test_kazakh_date_in_visible_text(pages: Path) -> None:
    found = _read(pages, "kk_visible_date.html")
    assert found.published_at == datetime(2024, 11, 28, 9, 15, tzinfo=UTC)
    assert found.date_source == "page"
    assert (found.language, found.title) == ("kk", "Көлсай ауданында жаңа мектеп ашылды")
    assert found.authors == ("Айгүл Серікқызы",)


def test_ukrainian_page_in_koi8(pages: Path) -> None:
    found = _read(pages, "uk_koi8.html")
    assert (found.language, found.day, found.date_source) == ("uk", date(2024, 11, 28), "page")
    assert found.text.startswith("У місті Калинове відкрили міст через річку Вільшанку")
    assert "їздили в об'їзд" in found.text


def test_meta_date_byline_and_site_name(pages: Path) -> None:
    found = _read(pages, "en_meta.html", "https://www.eastmere.example/2024/11/28/night-ferry?utm_source=x")
    assert (found.title, found.authors) == ("Harbour town votes to keep its night ferry", ("Jo Marsh",))
    assert (found.day, found.date_source, found.language) == (date(2024, 11, 27), "meta", "en")
    assert found.address == "https://eastmere.example/2024/11/27/night-ferry"
    assert found.links == ("https://ferry.example/accounts",)


def test_date_of_the_address_then_of_the_feed(pages: Path) -> None:
    plain = (pages / "en_meta.html").read_bytes().replace(b"article:published_time", b"nothing")
    plain = plain.replace(b"og:url", b"nothing")
    with_address = document(capture("page", "https://eastmere.example/2024/11/28/a"), plain)
    assert (with_address.day, with_address.date_source) == (date(2024, 11, 28), "url")
    about = capture("page", "https://eastmere.example/a", feed_published="Thu, 28 Nov 2024 23:30:00 -0500")
    with_feed = document(about, plain)
    assert (with_feed.day, with_feed.date_source) == (date(2024, 11, 29), "feed")


def test_disbelieved_date_gives_way_and_reason_is_kept(pages: Path) -> None:
    future = (pages / "en_meta.html").read_bytes().replace(b"2024-11-27T18:05", b"2042-11-27T18:05")
    future = future.replace(b"og:url", b"nothing")
    dated = document(capture("page", "https://eastmere.example/2024/11/28/a"), future)
    assert (dated.day, dated.date_source, dated.date_note) == (date(2024, 11, 28), "url", None)
    undated = document(capture("page", "https://eastmere.example/a"), future)
    assert (undated.published_at, undated.date_source) == (None, None)
    assert undated.date_note == Reason.DATE_IN_FUTURE


def test_date_before_the_source_began_is_not_believed(pages: Path) -> None:
    page = (pages / "en_meta.html").read_bytes()
    known = options(founded=date(2024, 12, 1))
    found = document(capture("page", "https://eastmere.example/a"), page, known)
    assert (found.published_at, found.date_note) == (None, Reason.DATE_BEFORE_SOURCE)


def test_front_page_is_no_article(pages: Path) -> None:
    found = rejected(capture("page", "https://zarya.example/"), (pages / "ru_front.html").read_bytes())
    assert found.reason is Reason.NOT_AN_ARTICLE
    assert "headlines" in found.detail


@pytest.mark.parametrize(
    ("payload", "media", "reason"),
    [
        (b"", "text/html", Reason.NO_TEXT),
        (b"%PDF-1.7 \x00\x01", "application/pdf", Reason.NOT_TEXT),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "text/html", Reason.NOT_TEXT),
        (bytes(range(256)) * 40, "text/html", Reason.NOT_TEXT),
        ("Просто слова без разметки".encode(), "text/html", Reason.NO_TEXT),
        (b"<html><body><script>render()</script></body></html>", "text/html", Reason.NO_TEXT),
        ("<html><body><p>Скоро откроемся</p></body></html>".encode(), "text/html", Reason.TOO_SHORT),
        (b"<p>" + b"x" * (11 << 20), "text/html", Reason.TOO_LARGE),
        (b"<html><body>" + b"<i>a</i>" * 160_000, "text/html", Reason.TOO_LARGE),
    ],
)
def test_what_is_refused_and_why(payload: bytes, media: str, reason: Reason) -> None:
    found = rejected(capture("page", media=media), payload)
    assert found.reason is reason
    assert found.detail


def test_bottomless_nesting_ends() -> None:
    page = "<div>" * 100_000 + "<p>" + "Очень глубокая страница о паводке. " * 20
    assert rejected(capture("page"), page.encode()).reason in (Reason.NO_TEXT, Reason.TOO_SHORT)


def test_body_hidden_in_json_ld_is_found() -> None:
    words = "Правительство утвердило программу ремонта дорог на три года вперёд. " * 8
    page = (
        "<html><head><title>Ремонт дорог</title><script type='application/ld+json'>"
        f'{{"@type": "NewsArticle", "headline": "Ремонт дорог", "articleBody": "{words}"}}'
        "</script></head><body><div id='app'>Загрузка приложения, подождите немного</div></body></html>"
    )
    assert document(capture("page"), page.encode()).text == words.strip()


PICTURES = (
    "<html><head><title>Ярмарка в Приозёрске: фоторепортаж</title><meta property='og:type' content='article'>{}"
    "</head><body><h1>Ярмарка в Приозёрске: фоторепортаж</h1><img src='1.jpg'><img src='2.jpg'></body></html>"
)


def test_page_of_pictures_gives_its_lead_or_its_headline() -> None:
    lead = "<meta property='og:description' content='На площади открылась ярмарка, её посетили три тысячи горожан'>"
    found = document(capture("page"), PICTURES.format(lead).encode())
    assert found.text == "На площади открылась ярмарка, её посетили три тысячи горожан"
    assert found.title == "Ярмарка в Приозёрске: фоторепортаж"
    bare = document(capture("page"), PICTURES.format("").encode())
    assert (bare.title, bare.text) == (None, "Ярмарка в Приозёрске: фоторепортаж")


def test_body_leaves_the_tree_as_it_was(pages: Path) -> None:
    for name in ("ru_ld_cp1251.html", "ru_front.html"):
        tree = parse((pages / name).read_bytes().decode("cp1251", "replace"), options())
        assert not isinstance(tree, Rejected)
        before = tostring(tree)
        body_of(tree, SelfDescription())
        assert tostring(tree) == before


def test_two_readings_are_equal(pages: Path) -> None:
    assert _read(pages, "ru_ld_cp1251.html") == _read(pages, "ru_ld_cp1251.html")
