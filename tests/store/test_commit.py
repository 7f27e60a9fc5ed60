"""Commits: all tables or none, replacement, time travel, older files, merging."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from tolqyn.model.capture import Capture
from tolqyn.model.document import Document
from tolqyn.model.errors import Held, Invalid
from tolqyn.model.run import Work
from tolqyn.model.tables import to_table
from tolqyn.model.wave import Count, Monitored, WaveEvent
from tolqyn.store import EVERYTHING, TABLES, Store, table_name

NOON = datetime(2024, 11, 28, 12, tzinfo=UTC)


def document(number: int, language: str | None = "kk") -> Document:
    return Document(
        f"doc_{number}", "cap_1", "t.me/хабар", "post", "a", None, None, f"Мәтін {number}", NOON,
        language=language, authors=("А. Автор",),
    )  # fmt: skip


def work(number: int) -> Work:
    return Work(f"doc_{number}", "extract", "1", "done", "run_1")


def count(press: str, day: int) -> Count:
    return Count(press, "GE", "coverage", date(2024, 11, day), 1, 1, 1, 9.0, None, None, None)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "lake")


def test_opening_and_reading_creates_nothing(store: Store) -> None:
    view = store.view()
    assert view.snapshot == 0
    assert view.records(Document) == []
    assert view.sql("SELECT count(*) AS n FROM documents JOIN works ON item_id = document_id").to_pylist() == [{"n": 0}]
    assert store.snapshots() == []
    assert not store.folder.exists()


def test_every_table_of_the_model_can_be_asked_before_it_is_written(store: Store) -> None:
    for name in TABLES.values():
        assert store.view().sql(f"SELECT * FROM {name}").num_rows == 0
    assert TABLES[Monitored] == "monitored"


def test_rows_of_several_tables_appear_together(store: Store) -> None:
    documents = [document(n) for n in range(5)]
    with store.writer() as writer:
        before = store.view()
        number = writer.commit({Document: documents, Work: to_table(map(work, range(5)), Work)}, run_id="run_1")
    view = store.view()
    assert (number, view.snapshot, before.records(Document)) == (1, 1, [])
    assert view.records(Document) == documents
    assert view.count(Work) == 5
    asked = view.sql(
        "SELECT source_id, count(*) AS n FROM documents JOIN works ON item_id = document_id "
        "WHERE published_at = $at GROUP BY 1",
        {"at": NOON},
    )
    assert asked.to_pylist() == [{"source_id": "t.me/хабар", "n": 5}]


def test_a_view_stays_as_it_was(store: Store) -> None:
    with store.writer() as writer:
        writer.commit({Document: [document(1)]})
        early = writer.view()
        writer.commit({Document: [document(2)]}, {Document: EVERYTHING})
        writer.compact()
    assert early.records(Document) == [document(1)]
    assert store.view(1).records(Document) == [document(1)]
    assert store.view().records(Document) == [document(2)]


def test_replacing_takes_out_what_matches_and_only_that(store: Store) -> None:
    first = [count("all", 1), count("рф", 1), count("all", 2)]
    with store.writer() as writer:
        writer.commit({Count: first[:2]})
        writer.commit({Count: first[2:]})
        writer.commit({Count: [count("all", 9)]}, {Count: pc.field("press") == "all"})
    assert store.view().records(Count) == [count("рф", 1), count("all", 9)]
    assert store.view(2).records(Count) == first


def test_a_row_whose_predicate_is_unknown_stays(store: Store) -> None:
    with store.writer() as writer:
        writer.commit({Document: [document(1), document(2, None)]})
        writer.commit({}, {Document: pc.field("language") == "kk"})
    assert store.view().records(Document) == [document(2, None)]


def test_nothing_to_do_makes_no_snapshot(store: Store) -> None:
    with store.writer() as writer:
        assert writer.commit({Document: []}) == 0
        assert writer.commit({Document: [document(1)]}) == 1
        assert writer.commit({Document: []}, {Document: pc.field("language") == "uz"}) == 1
        assert writer.compact() == 1


def test_columns_and_rows_are_chosen_at_the_file(store: Store) -> None:
    with store.writer() as writer:
        writer.commit({Document: [document(n) for n in range(9)]})
    table = store.view().table(Document, ["document_id"], pc.field("document_id").isin(["doc_3", "doc_7"]))
    assert table.to_pydict() == {"document_id": ["doc_3", "doc_7"]}


def test_snapshots_tell_number_time_run_and_tables(tmp_path: Path) -> None:
    store = Store(tmp_path, clock=lambda: NOON)
    with store.writer() as writer:
        writer.commit({Document: [document(1)], Work: [work(1)]}, run_id="run_а")
        writer.commit({Work: [work(2)]}, run_id="run_б")
    assert store.snapshots() == [
        (1, NOON, "run_а", ("documents", "works")),
        (2, NOON, "run_б", ("works",)),
    ]
    assert store.snapshot_of("run_а") == 1
    assert store.snapshot_of("run_в") is None


def test_merging_keeps_rows_and_order_and_vacuum_forgets(tmp_path: Path) -> None:
    now = [NOON]
    store = Store(tmp_path, clock=lambda: now[0])
    with store.writer() as writer:
        for number in range(8):
            writer.commit({Document: [document(number)]})
        assert writer.compact() == 9
        assert writer.vacuum(keep_days=3) == 0
        assert store.view(4).count(Document) == 4
        now[0] += timedelta(days=4)
        assert writer.vacuum(keep_days=3) == 8
    assert store.view().records(Document) == [document(number) for number in range(8)]
    assert len(store.view().files(Document)) == 1
    assert [shot.number for shot in store.snapshots()] == [9]
    with pytest.raises(Invalid, match="no longer kept"):
        store.view(4)
    with pytest.raises(Invalid, match="no snapshot 10"):
        store.view(10)


def test_merging_in_groups_keeps_the_order_of_rows(store: Store) -> None:
    with store.writer() as writer:
        for number in range(9):
            writer.commit({Document: [document(number * 10_000 + n) for n in range(4000 if number == 4 else 2)]})
        big = max(path.stat().st_size for path in writer.view().files(Document))
        before = writer.view().records(Document)
        writer.compact(small=big)
        assert len(writer.view().files(Document)) == 3
        writer.commit({Document: [document(99_999)]})
        writer.compact(small=big)
        assert len(writer.view().files(Document)) == 3
    assert store.view().records(Document) == [*before, document(99_999)]
    assert store.view(5).records(Document) == before[:4008]


def test_a_file_from_before_a_column_reads_with_null_and_the_default(store: Store) -> None:
    with store.writer() as writer:
        writer.commit({Document: [document(1)]})
        (path,) = writer.view().files(Document)
        pq.write_table(pq.read_table(path).drop_columns(["authors", "views", "kind"]), path)
        writer.commit({Document: [document(2)]})
    view = store.view()
    assert view.table(Document, ["views", "authors"]).to_pydict() == {
        "views": [None] * 2,
        "authors": [None, ["А. Автор"]],
    }
    assert [row.authors for row in view.records(Document)] == [(), ("А. Автор",)]
    assert view.sql("SELECT count(*) FILTER (WHERE authors IS NULL) AS n FROM documents").to_pylist() == [{"n": 1}]


def test_rows_that_do_not_fit_are_refused_before_anything_is_written(store: Store) -> None:
    table = to_table([work(1)], Work)
    with store.writer() as writer:
        with pytest.raises(Invalid, match="differ in columns"):
            writer.commit({Document: [document(1)], Work: table.drop_columns(["stage"])})
        with pytest.raises(Invalid, match="lack a value"):
            hole = table.set_column(1, "stage", pa.nulls(1, pa.string()))
            writer.commit({Document: [document(1)], Work: hole})
    assert store.view().snapshot == 0
    assert not list(store.folder.glob("*/*.parquet"))


def test_a_second_writer_is_told_who_holds_the_workspace(store: Store) -> None:
    with store.writer():
        with pytest.raises(Held, match=r"process \d+ on .* since 20"), store.writer():
            pytest.fail("two writers at once")
        assert store.view().snapshot == 0
    with store.writer() as writer:
        writer.commit({Document: [document(1)]})


def test_files_of_a_killed_writer_are_swept_and_a_lost_catalogue_is_no_empty_store(store: Store) -> None:
    with store.writer() as writer:
        writer.commit({Document: [document(1)]})
        orphan = store.folder / "documents" / "00000002.parquet"
        orphan.write_bytes(b"half a file")
    with store.writer():
        assert not orphan.exists()
    for path in store.folder.glob("catalogue.sqlite*"):
        path.unlink()
    with pytest.raises(Invalid, match="is gone"), store.writer():
        pytest.fail("it went on")
    assert list(store.folder.glob("*/*.parquet"))


def test_another_format_of_the_catalogue_is_told(store: Store) -> None:
    with store.writer() as writer:
        writer.commit({Document: [document(1)]})
    with closing(sqlite3.connect(store.folder / "catalogue.sqlite")) as link:
        link.execute("PRAGMA user_version = 99")
    with pytest.raises(Invalid, match="format 99"):
        store.view()


def test_any_record_has_a_table_without_registration(store: Store) -> None:
    from dataclasses import dataclass

    @dataclass(frozen=True, slots=True)
    class OpenQuote:
        quote_id: str
        words: tuple[str, ...] = ()

    with store.writer() as writer:
        writer.commit({OpenQuote: [OpenQuote("q_1", ("сөз",))]})
    assert table_name(OpenQuote) == "open_quotes"
    assert store.view().records(OpenQuote) == [OpenQuote("q_1", ("сөз",))]
    assert store.view().sql("SELECT quote_id FROM open_quotes").to_pylist() == [{"quote_id": "q_1"}]
    assert [table_name(record) for record in (Capture, WaveEvent)] == ["captures", "wave_events"]
