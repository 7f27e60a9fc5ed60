"""Real processes: many read while one writes, and a writer dies at any moment."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tolqyn.model.errors import Held
from tolqyn.model.run import Work
from tolqyn.model.wave import Monitored
from tolqyn.store import Store

PREAMBLE = """
import sys, time
from pathlib import Path
import pyarrow.compute as pc
from tolqyn.model.run import Work
from tolqyn.model.wave import Monitored
from tolqyn.store import Store
store = Store(Path(sys.argv[1]))
"""

WRITE = """
with store.writer() as writer:
    number = writer.view().snapshot
    print(number, flush=True)
    while number < int(sys.argv[2]):
        rows = [Work(f"doc_{number}_{n}", "кезең", "1", "done", "run") for n in range(10)]
        total = [Monitored("all", (number + 1) * 10, number, 0.0, 0.0)]
        whole = {Monitored: pc.field("press") == "all"}
        number = writer.commit({Work: rows, Monitored: total}, whole, run_id=f"run_{number}")
        print(number, flush=True)
        if number % 7 == 0:
            number = writer.compact()
            print(number, flush=True)
"""

READ = """
last = -1
deadline = time.monotonic() + 30
while last < int(sys.argv[2]) and time.monotonic() < deadline:
    view = store.view()
    assert view.snapshot >= last, "went back in time"
    last = view.snapshot
    asked = view.sql("SELECT (SELECT count(*) FROM works) AS rows, (SELECT sum(series) FROM monitored) AS told")
    (row,) = asked.to_pylist()
    assert row["rows"] == view.count(Work) == len(view.table(Work))
    assert view.count(Monitored) == min(last, 1)
    assert last == 0 or row["rows"] <= row["told"] <= last * 10, row
print(last, flush=True)
"""


def start(script: str, *arguments: object) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", PREAMBLE + script, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def rows_and_total(store: Store) -> tuple[int, int]:
    """Rows in the table that only grows, and what the replaced table says of them."""
    view = store.view()
    return view.count(Work), max((row.day_count for row in ()), default=len(view.records(Work)))


def test_readers_see_whole_snapshots_while_one_writes(tmp_path: Path) -> None:
    readers = [start(READ, tmp_path, 25) for _ in range(2)]
    with start(WRITE, tmp_path, 25) as writer:
        _, trouble = writer.communicate(timeout=60)
        assert writer.returncode == 0, trouble
    for reader in readers:
        out, trouble = reader.communicate(timeout=60)
        assert reader.returncode == 0, trouble
        assert int(out) >= 25


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_killed_at_random_moments_it_holds_exactly_what_it_acknowledged(tmp_path: Path) -> None:
    chance, store, told = random.Random(11), Store(tmp_path), 0
    for _ in range(4):
        with start(WRITE, tmp_path, 10_000) as process:
            assert process.stdout is not None
            assert int(process.stdout.readline()) == store.view().snapshot
            time.sleep(chance.uniform(0.0, 0.4))
            process.send_signal(signal.SIGKILL)
            told = max([told, *(int(line) for line in process.stdout.read().split("\n")[:-1])])
        view = store.view()
        assert told <= view.snapshot <= told + 1
        told = view.snapshot
        commits = [shot for shot in store.snapshots() if shot.run_id]
        assert view.count(Work) == 10 * len(commits)
        assert view.count(Monitored) == 1
        assert len({row.item_id for row in view.records(Work)}) == 10 * len(commits)
    with store.writer() as writer:
        writer.compact()
    kept = set(tmp_path.glob("*/*.parquet"))
    named = {
        path
        for shot in store.snapshots()
        for record in (Work, Monitored)
        for path in store.view(shot.number).files(record)
    }
    assert kept == named


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_a_killed_holder_lets_go_and_a_living_one_is_named(tmp_path: Path) -> None:
    hold = "with store.writer():\n    print('held', flush=True)\n    time.sleep(60)\n"
    with start(hold, tmp_path) as process:
        assert process.stdout is not None
        process.stdout.readline()
        with pytest.raises(Held, match=f"process {process.pid} on"), Store(tmp_path).writer():
            pytest.fail("two writers at once")
        process.send_signal(signal.SIGKILL)
    with Store(tmp_path).writer():
        pass
