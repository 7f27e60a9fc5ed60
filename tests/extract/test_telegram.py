"""Messages in both JSON dialects and on saved pages."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.extract.captures import body, capture, document, options, rejected
from tolqyn.extract import extract
from tolqyn.model.document import Document, document_identity
from tolqyn.model.rejected import Reason, Rejected

POST = "https://t.me/kolsay_news/7"


def test_message_of_a_list() -> None:
    payload = body(
        message_id=7,
        sender_id=-1001000000001,
        channel="Көлсай жаңалық",
        date="2024-11-28T09:00:00+05:00",
        text="**Жедел хабар:** Көлсайда көпір ашылды\n\n[Толығырақ](https://kolsay.example/kopir) t.me/other_one/5",
        views=120,
    )
    found = document(capture("telegram-post", POST, dialect="list", channel="Көлсай жаңалық"), payload)
    assert found.text == "Жедел хабар: Көлсайда көпір ашылды\n\nТолығырақ t.me/other_one/5"
    assert found.links == ("https://kolsay.example/kopir", "https://t.me/other_one/5")
    assert (found.kind, found.part, found.address, found.views) == ("post", "7", POST, 120)
    assert (found.published_at, found.date_source) == (datetime(2024, 11, 28, 4, tzinfo=UTC), "post")
    assert found.language == "kk"
    assert found.document_id == document_identity("заря", POST, "7", (None, found.text))


def test_message_of_telegram_desktop() -> None:
    payload = body(
        id=12,
        type="message",
        date="2024-11-28T12:00:00",
        date_unixtime="1732766400",
        edited="2024-11-28T12:05:00",
        author="Редактор",
        forwarded_from="Городской канал",
        reply_to_message_id=9,
        text=[
            {"type": "bold", "text": "Власти"},
            " объявили об открытии моста, ",
            {"type": "text_link", "text": "подробности", "href": "https://zarya.example/most"},
            ".",
        ],
    )
    found = document(capture("telegram-post", "https://t.me/c/55/12", dialect="desktop"), payload)
    assert found.text == "Власти объявили об открытии моста, подробности."
    assert found.published_at == datetime(2024, 11, 28, 4, tzinfo=UTC)
    assert (found.forwarded_from, found.reply_to, found.authors) == ("Городской канал", "9", ("Редактор",))
    assert found.links == ("https://zarya.example/most",)
    assert found.address == "https://t.me/c/55/12"


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (body(id=1, type="service", action="pin_message", text=""), Reason.SERVICE_POST),
        (body(id=1, type="message", photo="photos/1.jpg", text=""), Reason.NO_TEXT),
        (body(id=1, type="message", text=[{"type": "custom_emoji"}, 5, None]), Reason.NO_TEXT),
        (body(text="Слова без номера"), Reason.MISSING_FIELD),
        (b"[1, 2]", Reason.NOT_A_ROW),
        (b"{", Reason.NOT_JSON),
        (b"[" * 100_000, Reason.NOT_JSON),
    ],
)
def test_messages_that_go_no_further(payload: bytes, reason: Reason) -> None:
    assert rejected(capture("telegram-post", POST, dialect="desktop"), payload).reason is reason


def test_address_by_number_where_no_name_is_known() -> None:
    payload = body(message_id=3, sender_id=-1001000000001, channel="Көлсай", text="Ауданда қар жауды", date="x")
    found = document(capture("telegram-post", "posts.json", dialect="list"), payload)
    assert found.address == "https://t.me/c/1000000001/3"
    assert (found.published_at, found.date_note) == (None, Reason.DATE_NOT_FOUND)


def test_habit_of_a_source_decides_for_short_posts() -> None:
    payload = body(message_id=3, text="Жаңалық", date="2024-11-28T09:00:00Z")
    about = capture("telegram-post", POST, dialect="list")
    assert document(about, payload, options(languages=("kk",))).language == "kk"


def test_half_a_surrogate_pair_does_no_harm() -> None:
    found = document(
        capture("telegram-post", POST, dialect="list"), b'{"message_id": 1, "text": "\\ud83d \\u0431\\u0456\\u0440"}'
    )
    assert found.text == "бір"
    found.text.encode("utf-8")


def test_saved_page(pages: Path) -> None:
    about = capture("telegram-page", "https://t.me/s/kolsay_news", channel="kolsay_news")
    service, first, photo, second = extract(about, (pages / "telegram_s.html").read_bytes(), options())
    assert isinstance(service, Rejected)
    assert service.reason is Reason.SERVICE_POST
    assert isinstance(photo, Rejected)
    assert (photo.reason, "kolsay_news/102" in photo.detail) == (Reason.NO_TEXT, True)
    assert isinstance(first, Document)
    assert first.text == "Жедел хабар\nКөлсайда жаңа көпір ашылды.\n\nТолығырақ: сайттан оқыңыз 🔥"
    assert (first.address, first.part, first.views) == ("https://t.me/kolsay_news/101", "101", 12300)
    assert first.published_at == datetime(2024, 11, 28, 9, 5, 9, tzinfo=UTC)
    assert (first.forwarded_from, first.reply_to) == ("Аудан баспасөзі", "98")
    assert first.links == ("https://kolsay.example/kopir",)
    assert isinstance(second, Document)
    assert second.text == "Ертең ауданда\nқар жауады\nдеп күтіледі"
    assert (second.authors, second.forwarded_from, second.reply_to) == (("Асқар",), None, None)


def test_page_without_messages_names_the_remedy() -> None:
    found = rejected(capture("telegram-page"), "<html><body><p>Канал закрыт</p></body></html>".encode())
    assert found.reason is Reason.NO_TEXT
    assert "https://t.me/s/CHANNEL" in found.detail
