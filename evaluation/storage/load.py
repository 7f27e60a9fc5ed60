"""The real load: the Telegram stream as rows of five tables, in as many commits as a `run` makes."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

from tolqyn.model.capture import Capture, capture_identity
from tolqyn.model.document import Document, document_identity
from tolqyn.model.identifiers import digest_of, identify
from tolqyn.model.mark import Coverage, Mention
from tolqyn.model.run import Work
from tolqyn.model.tables import to_table

STREAM = Path(__file__).parents[3] / "shared/data/telegram_ru_news_nktkln/data/raw"

_NAME = re.compile(r"(?<=\s)[А-ЯЁ][а-яё]{3,}")
_AT = datetime(2026, 11, 22, tzinfo=UTC)

Commit = dict[type, pa.Table]


def posts() -> list[dict[str, object]]:
    """Posts of every channel, channel after channel."""
    return [post for path in sorted(STREAM.glob("*.json")) for post in json.loads(path.read_text("utf-8"))]


def commits(rows: list[dict[str, object]], count: int) -> Iterator[Commit]:
    """`count` commits, each with captures, documents, mentions, coverages and works of its share of the posts."""
    for number in range(count):
        yield _commit(rows[number::count], number)


def _commit(rows: list[dict[str, object]], number: int) -> Commit:
    documents = [_document(row) for row in rows]
    mentions = [mention for document in documents for mention in _mentions(document)]
    return {
        Capture: to_table([_capture(document) for document in documents], Capture),
        Document: to_table(documents, Document),
        Mention: to_table(mentions, Mention),
        Coverage: to_table([Coverage(m.document_id, m.target, 1, m.start < 99, 1.0) for m in mentions[::3]], Coverage),
        Work: to_table([Work(d.document_id, "extract", "1", "done", f"run_{number}") for d in documents], Work),
    }


def _document(row: dict[str, object]) -> Document:
    address, text = f"https://t.me/{row['channel']}/{row['message_id']}", str(row["text"] or "")
    at = datetime.fromisoformat(str(row["date"]).replace("Z", "+00:00"))
    source_id = str(row["channel"])
    capture_id = capture_identity(source_id, "telegram-post", address, digest_of(text.encode()))
    identifier = document_identity(source_id, address, None, (None, text))
    return Document(identifier, capture_id, source_id, "post", address, None, None, text, at, "post", None, "ru", 1.0)


def _capture(document: Document) -> Capture:
    body = document.text.encode()
    return Capture(
        capture_id=document.capture_id,
        source_id=document.source_id,
        address=document.address,
        form="telegram-post",
        media_type="application/json",
        captured_at=_AT,
        status=None,
        digest=digest_of(body),
        length=len(body),
        warc_file="00001.warc.gz",
        warc_offset=0,
        warc_length=len(body),
    )


def _mentions(document: Document) -> Iterator[Mention]:
    for match in _NAME.finditer(document.text):
        identifier = identify("men", document.document_id, match.start())
        yield Mention(
            mention_id=identifier,
            document_id=document.document_id,
            start=match.start(),
            stop=match.end(),
            surface=match.group(),
            target=match.group()[:6],
            type="GPE",
            form="name",
            score=1.0,
            annotator="load",
            version="1",
        )
