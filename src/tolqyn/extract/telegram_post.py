"""One Telegram message as JSON, in the dialect of lists or of Telegram Desktop's export."""

import re
from collections.abc import Iterator
from typing import Any

from tolqyn.extract.compose import Parts, compose
from tolqyn.extract.dating import Claim
from tolqyn.extract.links import absolute, distinct, links_in
from tolqyn.extract.options import Options
from tolqyn.extract.record import Record, count_of, hint, line_of, moment_of, read_record
from tolqyn.extract.tidy import tidy
from tolqyn.model.capture import Capture
from tolqyn.model.document import Document
from tolqyn.model.rejected import Reason, Rejected

_POST_ADDRESS = re.compile(r"https?://(?:www\.)?(?:t|telegram)\.me/(?:s/)?((?:c/)?[\w-]+)/(\d+)", re.IGNORECASE)
_USERNAME = re.compile(r"[A-Za-z]\w{3,31}")
_MARKED_LINK = re.compile(r"\[([^\[\]\n]{0,500})\]\((https?://[^\s()]+|tg://[^\s()]+)\)")
_PAIRED = (
    re.compile(r"(?<!\w)__(\S(?:.{0,2000}?\S)?)__(?!\w)", re.DOTALL),
    re.compile(r"(~~|\|\|)(\S(?:.{0,2000}?\S)?)\1", re.DOTALL),
)
_MOST_RUNS = 10_000
_LONGEST_MESSAGE = 16_384
"""Four times what Telegram allows; in longer texts pairs of marks are not looked for."""


def extract_telegram_post(capture: Capture, payload: bytes, options: Options) -> list[Document | Rejected]:
    """The document of one message; service messages and messages without words are rejected."""
    record = read_record(payload, capture)
    if isinstance(record, Rejected):
        return [record]
    if record.get("type") == "service" or "action" in record:
        return [Rejected(Reason.SERVICE_POST, f"service message {line_of(record, 'action') or ''}".strip())]
    number = line_of(record, "message_id", "id")
    if number is None:
        return [Rejected(Reason.MISSING_FIELD, "no message_id and no id: the message cannot be named")]
    text, links = _desktop_text(record) if _is_desktop(capture, record) else _list_text(record)
    text = tidy(text)
    if not text:
        return [Rejected(Reason.NO_TEXT, f"message {number} has no words{_media(record)}")]
    parts = Parts(
        kind="post",
        address=_address(capture, record, number),
        part=number,
        text=text,
        claims=_claims(record),
        authors=_signature(record),
        links=distinct((*links, *links_in(text))),
        forwarded_from=line_of(record, "forwarded_from", "fwd_from"),
        reply_to=line_of(record, "reply_to_message_id", "reply_to"),
        views=count_of(record, "views"),
    )
    return [compose(capture, parts, options)]


def plain_marks(text: str) -> tuple[str, list[str]]:
    """A text without Telegram's Markdown (bold, italic, links as `[word](address)`), and the addresses of its links.

    >>> plain_marks("**Жедел:** [толығырақ](https://t.me/test/5)")
    ('Жедел: толығырақ', ['https://t.me/test/5'])
    """
    if "**" not in text and "](" not in text and "__" not in text and "~~" not in text and "||" not in text:
        return text, []
    links: list[str] = []

    def worded(found: re.Match[str]) -> str:
        links.append(found[2])
        return found[1]

    text = _MARKED_LINK.sub(worded, text).replace("**", "")
    if len(text) > _LONGEST_MESSAGE:
        return text, [link for link in links if link.startswith("http")]
    text = _PAIRED[0].sub(r"\1", text)
    return _PAIRED[1].sub(r"\2", text), [link for link in links if link.startswith("http")]


def _is_desktop(capture: Capture, record: Record) -> bool:
    """Whether a message comes from Telegram Desktop; where no hint says so its own fields do."""
    dialect = hint(capture, "dialect")
    return dialect == "desktop" or (dialect is None and ("text_entities" in record or "date_unixtime" in record))


def _list_text(record: Record) -> tuple[str, list[str]]:
    value = record.get("text", record.get("message"))
    return plain_marks(value) if isinstance(value, str) else ("", [])


def _desktop_text(record: Record) -> tuple[str, list[str]]:
    """Runs of `text`, else of `text_entities`, joined; a poll gives its question."""
    runs = list(_runs(record.get("text"))) or list(_runs(record.get("text_entities")))
    poll = record.get("poll")
    if not any(run[0].strip() for run in runs) and isinstance(poll, dict):
        runs = list(_runs(poll.get("question")))
    links = [absolute(link, "https://t.me/") for _, link in runs if link]
    return "".join(run[0] for run in runs), [link for link in links if link]


def _runs(value: Any) -> Iterator[tuple[str, str | None]]:
    """(words, address of a link) of a text that may be a string or a list of strings and entities."""
    for run in (value if isinstance(value, list) else [value])[:_MOST_RUNS]:
        if isinstance(run, str):
            yield run, None
        elif isinstance(run, dict) and isinstance(run.get("text"), str):
            link = run.get("href")
            yield run["text"], link if isinstance(link, str) else None


def _claims(record: Record) -> Iterator[Claim]:
    """The seconds since 1970 first: the written date of a desktop export is in its owner's time zone."""
    for name in ("date_unixtime", "date"):
        moment = moment_of(record, name)
        if moment:
            yield Claim(moment, "post")


def _address(capture: Capture, record: Record, number: str) -> str:
    """`https://t.me/CHANNEL/ID`, by the channel's name where one is known, else by its number."""
    if found := _POST_ADDRESS.match(capture.address):
        return f"https://t.me/{found[1]}/{number}"
    for name in (hint(capture, "channel"), record.get("channel"), record.get("username")):
        if isinstance(name, str) and _USERNAME.fullmatch(name.removeprefix("@")):
            return f"https://t.me/{name.removeprefix('@')}/{number}"
    sender = line_of(record, "sender_id", "channel_id", "from_id") or hint(capture, "channel")
    digits = re.sub(r"\D", "", sender or "")
    if digits:
        short = digits.removeprefix("100") if (sender or "").startswith("-100") else digits
        return f"https://t.me/c/{short}/{number}"
    return capture.address


def _signature(record: Record) -> tuple[str, ...]:
    """The person who signs a message in a channel with signatures."""
    name = line_of(record, "author", "post_author")
    return (name[:100],) if name else ()


def _media(record: Record) -> str:
    """What a message without words shows instead."""
    kinds = [
        name
        for name in ("photo", "file", "media_type", "sticker_emoji", "poll", "location_information")
        if record.get(name)
    ]
    return f", only {kinds[0].split('_')[0]}" if kinds else ""
