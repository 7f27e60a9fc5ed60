"""The candidate that was not taken, as small as it can be: a Delta table for each record, published by a SQLite row.

Delta commits one table at a time, so a snapshot is a row that names a version of every table. A writer that died
between its tables leaves versions that no row names: the next writer restores those tables to the published version.
"""

import json
import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from deltalake import DeltaTable, write_deltalake

from tolqyn.store import table_name
from tolqyn.store.naming import stored_schema


@cache
def _engine(_process: int) -> Any:
    """One DuckDB for a process, as the store has."""
    return duckdb.connect(":memory:")


class DeltaView:
    """Tables at the versions of one snapshot."""

    def __init__(self, folder: Path, snapshot: int, versions: Mapping[str, int]) -> None:
        self._folder = folder
        self.snapshot = snapshot
        self._versions = versions

    def sql(self, query: str) -> pa.Table:
        """DuckDB over the file lists that the Delta log names."""
        with _engine(os.getpid()).cursor() as link:
            for name, version in self._versions.items():
                if name in query:
                    files = DeltaTable(str(self._folder / name), version=version).file_uris()
                    link.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT * FROM read_parquet({files})")
            return link.sql(query).to_arrow_table()


class DeltaLake:
    """One writer is assumed, as the lock of the store gives it to both candidates."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        with self._link() as link:
            link.execute("PRAGMA journal_mode = WAL")
            link.execute("CREATE TABLE IF NOT EXISTS snapshots (number INTEGER PRIMARY KEY, versions TEXT NOT NULL)")

    def recover(self) -> None:
        """Take back what a killed writer had not published."""
        versions = self._newest()[1]
        for path in self._folder.iterdir():
            if (path / "_delta_log").exists():
                table = DeltaTable(str(path))
                if path.name not in versions:
                    table.delete()
                elif table.version() > versions[path.name]:
                    table.restore(versions[path.name])

    def commit(self, rows: Mapping[type, pa.Table], replace: Mapping[type, str] | None = None) -> int:
        """Append (or overwrite what a predicate matches) in each table, then publish the versions together."""
        number, versions = self._newest()
        for record, added in rows.items():
            name, predicate = table_name(record), (replace or {}).get(record)
            path, table = str(self._folder / name), added.cast(stored_schema(record))
            if predicate:
                write_deltalake(path, table, mode="overwrite", predicate=predicate)
            else:
                write_deltalake(path, table, mode="append")
            versions[name] = DeltaTable(path).version()
        return self._publish(number + 1, versions)

    def compact(self) -> int:
        """Merge small files of every table."""
        number, versions = self._newest()
        for name in versions:
            table = DeltaTable(str(self._folder / name))
            table.optimize.compact()
            versions[name] = table.version()
        return self._publish(number + 1, versions)

    def view(self, snapshot: int | None = None) -> DeltaView:
        """The newest snapshot, or a past one."""
        return DeltaView(self._folder, *self._newest(snapshot))

    def _newest(self, snapshot: int | None = None) -> tuple[int, dict[str, int]]:
        with self._link() as link:
            row = link.execute(
                "SELECT number, versions FROM snapshots WHERE number <= ? ORDER BY number DESC LIMIT 1",
                (snapshot if snapshot is not None else 1 << 62,),
            ).fetchone()
        return (row[0], json.loads(row[1])) if row else (0, {})

    def _publish(self, number: int, versions: Mapping[str, int]) -> int:
        with self._link() as link:
            link.execute("PRAGMA synchronous = FULL")
            link.execute("INSERT INTO snapshots VALUES (?, ?)", (number, json.dumps(versions)))
        return number

    def _link(self) -> "closing[sqlite3.Connection]":
        return closing(sqlite3.connect(self._folder / "snapshots.sqlite", timeout=30, isolation_level=None))
