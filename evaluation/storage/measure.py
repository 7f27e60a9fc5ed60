"""Measures both candidates for the tables on the real load: `python evaluation/storage/measure.py [delta|catalogue]`.

One process commits 25 times to five tables while two others ask group-bys of the newest snapshot; then a table is
replaced, small files are merged, an old snapshot is read, and a writer is killed at random moments. Delta needs
`pip install deltalake`. Times are wall clock: run it on a machine that does nothing else, and compare within a run.
"""

import json
import multiprocessing
import os
import random
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.synchronize import Event
from pathlib import Path
from statistics import median
from typing import Any

import pyarrow.compute as pc

from evaluation.storage.load import STREAM, commits, posts
from tolqyn.model.mark import Coverage
from tolqyn.store import Store

COMMITS, READERS, KILLS = 25, 2, 12
DAILY = """
SELECT d.source_id, date_trunc('day', d.published_at) AS day, count(*) AS n, count(DISTINCT c.target) AS targets
FROM documents d JOIN coverages c USING (document_id) GROUP BY ALL ORDER BY n DESC LIMIT 50"""
COUNTED = """SELECT (SELECT count(*) FROM documents) AS documents, (SELECT count(*) FROM captures) AS captures,
(SELECT count(*) FROM works) AS works"""


class Catalogue:
    """The store as it is, behind the three calls that are measured."""

    def __init__(self, folder: Path) -> None:
        self._store = Store(folder)
        self.view = self._store.view

    def recover(self) -> None:
        """Opening for writing does what is needed."""
        with self._store.writer():
            pass

    def commit(self, rows: Any, replace: Any = None) -> int:
        """One commit under a lock of its own."""
        where = {record: pc.field("target") == value for record, value in (replace or {}).items()}
        with self._store.writer() as writer:
            return writer.commit(rows, where)

    def compact(self) -> int:
        """Merge small files."""
        with self._store.writer() as writer:
            return writer.compact()


def candidate(name: str, folder: Path) -> Any:
    """A candidate by name; Delta's library is only needed where it is asked for."""
    if name == "catalogue":
        return Catalogue(folder)
    from evaluation.storage.delta import DeltaLake  # noqa: PLC0415

    return DeltaLake(folder)


