"""Annotated passages: the invented set with its texts, the real one by hash and offsets in the Telegram stream."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evaluation.floors import REAL_DATA
from tolqyn.model.spans import nfc

Span = tuple[int, int]

INVENTED = Path(__file__).with_name("gold.jsonl")
REAL = Path(__file__).with_name("real.jsonl")
STREAM = REAL_DATA / "telegram_ru_news_nktkln" / "data" / "raw"


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """One annotated quote; what `open` names was not settled and is not scored."""

    form: str
    content: Span | None
    cue: Span | None
    speaker: Span | None
    speaker_name: str | None
    role: str | None
    via: str | None
    open: frozenset[str]


@dataclass(frozen=True, slots=True)
class Passage:
    """A text, the part of it that was annotated, and its quotes."""

    passage_id: str
    language: str
    half: str
    text: str
    window: Span
    quotes: tuple[GoldQuote, ...]


def invented() -> list[Passage]:
    """The 200 invented passages."""
    rows = map(json.loads, INVENTED.read_text("utf-8").splitlines())
    return [
        Passage(row["id"], row["language"], row["half"], row["text"], (0, len(row["text"])), _quotes(row))
        for row in rows
    ]


def real() -> list[Passage]:
    """The real Russian sentences; needs the stream."""
    posts = {(file, message): text for file, message, text in stream()}
    found = []
    for row in map(json.loads, REAL.read_text("utf-8").splitlines()):
        text = posts[row["file"], row["message_id"]]
        if hashlib.sha256(text.encode()).hexdigest() != row["post"]:
            raise ValueError(f"{row['id']}: the post is another one than was annotated")
        window = (row["sentence"][0], row["sentence"][1])
        found.append(Passage(row["id"], "ru", row["half"], text, window, _quotes(row)))
    return found


def stream() -> Iterator[tuple[str, int, str]]:
    """File, message and text of every post that has words."""
    for path in sorted(STREAM.glob("*.json")):
        for post in json.loads(path.read_text("utf-8")):
            text = nfc(post.get("text") or "")
            if text.strip():
                yield path.name, post["message_id"], text


def _quotes(row: dict[str, list[dict[str, object]]]) -> tuple[GoldQuote, ...]:
    return tuple(
        GoldQuote(
            str(one["form"]),
            _span(one["content"]),
            _span(one["cue"]),
            _span(one["speaker"]),
            _text(one["speaker_name"]),
            _text(one["role"]),
            _text(one["via"]),
            frozenset(one.get("open", ())),  # type: ignore[call-overload]
        )
        for one in row["quotes"]
    )


def _span(value: object) -> Span | None:
    return (value[0], value[1]) if isinstance(value, list) else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
