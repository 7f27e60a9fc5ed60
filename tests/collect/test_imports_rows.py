"""JSON lines and CSV: a good row arrives with its bytes, a bad one is named by its line."""

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tolqyn.collect.imports import ImportOptions, Item, RejectedItem, read
from tolqyn.model.capture import Arrival
from tolqyn.model.errors import Invalid
from tolqyn.model.rejected import Reason

NOW = datetime(2024, 12, 5, tzinfo=UTC)
GOOD = {
    "url": "https://қаз.example/1",
    "source": "Қазақстан",
    "published_at": "2024-11-28",
    "title": "Т",
    "text": "мәтін",
}


def items(kind: str, path: Path, **options: object) -> list[Item]:
    return list(read(kind, [path], ImportOptions(**options), NOW))  # type: ignore[arg-type]


def outcome(found: list[Item]) -> list[object]:
    return [(item.line, item.rejected.reason) if isinstance(item, RejectedItem) else item.address for item in found]


def test_lines_keep_their_bytes_and_unknown_fields(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    line = json.dumps({**GOOD, "қосымша": [1]}, ensure_ascii=False).encode()
    path.write_bytes(b"\xef\xbb\xbf" + line + b"\r\n\r\n" + line)
    first, second = items("jsonl", path, sources={"қазақстан": "qazaqstan"})
    assert isinstance(first, Arrival) and isinstance(second, Arrival)
    assert first.payload == second.payload == line
    assert (first.source_id, first.form, first.address) == ("qazaqstan", "row", "https://xn--80ao21a.example/1")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"url": None}, Reason.MISSING_FIELD),
        ({"url": ""}, Reason.MISSING_FIELD),
        ({"url": "нет"}, Reason.BAD_ADDRESS),
        ({"url": 5}, Reason.BAD_FIELD),
        ({"source": None}, Reason.MISSING_FIELD),
        ({"source": ["a"]}, Reason.BAD_FIELD),
        ({"source": "\ud800"}, Reason.BAD_FIELD),
        ({"text": "  "}, Reason.MISSING_FIELD),
        ({"text": 5}, Reason.BAD_FIELD),
        ({"published_at": 1732752000}, Reason.BAD_FIELD),
        ({"published_at": {"day": 1}}, Reason.BAD_FIELD),
    ],
)
def test_bad_rows(tmp_path: Path, change: dict[str, object], reason: Reason) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in (GOOD, {**GOOD, **change}, GOOD)))
    assert outcome(items("jsonl", path))[1] == (2, reason)
    assert len(items("jsonl", path)) == 3


def test_lines_that_are_no_objects(tmp_path: Path) -> None:
    good = json.dumps(GOOD).encode()
    lines = [good, b"{", b"[1]", b"\xff", b"[" * 100_000, b'{"a": NaN}', b'{"a":"' + b"x" * 5000 + b'"}', good]
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b"\n".join(lines))
    found = outcome(items("jsonl", path, max_item_bytes=4000))
    assert found[1:-1] == [
        (2, Reason.NOT_JSON),
        (3, Reason.NOT_A_ROW),
        (4, Reason.NOT_JSON),
        (5, Reason.TOO_LARGE),
        (6, Reason.NOT_JSON),
        (7, Reason.TOO_LARGE),
    ]
    assert isinstance(found[0], str) and found[0] == found[-1]
    assert outcome(items("jsonl", path))[4] == (5, Reason.NOT_JSON)


def test_html_may_stand_for_text_and_the_call_may_name_the_source(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({"url": GOOD["url"], "html": "<p>мәтін</p>"}))
    (item,) = items("jsonl", path, source="архив")
    assert isinstance(item, Arrival) and item.source_id == "архив"


def test_gzip_and_damage(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl.gz"
    packed = gzip.compress("\n".join(json.dumps({**GOOD, "n": n, "x": hash(str(n))}) for n in range(999)).encode())
    path.write_bytes(packed)
    assert len(items("jsonl", path)) == 999
    path.write_bytes(packed[: len(packed) // 2])
    found = items("jsonl", path)
    assert outcome(found)[-1] == (None, Reason.DAMAGED)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_dialects_and_encodings(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = [
        ["ссылка", "издание", "дата", "заголовок", "текст", "просмотры", "рубрика"],
        ["https://a.example/1", "Газета", "2024-11-28", "Грузия, Тбилиси; протест", '"Первая\nвторая"', "17", "мир"],
        ["https://a.example/2", "Газета", "", "Второй", "Правительство сообщило о решении", "", ""],
    ]
    path = tmp_path / "rows.csv"
    text = "\r\n".join(delimiter.join(f'"{c.strip(chr(34))}"' for c in row) for row in rows)
    path.write_bytes(text.encode(encoding))
    columns = {"url": "ссылка", "source": "издание", "title": "заголовок", "text": "текст", "views": "просмотры"}
    first, second = items("csv", path, columns=columns | {"published_at": "дата"})
    assert isinstance(first, Arrival) and isinstance(second, Arrival)
    assert json.loads(first.payload) == {
        "url": "https://a.example/1",
        "source": "Газета",
        "published_at": "2024-11-28",
        "title": "Грузия, Тбилиси; протест",
        "text": "Первая\nвторая",
        "views": 17,
        "рубрика": "мир",
    }
    assert "published_at" not in json.loads(second.payload)


def test_csv_rows_that_do_not_fit(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(
        "url,source,text\nhttps://a.example/1,Г,текст\nhttps://a.example/2,Г,текст,лишнее\nhttps://a.example/3\n"
        "\nhttps://a.example/4,Г,текст\n",
        encoding="utf-8",
    )
    assert outcome(items("csv", path)) == [
        "https://a.example/1",
        (3, Reason.NOT_A_ROW),
        (4, Reason.MISSING_FIELD),
        "https://a.example/4",
    ]


def test_csv_maps_to_columns_that_are_there(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("адрес,текст\n", encoding="utf-8")
    with pytest.raises(Invalid, match="link") as caught:
        items("csv", path, columns={"url": "link"})
    assert "адрес" in caught.value.remedy


def test_cp1251_that_begins_late(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    ascii_rows = "".join(f"https://a.example/{n},src,plain\n" for n in range(6_000))
    late = "https://a.example/z,src,Правительство приостановило переговоры\n"
    path.write_bytes(("url,source,text\n" + ascii_rows + late).encode("cp1251"))
    last = items("csv", path)[-1]
    assert isinstance(last, Arrival) and "приостановило" in last.payload.decode()


def test_unknown_kinds_and_paths(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="xlsx"):
        read("xlsx", [tmp_path], ImportOptions(), NOW)
    with pytest.raises(Invalid):
        read("jsonl", [tmp_path / "нет"], ImportOptions(), NOW)
    with pytest.raises(Invalid):
        read("jsonl", [], ImportOptions(), NOW)
