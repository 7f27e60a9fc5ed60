"""Rows by their name without reading a table through: where each name stands in a file, looked up once per file.

A file is never rewritten, so what was looked up stays true for as long as the file lives, in every snapshot with it.
Names are kept as 64-bit hashes, twelve bytes a row. Two names of one hash are told apart when their rows are read.
"""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

FILES_KEPT = 2000
"""Places of so many files are kept; those asked for least lately are forgotten first."""


@dataclass(frozen=True, slots=True)
class Places:
    """Hashes of a column's values in ascending order, and the row that each stands in."""

    hashes: npt.NDArray[np.uint64]
    rows: npt.NDArray[np.uint32]

    def of(self, wanted: npt.NDArray[np.uint64]) -> list[int]:
        """Rows whose value has one of the wanted hashes, in order."""
        first = np.searchsorted(self.hashes, wanted, "left")
        last = np.searchsorted(self.hashes, wanted, "right")
        found = {int(row) for start, stop in zip(first, last, strict=True) for row in self.rows[start:stop]}
        return sorted(found)


_lock = threading.Lock()
_known: OrderedDict[tuple[Path, str], Places] = OrderedDict()


def find_rows(cursor: Any, paths: Sequence[Path], column: str, names: Sequence[str], schema: pa.Schema) -> pa.Table:
    """Rows of Parquet files whose `column` is one of `names`, in the order of files and rows, in the given schema."""
    asked = cursor.sql("select hash(unnest($names)) as h", params={"names": list(names)})
    wanted = np.unique(asked.to_arrow_table().column("h").to_numpy())
    parts = [schema.empty_table()]
    for path in paths:
        rows = _places(cursor, path, column).of(wanted)
        if rows:
            parts.append(_fitted(_read(cursor, path, rows), schema))
    whole = pa.concat_tables(parts)
    return whole.filter(pc.field(column).isin(pa.array(list(names), whole.schema.field(column).type)))


def _read(cursor: Any, path: Path, rows: list[int]) -> pa.Table:
    query = """select * exclude (file_row_number) from read_parquet($path, file_row_number = true)
    where file_row_number in (select unnest($rows)) order by file_row_number"""
    if len(rows) <= 64:
        listed = ", ".join(map(str, rows))
        query = query.replace("(select unnest($rows))", f"({listed})")
        return cursor.sql(query, params={"path": str(path)}).to_arrow_table()
    return cursor.sql(query, params={"path": str(path), "rows": rows}).to_arrow_table()


def _fitted(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """The table in the schema; a column that the file does not have yet is null."""
    columns = [
        table.column(field.name).cast(field.type)
        if field.name in table.column_names
        else pa.nulls(len(table), field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(columns, schema=schema)


def _places(cursor: Any, path: Path, column: str) -> Places:
    """The places of a column's values in a file, looked up unless they are known."""
    key = (path, column)
    with _lock:
        if key in _known:
            _known.move_to_end(key)
            return _known[key]
    query = f"""select hash({column}) as h, file_row_number as r
    from read_parquet($path, file_row_number = true) order by 1, 2"""
    found = cursor.sql(query, params={"path": str(path)}).to_arrow_table()
    places = Places(found.column("h").to_numpy(), found.column("r").to_numpy().astype(np.uint32))
    with _lock:
        _known[key] = places
        while len(_known) > FILES_KEPT:
            _known.popitem(last=False)
    return places
