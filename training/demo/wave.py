"""The planted documents: the hand-written wave, its reprints, and the background's reprints."""

import tomllib
from datetime import datetime, time, timedelta, timezone
from typing import Any

from article import Article
from draw import Draw
from stock import FOLDER

CREDIT = ("Об этом сообщает издание «{name}».", "Материал подготовлен по публикации «{name}».", "Источник: «{name}».")
OPENING = (
    "Новость дня от коллег: пересказываем главное из публикации «{name}», которую обсуждают читатели.",
    "Мы продолжаем следить за событиями, о которых сегодня пишет «{name}», и приводим основное.",
)


def moment(layout: dict[str, Any], source: str, day: int, at: str) -> datetime:
    """The local time `at` ("HH:MM") of a day of the corpus."""
    zone = timezone(timedelta(hours=layout["source"][source]["utc"]))
    return datetime.combine(layout["first_day"] + timedelta(days=day), time.fromisoformat(at), tzinfo=zone)


def written(layout: dict[str, Any]) -> list[Article]:
    """The documents of `wave.toml`, reprints with their originals' paragraphs."""
    raw = tomllib.loads((FOLDER / "wave.toml").read_text(encoding="utf-8"))
    made = {entry["id"]: _planted(layout, entry, _paragraphs(entry["text"])) for entry in raw["doc"]}
    for entry in raw["reprint"]:
        original = made[entry["of"]].paragraphs
        kept = original[entry.get("drop_first", 0) : len(original) - entry.get("drop_last", 0)]
        changed = (entry.get("lead"), *kept, entry.get("tail"))
        made[entry["id"]] = _planted(layout, entry, tuple(part for part in changed if part))
    return list(made.values())


def reprinted(layout: dict[str, Any], names: dict[str, str], background: list[Article]) -> list[Article]:
    """The background, where a source that reprints has now and then another site's text, lead or tail changed."""
    sites = [a for a in background if a.title and not layout["source"][a.source].get("reprints")]
    made, taken = [], set()
    for article in background:
        share = layout["source"][article.source].get("reprints", 0.0)
        draw = Draw("reprint", article.key)
        before = timedelta(hours=30)
        originals = [a for a in sites if a.language == article.language and timedelta() < article.at - a.at <= before]
        originals = [a for a in originals if a.key not in taken and a.kind == article.kind]
        if originals and draw.unit() < share:
            article = _reprint(article, draw.pick(originals), names, draw)  # noqa: PLW2901
            taken.add(article.of)
        made.append(article)
    return made


def _reprint(article: Article, original: Article, names: dict[str, str], draw: Draw) -> Article:
    name = names[original.source]
    if draw.unit() < 0.5:
        paragraphs = (*original.paragraphs, draw.pick(CREDIT).format(name=name))
    else:
        paragraphs = (draw.pick(OPENING).format(name=name), *original.paragraphs[1:])
    return Article(
        article.key, article.source, article.language, article.at, original.title, None, paragraphs, article.kind,
        original.key,
    )  # fmt: skip


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.strip().split("\n\n"))


def _planted(layout: dict[str, Any], entry: dict[str, Any], paragraphs: tuple[str, ...]) -> Article:
    return Article(
        key=entry["id"],
        source=entry["source"],
        language=layout["source"][entry["source"]]["language"],
        at=moment(layout, entry["source"], entry["day"], entry["at"]),
        title=entry.get("title"),
        author=entry.get("author"),
        paragraphs=paragraphs,
        kind="wave",
        of=entry.get("of"),
    )
