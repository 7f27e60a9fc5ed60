"""The one writer: files first, then one line in the catalogue that makes them all visible at once."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeAlias

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from tolqyn.model.errors import Invalid
from tolqyn.model.tables import schema_of, to_table
from tolqyn.store import catalogue
from tolqyn.store.catalogue import Change, File
from tolqyn.store.naming import stored_schema, table_name
from tolqyn.store.view import EVERYTHING, View

Rows: TypeAlias = pa.Table | Iterable[object]

SMALL = 32 << 20
"""Bytes below which compaction takes a file for small: DuckDB and pyarrow read one such file in about 0.1 s."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """New contents of a table within a commit, the files that they stand for, and where they belong in its order."""

    table: str
    rows: pa.Table
    removed: tuple[int, ...]
    position: int


class Writer:
    """Appends and replaces rows; every commit is one transaction over all the tables it names."""

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        self._folder = folder
        self._clock = clock
        catalogue.prepare(folder)
        self._sweep()

    def view(self) -> View:
        """All that is committed so far."""
        return View(self._folder, *catalogue.live_files(self._folder, None))

    def commit(
        self, rows: Mapping[type, Rows], replace: Mapping[type, pc.Expression] | None = None, run_id: str | None = None
    ) -> int:
        """Append `rows` to their tables after taking out of `replace`'s tables what its predicates match.

        What was taken out stays visible in older snapshots. Nothing to do makes no snapshot; the newest number is
        answered. Raises `Invalid` where rows do not fit their record, before anything is written.
        """
        number, files = catalogue.live_files(self._folder, None)
        removals = replace or {}
        drafts = []
        for record in dict.fromkeys((*removals, *rows)):
            name = table_name(record)
            added = _fitting(rows.get(record, ()), record)
            kept, removed = _survivors(self._folder, record, files.get(name, ()), removals.get(record))
            whole = pa.concat_tables([kept, added.cast(stored_schema(record))])
            if whole.num_rows or removed:
                drafts.append(_Draft(name, whole, removed, number + 1))
        return self._publish(number, drafts, run_id)

    def compact(self, small: int = SMALL) -> int:
        """Merge neighbouring small files of each table, rows in the same order; a snapshot of its own.

        No more than about twice `small` is held at a time. Old snapshots stay readable until `vacuum`.
        """
        number, files = catalogue.live_files(self._folder, None)
        groups = [(name, group) for name, members in files.items() for group in _small_groups(members, small)]
        return self._publish(number, (_merged(self._folder, name, group) for name, group in groups), None)

    def vacuum(self, keep_days: float) -> int:
        """Forget snapshots older than `keep_days` and delete files that no other needs; answers how many.

        A reader that still holds a view of a forgotten snapshot may find its files gone.
        """
        gone = catalogue.forget_before(self._folder, self._clock() - timedelta(days=keep_days))
        for path in gone:
            (self._folder / path).unlink(missing_ok=True)
        return len(gone)

    def _publish(self, newest: int, drafts: Iterable[_Draft], run_id: str | None) -> int:
        """Write the drafts one after the other, then make all visible; answers the newest snapshot's number."""
        number = newest + 1
        added: list[tuple[str, str, int, int, int]] = []
        removed: list[int] = []
        tables: list[str] = []
        for draft in drafts:
            if draft.rows.num_rows:
                path = f"{draft.table}/{number:08d}-{len(added)}.parquet"
                size = _write_durably(draft.rows, self._folder / path)
                added.append((draft.table, path, draft.rows.num_rows, size, draft.position))
            removed += draft.removed
            tables.append(draft.table)
        if not tables:
            return newest
        at = self._clock().astimezone(UTC)
        catalogue.publish(self._folder, Change(number, at, run_id, added, removed, tuple(dict.fromkeys(tables))))
        return number

    def _sweep(self) -> None:
        """Delete files that a killed writer left before it could publish them: nobody can have read them."""
        known = catalogue.known_paths(self._folder)
        for path in self._folder.glob("*/*.parquet"):
            if path.relative_to(self._folder).as_posix() not in known:
                path.unlink()


def _fitting(rows: Rows, record: type) -> pa.Table:
    """Rows as a table of exactly the record's columns; nulls only where it allows them."""
    if not isinstance(rows, pa.Table):
        return to_table(rows, record)
    schema = schema_of(record)
    strange = set(rows.column_names) ^ set(schema.names)
    if strange:
        raise Invalid(f"rows of {record.__name__} differ in columns: {sorted(strange)}", "build them with `to_table`")
    table = rows.select(schema.names).cast(stored_schema(record))
    holes = [field.name for field in schema if not field.nullable and table.column(field.name).null_count]
    if holes:
        raise Invalid(f"rows of {record.__name__} lack a value in {holes}", "only `X | None` may be null")
    return table


def _survivors(
    folder: Path, record: type, files: Sequence[File], where: pc.Expression | None
) -> tuple[pa.Table, tuple[int, ...]]:
    """Rows that a replacement leaves of the files that it touches, and those files."""
    schema = stored_schema(record)
    if where is None:
        return schema.empty_table(), ()
    if where.equals(EVERYTHING):
        return schema.empty_table(), tuple(file.file_id for file in files)
    sources = [(file.file_id, ds.dataset(str(folder / file.path), schema=schema, format="parquet")) for file in files]
    touched = [(file_id, source) for file_id, source in sources if source.count_rows(filter=where)]
    kept = [source.to_table(filter=~where | where.is_null()) for _, source in touched]
    return pa.concat_tables([schema.empty_table(), *kept]), tuple(file_id for file_id, _ in touched)


def _small_groups(files: Sequence[File], small: int) -> list[list[File]]:
    """Runs of neighbouring small files, each run cut once it has grown to the size of a big file."""
    groups: list[list[File]] = [[]]
    for file in files:
        if file.size >= small or sum(member.size for member in groups[-1]) >= small:
            groups.append([])
        if file.size < small:
            groups[-1].append(file)
    return [group for group in groups if len(group) > 1]


def _merged(folder: Path, name: str, group: Sequence[File]) -> _Draft:
    tables = [pq.read_table(folder / file.path) for file in group]
    whole = pa.concat_tables(tables, promote_options="default")
    return _Draft(name, whole, tuple(file.file_id for file in group), group[0].position)


def _write_durably(table: pa.Table, path: Path) -> int:
    """Write a Parquet file that survives a power cut once this returns; answers its size in bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as sink:
        pq.write_table(table, sink, compression="zstd", store_schema=True)
        sink.flush()
        os.fsync(sink.fileno())
        size = sink.tell()
    _sync_folder(path.parent)
    return size


def _sync_folder(folder: Path) -> None:
    """Make a new name durable; not possible, nor needed, where folders cannot be opened (Windows)."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
