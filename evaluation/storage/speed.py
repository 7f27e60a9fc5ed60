"""Speed of the archive, the tables and the index on the Telegram stream: `python evaluation/storage/speed.py`.

Prints wall and processor seconds: on a shared machine only the latter compare.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

from evaluation.storage.load import STREAM, commits, posts
from tolqyn.archive import Writer, read_many, walk
from tolqyn.model.capture import Arrival
from tolqyn.model.document import Document
from tolqyn.store import Store, TextIndex

QUERIES = ("санкциями", "«военное положение» Корея", "протесты Грузии", "Казахстан визит президента", "детям -школа")


def main() -> None:
    """Measure one after the other, each on what the one before it left."""
    if not STREAM.exists():
        sys.exit(f"the Telegram stream is not at {STREAM}: nothing to measure")
    rows = posts()
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        for name, call in chain(_archive(root / "evidence", rows), _tables(root / "lake", rows), _index(root)):
            wall, processor = time.perf_counter(), time.process_time()
            call()
            figures = {"wall_s": time.perf_counter() - wall, "cpu_s": time.process_time() - processor}
            print(
                json.dumps(
                    {"what": name} | {key: round(value, 4) for key, value in figures.items()}, ensure_ascii=False
                )
            )
        for name in ("evidence", "lake", "index"):
            size = sum(path.stat().st_size for path in (root / name).rglob("*") if path.is_file())
            print(json.dumps({"what": f"{name} size", "mb": round(size / 1e6, 1)}))


def _archive(folder: Path, rows: list[dict[str, object]]) -> Iterator[tuple[str, Callable[[], object]]]:
    arrivals = [_arrival(row) for row in rows]
    yield "append in batches of 500", lambda: _append(folder, arrivals)
    captures = list(walk(folder))
    yield "read in order", lambda: list(read_many(folder, captures))
    yield "walk", lambda: list(walk(folder))


def _append(folder: Path, arrivals: list[Arrival]) -> None:
    writer = Writer(folder)
    for start in range(0, len(arrivals), 500):
        writer.append(arrivals[start : start + 500])


def _arrival(row: dict[str, object]) -> Arrival:
    body = json.dumps(row, ensure_ascii=False).encode()
    address = f"https://t.me/{row['channel']}/{row['message_id']}"
    return Arrival(
        str(row["channel"]), address, "telegram-post", "application/json", body, datetime(2026, 1, 1, tzinfo=UTC)
    )


def _tables(folder: Path, rows: list[dict[str, object]]) -> Iterator[tuple[str, Callable[[], object]]]:
    store, parts = Store(folder), list(commits(rows, 25))
    yield "25 commits to 5 tables", lambda: _commit(store, parts)
    yield "open a view", store.view
    yield "all documents as records", lambda: store.view().records(Document)
    yield "merge small files", lambda: _compact(store)


def _commit(store: Store, parts: list[dict[type, Any]]) -> None:
    with store.writer() as writer:
        for part in parts:
            writer.commit(part)


def _compact(store: Store) -> None:
    with store.writer() as writer:
        writer.compact()


def _index(root: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    documents = Store(root / "lake").view().records(Document)
    rows = [(d.document_id, d.language, d.source_id, d.day, d.title, d.text) for d in documents]
    index = TextIndex(root / "index")
    yield f"index {len(rows)} documents", lambda: index.update(rows, 1)
    yield "update 500 documents", lambda: TextIndex(root / "index").update(rows[:500], 2)
    fresh = TextIndex(root / "index")
    for query in QUERIES:
        yield f"search {query}", lambda query=query: fresh.search(query)


if __name__ == "__main__":
    main()
