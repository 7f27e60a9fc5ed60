"""A wave that never was, with its evidence in an archive on disk: pages with their requests, and posts without."""

import gzip
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from tolqyn.archive import Writer
from tolqyn.model.capture import Arrival, Capture, Exchange
from tolqyn.model.document import Document
from tolqyn.model.identifiers import identify
from tolqyn.model.link import Link
from tolqyn.model.settings import Source
from tolqyn.model.wave import Monitored, Wave
from tolqyn.queries.findings import CopyFinding, Exhibit, Limits, WaveFindings

ONSET, END = date(2024, 11, 28), date(2024, 12, 3)
START = datetime(2024, 11, 28, 6, 30, tzinfo=UTC)

TEXTS: tuple[tuple[str, str | None, str | None, str], ...] = (
    ("vestnik", "ru", "Остров Тулания закрыл порт", "https://www.пример.рф/Порт?b=2&a=1"),
    ("dala", "kk", "=HYPERLINK(\"http://x.test\";\"Тулания аралы портын жапты\")", "https://dala.test/жаңалық/1"),
    ("luka", "uk", "Туланія: <b>«порт зачинено»</b> & ]]>", "https://luka.test/1"),
    ("kanal", "ru", None, "https://t.me/kanal/24"),
    ("vestnik", None, "'Кавычка впереди", "https://www.пример.рф/2"),
)  # fmt: skip

SOURCES = (
    Source("vestnik", "Вестник Залесья", "https://www.пример.рф/", "state", feeds=("https://www.пример.рф/rss",)),
    Source("kanal", "Канал 24", "https://t.me/kanal", "blogger", channel="kanal"),
)
NAMES = {source.source_id: source.name for source in SOURCES}


@dataclass(frozen=True, slots=True)
class Shelf:
    """Findings, and the folder in which their records lie."""

    findings: WaveFindings
    folder: Path


def shelf(folder: Path) -> Shelf:
    """The wave, its captures written by the archive's own writer between others that are not of the wave."""
    other = arrival(99, "luka", "https://luka.test/other")
    mine = [arrival(number, source, address) for number, (source, _, _, address) in enumerate(TEXTS)]
    captures = Writer(folder).append([other, *mine, other])[1:-1]
    shown = tuple(map(exhibit, range(len(TEXTS)), captures))
    first, second = shown[0].document, shown[4].document
    link = Link("lnk_x", "copy", second.document_id, first.document_id, 0.9, ("exact-text",), 60.0, 0, 5, 0, 5)
    shown = (*shown[:4], replace(shown[4], original=False))
    return Shelf(findings(shown, (CopyFinding(link, shown[4], shown[0]),)), folder)


def arrival(number: int, source: str, address: str) -> Arrival:
    at = START + timedelta(hours=number, microseconds=7)
    if "t.me" in address:
        return Arrival(source, address, "telegram-post", "application/json", '{"text": "Сәлем"}'.encode(), at)
    body = gzip.compress(f"<p>Порт жабық {number}</p>".encode() * 50, mtime=0)
    headers = (("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip"))
    asked = (("Host", "x.test"), ("User-Agent", "t")) if number != 2 else ()
    return Arrival(source, address, "page", "text/html", body, at, Exchange(200, "OK", headers, asked))


def exhibit(number: int, capture: Capture) -> Exhibit:
    source, language, title, address = TEXTS[number]
    kind = "post" if title is None else "article"
    text = f"@смотритель: порт {number} закрыт до весны."
    document = Document(
        identify("doc", address), capture.capture_id, source, kind, address, None, title, text,
        START + timedelta(minutes=number), "post" if kind == "post" else "meta", None, language, 0.9,
    )  # fmt: skip
    return Exhibit(document, capture, NAMES.get(source, source), True)


def findings(shown: tuple[Exhibit, ...], copies: tuple[CopyFinding, ...] = (), **wave: object) -> WaveFindings:
    held = Wave(
        wave_id="wav_invented", target="GE", press="all", series="coverage", narrative=None, status="over",
        tier="alarm", onset=ONSET, onset_from=ONSET, onset_until=ONSET, peak=ONSET, end=END, end_from=END,
        end_until=END, observed=4, expected=1.4, excess=2.6, strength=2.9, e_value=1e6, documents=len(shown),
        originals=4, sources=4, hostile_share=None, immature=False, effective_sources=3.0, top_share=0.4,
        survives_without_loudest=True, detected_on=ONSET,
    )  # fmt: skip
    return WaveFindings(
        workspace="аралдар", snapshot=7, drawn_at=datetime(2024, 12, 4, 9, 30, tzinfo=UTC),
        wave=replace(held, **wave), target_name="Тулания", press_name="invented press", counts=(),  # type: ignore[arg-type]
        exhibits=shown, shares=(), copies=copies, presences=(), events=(), earlier=(),
        monitored=Monitored("all", 120, 90, 0.4, 365.0), limits=Limits(88, 1204, 12, (), 3), sources=SOURCES,
    )  # fmt: skip
