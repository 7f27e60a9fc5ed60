"""The list of snapshots and of the Parquet files that each is made of: one SQLite transaction publishes a commit."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from tolqyn.model.errors import Invalid

FORMAT = 2
NAME = "catalogue.sqlite"

_DECLARATION = """
CREATE TABLE IF NOT EXISTS snapshots (number INTEGER PRIMARY KEY, at TEXT NOT NULL, run_id TEXT, tables TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS files (
  file_id INTEGER PRIMARY KEY, table_name TEXT NOT NULL, path TEXT NOT NULL UNIQUE, rows INTEGER NOT NULL,
  bytes INTEGER NOT NULL, position INTEGER NOT NULL, added INTEGER NOT NULL, removed INTEGER);
"""
_LIVE = """
SELECT file_id, table_name, path, rows, bytes, position FROM files
WHERE added <= :number AND (removed IS NULL OR removed > :number) ORDER BY position, file_id
"""


class Snapshot(NamedTuple):
    """One commit: its number, when, by which run, and the tables that it changed."""

    number: int
    at: datetime
    run_id: str | None
    tables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class File:
    """A Parquet file of a table; `path` is relative to the lake.

    `position` orders a table's files: the snapshot in which their first rows were committed, also after merging.
    """

    file_id: int
    table: str
    path: str
    rows: int
    size: int
    position: int


@dataclass(frozen=True, slots=True)
class Change:
    """What one commit does to the list: files that join it and identifiers of files that leave it.

    A file is its table, path, rows, bytes and position.
    """

    number: int
    at: datetime
    run_id: str | None
    added: Sequence[tuple[str, str, int, int, int]]
    removed: Sequence[int]
    tables: tuple[str, ...]


def latest(folder: Path) -> int:
    """Number of the newest snapshot, 0 where nothing was ever written."""
    with _reading(folder) as link:
        return 0 if link is None else _newest(link)


def live_files(folder: Path, number: int | None) -> tuple[int, dict[str, tuple[File, ...]]]:
    """Files of each table at a snapshot (`None`: the newest), read in one transaction; with the snapshot's number."""
    with _reading(folder) as link:
        if link is None:
            newest, rows = 0, []
        else:
            newest = _newest(link)
            rows = link.execute(_LIVE, {"number": newest if number is None else number}).fetchall()
            _check_kept(link, number, newest)
    if number is not None and not 0 <= number <= newest:
        raise Invalid(f"there is no snapshot {number}; the newest is {newest}", "name one that `snapshots` lists")
    tables: dict[str, list[File]] = {}
    for row in rows:
        tables.setdefault(row[1], []).append(File(*row))
    return (newest if number is None else number), {name: tuple(files) for name, files in tables.items()}


def snapshots(folder: Path) -> list[Snapshot]:
    """Every snapshot that is still kept, oldest first."""
    with _reading(folder) as link:
        rows = [] if link is None else link.execute("SELECT * FROM snapshots ORDER BY number").fetchall()
    return [Snapshot(n, datetime.fromisoformat(at), run, tuple(names.split())) for n, at, run, names in rows]


def prepare(folder: Path) -> None:
    """Make the list, before the first file that it could name; refuse to begin anew over files that a lost list named.

    The tables can be computed again, but that is for a person to decide.
    """
    if (folder / NAME).exists():
        return
    if any(folder.glob("*/*.parquet")):
        raise Invalid(
            f"{folder} holds tables, but {NAME} is gone",
            "restore that file, or delete the folder and let `tolqyn run` compute the tables again",
        )
    with _writing(folder):
        pass


def publish(folder: Path, change: Change) -> None:
    """The commit point: either all of a change is visible to every process, or nothing."""
    with _writing(folder) as link:
        at = change.at.astimezone(UTC).isoformat()
        link.execute(
            "INSERT INTO snapshots VALUES (?, ?, ?, ?)", (change.number, at, change.run_id, " ".join(change.tables))
        )
        link.executemany(
            "INSERT INTO files (table_name, path, rows, bytes, position, added) VALUES (?, ?, ?, ?, ?, ?)",
            [(*file, change.number) for file in change.added],
        )
        link.executemany(
            "UPDATE files SET removed = ? WHERE file_id = ?", [(change.number, file_id) for file_id in change.removed]
        )


def forget_before(folder: Path, moment: datetime) -> list[str]:
    """Drop snapshots older than `moment` (the newest always stays); answers the paths that no snapshot needs now."""
    with _writing(folder) as link:
        kept = link.execute(
            "SELECT coalesce(min(number), (SELECT max(number) FROM snapshots)) FROM snapshots WHERE at >= ?",
            (moment.astimezone(UTC).isoformat(),),
        ).fetchone()[0]
        link.execute("DELETE FROM snapshots WHERE number < ?", (kept,))
        gone = link.execute("SELECT path FROM files WHERE removed <= ?", (kept,)).fetchall()
        link.execute("DELETE FROM files WHERE removed <= ?", (kept,))
    return [path for (path,) in gone]


def known_paths(folder: Path) -> set[str]:
    """Paths of every file that some kept snapshot needs."""
    with _reading(folder) as link:
        rows: Iterable[tuple[str]] = [] if link is None else link.execute("SELECT path FROM files").fetchall()
    return {path for (path,) in rows}


def sizes(files: Mapping[str, Sequence[File]]) -> dict[str, tuple[int, int, int]]:
    """Files, rows and bytes of each table."""
    return {
        name: (len(members), sum(f.rows for f in members), sum(f.size for f in members))
        for name, members in files.items()
    }


def _newest(link: sqlite3.Connection) -> int:
    return int(link.execute("SELECT coalesce(max(number), 0) FROM snapshots").fetchone()[0])


def _check_kept(link: sqlite3.Connection, number: int | None, newest: int) -> None:
    """A snapshot that vacuum dropped is refused rather than read with files missing."""
    oldest = link.execute("SELECT min(number) FROM snapshots").fetchone()[0]
    if number is not None and oldest is not None and 0 < number <= newest and number < oldest:
        raise Invalid(f"snapshot {number} is no longer kept; the oldest is {oldest}", "name one that `snapshots` lists")


@contextmanager
def _reading(folder: Path) -> Iterator[sqlite3.Connection | None]:
    """A connection that sees one state of the list; `None` where there is no catalogue yet."""
    path = folder / NAME
    if not path.exists():
        yield None
        return
    with closing(_connect(path)) as link:
        link.execute("BEGIN")
        if link.execute("SELECT count(*) FROM sqlite_master WHERE name = 'files'").fetchone()[0]:
            yield link
        else:
            yield None


@contextmanager
def _writing(folder: Path) -> Iterator[sqlite3.Connection]:
    """A transaction that is on disk when the block ends, and leaves no trace where it raises or dies."""
    folder.mkdir(parents=True, exist_ok=True)
    with closing(_connect(folder / NAME)) as link:
        link.execute("PRAGMA journal_mode = WAL")
        link.execute("PRAGMA synchronous = FULL")
        link.execute("BEGIN IMMEDIATE")
        if link.execute("PRAGMA user_version").fetchone()[0] == 0:
            for statement in _DECLARATION.split(";"):
                link.execute(statement)
            link.execute(f"PRAGMA user_version = {FORMAT}")
        try:
            yield link
        except BaseException:
            link.execute("ROLLBACK")
            raise
        link.execute("COMMIT")


def _connect(path: Path) -> sqlite3.Connection:
    link = sqlite3.connect(path, timeout=30, isolation_level=None)
    found = link.execute("PRAGMA user_version").fetchone()[0]
    if found not in (0, FORMAT):
        link.close()
        remedy = (
            "upgrade this installation" if found > FORMAT else "delete its folder and let `tolqyn run` compute it anew"
        )
        raise Invalid(f"{path} has format {found}, this Tolqyn reads {FORMAT}", remedy)
    return link