def measure(name: str, rows: list[dict[str, object]]) -> dict[str, object]:
    """All figures of a candidate."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "lake"
        figures = {"candidate": name} | _while_read(name, folder, rows)
        lake = candidate(name, folder)
        figures["view_ms"] = _quantiles([_timed(lake.view)[0] for _ in range(50)])
        figures["count_alone_ms"] = _quantiles([_timed(lambda: lake.view().sql(COUNTED))[0] for _ in range(10)])
        figures["daily_alone_ms"] = _quantiles([_timed(lambda: lake.view().sql(DAILY))[0] for _ in range(10)])
        figures["replace_ms"] = _replaced(name, lake)
        figures["files_bytes"] = _extent(folder)
        figures["compact_ms"] = _timed(lake.compact)[0]
        figures["daily_compacted_ms"] = _quantiles([_timed(lambda: lake.view().sql(DAILY))[0] for _ in range(10)])
        figures["view_of_snapshot_3"] = lake.view(3).sql(COUNTED).to_pylist()[0]
        figures["writer_peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return figures | {"kills": _killed(name, rows)}


def _while_read(name: str, folder: Path, rows: list[dict[str, object]]) -> dict[str, object]:
    """Commit times, and what two readers saw meanwhile."""
    lake, times = candidate(name, folder), []
    parts = list(commits(rows, COMMITS))
    lake.commit(parts[0])
    with _readers(name, folder) as answers:
        for part in parts[1:]:
            times.append(_timed(lambda part=part: lake.commit(part))[0])
            time.sleep(0.1)
    return {"commit_ms": _quantiles(times)} | _seen(answers)


@contextmanager
def _readers(name: str, folder: Path) -> Iterator[list[dict[str, Any]]]:
    """Reader processes for the length of the block; their reports are in the list afterwards."""
    context = multiprocessing.get_context("spawn")
    done, reports, answers = context.Event(), context.Queue(), []
    processes = [context.Process(target=_read_on, args=(name, folder, done, reports)) for _ in range(READERS)]
    for process in processes:
        process.start()
    for _ in processes:
        reports.get()
    yield answers
    done.set()
    answers += [reports.get() for _ in processes]
    for process in processes:
        process.join()


def _read_on(name: str, folder: Path, done: Event, reports: Any) -> None:
    """Ask again and again; every answer must be of one snapshot, and snapshots never go back."""
    lake, times, last, wrong = candidate(name, folder), [], 0, 0
    lake.view().sql(COUNTED)
    reports.put("ready")
    while not done.is_set():
        view = lake.view()
        counted = view.sql(COUNTED).to_pylist()[0]
        wrong += len(set(counted.values())) != 1 or view.snapshot < last
        last = view.snapshot
        times.append(_timed(lambda: lake.view().sql(DAILY))[0])
    reports.put({"times": times, "wrong": wrong, "last": last})


def _seen(answers: list[dict[str, Any]]) -> dict[str, object]:
    times = [ms for answer in answers for ms in answer["times"]]
    return {"read_ms": _quantiles(times), "reads": len(times), "wrong_reads": sum(a["wrong"] for a in answers)}


def _replaced(name: str, lake: Any) -> dict[str, float]:
    """Replace the coverage of each of ten targets, as a window stage does."""
    targets = lake.view().sql("SELECT target FROM coverages GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 10")
    times = []
    for target in targets.column("target").to_pylist():
        rows = lake.view().sql(f"SELECT * FROM coverages WHERE target = '{target}'")
        value = target if name == "catalogue" else f"target = '{target}'"
        times.append(_timed(lambda rows=rows, value=value: lake.commit({Coverage: rows}, {Coverage: value}))[0])
    return _quantiles(times)


def _killed(name: str, rows: list[dict[str, object]]) -> dict[str, int]:
    """Kill a writer at random moments; count acknowledged commits that are lost and snapshots that are partial."""
    chance, lost, partial, acknowledged = random.Random(7), 0, 0, 0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "lake"
        for _ in range(KILLS):
            acknowledged = max(acknowledged, _write_until_killed(name, folder, rows[:2000], chance.uniform(0.1, 1.2)))
            lake = candidate(name, folder)
            lake.recover()
            view = lake.view()
            lost += view.snapshot < acknowledged
            counted = view.sql(COUNTED).to_pylist()[0] if view.snapshot else {"documents": 0}
            partial += len(set(counted.values())) != 1 or counted["documents"] != 40 * view.snapshot
    return {"kills": KILLS, "acknowledged": acknowledged, "lost": lost, "partial": partial}


def _write_until_killed(name: str, folder: Path, rows: list[dict[str, object]], seconds: float) -> int:
    """Newest snapshot that the writer told of before it was killed."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_write_on, args=(name, folder, rows, sender))
    process.start()
    sender.close()
    newest = int(receiver.recv())
    time.sleep(seconds)
    if process.pid is not None:
        os.kill(process.pid, signal.SIGKILL)
    process.join()
    try:
        while True:
            newest = int(receiver.recv())
    except EOFError:
        return newest


def _write_on(name: str, folder: Path, rows: list[dict[str, object]], told: Any) -> None:
    lake, parts = candidate(name, folder), list(commits(rows, 50))
    lake.recover()
    told.send(lake.view().snapshot)
    while True:
        for part in parts:
            told.send(lake.commit(part))


def _timed(call: Callable[[], object]) -> tuple[float, object]:
    start = time.perf_counter()
    answer = call()
    return (time.perf_counter() - start) * 1000, answer


def _quantiles(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        "p50": round(median(ordered), 1),
        "p95": round(ordered[int(0.95 * (len(ordered) - 1))], 1),
        "max": round(ordered[-1], 1),
    }


def _extent(folder: Path) -> tuple[int, int]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return len(files), sum(path.stat().st_size for path in files)


def main() -> None:
    """Measure what the command names, else both."""
    if not STREAM.exists():
        sys.exit(f"the Telegram stream is not at {STREAM}: nothing to measure")
    rows = posts()
    print(f"{len(rows)} posts, {COMMITS} commits, {sum(1 for row in rows if row['text'])} with text", file=sys.stderr)
    for name in sys.argv[1:] or ["delta", "catalogue"]:
        print(json.dumps(measure(name, rows), ensure_ascii=False))


if __name__ == "__main__":
    main()
