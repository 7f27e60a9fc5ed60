"""Telegram as others save it: lists of messages, exports of Telegram Desktop, saved pages of `t.me/s/`.

Facts about the formats, which `extract` relies on too (the hint `dialect` of a `telegram-post` names the first two):

`list`      A JSON list (or JSON lines) of `{message_id, sender_id, text, date, channel, ...}`, what scripts over
            Telethon write. `text` is Telegram's Markdown (`**bold**`, `[words](address)`); `date` is ISO 8601 with
            an offset; `channel` is a user name or, as often, the title. `sender_id` is -100 and the channel's number.
`desktop`   `result.json` of Telegram Desktop ("Export chat history", machine-readable JSON):
            `{name, type, id, messages}`, and for a whole account `{chats: {list: [...]}, left_chats: {list: [...]}}`
            of the same. A message has `id`, `type` (`message`, or `service` for joins, pins and the like), `date`
            (local time of the exporting computer, no offset) and `date_unixtime` (a string, UTC), `text` (a string,
            or a list of strings and `{type, text, href?}`) with the same as `text_entities`, `from`,
            `forwarded_from` (a name), `reply_to_message_id`, `edited`. No user name of the chat is in it: only
            `name`, a title, and `id`.
page        HTML of `https://t.me/s/CHANNEL`: up to 20 messages, each a `data-post="CHANNEL/ID"`.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from tolqyn.collect.imports.files import open_plain, read_within
from tolqyn.collect.imports.items import Item, Reading, reject, reject_at
from tolqyn.collect.imports.json_stream import Element, JsonStream
from tolqyn.collect.imports.telegram_desktop import Chat, read_desktop
from tolqyn.model.capture import Arrival
from tolqyn.model.rejected import Reason

_USER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{3,31}")
_POST_OF = re.compile(rb'data-post="([A-Za-z][A-Za-z0-9_]{3,31})/\d+"')
_HTML_ENDINGS = (".html", ".htm")


def read_telegram(path: Path, reading: Reading) -> Iterator[Item]:
    """Messages of a file, whichever of the three formats it has."""
    if path.name.lower().removesuffix(".gz").endswith(_HTML_ENDINGS):
        yield _page(path, reading)
        return
    with open_plain(path) as opened:
        stream = JsonStream(opened, reading.options.max_item_bytes)
        if stream.take("["):
            yield from _list(path, reading, stream.elements())
        elif path.name.lower().removesuffix(".gz").endswith((".jsonl", ".ndjson")):
            yield from _list(path, reading, _lines(stream))
        elif stream.peek() == "{":
            yield from _desktop(path, reading, stream)
        else:
            yield reject(str(path), 1, Reason.UNKNOWN_FORM, "neither a list of messages nor a Desktop export")


def channel_address(channel: str | None, number: str | None) -> str:
    """Where a channel stands: by its user name, else by its number, else by its title.

    >>> channel_address("Хабр", "1032086354"), channel_address("@rian_ru", None)
    ('https://t.me/c/1032086354', 'https://t.me/rian_ru')
    """
    name = (channel or "").strip().removeprefix("@")
    if _USER_NAME.fullmatch(name):
        return f"https://t.me/{name}"
    return f"https://t.me/c/{number}" if number else f"https://t.me/{quote(name)}"


def _lines(stream: JsonStream) -> Iterator[Element]:
    while stream.peek():
        yield stream.element()


def _list(path: Path, reading: Reading, elements: Iterator[Element]) -> Iterator[Item]:
    """Messages of the dialect `list`."""
    for element in elements:
        message = element.value
        if element.error is not None:
            yield reject(str(path), element.line, Reason.NOT_JSON, element.error)
        elif not isinstance(message, dict):
            yield reject(str(path), element.line, Reason.NOT_A_ROW, f"a {type(message).__name__} instead of a message")
        else:
            channel = message.get("channel") or reading.options.channel
            number = _channel_number(message.get("sender_id"))
            if not isinstance(channel, str) or not channel.strip():
                yield reject(str(path), element.line, Reason.MISSING_FIELD, "channel")
            else:
                yield _post(path, reading, element, Chat("list", channel.strip(), None, None, number))


def _desktop(path: Path, reading: Reading, stream: JsonStream) -> Iterator[Item]:
    """Messages of the dialect `desktop`."""
    for chat, element in read_desktop(stream):
        message = element.value
        if chat.refused is not None:
            yield reject(str(path), element.line, Reason.UNKNOWN_FORM, chat.refused)
        elif element.error is not None:
            yield reject(str(path), element.line, Reason.NOT_JSON, element.error)
        elif not isinstance(message, dict):
            yield reject(str(path), element.line, Reason.NOT_A_ROW, f"a {type(message).__name__} instead of a message")
        elif message.get("type", "message") != "message":
            yield reject(str(path), element.line, Reason.SERVICE_POST, str(message.get("action") or message["type"]))
        else:
            yield _post(path, reading, element, chat)


def _post(path: Path, reading: Reading, element: Element, chat: Chat) -> Item:
    """One message with its own bytes, and in hints what it does not say itself."""
    message = element.value
    assert isinstance(message, dict)
    key = "message_id" if chat.dialect == "list" else "id"
    number = message.get(key)
    if isinstance(number, bool) or not re.fullmatch(r"[0-9]{1,19}", str(number)):
        reason = Reason.MISSING_FIELD if number is None else Reason.BAD_FIELD
        return reject(str(path), element.line, reason, key)
    if len(element.raw) > reading.options.max_item_bytes:
        return reject(str(path), element.line, Reason.TOO_LARGE, f"{len(element.raw)} bytes")
    try:
        element.raw.decode("utf-8")
    except UnicodeDecodeError as problem:
        return reject(str(path), element.line, Reason.NOT_JSON, f"not UTF-8: {problem.reason}")
    channel = reading.options.channel or chat.channel if chat.alone else chat.channel
    hints = {"dialect": chat.dialect, "channel": channel, "chat_name": chat.name, "chat_type": chat.type}
    return Arrival(
        source_id=_source(reading, channel, chat),
        address=f"{channel_address(channel, chat.number)}/{number}",
        form="telegram-post",
        media_type="application/json",
        payload=element.raw,
        captured_at=reading.now,
        hints=tuple((name, value) for name, value in hints.items() if value),
    )


def _source(reading: Reading, channel: str | None, chat: Chat) -> str:
    """The workspace's source that has this channel, else one named after it."""
    name = (channel or "").removeprefix("@")
    numbered = f"c/{chat.number}" if chat.number else None
    known = reading.source_of(name, f"@{name}", f"t.me/{name}", chat.name, numbered)
    return known or f"t.me/{(name or numbered or '').lower()}"


def _channel_number(sender: object) -> str | None:
    """Number of a channel as addresses hold it: `-1001000724666` is channel 1000724666."""
    digits = str(sender)
    return digits.removeprefix("-100") if re.fullmatch(r"-100\d{5,}", digits) else None


def _page(path: Path, reading: Reading) -> Item:
    """A saved page of a channel; its messages are told apart when it is read."""
    payload = read_within(path, reading.options.max_item_bytes)
    if payload is None:
        return reject_at(str(path), None, Reason.TOO_LARGE, f"more than {reading.options.max_item_bytes} bytes")
    found = _POST_OF.search(payload)
    if not found:
        detail = "no post of a channel; save https://t.me/s/CHANNEL, or export the chat as machine-readable JSON"
        return reject_at(str(path), None, Reason.UNKNOWN_FORM, detail)
    channel = found[1].decode("ascii")
    return Arrival(
        source_id=_source(reading, channel, Chat("page", channel, None, None, None)),
        address=f"https://t.me/s/{channel}",
        form="telegram-page",
        media_type="text/html",
        payload=payload,
        captured_at=reading.now,
        hints=(("channel", channel),),
    )
