"""What the tables hold at one snapshot, for as many readers as like, while one process writes."""

import dataclasses
import os
import re
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from tolqyn.model.tables import from_table
from tolqyn.store.catalogue import File, sizes
from tolqyn.store.finding import find_rows
from tolqyn.store.naming import TABLES, stored_schema, table_name

Record = TypeVar("Record")

EVERYTHING: pc.Expression = pc.scalar(True)
"""The predicate that every row meets."""

_OFFLINE = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
_WORD = re.compile(r"\w+")


class View:
    """An immutable picture of all tables: the files that one snapshot names, which nobody ever rewrites."""

    def __init__(self, folder: Path, snapshot: int, files: Mapping[str, Sequence[File]]) -> None:
        self.folder = folder
        self.snapshot = snapshot
        self._files = files

    def table(self, record: type, columns: Sequence[str] | None = None, where: pc.Expression | None = None) -> pa.Table:
        """Rows of a record's table in order of commit; `where` is a `pyarrow.compute` expression over its columns.

        A column that a file does not have yet reads as null. For `pc.field("language") == "kk"` only the row groups
        that can hold such rows are read.
        """
        schema = stored_schema(record)
        source = ds.dataset(list(map(str, self.files(record))), schema=schema, format="parquet")
        return source.to_table(columns=list(columns) if columns is not None else None, filter=where)

    def records(self, record: type[Record], where: pc.Expression | None = None) -> list[Record]:
        """Rows as records; a column that a row was written without takes the default that the record declares."""
        return from_table(_with_defaults(self.table(record, where=where), record), record)

    def find(self, record: type[Record], column: str, names: Sequence[str]) -> list[Record]:
        """Records whose `column` is one of `names`, in order of commit: quick however large the table is."""
        paths = self.files(record)
        if not names or not paths:
            return []
        with _engine(os.getpid()).cursor() as cursor:
            cursor.execute("SET TimeZone = 'UTC'")
            found = find_rows(cursor, paths, column, names, stored_schema(record))
        return from_table(_with_defaults(found, record), record)

    def count(self, record: type) -> int:
        """Number of rows, from the catalogue alone."""
        return sum(file.rows for file in self._files.get(table_name(record), ()))

    def files(self, record: type) -> list[Path]:
        """Parquet files of a table at this snapshot, for any engine that reads Parquet."""
        return [self.folder / file.path for file in self._files.get(table_name(record), ())]

    def sizes(self) -> dict[str, tuple[int, int, int]]:
        """Files, rows and bytes of each table that holds something."""
        return sizes(self._files)

    def sql(self, query: str, params: Sequence[Any] | Mapping[str, Any] | None = None) -> pa.Table:
        """Answer of DuckDB to a query in which every table goes by its name (`documents`, `mentions`, …).

        Times are in UTC. Nothing is downloaded. `params` fill `?` or `$name`.
        """
        with _engine(os.getpid()).cursor() as cursor:
            cursor.execute("SET TimeZone = 'UTC'")
            for name in sorted(set(_WORD.findall(query.lower())) & self._names):
                self._declare(cursor, name)
            return cursor.sql(query, params=params).to_arrow_table()

    @cached_property
    def _names(self) -> set[str]:
        return set(TABLES.values()) | set(self._files)

    def _declare(self, cursor: Any, name: str) -> None:
        """Make a table known to DuckDB: its declared columns first, so that an empty or old table has them all."""
        paths = [_quoted(str(self.folder / file.path)) for file in self._files.get(name, ())]
        parts = [f"SELECT * FROM read_parquet([{', '.join(paths)}], union_by_name = true)"] if paths else []
        record = next((record for record, table in TABLES.items() if table == name), None)
        if record is not None:
            cursor.register(f"declared_{name}", stored_schema(record).empty_table())
            parts.insert(0, f"SELECT * FROM declared_{name}")
        cursor.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS {' UNION ALL BY NAME '.join(parts)}")


@cache
def _engine(_process: int) -> Any:
    """One DuckDB for a process, as making one takes 40 ms; a forked child makes its own."""
    return duckdb.connect(":memory:", config=_OFFLINE)


def _with_defaults(table: pa.Table, record: type) -> pa.Table:
    """Table in which nulls of a defaulted column take the default, so that `()` stays `()` and not `None`."""
    for index, field in enumerate(dataclasses.fields(record)):
        column = table.column(field.name)
        if column.null_count and field.default not in (dataclasses.MISSING, None):
            values = [field.default if value is None else value for value in column.to_pylist()]
            table = table.set_column(index, table.schema.field(field.name), pa.array(values, column.type))
    return table


def _quoted(path: str) -> str:
    return "'" + path.replace("'", "''") + "'"
