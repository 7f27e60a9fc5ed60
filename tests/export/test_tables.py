"""Tables come back as they were, and no spreadsheet computes what a stranger wrote."""

import csv
import io
from dataclasses import astuple
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given
from hypothesis import strategies as st

from tests.export.shelf import Shelf
from tolqyn.export import export
from tolqyn.export.rows import rows_of
from tolqyn.export.tables import COLUMNS, guarded, unguarded


def test_csv_comes_back_through_the_csv_module(shelf: Shelf, tmp_path: Path) -> None:
    path = export("csv", shelf.findings, shelf.folder, tmp_path / "w.csv").path
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfdocument_id,"), "Excel needs the mark to read Cyrillic"
    assert raw.count(b"\r\n") == 6
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert [row["headline"] for row in rows][:2] == [
        "Остров Тулания закрыл порт",
        "'=HYPERLINK(\"http://x.test\";\"Тулания аралы портын жапты\")",
    ]  # fmt: skip
    assert rows[0]["published_at"] == "2024-11-28T06:30:00Z"
    assert rows[4]["language"] == ""
    assert (rows[3]["kind"], rows[3]["headline"]) == ("post", "'@смотритель: порт 3 закрыт до весны.")
    assert [row["original"] for row in rows] == ["yes"] * 4 + ["no"]
    assert rows[4]["copy_of"] == rows[0]["document_id"]
    texts = [[unguarded(cell) for cell in row.values()] for row in rows]
    whole = list(rows_of(shelf.findings))
    assert [row[COLUMNS.index("headline")] for row in texts] == [row.headline for row in whole]
    assert [int(row["warc_offset"]) for row in rows] == [row.warc_offset for row in whole]


def test_parquet_keeps_types_and_says_of_which_wave(shelf: Shelf, tmp_path: Path) -> None:
    path = export("parquet", shelf.findings, shelf.folder, tmp_path / "w.parquet").path
    table = pq.read_table(path)
    assert table.schema.field("published_at").type == pa.timestamp("us", tz="UTC")
    assert table.schema.field("original").type == pa.bool_()
    assert table.schema.metadata[b"tolqyn.wave"] == b"wav_invented"
    rows = table.to_pylist()
    assert [tuple(row.values()) for row in rows] == [astuple(row) for row in rows_of(shelf.findings)]
    assert rows[0]["published_at"] == datetime(2024, 11, 28, 6, 30, tzinfo=UTC)
    assert rows[4]["language"] is None


@given(st.text())
def test_a_guarded_cell_loses_nothing_and_begins_like_no_formula(text: str) -> None:
    cell = guarded(text)
    assert unguarded(cell) == text
    assert not cell.lstrip().startswith(("=", "+", "-", "@"))
