"""Telegram in its three saved forms: every message with its own bytes, every loss with its line."""

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tolqyn.collect.imports import ImportOptions, Item, RejectedItem, read
from tolqyn.model.capture import Arrival
from tolqyn.model.rejected import Reason

NOW = datetime(2024, 12, 5, tzinfo=UTC)
REAL = Path(__file__).parents[3] / "shared/data/telegram_ru_news_nktkln/data/raw"


def items(path: Path, **options: object) -> list[Item]:
    return list(read("telegram", [path], ImportOptions(**options), NOW))  # type: ignore[arg-type]


def arrivals(found: list[Item]) -> list[Arrival]:
    return [item for item in found if isinstance(item, Arrival)]


def rejections(found: list[Item]) -> list[tuple[int | None, Reason]]:
    return [(item.line, item.rejected.reason) for item in found if isinstance(item, RejectedItem)]


def message(number: object, **more: object) -> dict[str, object]:
    return {"message_id": number, "sender_id": -1001032086354, "text": "Қазақстан", "channel": "Хабр", **more}


def test_a_message_keeps_its_own_bytes(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    raw = '[\n  {"message_id": 7,   "text": "\\u0416 Тоқаев\\n", "channel": "habr_ru",\n "x": 1.50}\n]'
    path.write_text(raw, encoding="utf-8")
    (found,) = arrivals(items(path))
    assert found.payload.decode() == raw[raw.index("{") : raw.rindex("}") + 1]
    assert (found.address, found.source_id) == ("https://t.me/habr_ru/7", "t.me/habr_ru")
    assert dict(found.hints) == {"dialect": "list", "channel": "habr_ru"} and found.captured_at == NOW


def test_a_channel_known_by_title_is_addressed_by_number(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text(json.dumps([message(1)]), encoding="utf-8")
    (found,) = arrivals(items(path))
    assert (found.address, found.source_id) == ("https://t.me/c/1032086354/1", "t.me/хабр")
    (found,) = arrivals(items(path, sources={"ХАБР": "habr"}))
    assert found.source_id == "habr"
    (found,) = arrivals(items(path, sources={"c/1032086354": "habr"}))
    assert found.source_id == "habr"


def test_bad_messages_are_named_by_line_and_the_rest_goes_on(tmp_path: Path) -> None:
    lines = [
        "[",
        json.dumps(message(1)) + ",",
        '"a text",',
        json.dumps({"text": "без номера", "channel": "Хабр"}) + ",",
        json.dumps({"message_id": 3, "text": "без канала"}) + ",",
        '{"message_id": 4, "channel": "Хабр", "text": "сломано" "date"},',
        json.dumps(message(5)) + ",",
        json.dumps(message("шесть")) + ",",
        json.dumps(message("7")) + ",",
        '{"message_id": ' + "9" * 5000 + "}",
        "]",
    ]
    path = tmp_path / "list.json"
    path.write_text("\ufeff" + "\r\n".join(lines), encoding="utf-8")
    found = items(path)
    assert [item.address.rsplit("/", 1)[1] for item in arrivals(found)] == ["1", "5", "7"]
    assert rejections(found) == [
        (3, Reason.NOT_A_ROW),
        (4, Reason.MISSING_FIELD),
        (5, Reason.MISSING_FIELD),
        (6, Reason.NOT_JSON),
        (8, Reason.BAD_FIELD),
        (10, Reason.NOT_JSON),
    ]


def test_a_file_that_ends_early_loses_its_last_message_only(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    text = json.dumps([message(1), message(2), message(3)], ensure_ascii=False)
    path.write_bytes(text.encode()[:-20])
    found = items(path)
    assert len(arrivals(found)) == 2 and rejections(found) == [(1, Reason.NOT_JSON)]
    path.write_bytes(gzip.compress(text.encode() * 1)[:-15])
    found = items(path)
    assert len(arrivals(found)) + len(rejections(found)) >= 1


def test_bytes_that_are_not_text_and_posts_across_chunks(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    long = [message(number, text="Ә" * 300_000) for number in range(12)]
    payload = json.dumps(long, ensure_ascii=False).encode()
    bad = b'{"message_id": 99, "channel": "news_kz", "text": "\xff\xfe"}'
    path.write_bytes(payload[:-1] + b"," + bad + b"]")
    found = items(path)
    assert [json.loads(item.payload)["message_id"] for item in arrivals(found)] == list(range(12))
    assert rejections(found) == [(1, Reason.NOT_JSON)]
    assert rejections(items(path, max_item_bytes=1000))[0] == (1, Reason.TOO_LARGE)


def test_lines_of_messages(tmp_path: Path) -> None:
    path = tmp_path / "posts.jsonl"
    path.write_text("\n".join(json.dumps(message(number)) for number in (1, 2)), encoding="utf-8")
    assert len(arrivals(items(path))) == 2


DESKTOP = {
    "name": "Хабар 24",
    "type": "public_channel",
    "id": 1032086354,
    "messages": [
        {"id": 1, "type": "service", "action": "create_channel", "text": ""},
        {
            "id": 2,
            "type": "message",
            "date_unixtime": "1733300000",
            "text": ["Үкімет ", {"type": "bold", "text": "шешім"}],
            "text_entities": [{"type": "plain", "text": "Үкімет "}],
            "forwarded_from": "Ақорда",
            "reply_to_message_id": 1,
        },
        17,
    ],
}


def test_desktop_export_of_one_chat(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    path.write_text(json.dumps(DESKTOP, ensure_ascii=False, indent=1), encoding="utf-8")
    found = items(path)
    (post,) = arrivals(found)
    assert json.loads(post.payload) == DESKTOP["messages"][1]  # type: ignore[index]
    assert dict(post.hints) == {
        "dialect": "desktop",
        "channel": "Хабар 24",
        "chat_name": "Хабар 24",
        "chat_type": "public_channel",
    }
    assert (post.address, post.source_id) == ("https://t.me/c/1032086354/2", "t.me/хабар 24")
    assert [reason for _, reason in rejections(found)] == [Reason.SERVICE_POST, Reason.NOT_A_ROW]
    (post,) = arrivals(items(path, channel="khabar_24"))
    assert (post.address, post.source_id) == ("https://t.me/khabar_24/2", "t.me/khabar_24")


def test_desktop_export_of_an_account_leaves_persons_alone(tmp_path: Path) -> None:
    person = {
        "name": "Айгүл",
        "type": "personal_chat",
        "id": 5,
        "messages": [{"id": 1, "type": "message", "text": "?"}],
    }
    saved = {"type": "saved_messages", "id": 6, "messages": [{"id": 1, "type": "message", "text": "пароль"}]}
    account = {
        "about": "Here is the data",
        "personal_information": {"first_name": "Айгүл", "list": [1]},
        "chats": {"about": "x", "list": [person, DESKTOP, saved]},
        "left_chats": {"about": "y", "list": [DESKTOP]},
    }
    path = tmp_path / "result.json"
    path.write_text(json.dumps(account, ensure_ascii=False), encoding="utf-8")
    found = items(path, channel="khabar_24")
    assert {item.source_id for item in arrivals(found)} == {"t.me/хабар 24"}
    assert len(arrivals(found)) == 2 and not any("пароль".encode() in item.payload for item in arrivals(found))
    assert [reason for _, reason in rejections(found)].count(Reason.UNKNOWN_FORM) == 2


@pytest.mark.parametrize("text", ["", "{}", '{"chats": {}}', "42", "<html>", '{"messages": 7}', "{{{{", '{"a": }'])
def test_files_that_hold_no_messages_say_so(tmp_path: Path, text: str) -> None:
    path = tmp_path / "result.json"
    path.write_text(text, encoding="utf-8")
    found = items(path)
    assert not arrivals(found) and len(found) == 1


def test_saved_pages(tmp_path: Path) -> None:
    page = tmp_path / "messages.html"
    page.write_text('<div class="tgme_widget_message" data-post="Tengri_news/5">Жаңалық</div>', encoding="utf-8")
    (found,) = arrivals(items(page, sources={"tengri_news": "tengrinews"}))
    assert (found.form, found.address, found.source_id) == (
        "telegram-page",
        "https://t.me/s/Tengri_news",
        "tengrinews",
    )
    assert found.payload == page.read_bytes()
    page.write_text("<p>ничего</p>", encoding="utf-8")
    assert rejections(items(page)) == [(None, Reason.UNKNOWN_FORM)]


@pytest.mark.real
def test_the_real_stream_is_read_whole() -> None:
    if not REAL.is_dir():
        pytest.skip("../shared/data is absent")
    found = items(REAL)
    assert len(arrivals(found)) == 21_347 and not rejections(found)
    assert len({item.source_id for item in arrivals(found)}) == 23
