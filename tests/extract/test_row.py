"""Rows of tables."""

from datetime import UTC, date, datetime
from pathlib import Path

from tests.extract.captures import body, capture, document, options, rejected
from tolqyn.model.rejected import Reason

ABOUT = capture("row", "https://kolsay.example/kopir", "application/json")


def test_row_with_every_field() -> None:
    payload = body(
        url="https://kolsay.example/kopir",
        source="kolsay.example",
        published_at="2024-11-28 14:05:09+05:00",
        title="Көпір  ашылды",
        text="Көлсайда жаңа көпір ашылды.\r\n\r\n\r\nСалтанатты шара өтті: https://t.me/kolsay_news/101.",
        language="kk-KZ",
        authors=["Айгүл Серікқызы", "Айгүл Серікқызы", 5],
        forwarded_from="Аудан баспасөзі",
        reply_to=98,
        views="120",
        category="unknown fields stay in the bytes",
    )
    found = document(ABOUT, payload)
    assert (found.title, found.kind) == ("Көпір ашылды", "article")
    assert found.text == "Көлсайда жаңа көпір ашылды.\n\nСалтанатты шара өтті: https://t.me/kolsay_news/101."
    assert (found.published_at, found.date_source) == (datetime(2024, 11, 28, 9, 5, 9, tzinfo=UTC), "row")
    assert (found.language, found.language_score) == ("kk", None)
    assert (found.authors, found.views, found.reply_to) == (("Айгүл Серікқызы",), 120, "98")
    assert found.links == ("https://t.me/kolsay_news/101",)


def test_html_is_read_where_text_is_absent(pages: Path) -> None:
    page = (pages / "ru_ld_cp1251.html").read_bytes().decode("cp1251")
    found = document(ABOUT, body(url="https://kolsay.example/kopir", html=page, text=" "))
    assert found.text.startswith("Городской совет Приозёрска")
    assert (found.title, found.date_source) == ("Совет Приозёрска утвердил тариф на воду", "json-ld")
    assert found.address == "https://kolsay.example/kopir"
    dated = document(ABOUT, body(html=page, published_at="2024-12-01", title="Тариф"))
    assert (dated.day, dated.date_source, dated.title) == (date(2024, 12, 1), "row", "Тариф")


def test_unknown_language_is_told_from_the_text() -> None:
    found = document(ABOUT, body(text="Уряд обговорив новий законопроєкт про освіту", language="xx"))
    assert found.language == "uk"
    assert found.language_score is not None


def test_headline_alone_is_the_text() -> None:
    found = document(ABOUT, body(title="Паводок отрезал три села от райцентра", text=None))
    assert (found.title, found.text) == (None, "Паводок отрезал три села от райцентра")


def test_row_of_a_post() -> None:
    about = capture("row", "https://t.me/kolsay_news/101", "application/json")
    assert document(about, body(text="Көлсайда жаңа көпір ашылды")).kind == "post"


def test_rows_that_go_no_further() -> None:
    assert rejected(ABOUT, body(url="https://kolsay.example/kopir")).reason is Reason.NO_TEXT
    assert rejected(ABOUT, b'"word"').reason is Reason.NOT_A_ROW
    assert rejected(ABOUT, b"\xff\xfe").reason is Reason.NOT_JSON


def test_future_date_of_a_row_is_not_believed() -> None:
    found = document(ABOUT, body(text="Ауданда қар жауды, жолдар жабылды", published_at="2031-01-01"), options())
    assert (found.published_at, found.date_note) == (None, Reason.DATE_IN_FUTURE)
