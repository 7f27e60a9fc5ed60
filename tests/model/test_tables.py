"""Every record survives the way into an Arrow table and back."""

from datetime import UTC, date, datetime

import pytest

from tolqyn.model.capture import Capture
from tolqyn.model.document import Document
from tolqyn.model.tables import from_table, schema_of, to_table
from tolqyn.model.wave import Count

NOON = datetime(2024, 11, 28, 12, tzinfo=UTC)

RECORDS = [
    Capture("cap_1", "t.me/хабар", "https://t.me/хабар/1", "telegram-post", "application/json", NOON, None,
            "sha256:00", 2, "a.warc.gz", 0, 10, (("feed_title", "Тақырып"),)),
    Document("doc_1", "cap_1", "t.me/хабар", "post", "https://t.me/хабар/1", "1", None, "Сәлем", NOON, "post",
             authors=("А. Автор",), links=("https://a.example/",)),
    Count("all", "GE", "coverage", date(2024, 11, 28), 3, 2, 2, 10.5, None, 4.0, None),
]  # fmt: skip


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_a_record_comes_back_as_it_went(record: object) -> None:
    table = to_table([record, record], type(record))
    assert table.schema == schema_of(type(record))
    assert from_table(table, type(record)) == [record, record]


def test_an_empty_table_has_the_right_columns() -> None:
    assert to_table([], Document).schema == schema_of(Document)
    assert from_table(to_table([], Document), Document) == []


def test_unknown_is_null_and_known_is_required() -> None:
    schema = schema_of(Document)
    assert schema.field("published_at").nullable
    assert not schema.field("text").nullable
