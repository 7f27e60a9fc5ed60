"""The Telegram stream as `find_copies` reads it."""

import json
from datetime import datetime
from pathlib import Path

from evaluation.floors import REAL_DATA
from tolqyn.link import LinkInput

FOLDER = REAL_DATA / "telegram_ru_news_nktkln" / "data" / "raw"


def posts(folder: Path = FOLDER) -> list[LinkInput]:
    """Every post, named `channel/message`, in the order of files and messages."""
    return [post for path in sorted(folder.glob("*.json")) for post in _channel(path)]


def _channel(path: Path) -> list[LinkInput]:
    rows = json.loads(path.read_text("utf-8"))
    return [
        LinkInput(
            document_id=f"{abs(row['sender_id'])}/{row['message_id']}",
            source_id=row["channel"],
            reading=row["text"] or "",
            published_at=datetime.fromisoformat(row["date"]),
        )
        for row in rows
    ]
