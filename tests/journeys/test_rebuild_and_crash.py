"""What cannot be computed again is enough to compute the rest, and no kill loses or doubles anything."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from journeys.corpus import demo_intents, demo_workspace, import_demo, tables_of

from tolqyn.cli import app
from tolqyn.model.errors import Held
from tolqyn.pipeline.unfinished import folder_of, note_intent
from tolqyn.workspace import Workspace

CHILD = """
import sys
from pathlib import Path
from journeys.corpus import import_demo
from tolqyn.workspace import Workspace
workspace = Workspace.at(Path(sys.argv[1]))
import_demo(workspace)
workspace.run("here")
"""


def test_the_archive_alone_gives_the_same_tables(copy: Workspace) -> None:
    before = tables_of(copy)
    shutil.rmtree(copy.place.lake)
    shutil.rmtree(copy.place.index)
    copy.run("here")
    after = tables_of(copy)
    assert {name: len(rows) for name, rows in after.items()} == {name: len(rows) for name, rows in before.items()}
    assert after == before


@pytest.mark.parametrize("after_s", [0.05, 0.4, 1.0, 2.0, 4.0])
def test_a_kill_at_any_moment_changes_nothing(finished: Workspace, tmp_path: Path, after_s: float) -> None:
    """Kill -9 some time after a process has begun to write; what follows ends where an unbroken run does."""
    workspace = demo_workspace(tmp_path / "w")
    kill_while_writing(workspace, after_s)
    import_demo(workspace)
    workspace.run("here")
    assert tables_of(workspace) == tables_of(finished)
    assert {finding.kind for finding in workspace.check()} <= {"silent"}


def kill_while_writing(workspace: Workspace, after_s: float) -> None:
    """Start import and run in a process of their own, wait until it holds the lock, give it a while, and kill it."""
    tests = Path(__file__).parents[1]
    process = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(workspace.place.root)], cwd=tests, start_new_session=True
    )
    lock = workspace.place.lake / "writer.lock"
    began = time.monotonic()
    while process.poll() is None and not lock.exists() and time.monotonic() - began < 60:
        time.sleep(0.01)
    time.sleep(after_s)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def test_an_import_that_was_begun_is_ended_by_the_next_run(finished: Workspace, tmp_path: Path) -> None:
    """The process dies after the intent was written down and before the first batch."""
    workspace = demo_workspace(tmp_path / "w")
    for intent in demo_intents():
        note_intent(folder_of(workspace.place), intent)
    assert [finding.kind for finding in workspace.check()] == ["unfinished", "unfinished"]
    workspace.run("here")
    assert tables_of(workspace) == tables_of(finished)


def test_a_second_writer_is_told_who_holds_the_workspace(copy: Workspace) -> None:
    with copy.store.writer(), pytest.raises(Held, match=str(os.getpid())):
        copy.run("here")


def test_readers_go_on_while_one_writes(copy: Workspace) -> None:
    with copy.store.writer():
        assert copy.view().sql("select count(*) as n from documents").column("n")[0].as_py() > 300


def test_the_pool_gives_the_same_tables_as_one_process(finished: Workspace, tmp_path: Path) -> None:
    workspace = demo_workspace(tmp_path / "w")
    for intent in demo_intents():
        workspace.import_files(intent)
    workspace.run("local")
    assert tables_of(workspace) == tables_of(finished)


def test_the_verbs_are_the_documented_ones() -> None:
    assert {"init", "add", "collect", "import", "run", "read", "search", "waves", "show", "brief", "judge", "verify",
            "export", "check"} <= set(app)  # fmt: skip
