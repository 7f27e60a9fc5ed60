"""Real processes: many read while one writes, and a writer dies at any moment."""

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tolqyn.model.errors import Held
from tolqyn.model.run import Work
from tolqyn.model.wave import Monitored
from tolqyn.store import Store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")

WRITE = """
import pyarrow.compute as pc
from tolqyn.model.run import Work
from tolqyn.model.wave import Monitored
from tolqyn.store import Store
with Store(folder).writer() as writer:
    number = writer.view().snapshot
    told.send(number)
    while number < upto:
        rows = [Work(f"doc_{number}_{n}", "кезең", "1", "done", "run") for n in range(10)]
        total = [Monitored("all", (number + 1) * 10, number, 0.0, 0.0)]
        whole = {Monitored: pc.field("press") == "all"}
        number = writer.commit({Work: rows, Monitored: total}, whole, run_id=f"run_{number}")
        told.send(number)
        if number % 7 == 0:
            number = writer.compact()
            told.send(number)
"""

READ = """
import time
from tolqyn.model.run import Work
from tolqyn.model.wave import Monitored
from tolqyn.store import Store
store, last, deadline = Store(folder), -1, time.monotonic() + 60
told.send(0)
while last < upto and time.monotonic() < deadline:
    view = store.view()
    assert view.snapshot >= last, "went back in time"
    last = view.snapshot
    asked = view.sql("SELECT (SELECT count(*) FROM works) AS rows, (SELECT sum(series) FROM monitored) AS told")
    (row,) = asked.to_pylist()
    assert row["rows"] == view.count(Work) == len(view.table(Work))
    assert view.count(Monitored) == min(last, 1)
    assert last == 0 or row["rows"] <= row["told"] <= last * 10, row
    told.send(last)
"""

HOLD = """
import time
from tolqyn.store import Store
with Store(folder).writer():
    told.send(0)
    time.sleep(60)
"""


def test_readers_see_whole_snapshots_while_one_writes(
    tmp_path: Path, start: Any, heard: Callable[[Any], list[int]]
) -> None:
    readers = [start(READ, tmp_path, 16) for _ in range(3)]
    assert [receiver.recv() for _, receiver in readers] == [0, 0, 0]
    process, writer = start(WRITE, tmp_path, 16)
    assert heard(writer)[-1] >= 16
    for reader, receiver in readers:
        seen = heard(receiver)
        reader.join()
        assert reader.exitcode == 0
        assert seen[-1] >= 16
    process.join()
    assert process.exitcode == 0


def test_killed_at_random_moments_it_holds_exactly_what_it_acknowledged(
    tmp_path: Path, start: Any, heard: Callable[[Any], list[int]]
) -> None:
    chance, store, told = random.Random(11), Store(tmp_path), 0
    for _ in range(5):
        process, receiver = start(WRITE, tmp_path, 10_000)
        assert receiver.recv() == store.view().snapshot
        time.sleep(chance.uniform(0.0, 0.4))
        process.kill()
        process.join()
        told = max([told, *heard(receiver)])
        view = store.view()
        assert told <= view.snapshot <= told + 1
        told = view.snapshot
        commits = [shot for shot in store.snapshots() if shot.run_id]
        assert view.count(Work) == len({row.item_id for row in view.records(Work)}) == 10 * len(commits)
        assert view.count(Monitored) == min(len(commits), 1)
    with store.writer() as writer:
        writer.compact()
    kept = set(tmp_path.glob("*/*.parquet"))
    named = {
        path for shot in store.snapshots() for kind in (Work, Monitored) for path in store.view(shot.number).files(kind)
    }
    assert kept == named


def test_a_killed_holder_lets_go_and_a_living_one_is_named(tmp_path: Path, start: Any) -> None:
    process, receiver = start(HOLD, tmp_path)
    receiver.recv()
    with pytest.raises(Held, match=f"process {process.pid} on"), Store(tmp_path).writer():
        pytest.fail("two writers at once")
    process.kill()
    process.join()
    with Store(tmp_path).writer():
        pass
