"""A wave as a table: CSV for spreadsheets, Parquet for programs."""

import csv
from collections.abc import Iterator
from dataclasses import astuple, fields
from datetime import UTC, datetime
from io import TextIOWrapper
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from tolqyn.export.rows import Row, rows_of
from tolqyn.queries.findings import WaveFindings

COLUMNS = tuple(field.name for field in fields(Row))

MARK = "'"
"""What a spreadsheet takes for “this is text”; stands before cells that it would otherwise compute."""

_COMPUTED = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""Characters that begin a formula, with the wide forms that East Asian spreadsheets take for the same."""

_TYPES = {
    "published_at": pa.timestamp("us", tz="UTC"),
    "original": pa.bool_(),
    "warc_offset": pa.int64(),
}
_KNOWN = frozenset(COLUMNS) - {"published_at", "date_source", "language", "copy_of"}


def write_csv(findings: WaveFindings, sink: BinaryIO) -> None:
    """Rows with a head, UTF-8 with a byte order mark (Excel reads Cyrillic as noise without), lines end as RFC 4180."""
    text = TextIOWrapper(sink, encoding="utf-8-sig", errors="replace", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(_cells(row) for row in rows_of(findings))
    text.detach()


def write_parquet(findings: WaveFindings, sink: BinaryIO) -> None:
    """Rows with their types; wave, snapshot and press stand in the metadata of the schema."""
    rows = list(rows_of(findings))
    schema = pa.schema(
        [pa.field(name, _TYPES.get(name, pa.string()), nullable=name not in _KNOWN) for name in COLUMNS],
        metadata={
            "tolqyn.wave": findings.wave.wave_id,
            "tolqyn.snapshot": str(findings.snapshot),
            "tolqyn.press": findings.wave.press,
            "tolqyn.target": findings.wave.target,
        },
    )
    columns = [pa.array([getattr(row, name) for row in rows], schema.field(name).type) for name in COLUMNS]
    pq.write_table(pa.Table.from_arrays(columns, schema=schema), sink, compression="zstd")


def guarded(text: str) -> str:
    """A cell that no spreadsheet computes: a mark before whatever begins like a formula, or with the mark itself.

    So `unguarded` gives every text back as it was.

    >>> guarded('=ГИПЕРССЫЛКА("http://x.test")'), guarded("Порт жабық")
    ('\\'=ГИПЕРССЫЛКА("http://x.test")', 'Порт жабық')
    """
    risky = text.startswith((MARK, "\t", "\r", "\n")) or text.lstrip().startswith(_COMPUTED)
    return MARK + text if risky else text


def unguarded(cell: str) -> str:
    """The text that a cell stands for.

    >>> unguarded("'-5 °C күтіледі"), unguarded(guarded("'Кавычка"))
    ('-5 °C күтіледі', "'Кавычка")
    """
    return cell.removeprefix(MARK)


def _cells(row: Row) -> Iterator[str]:
    for value in astuple(row):
        match value:
            case None:
                yield ""
            case bool():
                yield "yes" if value else "no"
            case int():
                yield str(value)
            case datetime():
                yield value.astimezone(UTC).isoformat().replace("+00:00", "Z")
            case _:
                yield guarded(str(value))
