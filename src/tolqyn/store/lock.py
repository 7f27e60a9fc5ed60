"""One writer at a time, across processes: a lock that the operating system lets go when its holder dies."""

import json
import os
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from tolqyn.model.errors import Held, Invalid


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold `path` for the block; raises `Held` with pid, host and since when another process (or thread) holds it.

    SQLite's own file lock is used, for it is portable, and a process that this one forked does not inherit it:
    a worker that outlives a killed writer blocks nobody.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    note = path.with_suffix(".json")
    link = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        _seize(link, path, note)
        _leave_note(note)
        try:
            yield
        finally:
            note.unlink(missing_ok=True)
    finally:
        link.close()


def _seize(link: sqlite3.Connection, path: Path, note: Path) -> None:
    try:
        link.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as trouble:
        if trouble.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            raise Held(_holder(note)) from trouble
        raise Invalid(f"cannot write to {path.parent}: {trouble}", "see to its permissions and free space") from trouble


def _leave_note(note: Path) -> None:
    """Say who holds the lock, for the message that a second writer gets; the lock itself does not rest on it."""
    words = {"pid": os.getpid(), "host": socket.gethostname(), "since": datetime.now(UTC).isoformat(timespec="seconds")}
    draft = note.with_suffix(".draft")
    draft.write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
    draft.replace(note)


def _holder(note: Path) -> str:
    try:
        words = json.loads(note.read_text(encoding="utf-8"))
        return f"process {words['pid']} on {words['host']} since {words['since']}"
    except (OSError, ValueError, KeyError):
        return "another process"
