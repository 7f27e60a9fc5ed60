"""Captures made of files that other people collected."""

import csv
import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime

from evaluation.floors import REAL_DATA
from tolqyn.model.capture import Capture, Form

PAGES = REAL_DATA / "article_extraction_benchmark"
CYRILLIC = REAL_DATA / "cyrillic_pages"
SENTENCES = REAL_DATA / "sib200" / "data" / "annotated"
POSTS = REAL_DATA / "telegram_ru_news_nktkln" / "data" / "raw"
NOW = datetime(2026, 11, 22, tzinfo=UTC)
"""The present of every evaluation: after the newest page, and the same in every run."""

ISO_639_1 = {
    "kaz": "kk", "rus": "ru", "ukr": "uk", "eng": "en", "kir": "ky", "uzn": "uz", "bel": "be", "bul": "bg",
    "tur": "tr", "zho": "zh",
}  # fmt: skip


def capture(address: str, form: Form, hints: tuple[tuple[str, str], ...] = ()) -> Capture:
    """A capture of which only address, form and hints matter."""
    media = "text/html" if form == "page" else "application/json"
    return Capture("cap_evaluation", "evaluation", address, form, media, NOW, 200, "sha256:0", 0, "w", 0, 0, hints)


def benchmark_pages() -> Iterator[tuple[str, bytes, str]]:
    """(address, bytes, true text) of each page of the article extraction benchmark."""
    truth = json.loads((PAGES / "ground-truth.json").read_text("utf-8"))
    for key, page in truth.items():
        yield page["url"], gzip.decompress((PAGES / "html" / f"{key}.html.gz").read_bytes()), page["articleBody"]


def dated_pages() -> Iterator[tuple[str, bytes, str]]:
    """(address, bytes, true day) of each Cyrillic page whose day is known."""
    with (CYRILLIC / "cyrillic_pages.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if row["gold_date"]:
                payload = (CYRILLIC / row["path"]).read_bytes()
                yield row["url"], gzip.decompress(payload) if row["path"].endswith(".gz") else payload, row["gold_date"]


def sentences() -> Iterator[tuple[str, str]]:
    """(language, sentence) of SIB-200 in the ten languages that lie here."""
    for folder in sorted(SENTENCES.iterdir()):
        for name in ("train.tsv", "dev.tsv"):
            for line in (folder / name).read_text("utf-8").splitlines()[1:]:
                yield ISO_639_1[folder.name[:3]], line.split("\t")[2]


def posts() -> Iterator[bytes]:
    """Each Telegram message as bytes of JSON."""
    for path in sorted(POSTS.glob("*.json")):
        for message in json.loads(path.read_text("utf-8")):
            yield json.dumps(message, ensure_ascii=False).encode()
