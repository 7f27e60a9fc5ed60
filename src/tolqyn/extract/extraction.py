"""One capture in, documents or rejections out."""

from collections.abc import Callable

from tolqyn.extract.options import Options
from tolqyn.extract.page import extract_page
from tolqyn.extract.row import extract_row
from tolqyn.extract.telegram_page import extract_telegram_page
from tolqyn.extract.telegram_post import extract_telegram_post
from tolqyn.model.capture import Capture
from tolqyn.model.document import Document
from tolqyn.model.rejected import Reason, Rejected

NAME = "extract"
VERSION = "1"

Outcome = Document | Rejected
_READERS: dict[str, Callable[[Capture, bytes, Options], list[Outcome]]] = {
    "page": extract_page,
    "telegram-page": extract_telegram_page,
    "telegram-post": extract_telegram_post,
    "row": extract_row,
}


def extract(capture: Capture, payload: bytes, options: Options) -> list[Document | Rejected]:
    """Everything that the bytes of a capture say, read as its form demands; never empty, never raises for bytes.

    `payload` is the body with its content coding undone. A saved Telegram page gives one outcome a message, every other
    form exactly one. Forms that only lead a crawler (feed, sitemap, robots) are rejected: they hold no document.

    >>> from datetime import UTC, datetime
    >>> now = datetime(2024, 12, 4, tzinfo=UTC)
    >>> post = Capture("cap_1", "тест", "https://t.me/test/7", "telegram-post", "application/json", now, None,
    ...     "sha256:0", 0, "w", 0, 0, (("dialect", "list"),))
    >>> body = '{"message_id": 7, "text": "Парламент қабылдады", "date": "2024-11-28T09:00:00+00:00"}'
    >>> extract(post, body.encode(), Options(now))[0].text
    'Парламент қабылдады'
    """
    reader = _READERS.get(capture.form)
    if reader is None:
        detail = f"form {capture.form!r} holds no document; import pages, posts or rows"
        return [Rejected(Reason.UNKNOWN_FORM, detail)]
    return reader(capture, payload, options)
